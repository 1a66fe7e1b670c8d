"""The same SQL steps on Spark, for more rows than one machine holds; needs `baophu[spark]` and Java 17.

`Tables` stands where a DuckDB connection stands: it runs the statements that the steps are written in, each
table kept as Parquet in a scratch folder, so that no plan grows with the number of steps.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import duckdb

from baophu.kernel.errors import Refused

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_CREATE: Final = re.compile(r"\A\s*CREATE OR REPLACE (TABLE|VIEW) (\w+) AS\s", re.IGNORECASE)
_COMMENT: Final = re.compile(r"--[^\n]*")
# Divides positive whole numbers and rounds half up: the one function that engines spell differently.
_HALF_UP: Final = (
    "CREATE OR REPLACE TEMPORARY FUNCTION half_up(n BIGINT, d BIGINT) RETURNS BIGINT"
    " RETURN (2 * n + d) div (2 * d)"
)
_SETTINGS: Final = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.adaptive.enabled": "true",
}


class SparkMissing(Refused):
    """Spark is asked for where it is not installed."""

    code = "engine.spark_missing"
    message = "Máy này thiếu {missing}. Cài phần mở rộng baophu[spark] và Java 17, hoặc chạy bằng DuckDB."


@contextmanager
def session(*, memory_mb: int, threads: int, scratch: Path) -> Iterator[Tables]:
    """A Spark of this machine, which listens on no outer address and leaves nothing behind."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SparkMissing(missing="pyspark") from error
    scratch.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    with tempfile.TemporaryDirectory(dir=scratch) as name:
        builder = SparkSession.builder.master(f"local[{threads}]").appName("baophu")
        here = {
            "spark.driver.memory": f"{memory_mb}m",
            "spark.local.dir": name,
            "spark.sql.warehouse.dir": f"{name}/warehouse",
            "spark.sql.shuffle.partitions": str(threads),
        }
        for key, value in (_SETTINGS | here).items():
            builder = builder.config(key, value)
        spark = builder.getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        try:
            yield Tables(spark, Path(name))
        finally:
            spark.stop()


class Tables:
    """Named tables of a Spark session, spoken to as a DuckDB connection is."""

    def __init__(self, spark: SparkSession, folder: Path) -> None:
        self._spark, self._folder, self._made = spark, folder, 0
        self._answer: list[tuple[Any, ...]] = []
        spark.sql(_HALF_UP)

    @property
    def as_connection(self) -> duckdb.DuckDBPyConnection:
        """What `run_steps` takes: of a connection it asks `execute` and `fetchall` alone."""
        return cast(duckdb.DuckDBPyConnection, self)

    def take(self, con: duckdb.DuckDBPyConnection, names: Iterable[str]) -> None:
        """Copy relations from DuckDB."""
        for name in names:
            file = self._file()
            con.execute(f"COPY (SELECT * FROM {name}) TO '{file}' (FORMAT parquet)")
            self._spark.read.parquet(str(file)).createOrReplaceTempView(name)

    def give(self, con: duckdb.DuckDBPyConnection, name: str) -> None:
        """Copy a table to DuckDB."""
        file = self._file()
        self._spark.table(name).write.parquet(str(file))
        con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM read_parquet('{file}/*.parquet')")

    def execute(self, sql: str) -> Tables:
        """Run one statement of the steps: a table or a view made anew, or a question."""
        plain = _COMMENT.sub("", sql)
        made = _CREATE.match(plain)
        if made is None:
            self._answer = [tuple(row) for row in self._spark.sql(plain).collect()]
            return self
        kind, name = made.groups()
        found = self._spark.sql(plain[made.end() :])
        if kind.upper() == "TABLE":
            file = self._file()
            found.write.parquet(str(file))
            found = self._spark.read.schema(found.schema).parquet(str(file))
        found.createOrReplaceTempView(name)
        return self

    def fetchall(self) -> list[tuple[Any, ...]]:
        """The rows of the last question."""
        return self._answer

    def _file(self) -> Path:
        self._made += 1
        return self._folder / f"{self._made:06d}.parquet"
