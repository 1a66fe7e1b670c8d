"""Message catalogues: reading `.po`, writing `.mo`, and finding every sentence that needs one."""

from __future__ import annotations

import ast
import struct
from collections.abc import Iterator
from pathlib import Path

CONTEXT = "\x04"
PLURAL = "\x00"


def _fields(path: Path) -> Iterator[tuple[str, str]]:
    """Each keyword of a `.po` file with its joined text; ("", "") after each entry."""
    keyword, text = "", ""
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if line.startswith('"'):
            text += ast.literal_eval(line)
            continue
        if keyword:
            yield keyword, text
            keyword, text = "", ""
        if not line:
            yield "", ""
        elif line.startswith("#, ") and "fuzzy" in line:
            yield "fuzzy", ""
        elif not line.startswith("#"):
            keyword, _, rest = line.partition(" ")
            text = ast.literal_eval(rest)
    if keyword:
        yield keyword, text
    yield "", ""


def read_catalogue(path: Path) -> dict[str, str]:
    """Sentence → translation (plural forms joined by NUL, as `.mo` wants); untranslated ones are left out."""
    entries: dict[str, str] = {}
    entry: dict[str, str] = {}
    for keyword, text in _fields(path):
        if keyword:
            entry[keyword] = text
            continue
        if "msgid" in entry and "fuzzy" not in entry:
            key = entry["msgid"]
            if "msgid_plural" in entry:
                key += PLURAL + entry["msgid_plural"]
            forms = [entry[name] for name in sorted(entry) if name.startswith("msgstr")]
            if all(forms):
                context = entry["msgctxt"] + CONTEXT if "msgctxt" in entry else ""
                entries[context + key] = PLURAL.join(forms)
        entry = {} if "msgid" in entry or not entry else entry
    return entries


def compile_catalogue(po: Path) -> Path:
    """Write the `.mo` beside a `.po`: Django reads nothing else, and there is no gettext on the machine."""
    entries = sorted((key.encode(), text.encode()) for key, text in read_catalogue(po).items())
    ids = b"".join(key + b"\0" for key, _ in entries)
    texts = b"".join(text + b"\0" for _, text in entries)
    start = 28 + 16 * len(entries)
    id_table, text_table, at_id, at_text = [], [], start, start + len(ids)
    for key, text in entries:
        id_table += [len(key), at_id]
        text_table += [len(text), at_text]
        at_id += len(key) + 1
        at_text += len(text) + 1
    count = len(entries)
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 28 + 16 * count)
    tables = struct.pack(f"<{4 * count}I", *id_table, *text_table)
    mo = po.with_suffix(".mo")
    mo.write_bytes(head + tables + ids + texts)
    return mo
