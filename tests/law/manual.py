"""The worked cases as a page of the manual: `python tests/law/manual.py` writes it anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/reference/worked-cases.md"
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from law.asking import Case, cases  # noqa: E402

TITLES = {
    "arrears": "Chậm đóng, trốn đóng, lãi, xử phạt (arrears)",
    "boundaries": "Ngày đầu, ngày cuối, mức sàn, mức trần (boundaries)",
    "borders": "Hai phía của ngày luật đổi (borders of law)",
    "contribution": "Mức đóng (contributions)",
    "deadlines": "Thời hạn giải quyết (deadlines)",
    "family": "Ốm đau, thai sản (sickness, maternity)",
    "health": "Bảo hiểm y tế hộ gia đình (household health insurance)",
    "lump_sum": "BHXH một lần (lump sum)",
    "pension": "Hưu trí (old age)",
    "survivors_accident": "Tử tuất; tai nạn lao động (survivors, work injury)",
    "unemployment": "Thất nghiệp (unemployment)",
    "voluntary": "BHXH tự nguyện (voluntary insurance)",
}


def page() -> str:
    """The whole page, from the cases that the tests hold the rules to."""
    lines = [
        "# Worked cases",
        "",
        f"{len(cases())} questions with the answer that a document prints or that follows from it. Each is a test: the"
        " program answers it as it stands here, and refuses when a number it rests on is forgotten. Money is in đồng.",
    ]
    for topic, title in TITLES.items():
        lines += [
            "",
            f"## {title}",
            "",
            "| question | given | answer | document |",
            "| --- | --- | --- | --- |",
        ]
        lines += [_row(case) for case in cases() if case.name.startswith(f"{topic}/")]
    return "\n".join(lines) + "\n"


def _row(case: Case) -> str:
    return f"| {case.ask} | {_cell(case.given)} | {_cell(case.answer)} | {case.source} |"


def _cell(value: Any) -> str:
    """A value as a reader writes it; the bar of a table is not one of its letters."""
    return "; ".join(_parts(value)).replace("|", "/")


def _parts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield f"{name} {_said(part)}"
    elif isinstance(value, list) and any(isinstance(part, Mapping) for part in value):
        yield from (f"({_said(part)})" for part in value)
    else:
        yield _said(value)


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return "(" + ", ".join(f"{name} {_said(part)}" for name, part in value.items()) + ")"
    if isinstance(value, list):
        return ", ".join(_said(part) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and abs(value) >= 10_000:
        return f"{value:,}".replace(",", ".")
    return str(value)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
