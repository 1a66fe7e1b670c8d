"""The golden record: per field the value that survives, by the order of trust in `data/survivorship.yaml`.

Made in DuckDB from the links and the lists' relations; the register is handed the values, each with the
cell it came from (`list:receipt:row:column`).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from baophu.engine.steps import run_steps
from baophu.linkage.golden.trust import hand_over

STEPS = Path(__file__).parent


def make(con: duckdb.DuckDBPyConnection, out: Path) -> None:
    """Create `employer_golden`, `person_golden` and `spell_golden` from a run's folder of links.

    `links`, `entities`, `events` and `pairs` are views on its files; `receipts` and `rows_<list>` are there.
    """
    for name in ("links", "entities", "events", "pairs"):
        con.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet('{out / name}.parquet')")
    hand_over(con)
    run_steps(con, STEPS)
