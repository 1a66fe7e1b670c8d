"""DuckDB sessions with bounded memory, spilling to a scratch folder that goes with them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb


@contextmanager
def session(*, memory_mb: int, threads: int, scratch: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """An in-memory DuckDB that never takes more than `memory_mb` and never reaches for the network."""
    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        con = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": f"{memory_mb}MB",
                "threads": threads,
                "temp_directory": str(Path(folder)),
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "preserve_insertion_order": "false",
            },
        )
        try:
            # the files of 262 communes are opened by several statements; their footers are read once
            con.execute("SET parquet_metadata_cache = true")
            yield con
        finally:
            con.close()
