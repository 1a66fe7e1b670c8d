"""Dues of the population: the lists' relations and the law as relations in, the relation `due` out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from baophu.engine.rows import Store
from baophu.engine.spark import Tables
from baophu.engine.steps import run_steps
from baophu.engine.versions import Renewal, renew
from baophu.kernel.errors import Corrupt
from baophu.kernel.time import Month
from baophu.law.bases import REGION_III
from baophu.law.book import Book, Scalar
from baophu.places.queries import areas, successors

SQL: Final = Path(__file__).parent / "sql"
TABLE: Final = "funds_due"
_KEY: Final = re.compile(r"'((?:contribution|participation|wages)\.[a-z_.]+)'")
_MICRO: Final = 1_000_000
# Divides positive whole numbers and rounds half up; the one piece of SQL that engines spell differently.
HALF_UP: Final = "CREATE OR REPLACE MACRO half_up(n, d) AS (2 * n + d) // (2 * d)"
# What the steps are handed: the lists' relations and those of `hand_over`.
HANDED: Final = (
    "receipts",
    "member_words",
    "rows_insured_units",
    "links",
    "employer_golden",
    "ledger_day",
    "ledger_months",
    "law_value",
    "region_iii",
    "unit_decisions",
    "commune_places",
)
_VALUES: Final = pa.schema(
    [
        ("key", pa.string()),
        ("holds_from", pa.date32()),
        ("holds_before", pa.date32()),
        ("begun", pa.bool_()),
        ("known", pa.bool_()),
        ("whole", pa.int64()),
        ("micro", pa.int64()),
        ("word", pa.string()),
        ("says", pa.bool_()),
    ]
)
_REGION: Final = pa.schema(
    [("code", pa.string()), ("holds_from", pa.date32()), ("holds_before", pa.date32())]
)
_MONTHS: Final = pa.schema(
    [("month", pa.int32()), ("first_day", pa.date32()), ("places_changed", pa.bool_())]
)
_PLACES: Final = pa.schema(
    [
        ("commune_code", pa.string()),
        ("told_on", pa.date32()),
        ("month", pa.int32()),
        ("choice", pa.int32()),
        ("code", pa.string()),
    ]
)
_DECISIONS: Final = pa.schema(
    [
        ("unit_code", pa.string()),
        ("from_month", pa.int32()),
        ("to_month", pa.int32()),
        ("pension_suspended", pa.bool_()),
        ("reduced_accident", pa.bool_()),
    ]
)


class TooFine(Corrupt):
    """A share of law has more than six decimals, so that whole numbers cannot carry it."""

    code = "funds.too_fine"
    message = "Tham số {key} có giá trị {value} quá sáu chữ số thập phân. Ghi lại giá trị rồi chạy lại."


@dataclass(frozen=True, slots=True)
class UnitDecision:
    """What was decided on a unit for some months, both ends included."""

    unit_code: str
    from_month: Month
    to_month: Month
    pension_suspended: bool = False
    reduced_accident: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """The months that dues are made for."""

    first: Month
    last: Month

    @classmethod
    def of(cls, on: date) -> Ledger:
        """The months of the day's year up to the day's, and the year before, which its lists correct."""
        return cls(Month(on.year - 1, 1), Month.of(on))

    @property
    def months(self) -> list[Month]:
        """Every month, in order."""
        count = _index(self.last) - _index(self.first) + 1
        return [self.first.plus(number) for number in range(count)]


def make(
    con: duckdb.DuckDBPyConnection,
    *,
    ledger: Ledger,
    law: Book,
    decisions: Iterable[UnitDecision] = (),
    progress: Callable[[str, float], None] | None = None,
    spark: Tables | None = None,
) -> None:
    """Create the relation `due` from `receipts`, the lists' rows, `links` and `employer_golden`.

    Where Spark's tables are given, the steps run there and `due` comes back.
    """
    hand_over(con, ledger=ledger, law=law, decisions=decisions)
    if spark is None:
        run_steps(con, SQL, progress)
        return
    spark.take(con, HANDED)
    run_steps(spark.as_connection, SQL, progress)
    spark.give(con, "due")


def hand_over(
    con: duckdb.DuckDBPyConnection, *, ledger: Ledger, law: Book, decisions: Iterable[UnitDecision] = ()
) -> None:
    """Create what the steps need besides the lists: months, law, places, decisions."""
    con.execute(HALF_UP)
    # Rows that were received before a field came into the contract do not hold its column.
    con.execute(
        "CREATE OR REPLACE VIEW member_words AS SELECT * FROM rows_insured_members"
        " UNION ALL BY NAME (SELECT NULL::BIGINT AS unpaid_days WHERE false)"
    )
    _relation(con, "ledger_day", pa.table({"on_day": pa.array([ledger.last.last], pa.date32())}))
    months = [(_index(m), m.first, _places_changed(m)) for m in ledger.months]
    _relation(con, "ledger_months", _table(_MONTHS, months))
    _relation(con, "law_value", law_values(law))
    _relation(con, "region_iii", _region_iii(law))
    decided = [
        (d.unit_code, _index(d.from_month), _index(d.to_month), d.pension_suspended, d.reduced_accident)
        for d in decisions
    ]
    _relation(con, "unit_decisions", _table(_DECISIONS, decided))
    _relation(con, "commune_places", _table(_PLACES, list(_places(_told_communes(con, ledger), ledger))))


def keep(store: Store, con: duckdb.DuckDBPyConnection, *, run: int) -> Renewal:
    """Write the run's dues beside those of former runs."""
    return renew(store, con, table=TABLE, relation="due", run=run, order="unit_code, month, version")


# --- the law as relations -----------------------------------------------------------------------------------


def law_values(law: Book) -> pa.Table:
    """Every dated value that the steps name: a whole number, a share in millionths, a word, a yes or no."""
    rows: list[tuple[object, ...]] = []
    for key in keys_read():
        dated = law.dated(key)
        days = [*(value.holds_from for value in dated), date.max]
        rows.append((key, date.min, days[0], False, False, None, None, None, None))
        for value, until in zip(dated, days[1:], strict=True):
            known = value.value is not None
            rows.append((key, value.holds_from, until, True, known, *_shaped(key, value.value)))
    return _table(_VALUES, rows)


@cache
def keys_read() -> tuple[str, ...]:
    """The keys of the law book that the steps name."""
    texts = (file.read_text(encoding="utf-8") for file in sorted(SQL.glob("*.sql")))
    return tuple(sorted({key for text in texts for key in _KEY.findall(text)}))


def _shaped(key: str, value: object) -> tuple[int | None, int | None, str | None, bool | None]:
    """A value as whole number, millionths, word, yes or no: one of them, or none."""
    if isinstance(value, bool):
        return None, None, None, value
    if isinstance(value, int):
        return value, None, None, None
    if isinstance(value, Decimal):
        micro = value * _MICRO
        if micro != micro.to_integral_value():
            raise TooFine(key=key, value=str(value))
        return None, int(micro), None, None
    return None, None, value if isinstance(value, str) else None, None


def _region_iii(law: Book) -> pa.Table:
    """The codes of region III, by the days they hold."""
    dated = law.dated(REGION_III)
    days = [value.holds_from for value in dated] + [date.max]
    rows = [
        (str(code), value.holds_from, until)
        for value, until in zip(dated, days[1:], strict=True)
        for code in (_rows_of(value.value))
    ]
    return _table(_REGION, rows)


def _rows_of(value: object) -> Sequence[int | str]:
    table: Mapping[int | str, Scalar] = value if isinstance(value, Mapping) else {}
    return sorted(table, key=str)


# --- places -------------------------------------------------------------------------------------------------


def _told_communes(con: duckdb.DuckDBPyConnection, ledger: Ledger) -> list[tuple[str, date]]:
    """Each commune that lists of units or golden records name, with the day it is meant as of."""
    return [
        (str(code), told_on)
        for code, told_on in con.execute(
            "SELECT DISTINCT commune_code, ends_on FROM rows_insured_units WHERE commune_code <> ''"
            " UNION SELECT DISTINCT commune_code, CAST(? AS DATE) FROM employer_golden"
            " WHERE commune_code <> '' ORDER BY 1, 2",
            [ledger.last.last],
        ).fetchall()
    ]


def _places(told: Sequence[tuple[str, date]], ledger: Ledger) -> Iterator[tuple[str, date, int, int, str]]:
    """For each commune told and month, the codes of each place that it may mean there."""
    alike = _alike([*(month.first for month in ledger.months), *sorted({day for _, day in told})])
    for code, told_on in told:
        for month in ledger.months:
            places = places_of(code, told_on=alike[told_on], on=alike[month.first])
            for choice, codes in enumerate(places):
                for one in codes:
                    yield code, told_on, _index(month), choice, one


def _alike(days: Iterable[date]) -> dict[date, date]:
    """For each day the first of them all on which the same communes stood."""
    first: dict[date, date] = {}
    for day in days:
        same = (one for one in set(first.values()) if _communes(one) == _communes(day))
        first[day] = next(same, day)
    return first


@lru_cache(maxsize=100_000)
def places_of(code: str, *, told_on: date, on: date) -> tuple[tuple[str, ...], ...]:
    """The codes of each place that a commune told as of one day may mean on another, with what it lies in."""
    standing = _communes(on)
    return tuple((one, standing[one]) for one in _standing(code, told_on, on) if one in standing)


def _standing(code: str, told_on: date, on: date) -> tuple[str, ...]:
    """The communes of a day that lie where a commune of another day lies."""
    if _communes(told_on) == _communes(on):
        return (code,)
    if told_on <= on:
        return tuple(found.area.code for found in successors(code, "commune", told_on, on).areas)
    if code not in _communes(told_on):  # lists go on naming a commune that has ended
        return (code,)
    return _before(told_on, on)[code]


@lru_cache(maxsize=100)
def _before(told_on: date, on: date) -> Mapping[str, tuple[str, ...]]:
    """For each commune of the later day those of the earlier one of which it holds something."""
    found: dict[str, list[str]] = {code: [] for code in _communes(told_on)}
    for one in sorted(_communes(on)):
        for after in successors(one, "commune", on, told_on).areas:
            found[after.area.code].append(one)
    return {code: tuple(ones) for code, ones in found.items()}


@lru_cache(maxsize=1000)
def _communes(on: date) -> Mapping[str, str]:
    """The communes of a day with what they lie in."""
    return {one.code: one.parent_code for one in areas("commune", on)}


def _places_changed(month: Month) -> bool:
    return _communes(month.first) != _communes(month.previous.first)


# --- relations ----------------------------------------------------------------------------------------------


def _index(month: Month) -> int:
    """Months counted from the year 0, as the steps count them."""
    return month.year * 12 + month.number - 1


def _table(schema: pa.Schema, rows: Sequence[Sequence[object]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.Table.from_arrays(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )


def _relation(con: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    con.register("handed_arrow", rows)
    con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM handed_arrow")
    con.unregister("handed_arrow")
