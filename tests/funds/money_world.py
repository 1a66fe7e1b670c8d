"""A handful or thousands of units with dues, transfers and closings: reckoned by SQL and by the oracle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from baophu.funds.money import bulk
from baophu.funds.money.rules import booking
from baophu.funds.money.rules.booking import Kind, Moved, Posted
from baophu.funds.money.rules.funds import MoneyFund
from baophu.funds.money.rules.ledger import History, Ledger, ledger
from baophu.funds.money.rules.matching import Match, Told, Unit, Units, duplicates, match
from baophu.kernel.time import Month
from baophu.law.book import Book, Dated, Status, load

FUNDS = tuple(MoneyFund)
ORIGIN = (
    "receipt_id INTEGER, list VARCHAR, file VARCHAR, sha256 VARCHAR, sender_code VARCHAR, sender_area VARCHAR,"
    " begins_on DATE, ends_on DATE, as_of DATE, row INTEGER"
)
PAYMENTS = "paid_on DATE, amount_vnd BIGINT, unit_code VARCHAR, reference VARCHAR, voucher_no VARCHAR, payer VARCHAR, account VARCHAR"
UNITS = "unit_code VARCHAR, tax_code VARCHAR, name VARCHAR, pay_mode VARCHAR"
OPENINGS = "unit_code VARCHAR, month DATE, social_vnd BIGINT, health_vnd BIGINT, unemployment_vnd BIGINT, accident_vnd BIGINT, interest_vnd BIGINT"
DUE_FUNDS = ("sickness_maternity", "occupational_accident", "retirement_death", "unemployment", "health")
DUE = ", ".join(
    [
        "unit_code VARCHAR", "employer_id VARCHAR", "month DATE", "version VARCHAR", "workers INTEGER",
        "leave_workers INTEGER", "social_base_vnd BIGINT", "unemployment_base_vnd BIGINT",
        *(f"{fund}_{side}_vnd BIGINT" for fund in DUE_FUNDS for side in ("employer", "employee")),
        "union_fee_vnd BIGINT", "receipt_id INTEGER", "undetermined VARCHAR",
    ]
)  # fmt: skip
LINK = "kind VARCHAR, entity VARCHAR, list VARCHAR, receipt_id INTEGER, file VARCHAR, row INTEGER"
GOLDEN = "employer_id VARCHAR, name VARCHAR, district_code VARCHAR, commune_code VARCHAR"
SAME = ("unit_code", "paid_on", "amount_vnd", "voucher_no", "account")


@dataclass
class Transfer:
    """A row of a list of payments; `list_no` is the list it stands in."""

    paid_on: date
    amount_vnd: int
    unit_code: str = ""
    reference: str = ""
    voucher_no: str = ""
    payer: str = ""
    account: str = ""
    list_no: int = 1


@dataclass
class Opening:
    """A unit's opening balance."""

    month: date
    funds: Mapping[MoneyFund, int]
    interest_vnd: int = 0


@dataclass
class World:
    """Everything that accounts follow from."""

    on: date
    units: dict[str, Unit] = field(default_factory=dict)
    cycles: dict[str, int] = field(default_factory=dict)
    employers: dict[str, str] = field(default_factory=dict)  # unit -> the register's employer
    dues: dict[tuple[str, date], dict[MoneyFund, int] | None] = field(default_factory=dict)
    declared: dict[tuple[str, date], dict[MoneyFund, int]] = field(default_factory=dict)
    transfers: list[Transfer] = field(default_factory=list)
    openings: dict[str, Opening] = field(default_factory=dict)
    assignments: dict[str, str] = field(default_factory=dict)
    closes: list[date] = field(default_factory=list)
    postings: list[tuple[str, date, date, str, str, int | None]] = field(default_factory=list)
    posted_transfers: list[tuple[str, date, int, str, str, date]] = field(default_factory=list)
    law: Book = field(default_factory=load)

    def unit(self, code: str, *, tax_code: str = "", name: str = "", cycle: int = 1) -> World:
        """A unit that the lists of units name."""
        self.units[code] = Unit(code, tax_code, (name or f"Đơn vị {code}",))
        self.cycles[code] = cycle
        return self

    def due(self, code: str, month: Month, **funds: int) -> World:
        """What the lists tell a unit owes for a month."""
        self.dues[(code, month.first)] = {MoneyFund(name): amount for name, amount in funds.items()}
        return self

    def pay(self, code: str, on: date, amount_vnd: int, **told: Any) -> World:
        """A transfer that names its unit."""
        number = f"CT{len(self.transfers) + 1:06d}"
        self.transfers.append(
            Transfer(on, amount_vnd, unit_code=code, **{"voucher_no": number, "account": "1", **told})
        )
        return self

    def key(self, number: int) -> str:
        """The key of the n-th transfer (from 0)."""
        one = self.transfers[number]
        row = [t for t in self.transfers if t.list_no == one.list_no].index(one) + 1
        return f"payments:{one.list_no:064d}:{row}"

    # --- the population's form ---

    def reckoned(self) -> Reckoned:
        """Reckon all units in DuckDB."""
        con = self.told_to_duckdb()
        bulk.reckon(con, self.decided(), on=self.on, law=self.law, progress=lambda _step, _share: None)
        return Reckoned(con)

    def verdicts(self) -> dict[str, dict[str, Any]]:
        """What the population's form says of each transfer, by its key, before any account is opened."""
        con = self.told_to_duckdb()
        bulk.match(con, self.decided(), on=self.on, law=self.law)
        rows = Reckoned(con).rows(
            "SELECT p.list || ':' || p.sha256 || ':' || p.row AS transfer_key, v.* FROM verdicts_of_transfers v"
            " JOIN rows_payments p USING (receipt_id, row)"
        )
        return {row["transfer_key"]: row for row in rows}

    def told_to_duckdb(self) -> duckdb.DuckDBPyConnection:
        """The relations that a run hands to the room."""
        con = duckdb.connect(":memory:", config={"threads": 1})
        self._rows(con, "rows_payments", PAYMENTS, self._payment_rows())
        self._rows(con, "rows_insured_units", UNITS, self._unit_rows())
        self._rows(con, "rows_opening_balances", OPENINGS, self._opening_rows())
        _table(con, "due", DUE, self._due_rows())
        links = [
            ("employer", self.employers[code], "insured_units", 100, "don_vi.csv", row)
            for row, code in enumerate(sorted(self.units), 1) if code in self.employers
        ]  # fmt: skip
        _table(con, "links", LINK, links)
        golden = [(employer, f"Đơn vị {code}", "446", "18679") for code, employer in self.employers.items()]
        _table(con, "employer_golden", GOLDEN, golden)
        _table(con, "rows_tax_enterprises", f"{ORIGIN}, name VARCHAR", [])
        receipts = [(1, "insured_members", "thanh_vien.csv"), (200, "opening_balances", "so_du.csv")]
        _table(con, "receipts", "receipt_id INTEGER, list VARCHAR, file VARCHAR", receipts)
        return con

    def decided(self) -> bulk.Decided:
        """The decisions as tables."""
        return bulk.decided_from(
            {
                "assignments": sorted(self.assignments.items()),
                "closes": [(month,) for month in self.closes],
                "postings": self.postings,
                "posted_transfers": self.posted_transfers,
            }
        )

    def _rows(
        self, con: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Sequence[Sequence[object]]
    ) -> None:
        _table(con, name, f"{ORIGIN}, {columns}", rows)

    def _origin(self, name: str, list_no: int, row: int) -> tuple[object, ...]:
        return (
            list_no,
            name,
            f"{name}_{list_no}.csv",
            f"{list_no:064d}",
            "bank",
            "42",
            date(2018, 1, 1),
            self.on,
            self.on,
            row,
        )

    def _payment_rows(self) -> list[tuple[object, ...]]:
        counted: dict[int, int] = defaultdict(int)
        rows = []
        for one in self.transfers:
            counted[one.list_no] += 1
            told = (
                one.paid_on,
                one.amount_vnd,
                one.unit_code or None,
                one.reference or None,
                one.voucher_no or None,
                one.payer or None,
                one.account or None,
            )
            rows.append((*self._origin("payments", one.list_no, counted[one.list_no]), *told))
        return rows

    def _unit_rows(self) -> list[tuple[object, ...]]:
        modes = {1: None, 3: "3 tháng một lần", 6: "06 tháng"}
        return [
            (
                *self._origin("insured_units", 100, row),
                code,
                unit.tax_code or None,
                unit.names[0],
                modes[self.cycles[code]],
            )
            for row, (code, unit) in enumerate(sorted(self.units.items()), 1)
        ]

    def _opening_rows(self) -> list[tuple[object, ...]]:
        return [
            (
                *self._origin("opening_balances", 200, row),
                code,
                one.month,
                *(
                    one.funds.get(fund, 0)
                    for fund in (
                        MoneyFund.SOCIAL,
                        MoneyFund.HEALTH,
                        MoneyFund.UNEMPLOYMENT,
                        MoneyFund.ACCIDENT,
                    )
                ),
                one.interest_vnd,
            )
            for row, (code, one) in enumerate(sorted(self.openings.items()), 1)
        ]

    def _due_rows(self) -> list[tuple[object, ...]]:
        rows = []
        for (code, month), funds in sorted(self.dues.items()):
            before = self.declared.get((code, month))
            if before is not None:
                rows.append(_due_row(code, month, "declared", before))
            rows.append(_due_row(code, month, "rectified" if before is not None else "declared", funds))
        return rows

    # --- the oracle's form ---

    def told(self) -> list[Told]:
        """The rows of payments in the order of lists and rows."""
        counted: dict[int, int] = defaultdict(int)
        rows = []
        for one in self.transfers:
            counted[one.list_no] += 1
            key = f"payments:{one.list_no:064d}:{counted[one.list_no]}"
            rows.append(
                (
                    one.list_no,
                    counted[one.list_no],
                    Told(
                        key,
                        one.paid_on,
                        one.amount_vnd,
                        one.unit_code,
                        one.reference,
                        one.voucher_no,
                        one.payer,
                        one.account,
                        one.list_no,
                    ),
                )
            )
        return [row for _, _, row in sorted(rows, key=lambda row: row[:2])]

    def matches(self) -> dict[str, Match]:
        """What the oracle says of each transfer, by its key."""
        known = dict(self.units)
        for code, _ in self.dues:
            known.setdefault(code, Unit(code))
        units, told = Units(known.values()), self.told()
        twice = duplicates(told)
        return {
            row.key: match(
                row,
                units,
                on=self.on,
                assigned=self.assignments.get(row.key, ""),
                duplicate_of=twice.get(row.key, ""),
            )
            for row in told
        }

    def ledgers(self) -> dict[str, Ledger]:
        """Every unit's account by the oracle."""
        found, moved = self.matches(), defaultdict(list)
        for row in self.told():
            if found[row.key].unit_code:
                moved[found[row.key].unit_code].append(
                    Moved(row.paid_on, row.amount_vnd, row.voucher_no, row.account, row.key)
                )
        codes = {code for code, _ in self.dues} | set(moved) | set(self.openings)
        codes |= {row[0] for row in self.postings} | {row[0] for row in self.posted_transfers}
        return {code: self._ledger(code, moved.get(code, [])) for code in sorted(codes)}

    def _ledger(self, code: str, moved: list[Moved]) -> Ledger:
        closed = Month.of(max(self.closes)) if self.closes else None
        start = self.start(code)
        months = list(_months(Month.of(start), Month.of(self.on)))
        told = {
            Month.of(month): booking.Told({fund: None for fund in FUNDS}, "law.key") if funds is None else booking.Told(funds)
            for (unit, month), funds in self.dues.items() if unit == code and month <= self.on
        }  # fmt: skip
        posted = [
            Posted(Month.of(m), Month.of(of), MoneyFund(f), Kind(kind), amount)
            for unit, m, of, f, kind, amount in self.postings
            if unit == code
        ]
        stood = [
            Moved(row[1], row[2], row[3], row[4], booked_on=row[5])
            for row in self.posted_transfers
            if row[0] == code
        ]
        paid, taken_back = booking.booked(
            [one for one in moved if one.paid_on >= start], posted=stood, closed_until=closed
        )
        made = booking.books(
            months, told, posted=posted, closed_until=closed, reversed_vnd=taken_back,
            spoken={Month.of(month) for _, month in self.dues},
        )  # fmt: skip
        opening = self.openings.get(code)
        history = History(
            code, made, [one for one in paid if one.on <= self.on],
            opening=opening.funds if opening else {}, opening_interest_vnd=opening.interest_vnd if opening else 0,
            cycle_months=self.cycles.get(code, 1),
        )  # fmt: skip
        return ledger(history, on=self.on, book=self.law)

    def start(self, code: str) -> date:
        """The first day of a unit's account."""
        if code in self.openings:
            return self.openings[code].month
        return min(self.closes) if self.closes else date(self.on.year, 1, 1)

    # --- closing ---

    def close(self, month: Month, reckoned: Reckoned) -> None:
        """Freeze a month as the population reckoned it."""
        self.closes.append(month.first)
        for line in reckoned.all("line_rows", month.first):
            for kind, amount in (("due", line["due_vnd"]), ("interest", line["interest_vnd"])):
                if amount != 0:
                    self.postings.append(
                        (line["unit_code"], month.first, month.first, line["fund"], kind, amount)
                    )
        for change in reckoned.all("change_rows", month.first):
            self.postings.append(
                (
                    change["unit_code"],
                    month.first,
                    change["of_month"],
                    change["fund"],
                    change["kind"],
                    change["amount_vnd"],
                )
            )
        for row in reckoned.rows("SELECT * FROM transfer_marts WHERE held = ''"):
            if Month.of(row["booked_on"]) == month:
                self.posted_transfers.append((*(row[name] for name in SAME), row["booked_on"]))  # type: ignore[arg-type]
        for row in reckoned.rows("SELECT * FROM reversal_rows"):
            if Month.of(row["booked_on"]) == month:
                gone = (
                    row["unit_code"],
                    row["paid_on"],
                    -row["amount_vnd"],
                    row["voucher_no"],
                    row["account"],
                    row["booked_on"],
                )
                self.posted_transfers += [gone] * row["times"]


@dataclass
class Reckoned:
    """The relations of a reckoning."""

    con: duckdb.DuckDBPyConnection

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """The rows of a query."""
        return list(self.con.sql(sql).to_arrow_table().to_pylist())

    def all(self, relation: str, month: date) -> list[dict[str, Any]]:
        """The rows of a relation that stand in a month."""
        return self.rows(f"SELECT * FROM {relation} WHERE month = DATE '{month}' ORDER BY ALL")

    def line(self, code: str, month: Month, fund: str) -> dict[str, Any]:
        """A unit's line of a month and fund."""
        (row,) = self.rows(
            f"SELECT * FROM ledger_lines WHERE unit_code = '{code}' AND month = DATE '{month.first}' AND fund = '{fund}'"
        )
        return row

    def transfer(self, key: str) -> dict[str, Any]:
        """What became of a transfer."""
        (row,) = self.rows(f"SELECT * FROM transfer_marts WHERE transfer_key = '{key}'")
        return row


def with_rate(book: Book, key: str, value: str | None, year: int) -> Book:
    """The law book with a yearly rate entered, or taken away."""
    parameter = book.parameters[key]
    day = date(year, 1, 1)
    kept = [dated for dated in parameter.values if dated.holds_from != day]
    status = Status.UNKNOWN if value is None else Status.UNVERIFIED
    made = Dated(
        day,
        None if value is None else Decimal(value),
        "Thông báo giả định dùng để thử",
        status,
        "notice-unseen",
    )
    values = tuple(sorted([*kept, made], key=lambda dated: dated.holds_from))
    return replace(book, parameters={**book.parameters, key: replace(parameter, values=values)})


def _months(first: Month, last: Month) -> Iterable[Month]:
    month = first
    while month <= last:
        yield month
        month = month.next


def _due_row(
    code: str, month: date, version: str, funds: Mapping[MoneyFund, int] | None
) -> tuple[object, ...]:
    """The social column is parted among its funds and sides."""
    if funds is None:
        return (code, None, month, version, 1, 0, None, None, *([None] * 10), None, 1, "law.key")
    social, health = funds.get(MoneyFund.SOCIAL, 0), funds.get(MoneyFund.HEALTH, 0)
    lost = funds.get(MoneyFund.UNEMPLOYMENT, 0)
    parts = (
        social // 7,
        0,
        funds.get(MoneyFund.ACCIDENT, 0),
        0,
        social - social // 7 - social // 3,
        social // 3,
    )
    return (code, None, month, version, 3, 0, 0, 0, *parts, lost - lost // 2, lost // 2, health, 0, 0, 1, "")


def _table(con: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Sequence[Sequence[object]]) -> None:
    con.execute(f"CREATE TABLE {name} ({columns})")
    if not rows:
        return
    titles = [row[0] for row in con.execute(f"DESCRIBE {name}").fetchall()]
    kinds = con.sql(f"SELECT * FROM {name}").to_arrow_table().schema
    arrays = [pa.array([row[place] for row in rows], kinds.field(place).type) for place in range(len(titles))]
    con.register("filled_arrow", pa.Table.from_arrays(arrays, names=titles))
    con.execute(f"INSERT INTO {name} SELECT * FROM filled_arrow")
    con.unregister("filled_arrow")
