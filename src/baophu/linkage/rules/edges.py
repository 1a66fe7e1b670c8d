"""An edge of the journal: two rows, and what was judged of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    """What the two rows name."""

    EMPLOYER = "employer"
    PERSON = "person"


class Verdict(StrEnum):
    """What was judged of two rows."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A judgement that counts; `left` and `right` are `list:sha256:row`."""

    subject: Subject
    left: str
    right: str
    verdict: Verdict


def row_key(list_name: str, sha256: str, row: int) -> str:
    """The name of a row in judgements and events, the same on every machine."""
    return f"{list_name}:{sha256}:{row}"
