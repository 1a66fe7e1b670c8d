"""What the golden record is told besides the rows: whose word holds, and which words name which employer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import yaml

from baophu.kernel.text import FOLD_SQL

DATA = Path(__file__).parent.parent / "data"
KINDS = ("branch", "cooperative", "enterprise", "household", "public")

# The value that survives and the cell it came from: of the most trusted list, the earliest turn.
# A turn is less than 2^50: 2^22 lists of 2^28 rows.
_SURVIVING = """CREATE OR REPLACE MACRO surviving(value, title, rank, turn, origin) AS
arg_min({'v': value, 's': origin || title}, rank::BIGINT * 1125899906842624 + turn)
FILTER (value IS NOT NULL AND rank IS NOT NULL)"""


@cache
def survivorship() -> dict[str, dict[str, list[str]]]:
    """The order of trust, per subject and field."""
    return dict(_data("survivorship"))


@cache
def kind_pattern(kind: str) -> str:
    """The pattern (RE2) of folded names that tell this kind of employer."""
    groups = _data("employer_kinds")[kind]
    first = "|".join(word for group in groups for word in group.get("first", ()))
    anywhere = "|".join(word for group in groups for word in group.get("anywhere", ()))
    parts = [f"^(?:{first})(?: |$)"] * bool(first) + [f"(?:^| )(?:{anywhere})(?: |$)"] * bool(anywhere)
    return "|".join(parts)


def hand_over(con: duckdb.DuckDBPyConnection) -> None:
    """Create `employer_trust` and `person_trust` (list, one rank a field) and the functions of the steps."""
    for subject, fields in survivorship().items():
        _relation(con, f"{subject}_trust", fields)
    con.execute(_SURVIVING)
    con.execute(f"CREATE OR REPLACE MACRO fold_text(x) AS {FOLD_SQL.format(x='x')}")
    for kind in KINDS:
        con.execute(f"CREATE OR REPLACE MACRO names_{kind}(x) AS regexp_matches(x, '{kind_pattern(kind)}')")


def _relation(con: duckdb.DuckDBPyConnection, name: str, fields: Mapping[str, Sequence[str]]) -> None:
    lists = sorted({one for order in fields.values() for one in order})
    columns: dict[str, pa.Array] = {"list": pa.array(lists, pa.string())}
    for field, order in fields.items():
        columns[field] = pa.array([_rank(order, one) for one in lists], pa.int32())
    con.register("trust_arrow", pa.table(columns))
    con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM trust_arrow")
    con.unregister("trust_arrow")


def _rank(order: Sequence[str], name: str) -> int | None:
    return order.index(name) if name in order else None


def _data(name: str) -> dict[str, Any]:
    with (DATA / f"{name}.yaml").open(encoding="utf-8") as file:
        return dict(yaml.safe_load(file))
