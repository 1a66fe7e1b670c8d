"""What the SQL of this room is handed: the day, the law book's values, the sponsorships."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import duckdb
import pyarrow as pa

from baophu.kernel.errors import Corrupt
from baophu.law.book import Amount, Book, Dated, Parameter, Scalar

PPM = 1_000_000
KEYS = (
    "voluntary.rate",
    "voluntary.least_age",
    "voluntary.poverty_line",
    "voluntary.income_step",
    "voluntary.income_cap",
    "voluntary.modes",
    "voluntary.due_months",
    "voluntary.fund_rate",
    "voluntary.ahead.least_months",
    "voluntary.ahead.most_months",
    "voluntary.missing.most_months",
    "voluntary.support.max_months",
    "voluntary.support.local",
    "voluntary.support.poor",
    "voluntary.support.near_poor",
    "voluntary.support.ethnic_minority",
    "voluntary.support.other",
    "contribution.cap.social_health_of",
    "wages.base_salary",
    "wages.reference_level",
)
LAW = pa.schema(
    [
        ("key", pa.string()),
        ("holds_from", pa.date32()),
        ("holds_before", pa.date32()),
        ("part", pa.int64()),  # a part of a list, or the row of a table
        ("whole", pa.int64()),
        ("ppm", pa.int64()),  # shares and times, in millionths
        ("word", pa.string()),
    ]
)
SPONSORSHIPS = pa.schema(
    [
        ("id", pa.int64()),
        ("starts_on", pa.date32()),
        ("ends_before", pa.date32()),
        ("amount_vnd", pa.int64()),
        ("share_ppm", pa.int64()),
        ("groups", pa.string()),
        ("area_code", pa.string()),
        ("people", pa.string()),
    ]
)


def hand_over(
    con: duckdb.DuckDBPyConnection, *, on: date, law: Book, sponsorships: Sequence[Mapping[str, object]]
) -> None:
    """Create `vol_p`, `vol_law` and `vol_sponsorships`."""
    con.execute("CREATE OR REPLACE TABLE vol_p AS SELECT ?::DATE AS on_day", [on])
    _relation(con, "vol_law", pa.Table.from_pylist(list(law_rows(law)), schema=LAW))
    _relation(con, "vol_sponsorships", pa.Table.from_pylist(list(sponsorships), schema=SPONSORSHIPS))


def law_rows(law: Book) -> Iterator[dict[str, object]]:
    """Every known value with the days on which it holds; a day without a row has no known value."""
    for key in KEYS:
        parameter = law.parameters[key]
        for dated, holds_before in _spans(parameter):
            for part, value in _parts(dated.value):
                span = {"key": key, "holds_from": dated.holds_from, "holds_before": holds_before}
                yield span | {"part": part} | _typed(key, value)


def _spans(parameter: Parameter) -> Iterator[tuple[Dated, date]]:
    """Each known value and the day before which it holds; a yearly one ends with its year."""
    following = [dated.holds_from for dated in parameter.values[1:]]
    for dated, ends in zip(parameter.values, [*following, date.max], strict=True):
        year_end = date(dated.holds_from.year + 1, 1, 1) if parameter.yearly else date.max
        if dated.value is not None:
            yield dated, min(ends, year_end)


def _parts(value: Amount | None) -> Iterable[tuple[int | None, Scalar]]:
    """A single value, the parts of a list, the rows of a table."""
    if isinstance(value, tuple):
        return [(int(str(part)), part) for part in value]
    if isinstance(value, Mapping):
        return [(int(row), part) for row, part in value.items()]
    return [] if value is None else [(None, value)]


def _typed(key: str, value: Scalar) -> dict[str, object]:
    if isinstance(value, Decimal):
        scaled = value * PPM
        if scaled != int(scaled):
            raise Corrupt(what=f"tham số {key} có quá sáu chữ số sau dấu phẩy")
        return {"ppm": int(scaled)}
    return {"word": value} if isinstance(value, str) else {"whole": value}


def _relation(con: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    con.register("handed_over", table)
    con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM handed_over")
    con.unregister("handed_over")
