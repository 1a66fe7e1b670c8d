"""Populations of voluntary participants: relations in, the run's rows out; a quarter's claim."""

from baophu.funds.voluntary.bulk.posting import keep, post, sweep_unpublished

__all__ = ["keep", "post", "sweep_unpublished"]
