"""`export`: a run's links, standings, rates and the quarantine, in the published columns, sorted by bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path

import duckdb
import pyarrow as pa
from django.conf import settings

from baophu.access.queries import Run, current_run, published_run
from baophu.coverage import queries as coverage
from baophu.funds.money import queries as money
from baophu.intake import queries as intake
from baophu.kernel.errors import Corrupt, Refused
from baophu.lawbook.queries import book as law_book
from baophu.plan import queries as plan
from baophu.plan.duties import Arrival
from baophu.reporting.support import months_of_run
from baophu.reporting.tables import check_format, plain, save
from baophu.reporting.targets import target_share

SHARE = pa.decimal128(14, 6)
COUNT = pa.decimal128(18, 4)


class What(StrEnum):
    """What can be exported."""

    LINKS = "links"
    STANDINGS = "standings"
    COVERAGE = "coverage"
    BREAKDOWN = "breakdown"
    ARREARS = "arrears"
    SUPPORT = "support"
    QUARANTINE = "quarantine"
    DUTIES = "duties"


class NothingPublished(Refused):
    """No run has been published yet."""

    code = "reporting.nothing_published"
    message = "Chưa có lượt đối chiếu nào. Chạy baophu reconcile --on NGÀY rồi xuất lại."


class NotExported(Refused):
    """An export that this part of the product does not make."""

    code = "reporting.not_exported"
    message = "Chưa xuất được “{what}”. Các bảng xuất được: {known}."


STANDINGS = pa.schema(
    [("employer", pa.string()), ("tax_code", pa.string()), ("unit_code", pa.string()), ("name", pa.string()),
     ("kind", pa.string()), ("district_code", pa.string()), ("commune_code", pa.string()),
     ("standing", pa.string()), ("subject_low", pa.int64()), ("subject", pa.int64()),
     ("subject_high", pa.int64()), ("insured", pa.int64()), ("because", pa.string()), ("rows", pa.string())]
)  # fmt: skip
COVERAGE = pa.schema(
    [("on", pa.date32()), ("area_code", pa.string()), ("area", pa.string()), ("level", pa.string()),
     ("indicator", pa.string()), ("value", SHARE), ("low", SHARE), ("high", SHARE), ("numerator", COUNT),
     ("denominator", COUNT), ("target", SHARE), ("why", pa.string())]
)  # fmt: skip
BREAKDOWN = pa.schema(
    [("on", pa.date32()), ("area_code", pa.string()), ("area", pa.string()), ("level", pa.string()),
     ("indicator", pa.string()), ("dimension", pa.string()), ("category", pa.string()), ("value", SHARE),
     ("low", SHARE), ("high", SHARE), ("numerator", COUNT), ("denominator", COUNT), ("target", SHARE),
     ("why", pa.string())]
)  # fmt: skip
ARREARS = pa.schema(
    [("employer", pa.string()), ("unit_code", pa.string()), ("name", pa.string()),
     ("district_code", pa.string()), ("commune_code", pa.string()), ("month", pa.string()),
     ("fund", pa.string()), ("due_vnd", pa.int64()), ("paid_vnd", pa.int64()), ("owed_vnd", pa.int64()),
     ("age", pa.string()), ("interest_vnd", pa.int64()), ("interest_undetermined_from", pa.date32()),
     ("interest_undetermined_to", pa.date32()), ("hard_to_collect", pa.string()), ("because", pa.string()),
     ("rows", pa.string())]
)  # fmt: skip
SUPPORT = pa.schema(
    [("person", pa.string()), ("si_number", pa.string()), ("quarter", pa.string()), ("month", pa.string()),
     ("group", pa.string()), ("paid_on", pa.date32()), ("support_vnd", pa.int64()), ("local_vnd", pa.int64()),
     ("other_vnd", pa.int64()), ("because", pa.string()), ("rows", pa.string())]
)  # fmt: skip
QUARANTINE = pa.schema(
    [("list", pa.string()), ("file", pa.string()), ("row", pa.int64()), ("column", pa.string()),
     ("value", pa.string()), ("reason", pa.string()), ("receipt", pa.string())]
)  # fmt: skip
DUTIES = pa.schema(
    [("on", pa.date32()), ("list", pa.string()), ("clause", pa.string()), ("agency_code", pa.string()),
     ("agency", pa.string()), ("area_code", pa.string()), ("period", pa.string()), ("due_on", pa.date32()),
     ("state", pa.string()), ("days", pa.int64()), ("received_on", pa.date32()), ("receipt", pa.string()),
     ("nil", pa.bool_())]
)  # fmt: skip
LINKS_SQL = """
SELECT list, file, row::BIGINT AS row, kind, entity, method, (probability_e4 / 10000)::DECIMAL(5,4) AS probability
FROM read_parquet($file)
ORDER BY list COLLATE "binary", file COLLATE "binary", row::VARCHAR, kind COLLATE "binary", entity COLLATE "binary", sha256
"""  # noqa: E501


def _bytes(row: Sequence[object]) -> tuple[bytes, ...]:
    """The key of the one order of exports: the fields as text files write them, by bytes."""
    return tuple(str(plain(value)).encode() for value in row)


def _table(rows: Iterable[Sequence[object]], schema: pa.Schema) -> pa.Table:
    ordered = sorted(rows, key=_bytes)
    columns = list(zip(*ordered, strict=True)) if ordered else [() for _ in schema]
    arrays = [pa.array(list(column), type=field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def links(run: Run) -> pa.Table:
    """One entry per accepted row and kind, from the run's folder."""
    file = settings.RUNS / str(run.id) / "links.parquet"
    if not file.exists():
        raise Corrupt(what=f"lượt {run.id} không còn tệp links.parquet")
    with duckdb.connect(config={"memory_limit": f"{settings.MEMORY_LIMIT_MB}MB"}) as con:
        return con.sql(LINKS_SQL, params={"file": str(file)}).to_arrow_table()


def standings(run: Run) -> pa.Table:
    """Where each employer stands, with the reason and the rows."""
    return _table(coverage.export_standings(run.id), STANDINGS)


def rates(run: Run) -> pa.Table:
    """Each indicator of each area, the year's target beside it."""
    law = law_book()
    return _table(
        (
            (r.on, r.area_code, r.area, r.level, r.indicator, r.value, r.low, r.high, r.numerator,
             r.denominator, target_share(law, r.indicator, r.on), r.why)
            for r in coverage.export_rates(run.id)
        ),
        COVERAGE,
    )  # fmt: skip


def breakdown(run: Run) -> pa.Table:
    """The same by kind, size and sector."""
    law = law_book()
    return _table(
        (
            (r.on, r.area_code, r.area, r.level, r.indicator, r.dimension, r.category, r.value, r.low, r.high,
             r.numerator, r.denominator, target_share(law, r.indicator, r.on), r.why)
            for r in coverage.export_breakdown(run.id)
        ),
        BREAKDOWN,
    )  # fmt: skip


def arrears(run: Run) -> pa.Table:
    """What each unit owes for each month and fund, with its interest as far as it can be told."""
    return _table(money.export_arrears(run.id), ARREARS)


def support(run: Run) -> pa.Table:
    """Each month that a voluntary participant paid for, with what the State and others pay of it, and why."""
    return _table(months_of_run(run.id, law_book()), SUPPORT)


def quarantine() -> pa.Table:
    """Each reason why a row of a list that counts could not be taken, as things stand now."""
    return _table(intake.quarantine(), QUARANTINE)


def duties(run: Run) -> pa.Table:
    """Each list owed in the year of the run's day, as it stood on that day: on time, late, overdue, open."""
    return _table(
        (
            (run.on, e.duty.list_name, e.duty.clause, e.agency_code, e.agency_name, e.area_code,
             e.period.text, e.due_on, str(e.state), e.days, *_came(e.arrival))
            for e in plan.expected(on=run.on)
        ),
        DUTIES,
    )  # fmt: skip


def _came(arrival: Arrival | None) -> tuple[object, object, object]:
    return (arrival.received_on, arrival.number, arrival.nil) if arrival else (None, None, None)


OF_A_RUN: dict[What, Callable[[Run], pa.Table]] = {
    What.LINKS: links,
    What.STANDINGS: standings,
    What.COVERAGE: rates,
    What.BREAKDOWN: breakdown,
    What.DUTIES: duties,
    What.ARREARS: arrears,
    What.SUPPORT: support,
}


def what_of(text: str) -> What:
    """The export meant by a word; raises `NotExported` with those there are."""
    try:
        return What(text)
    except ValueError:
        raise NotExported(what=text, known=", ".join(What)) from None


def write(what: str, out: Path, run: int | None = None) -> int:
    """Write one export (the current run's unless told) by the file's ending; gives the number of rows."""
    wanted = what_of(what)
    check_format(out)
    if wanted is What.QUARANTINE:
        table = quarantine()
    else:
        chosen = current_run() if run is None else published_run(run)
        if chosen is None:
            raise NothingPublished
        table = OF_A_RUN[wanted](chosen)
    save(table, out)
    return int(table.num_rows)
