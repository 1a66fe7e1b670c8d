"""The page of benchmarks: each command writes its own section and leaves the others as they stand."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path("docs/reference/benchmarks.md")
HEAD = "# Benchmarks\n\nRatios from one run of a command; seconds are only comparable within a run."


def write_section(command: str, lines: list[str], page: Path = PAGE) -> None:
    """Put the figures of a command, named in the section's title, in the place of its former ones."""
    page.parent.mkdir(parents=True, exist_ok=True)
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    found = dict(re.findall(r"^## `(make [\w-]+)`\n\n(.*?)\n*(?=^## |\Z)", text, re.M | re.S))
    found[command] = "\n".join(lines).strip()
    parts = [f"## `{name}`\n\n{body}" for name, body in sorted(found.items())]
    page.write_text("\n\n".join([HEAD, *parts]) + "\n", encoding="utf-8")
