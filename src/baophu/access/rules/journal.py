"""The audit journal is a chain: each line's hash covers the line and the hash before it."""

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
    role: str = "",
) -> str:
    """SHA-256 of the canonical line; a line without a role hashes as lines did before roles were kept."""
    parts = [previous, at.isoformat(timespec="microseconds"), by, action, subject, area_code, detail]
    line = json.dumps(
        [*parts, role] if role else parts,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=str,
    )
    return hashlib.sha256(line.encode()).hexdigest()
