"""Files that wait between their upload and their receipt: kept aside under a token, forgotten when done."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Final

from django.conf import settings

from baophu.intake.refusals import NoSuchFile

_TOKEN: Final = re.compile(r"[0-9a-f]{32}")


def stage(content: bytes | Path) -> str:
    """Keep an uploaded file aside; returns the token that names it."""
    token = secrets.token_hex(16)
    folder = _root()
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".{token}"
    if isinstance(content, Path):
        shutil.copyfile(content, aside)
    else:
        aside.write_bytes(content)
    aside.rename(folder / token)
    return token


def staged(token: str) -> Path:
    """The file of a token; raises NoSuchFile once it is forgotten."""
    path = _root() / token
    if not _TOKEN.fullmatch(token) or not path.is_file():
        raise NoSuchFile(file="đã tải lên")
    return path


def discard(token: str) -> None:
    """Forget a staged file."""
    if _TOKEN.fullmatch(token):
        (_root() / token).unlink(missing_ok=True)


def discard_all_but(kept: Collection[str], *, older_than: float) -> int:
    """Forget the staged files that nothing names and that are older than a moment (seconds since 1970)."""
    found = 0
    for path in _root().glob("*") if _root().is_dir() else ():
        if path.name not in kept and path.stat().st_mtime < older_than:
            path.unlink(missing_ok=True)
            found += 1
    return found


def _root() -> Path:
    """The folder of staged files."""
    return Path(settings.HOME) / "staged"
