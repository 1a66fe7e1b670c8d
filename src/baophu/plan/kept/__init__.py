"""Questions to the list of employers, kept under names; a link asks with its reader's own rights."""

from baophu.plan.kept.actions import drop, keep
from baophu.plan.kept.queries import KeptView, filters_of

__all__ = ["KeptView", "drop", "filters_of", "keep"]
