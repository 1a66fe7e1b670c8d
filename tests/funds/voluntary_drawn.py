"""Voluntary participants as lists tell of them: typed rows for the SQL and plain values for the oracle.

Both are made here from the same words; neither form sees what the other makes of them.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import duckdb
import pyarrow as pa

from baophu.funds.voluntary import bulk
from baophu.funds.voluntary.rules import (
    Account,
    Around,
    MemberRow,
    Participant,
    PoorRow,
    Row,
    Sponsorship,
    Tariff,
    account_of,
    group_word,
)
from baophu.intake.contracts import contracts
from baophu.kernel.time import Period
from baophu.law.book import Book, load
from baophu.law.support import Group
from baophu.linkage.relations import empty_columns

TYPES = {
    "VARCHAR": pa.string(), "BIGINT": pa.int64(), "DATE": pa.date32(), "BOOLEAN": pa.bool_(), "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
}  # fmt: skip
LISTS = ("voluntary_members", "poor_households", "insured_members", "deaths", "beneficiaries")
RECEIPT = pa.schema(
    [("receipt_id", pa.int32()), ("list", pa.string()), ("file", pa.string()), ("sha256", pa.string()),
     ("agency_code", pa.string()), ("area_code", pa.string()), ("period", pa.string()),
     ("begins_on", pa.date32()), ("ends_on", pa.date32()), ("as_of", pa.date32())]
)  # fmt: skip
LINK = pa.schema(
    [("kind", pa.string()), ("entity", pa.string()), ("list", pa.string()), ("receipt_id", pa.int32()),
     ("file", pa.string()), ("row", pa.int32())]
)  # fmt: skip


@dataclass
class Lists:
    """Lists as the linkage leaves them, each row with its person."""

    on: date = date(2018, 6, 30)
    receipts: list[dict[str, Any]] = field(default_factory=list)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    sponsorships: list[Sponsorship] = field(default_factory=list)

    def send(
        self,
        name: str,
        *rows: Mapping[str, Any],
        period: str,
        sender: str = "si-42",
        received: date | None = None,
    ) -> Lists:
        """One list; each row names its `person`."""
        span = Period.parse(period)
        number = len(self.receipts) + 1
        self.receipts.append({
            "receipt_id": number, "list": name, "file": f"{name}_{number}.csv", "sha256": f"{number:064d}",
            "agency_code": sender, "area_code": "42", "period": period, "begins_on": span.begins_on,
            "ends_on": span.ends_on, "as_of": min(span.ends_on, received or span.ends_on),
        })  # fmt: skip
        for place, row in enumerate(rows, start=1):
            self.rows[name].append({"receipt_id": number, "row": place, **row})
        return self

    # --- the SQL's side

    def relations(self) -> duckdb.DuckDBPyConnection:
        """`receipts`, `links` and `rows_<list>` of every list of the contracts."""
        con = duckdb.connect(":memory:", config={"threads": 2, "preserve_insertion_order": "false"})
        _table(con, "receipts", RECEIPT, self.receipts)
        links = []
        by_id = {receipt["receipt_id"]: receipt for receipt in self.receipts}
        for name in contracts():
            columns = [("receipt_id", pa.int32()), ("row", pa.int32())]
            columns += [(title.strip('"'), TYPES[kind]) for title, kind in empty_columns(name)]
            rows = self.rows.get(name, [])
            _table(con, f"rows_{name}", pa.schema(columns), rows)
            for row in rows:
                receipt = by_id[row["receipt_id"]]
                links.append({"kind": "person", "entity": row["person"], "list": name, "file": receipt["file"],
                              "receipt_id": row["receipt_id"], "row": row["row"]})  # fmt: skip
        _table(con, "links", LINK, links)
        return con

    def posted(self, book: Book | None = None) -> duckdb.DuckDBPyConnection:
        """The relations `vol_*` of all participants."""
        con = self.relations()
        sponsorships = [
            {"id": s.id, "starts_on": s.starts_on, "ends_before": s.ends_before, "amount_vnd": s.amount_vnd,
             "share_ppm": None if s.share is None else int(s.share * 1_000_000),
             "groups": " ".join(sorted(s.groups)), "area_code": s.area_code, "people": " ".join(sorted(s.people))}
            for s in self.sponsorships
        ]  # fmt: skip
        bulk.post(con, on=self.on, law=book or load(), sponsorships=sponsorships)
        return con

    # --- the oracle's side

    def around(self) -> Around:
        """What holds for everybody."""
        newest: dict[str, date] = {}
        poor = set()
        for receipt in self.receipts:
            if receipt["list"] == "voluntary_members" and receipt["begins_on"] <= self.on:
                sender = receipt["agency_code"]
                newest[sender] = max(newest.get(sender, date.min), receipt["begins_on"])
            if receipt["list"] == "poor_households":
                poor.add((receipt["begins_on"], receipt["ends_on"]))
        return Around(self.on, newest, tuple(sorted(poor)), tuple(self.sponsorships))

    def people(self) -> dict[str, Participant]:
        """Every voluntary participant with what all lists say of them."""
        order = sorted(self.receipts, key=lambda r: (r["begins_on"], r["sha256"], r["list"]))
        turn = {receipt["receipt_id"]: place for place, receipt in enumerate(order, start=1)}
        by_id = {receipt["receipt_id"]: receipt for receipt in self.receipts}
        told: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
        for name in LISTS:
            for row in self.rows.get(name, []):
                known = {"turn": turn[row["receipt_id"]], "receipt": by_id[row["receipt_id"]], **row}
                told[row["person"]][name].append(known)
        return {key: _participant(lists) for key, lists in told.items() if lists["voluntary_members"]}

    def accounts(self, book: Book | None = None) -> dict[str, Account]:
        """What the oracle makes of everybody."""
        law, around = Tariff(book or load()), self.around()
        return {key: account_of(person, around, law) for key, person in self.people().items()}

    def account(self, book: Book | None = None, person: str = "P1") -> Account:
        """What the oracle makes of one person."""
        return account_of(self.people()[person], self.around(), Tariff(book or load()))


def _table(con: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema, rows: list[dict[str, Any]]) -> None:
    for row in rows[:50]:
        assert set(row) - set(schema.names) <= {"person"}, set(row) - set(schema.names)
    columns = [pa.array([row.get(column.name) for row in rows], column.type) for column in schema]
    con.register("drawn_arrow", pa.table(columns, schema=schema))
    con.execute(f"CREATE TABLE {name} AS SELECT * FROM drawn_arrow")
    con.unregister("drawn_arrow")


def _participant(lists: Mapping[str, list[dict[str, Any]]]) -> Participant:
    deaths = sorted(lists["deaths"], key=lambda r: (-r["turn"], r["row"]))
    pensions = [r["from_month"] for r in lists["beneficiaries"] if r["benefit"] == "Lương hưu"]
    lumps = [r["from_month"] for r in lists["beneficiaries"] if r["benefit"] == "BHXH một lần"]
    return Participant(
        rows=tuple(_row(r) for r in lists["voluntary_members"]),
        poor=tuple(
            PoorRow(r["receipt_id"], r["row"], r["turn"], r.get("valid_from") or r["receipt"]["begins_on"],
                    r.get("valid_to") or r["receipt"]["ends_on"], group_word(r["class"]) or Group.OTHER)
            for r in lists["poor_households"]
        ),
        members=tuple(
            MemberRow(r["turn"], r["unit_code"], date(r["receipt"]["begins_on"].year, 1, 1),
                      r["receipt"]["ends_on"].replace(day=1), r.get("from_month"), r.get("to_month"),
                      r.get("movement") not in ("left", "retired", "unpaid"))
            for r in lists["insured_members"]
        ),
        died_on=deaths[0]["died_on"] if deaths else None,
        pension_from=min(pensions, default=None),
        lump_sum_from=min(lumps, default=None),
    )  # fmt: skip


def _row(r: Mapping[str, Any]) -> Row:
    receipt = r["receipt"]
    return Row(
        receipt_id=r["receipt_id"], row=r["row"], turn=r["turn"], sender=receipt["agency_code"],
        list_on=receipt["begins_on"], as_of=receipt["as_of"], from_month=r["from_month"], to_month=r["to_month"],
        income_vnd=r["income_vnd"], born_on=r.get("born_on"), si_number=r.get("si_number") or "", mode_months=r.get("mode_months"), group=group_word(r.get("group")),
        receipt_no=r.get("receipt_no") or "", receipt_on=r.get("receipt_on"), due_vnd=r.get("due_vnd"),
        paid_vnd=r.get("paid_vnd"), state_vnd=r.get("state_support_vnd"), local_vnd=r.get("local_support_vnd"),
        other_vnd=r.get("other_support_vnd"), enrolment=r.get("enrolment") or "",
        agent_code=r.get("agent_code") or "", commune_code=r.get("commune_code") or "",
        district_code=r.get("district_code") or "",
    )  # fmt: skip


# --- both forms laid side by side ---------------------------------------------------------------------------

PAYMENT = ("position", "receipt_id", "row", "paid_on", "day_told", "alike", "way", "grp", "poor_receipt_id", "poor_row",
           "due_law_vnd", "due_why", "support_vnd", "own_vnd", "unused_months", "refund_vnd", "flags")  # fmt: skip
MONTH = (
    "position",
    "month",
    "status",
    "grp",
    "number",
    "support_vnd",
    "local_vnd",
    "other_vnd",
    "sponsored_vnd",
    "lacks",
)
STRETCH = ("number", "starts_on", "ends_before", "renew_by", "district_code", "commune_code", "agent_code")
Sheet = dict[str, dict[str, list[tuple[Any, ...]]]]


def by_sql(con: duckdb.DuckDBPyConnection) -> Sheet:
    """What the SQL makes of everybody: person -> payments, months, stretches."""
    sheet: Sheet = defaultdict(dict)
    for name, relation, columns in (
        ("payments", "vol_settled", PAYMENT), ("months", "vol_months", MONTH), ("stretches", "vol_stretches", STRETCH),
    ):  # fmt: skip
        order = columns[0] if name != "months" else "position, month"
        for person, *told in con.execute(
            f"SELECT person_id, {', '.join(columns)} FROM {relation} ORDER BY person_id, {order}"
        ).fetchall():
            sheet[person].setdefault(name, []).append(tuple(told))
    return dict(sheet)


def by_oracle(accounts: Mapping[str, Account]) -> Sheet:
    """The same of the oracle's accounts."""
    return {key: _sheet_of(account) for key, account in accounts.items() if account.payments}


def _sheet_of(account: Account) -> dict[str, list[tuple[Any, ...]]]:
    payments = [
        (p.position, p.row.receipt_id, p.row.row, p.paid_on, p.day_told, p.alike, str(s.way), str(s.group),
         s.poor_receipt_id, s.poor_row, s.due_law_vnd, s.due_why, s.support_vnd, s.own_vnd, s.unused_months,
         s.refund_vnd, s.flags)
        for p, s in zip(account.payments, account.settled, strict=True)
    ]  # fmt: skip
    months = [
        (m.position, m.month, str(m.status), str(m.group), m.number, m.support_vnd, m.local_vnd, m.other_vnd,
         m.sponsored_vnd, m.lacks)
        for m in account.months
    ]  # fmt: skip
    stretches = [
        (s.number, s.starts_on, s.ends_before, s.renew_by, s.district_code, s.commune_code, s.agent_code)
        for s in account.stretches
    ]
    return {"payments": payments, "months": months} | ({"stretches": stretches} if stretches else {})


def differences(lists: Lists, book: Book | None = None, most: int = 3) -> list[str]:
    """Where the two forms part, person by person; empty where they say the same of everybody."""
    sql, oracle = by_sql(lists.posted(book)), by_oracle(lists.accounts(book))
    found = []
    for person in sorted(sql.keys() | oracle.keys()):
        for part in ("payments", "months", "stretches"):
            one, other = sql.get(person, {}).get(part, []), oracle.get(person, {}).get(part, [])
            if one != other:
                found.append(f"{person} {part}:\n  sql    {one}\n  oracle {other}")
                break
        if len(found) >= most:
            break
    return found


# --- random participants ------------------------------------------------------------------------------------

DAYS = ("2015-12-31", "2016-01-01", "2017-12-31", "2018-01-01", "2021-12-31", "2022-01-01", "2025-06-30", "2025-07-01",
        "2026-06-30", "2024-02-29")  # fmt: skip
GROUPS = ("nghèo", "cận nghèo", "dân tộc", "khác", None, None)


def month(first: date, plus: int) -> date:
    year, index = divmod(first.year * 12 + first.month - 1 + plus, 12)
    return date(year, index + 1, 1)


def drawn(people: int, seed: int, on: date = date(2026, 6, 30), first_day: date | None = None) -> Lists:
    """A province of random participants, many of them on the borders of the law.

    With a `first_day` everybody first pays within three months of it.
    """
    dice = random.Random(seed)
    lists = Lists(on=on)
    sent: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for number in range(people):
        paid_on = first_day + timedelta(days=dice.randrange(90)) if first_day else _day(dice)
        _draw_person(f"P{number:06}", dice, paid_on, sent)
    for (name, period, sender), rows in sorted(sent.items()):
        dice.shuffle(rows)
        lists.send(name, *rows, period=period, sender=sender)
    lists.sponsorships = [
        Sponsorship(1, date(2018, 1, 1), date(2019, 1, 1), 20_000, None, frozenset({Group.POOR}), "446"),
        Sponsorship(2, date(2018, 6, 1), date(2026, 1, 1), None, Fraction(3, 10), frozenset(), ""),
        Sponsorship(3, date(2024, 1, 1), date(2025, 1, 1), 500_000, None, frozenset({Group.OTHER}), "18685"),
        Sponsorship(
            4, date(2018, 1, 1), date(2027, 1, 1), 30_000, None, frozenset(), "",
            frozenset(f"P{number:06}" for number in range(0, people, 3)),
        ),
    ]  # fmt: skip
    return lists


def _draw_person(
    person: str, dice: random.Random, paid_on: date, sent: dict[tuple[str, str, str], list[dict[str, Any]]]
) -> None:
    start = month(paid_on, dice.choice((-30, -3, -1, 0, 0, 0, 0, 1)))
    place = dice.choice((("18685", "446"), ("18070", "436"), ("", "447")))
    for _ in range(dice.choice((1, 1, 2, 3, 4, 8))):
        mode = dice.choice((1, 1, 3, 3, 6, 12, 12, 24, 36, 60, None, 2))
        length = mode if mode and dice.random() < 0.8 else dice.choice((1, 2, 5, 6, 12, 13, 24, 60, 61, 100))
        row = _draw_row(person, dice, paid_on, (start, mode, length), place)
        period, sender = f"{paid_on:%Y-%m}", dice.choice(("si-42", "si-42", "agent-1"))
        sent["voluntary_members", period, sender].append(row)
        if dice.random() < 0.15:  # told again, perhaps corrected
            again = row | ({"group": "nghèo"} if dice.random() < 0.3 else {})
            later = month(paid_on, dice.choice((0, 1, 5)))
            sent["voluntary_members", f"{later:%Y-%m}", sender].append(again)
        paid_on = min(date(2026, 6, 29), paid_on + timedelta(days=dice.choice((1, 30, 31, 90, 365))))
        start = month(start, dice.choice((length, length, length, length - 1, length + 2)))
    _draw_else(person, dice, start, sent)


def _day(dice: random.Random) -> date:
    if dice.random() < 0.5:
        return date.fromisoformat(dice.choice(DAYS)) - timedelta(days=dice.choice((0, 0, 1, 31)))
    return date(2016, 1, 1) + timedelta(days=dice.randrange(3800))


def _draw_row(
    person: str,
    dice: random.Random,
    paid_on: date,
    span: tuple[date, int | None, int],
    place: tuple[str, str],
) -> dict[str, Any]:
    start, mode, length = span
    line = 700_000 if paid_on < date(2022, 1, 1) else 1_500_000
    income = line + 50_000 * dice.choice((0, 0, 1, 7, 40)) + dice.choice((0,) * 9 + (1,))
    income = dice.choice((income,) * 9 + (20 * 2_340_000,))
    row: dict[str, Any] = {
        "person": person, "si_number": person, "full_name": "Người Thử", "income_vnd": income, "mode_months": mode,
        "from_month": start, "to_month": month(start, length - 1), "group": dice.choice(GROUPS),
        "commune_code": place[0] or None, "district_code": place[1], "agent_code": dice.choice(("DL01", None)),
        "enrolment": dice.choice(("new", "renewed", None)),
    }  # fmt: skip
    if dice.random() < 0.3:  # around the least age, on its very day too
        year = paid_on.year - dice.choice((14, 15, 15, 16, 40))
        day = (paid_on.month, 28) if (paid_on.month, paid_on.day) == (2, 29) else (paid_on.month, paid_on.day)
        row["born_on"] = date(year, *day) + timedelta(days=dice.choice((-1, 0, 0, 1)))
    if dice.random() < 0.9:
        row["receipt_on"] = paid_on
    if dice.random() < 0.8:
        row["receipt_no"] = f"BL {dice.randrange(10**8):08}"
    if dice.random() < 0.5:
        due = -(-income * 22 // 100) * length
        state = dice.choice((0, 15_400, 46_200, 33_000, 165_000)) * length
        row |= {"due_vnd": due, "paid_vnd": max(0, due - state), "state_support_vnd": state}
        row |= dice.choice(({}, {"local_support_vnd": 5_000}, {"other_support_vnd": 100_001}))
    return row


def _draw_else(
    person: str, dice: random.Random, end: date, sent: dict[tuple[str, str, str], list[dict[str, Any]]]
) -> None:
    """What other lists say: poor households, units, deaths, benefits."""
    if dice.random() < 0.3:
        year = max(2016, min(2026, end.year - dice.choice((0, 1, 2))))
        row: dict[str, Any] = {
            "person": person,
            "full_name": "Người Thử",
            "class": dice.choice(("nghèo", "cận nghèo")),
        }
        if dice.random() < 0.4:
            row |= {"valid_from": date(year, 3, 1), "valid_to": date(year, 12, 31)}
        sent["poor_households", str(year), "labour"].append(row)
    if dice.random() < 0.2:
        for step in (0, 3, 9):
            listed = month(end, step - 8)
            sent["insured_members", f"{listed:%Y-%m}", "si-42"].append({
                "person": person, "si_number": person, "full_name": "Người Thử", "unit_code": dice.choice(("U1", "U2")),
                "from_month": month(end, dice.choice((-9, -5, -2))), "to_month": dice.choice((None, month(end, -1))),
                "movement": dice.choice((None, "new", "left", "unpaid", "maternity")),
            })  # fmt: skip
    if dice.random() < 0.05:
        died = end - timedelta(days=dice.choice((0, 1, 40, 100)))
        sent["deaths", f"{died:%Y-%m}", "justice"].append(
            {"person": person, "full_name": "Người Thử", "died_on": died}
        )
    if dice.random() < 0.1:
        since = month(end, -dice.choice((0, 1, 4)))
        sent["beneficiaries", f"{since:%Y-%m}", "si-42"].append({
            "person": person, "si_number": person, "full_name": "Người Thử", "from_month": since,
            "benefit": dice.choice(("Lương hưu", "BHXH một lần", "Trợ cấp hưu trí xã hội", "Tuất")),
        })  # fmt: skip
