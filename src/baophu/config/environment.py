"""Strict readers of `BAOPHU_*`: an unknown word refuses, a secret may come from a file."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit


class BadSetting(SystemExit):
    """A setting could not be read; the program does not start."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


def text(name: str, default: str = "") -> str:
    """The setting's text; `NAME_FILE` names a file that holds it instead."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def yes(name: str, default: bool) -> bool:
    """A yes/no setting: 1, 0, true, false, yes, no; another word refuses."""
    word = text(name, "1" if default else "0").strip().lower()
    if word in {"1", "true", "yes"}:
        return True
    if word in {"0", "false", "no", ""}:
        return False
    raise BadSetting(f"{name}={word!r}: chỉ nhận 1, 0, true, false, yes, no.")


def whole(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number within bounds (both inclusive)."""
    word = text(name, str(default)).strip()
    if not word.isdigit() or not least <= int(word) <= most:
        raise BadSetting(f"{name}={word!r}: chỉ nhận số nguyên từ {least} đến {most}.")
    return int(word)


def database(url: str, home: Path) -> dict[str, object]:
    """Django's database entry for `BAOPHU_DATABASE_URL`; empty means the embedded SQLite in `home`."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(home / "baophu.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                " PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;",
            },
            "TEST": {"NAME": str(home / "test.sqlite3")},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadSetting(f"BAOPHU_DATABASE_URL={parts.scheme}://…: chỉ nhận postgresql://.")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", "")) or (parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
