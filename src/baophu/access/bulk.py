"""The operational database handed to `engine` as a store."""

from __future__ import annotations

from django.db import connection, transaction

from baophu.engine.rows import Store


def store() -> Store:
    """Django's own connection and its transactions: the only writer of the embedded database."""
    return Store(connection=connection, atomic=transaction.atomic)
