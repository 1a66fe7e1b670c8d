"""The two forms of dues side by side: cases put to the oracle, and the same cases as lists put to the steps."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
import pyarrow as pa

from baophu.engine.spark import Tables
from baophu.engine.steps import run_steps
from baophu.funds.dues import bulk
from baophu.funds.dues.rules import Due, Member, MemberList, MemberRow, Unit, dues
from baophu.kernel.time import Month, Period
from baophu.law.book import Book, load
from baophu.law.work import Fund

FUNDS = tuple(Fund)
Figures = tuple[object, ...]
Tellings = dict[str, Figures]


def month(text: str) -> Month:
    """A month as 2018-06."""
    year, number = text.split("-")
    return Month(int(year), int(number))


def period(text: str, turn: int = 0) -> MemberList:
    """The list of a period; its number is its place among all lists of the test."""
    span = Period.parse(text)
    return MemberList(0, span.begins_on, span.ends_on, f"{turn:064d}", "si-42")


@dataclass(frozen=True)
class Case:
    """A unit in a month, with the rows that lists give of its people."""

    name: str
    month: Month
    rows: tuple[MemberRow, ...]
    unit: Unit = field(default_factory=lambda: Unit(places=(("18679", "446"),)))
    commune: str = "18679"

    def by_oracle(self, book: Book) -> Tellings:
        """What the one-case rule says: the figures of each telling."""
        found = dues(unit=self.unit, month=self.month, rows=self.rows, book=book)
        said = {"declared": found.declared, "rectified": found.rectified}
        return {version: _figures(due) for version, due in said.items() if due is not None}


def _figures(due: Due) -> Figures:
    """A telling's figures in the order of the relation's columns."""
    sides = [due.owed(fund) for fund in FUNDS]
    amounts = [v for s in sides for v in ((s.employer_vnd, s.employee_vnd) if s else (None, None))]
    return (
        due.workers, due.leave_workers, due.social_base_vnd, due.unemployment_base_vnd, *amounts,
        due.union_fee_vnd, due.undetermined, due.receipt_id,
    )  # fmt: skip


COLUMNS = (
    "workers, leave_workers, social_base_vnd, unemployment_base_vnd, "
    + ", ".join(f"{fund}_employer_vnd, {fund}_employee_vnd" for fund in FUNDS)
    + ", union_fee_vnd, undetermined, receipt_id"
)


def person(
    wage_vnd: int | None = None,
    *,
    told: MemberList,
    si: int = 1,
    row: int = 1,
    since: str,
    until: str = "",
    **words: object,
) -> MemberRow:
    """One row of a list."""
    member = Member(wage_vnd=wage_vnd, **words)  # type: ignore[arg-type]
    last = month(until) if until else None
    return MemberRow(told, row, f"{si:010d}", month(since), last, member)


def one(name: str, at: str, wage_vnd: int | None, **more: object) -> Case:
    """A unit with one person, told by the month's own list."""
    unit = {key: more.pop(key) for key in tuple(more) if key in {"unit", "commune"}}
    if "commune" not in unit and at >= "2025-07":
        told = unit.get("unit", Unit())
        unit = {"unit": replace(told, places=(("18682", "42"),)), "commune": "18682"}  # type: ignore[type-var]
    row = person(wage_vnd, told=period(at), since=at, **more)  # type: ignore[arg-type]
    return Case(f"{name}, {at}", month(at), (row,), **unit)  # type: ignore[arg-type]


# --- the same as lists --------------------------------------------------------------------------------------


def numbered(cases: Iterable[Case]) -> list[Case]:
    """The cases with every list and row numbered as one receipt's rows are."""
    lists: dict[tuple[object, ...], MemberList] = {}
    counts: dict[int, int] = {}
    found = []
    for case in cases:
        rows = []
        for row in sorted(case.rows, key=lambda r: (r.list.order, r.row)):
            held = lists.setdefault(row.list.order, replace(row.list, receipt_id=len(lists) + 1))
            counts[held.receipt_id] = counts.get(held.receipt_id, 0) + 1
            rows.append(replace(row, list=held, row=counts[held.receipt_id]))
        found.append(replace(case, rows=tuple(rows)))
    return found


def lists_of(cases: Sequence[Case]) -> duckdb.DuckDBPyConnection:
    """The relations that a run hands over, each case a unit of its own; the cases are numbered."""
    con = duckdb.connect(":memory:", config={"threads": 1})
    lists = {row.list.receipt_id: row.list for case in cases for row in case.rows}
    receipts = [
        (n, "insured_members", t.begins_on, t.ends_on, t.sha256, t.sender) for n, t in sorted(lists.items())
    ]
    _table(con, "receipts", RECEIPTS, receipts)
    rows = [
        (
            row.list.receipt_id, row.row, f"U{number:06d}", row.si_number, m.wage_vnd, m.coefficient or None,
            m.allowances or None, m.funds or None, m.movement or None, m.job or None, m.unpaid_days,
            row.from_month.first, row.to_month.first if row.to_month else None,
        )
        for number, case in enumerate(cases) for row in case.rows for m in [row.member]
    ]  # fmt: skip
    _table(con, "rows_insured_members", MEMBERS, rows)
    units = [
        (10_000_000, number, f"U{number:06d}", case.unit.unit_type or None, case.commune or None,
         case.month.first, case.month.last, "", "si-42")
        for number, case in enumerate(cases)
    ]  # fmt: skip
    _table(con, "rows_insured_units", UNITS, units)
    con.execute(
        "CREATE TABLE links AS SELECT 'employer' AS kind, receipt_id, row, 'E' || unit_code AS entity"
        " FROM rows_insured_members"
    )
    con.execute("CREATE TABLE employer_golden AS SELECT 'E' AS employer_id, '' AS commune_code")
    return con


RECEIPTS = pa.schema(
    [("receipt_id", pa.int32()), ("list", pa.string()), ("begins_on", pa.date32()), ("ends_on", pa.date32()),
     ("sha256", pa.string()), ("agency_code", pa.string())]
)  # fmt: skip
MEMBERS = pa.schema(
    [("receipt_id", pa.int32()), ("row", pa.int32()), ("unit_code", pa.string()), ("si_number", pa.string()),
     ("wage_vnd", pa.int64()), ("coefficient", pa.string()), ("allowances", pa.string()), ("funds", pa.string()),
     ("movement", pa.string()), ("job", pa.string()), ("unpaid_days", pa.int64()), ("from_month", pa.date32()),
     ("to_month", pa.date32())]
)  # fmt: skip
UNITS = pa.schema(
    [("receipt_id", pa.int32()), ("row", pa.int32()), ("unit_code", pa.string()), ("unit_type", pa.string()),
     ("commune_code", pa.string()), ("begins_on", pa.date32()), ("ends_on", pa.date32()), ("sha256", pa.string()),
     ("sender_code", pa.string())]
)  # fmt: skip


def _table(
    con: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema, rows: Sequence[Sequence[object]]
) -> None:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(column, part.type) for column, part in zip(columns, schema, strict=True)]
    con.register("rows_arrow", pa.Table.from_arrays(arrays, schema=schema))
    con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM rows_arrow")
    con.unregister("rows_arrow")


def ledger_of(cases: Sequence[Case]) -> bulk.Ledger:
    """The months of whole years that hold every case."""
    return bulk.Ledger(
        Month(min(c.month for c in cases).year, 1), Month(max(c.month for c in cases).year, 12)
    )


def decisions_of(cases: Sequence[Case]) -> list[bulk.UnitDecision]:
    """The officers' decisions on the cases' units."""
    return [
        bulk.UnitDecision(f"U{n:06d}", c.month, c.month, c.unit.pension_suspended, c.unit.reduced_accident)
        for n, c in enumerate(cases)
        if c.unit.pension_suspended or c.unit.reduced_accident
    ]


def by_steps(
    cases: Sequence[Case],
    *,
    book: Book | None = None,
    folder: Path = bulk.SQL,
    change: Callable[[duckdb.DuckDBPyConnection], None] | None = None,
    con: duckdb.DuckDBPyConnection | None = None,
) -> list[Tellings]:
    """What the SQL steps say of each case; `change` may spoil what was handed over."""
    con = con or lists_of(cases)
    if change is None or book is not None:
        bulk.hand_over(con, ledger=ledger_of(cases), law=book or load(), decisions=decisions_of(cases))
    if change is not None:
        change(con)
    run_steps(con, folder)
    return read(con, cases)


def by_spark(cases: Sequence[Case], tables: Tables, *, book: Book | None = None) -> list[Tellings]:
    """What the same steps say on Spark."""
    con = lists_of(cases)
    bulk.make(con, ledger=ledger_of(cases), law=book or load(), decisions=decisions_of(cases), spark=tables)
    return read(con, cases)


def read(con: duckdb.DuckDBPyConnection, cases: Sequence[Case]) -> list[Tellings]:
    """The relation `due` by case: only the case's own month is asked for."""
    asked = [(n, case.month.first) for n, case in enumerate(cases)]
    _table(con, "asked", pa.schema([("number", pa.int32()), ("month", pa.date32())]), asked)
    found: list[Tellings] = [{} for _ in cases]
    for number, version, *figures in con.execute(
        f"SELECT a.number, d.version, {COLUMNS} FROM due d"
        " JOIN asked a ON d.unit_code = 'U' || lpad(CAST(a.number AS VARCHAR), 6, '0') AND a.month = d.month"
    ).fetchall():
        found[number][version] = found[number].get(version, ()) + tuple(figures)  # a month told twice differs
    return found


def differing(cases: Sequence[Case], told: Sequence[Tellings], expected: Sequence[Tellings]) -> list[str]:
    """The names of the cases on which the two forms differ."""
    return [case.name for case, a, b in zip(cases, told, expected, strict=True) if a != b]


def mutated_folder(to: Path, file: str, old: str, new: str) -> Path:
    """The steps with one text replaced, once."""
    shutil.copytree(bulk.SQL, to)
    text = (to / file).read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{file} does not hold {old!r}"
    (to / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return to
