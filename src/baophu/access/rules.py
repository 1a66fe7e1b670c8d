"""Pure rules of the audit journal: each line's hash covers the line and the hash before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

GENESIS = "0" * 64


def line_hash(
    *,
    previous: str,
    at: datetime,
    by: str,
    action: str,
    subject: str,
    area_code: str,
    detail: Mapping[str, object],
) -> str:
    """SHA-256 of the canonical line."""
    line = json.dumps(
        [previous, at.isoformat(timespec="microseconds"), by, action, subject, area_code, detail],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=str,
    )
    return hashlib.sha256(line.encode()).hexdigest()
