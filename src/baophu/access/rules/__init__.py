"""Pure rules of this storey: the chain of the journal, passwords, locks, one-time codes, posts."""

from baophu.access.rules.journal import GENESIS, line_hash

__all__ = ["GENESIS", "line_hash"]
