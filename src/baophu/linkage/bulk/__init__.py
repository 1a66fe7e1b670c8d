"""Populations of rows joined into employers and people: SQL over Arrow in DuckDB."""

from baophu.linkage.bulk.run import link

__all__ = ["link"]
