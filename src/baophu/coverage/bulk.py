"""Standings and rates of a whole province: relations in, the run's rows out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import yaml

from baophu.coverage.method import months_before
from baophu.coverage.reasons import ABSENT, sentence
from baophu.coverage.setting import Place, Setting
from baophu.engine.rows import Store, append
from baophu.engine.steps import run_steps
from baophu.kernel.time import format_day

SQL = Path(__file__).parent / "sql"
SECTORS = Path(__file__).parent / "data" / "sectors.yaml"
BATCH = 5_000
STAGES = {
    "facts": "Xem bằng chứng",
    "verdict": "Xét từng đơn vị",
    "rates": "Tính tỷ lệ",
    "standings": "Gom chứng cứ",
}
RATES = pa.schema(
    [
        ("run_id", pa.int64()),
        ("on", pa.date32()),
        ("area_code", pa.string()),
        ("area", pa.string()),
        ("level", pa.string()),
        ("indicator", pa.string()),
        ("dimension", pa.string()),
        ("category", pa.string()),
        ("value", pa.decimal128(14, 6)),
        ("low", pa.decimal128(14, 6)),
        ("high", pa.decimal128(14, 6)),
        ("numerator", pa.decimal128(18, 4)),
        ("denominator", pa.decimal128(18, 4)),
        ("why", pa.string()),
    ]
)


def measure(con: duckdb.DuckDBPyConnection, setting: Setting, progress: Callable[[str, float], None]) -> None:
    """Create the relations `facts`, `verdicts`, `rates` and `standing_rows` from the run's relations."""
    hand_over(con, setting)
    for number, (folder, title) in enumerate(STAGES.items()):
        progress(title, 0.2 * number)
        run_steps(con, SQL / folder)


def hand_over(con: duckdb.DuckDBPyConnection, setting: Setting) -> None:
    """Create `p` (the day, the rule's numbers), `areas`, `area_map`, `sectors`, `reporting_communes`.

    `employer_arrears` is there where the accounts were reckoned before.
    """
    day = setting.method.on_day
    rule = asdict(setting.method) | {"year_before": months_before(day, 12), "province": setting.province}
    _relation(con, "p", {name: [value] for name, value in rule.items()})
    moved = sorted((code, *place) for code, place in setting.area_map.items())
    _relation(con, "area_map", _columns(moved, "code", "commune_code", "district_code"))
    lie = [
        (p.level, p.code, setting.area_map.get(p.code, ("", ""))[1], setting.province) for p in setting.places
    ]
    _relation(con, "areas", _columns(lie, "level", "area_code", "district_code", "province"))
    _relation(con, "sectors", _columns(list(_divisions()), "division", "section"))
    sent = sorted((*area, *counts) for area, counts in setting.reporting.items())
    _relation(con, "reporting_communes", _columns(sent, "level", "area_code", "arrived", "communes"))
    _arrears_if_none(con)


def _arrears_if_none(con: duckdb.DuckDBPyConnection) -> None:
    """Without the accounts of the storey of money there are no arrears to measure."""
    con.execute(
        "CREATE TABLE IF NOT EXISTS employer_arrears (employer_id VARCHAR, owed_vnd BIGINT, due_vnd BIGINT)"
    )


def _divisions() -> Iterator[tuple[str, str]]:
    """Each two-digit division of the industrial classification with its section."""
    for section, (first, last) in sorted(yaml.safe_load(SECTORS.read_text(encoding="utf-8")).items()):
        for number in range(first, last + 1):
            yield f"{number:02d}", section


def _columns(rows: Sequence[Sequence[object]], *names: str) -> dict[str, Sequence[object]]:
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def _relation(con: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, Sequence[object]]) -> None:
    """Create a table; a column without a row is taken for text."""
    arrays = {key: pa.array(values, None if values else pa.string()) for key, values in columns.items()}
    con.register("relation_arrow", pa.table(arrays))
    con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM relation_arrow")
    con.unregister("relation_arrow")


# --- the run's rows -----------------------------------------------------------------------------------------


def keep_standings(store: Store, con: duckdb.DuckDBPyConnection, *, run: int, article: str) -> int:
    """Write the run's standings with their sentences; returns how many."""
    reader = con.sql("SELECT * FROM standing_rows ORDER BY employer_id").to_arrow_reader(BATCH)
    return sum(append(store, "coverage_standing", _with_sentences(batch, run, article)) for batch in reader)


def _with_sentences(batch: pa.RecordBatch, run: int, article: str) -> pa.Table:
    table = pa.Table.from_batches([batch])
    values = [_values(row, article) for row in table.to_pylist()]
    codes = table.column("because_code").to_pylist()
    said = {
        "because_values": [json.dumps(one, ensure_ascii=False) for one in values],
        "because": [sentence(code, one) for code, one in zip(codes, values, strict=True)],
        "run_id": [run] * table.num_rows,
    }
    table = table.drop_columns(["said_on", "visited_on"])
    for name, column in said.items():
        table = table.append_column(name, pa.array(column))
    return table


def _values(row: Mapping[str, object], article: str) -> dict[str, object]:
    """What the sentence of a standing is filled with."""
    subject, insured = row["subject"], row["insured"]
    values: dict[str, object] = {"insured": insured, "subject": subject, "article": article}
    if isinstance(subject, int) and isinstance(insured, int):
        values["short"] = max(0, subject - insured)
    for name, key in (("said_on", "said_on"), ("visited_on", "visited")):
        day = row[name]
        values[key] = format_day(day) if isinstance(day, date) else ""
    return values


def keep_rates(store: Store, con: duckdb.DuckDBPyConnection, *, run: int, setting: Setting) -> int:
    """Write the run's rates for every area of the day, blank with a reason where a list is missing."""
    known = list(_known_rates(con, setting))
    said = {(rate["level"], rate["area_code"], rate["indicator"]) for rate in known if not rate["dimension"]}
    absent = [
        _named(place, indicator, why=why)
        for place in setting.places
        for indicator, why in ABSENT.items()
        if (place.level, place.code, indicator) not in said
    ]
    the_run = {"run_id": run, "on": setting.method.on_day}
    table = pa.Table.from_pylist([the_run | rate for rate in known + absent], schema=RATES)
    quoted = ['"on"' if name == "on" else name for name in table.column_names]  # a word of SQL
    return append(store, "coverage_rate", table.rename_columns(quoted))


def _known_rates(con: duckdb.DuckDBPyConnection, setting: Setting) -> Iterator[dict[str, object]]:
    """The rates of the areas of the day, from whole micro-units and ten-thousandths."""
    places = {(place.level, place.code): place for place in setting.places}
    found = con.execute(
        "SELECT level, area_code, indicator, dimension, category, why, value_micro, low_micro, high_micro,"
        " num_e4, den_e4 FROM rates ORDER BY ALL"
    ).fetchall()
    for level, code, indicator, dimension, category, why, value, low, high, num, den in found:
        if place := places.get((level, code)):
            yield _named(place, indicator, dimension=dimension, category=category, why=why) | {
                "value": _scaled(value, -6),
                "low": _scaled(low, -6),
                "high": _scaled(high, -6),
                "numerator": _scaled(num, -4),
                "denominator": _scaled(den, -4),
            }


def _named(
    place: Place, indicator: str, *, dimension: str = "", category: str = "", why: str
) -> dict[str, object]:
    return {
        "area_code": place.code,
        "area": place.name,
        "level": place.level,
        "indicator": indicator,
        "dimension": dimension,
        "category": category,
        "why": why,
    }


def _scaled(value: Decimal | int | None, places: int) -> Decimal | None:
    return None if value is None else Decimal(value).scaleb(places)
