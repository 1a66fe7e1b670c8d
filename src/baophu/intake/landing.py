"""The evidence folder: a file and its rows are written aside, made durable, then put in place by one rename.

A process killed at any moment leaves either nothing, or a folder that no receipt names; `sweep` takes such
folders away once the lock of their writer is free.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Final

from django.conf import settings

_ASIDE: Final = ".incoming"
_BLOCK: Final = 1 << 20


def root() -> Path:
    """The evidence folder."""
    return Path(settings.EVIDENCE)


def folder_of(name: str) -> Path:
    """An evidence folder by its name."""
    return root() / name


def folder_of_receipt(*, folder: str, sha256: str, list_name: str) -> Path:
    """The folder that a receipt keeps, else the usual one of its bytes."""
    return folder_of(folder or f"{sha256[:2]}/{sha256}-{list_name}")


class Landing:
    """One file on its way in."""

    def __init__(self, token: str, lock: IO[str]) -> None:
        self._token = token
        self._lock: IO[str] | None = lock
        self.folder = root() / _ASIDE / token
        self.sha256 = ""
        self.size_bytes = 0

    @property
    def file(self) -> Path:
        """The bytes as received."""
        return self.folder / "file"

    def take(self, source: Path | bytes) -> None:
        """Copy the bytes in, hashing them."""
        digest = hashlib.sha256()
        with self.file.open("wb") as out:
            for block in _blocks(source):
                digest.update(block)
                out.write(block)
        self.sha256 = digest.hexdigest()
        self.size_bytes = self.file.stat().st_size

    def put_in_place(self, list_name: str) -> str:
        """Make everything durable and rename the folder; give the name that the receipt keeps.

        The same bytes may have come before (another agency or period): then the name gets a number.
        """
        for path in self.folder.iterdir():
            _make_durable(path)
        _make_durable(self.folder)
        shelf = root() / self.sha256[:2]
        shelf.mkdir(parents=True, exist_ok=True)
        number = 1
        while True:
            name = f"{self.sha256[:2]}/{self.sha256}-{list_name}" + (f"-{number}" if number > 1 else "")
            if not folder_of(name).exists():
                self._note(name)
                with contextlib.suppress(OSError):
                    self.folder.rename(folder_of(name))
                    _make_durable(shelf)
                    return name
            number += 1

    def _note(self, name: str) -> None:
        """Write down which folder is about to appear, so that `sweep` can find it."""
        note = root() / _ASIDE / f"{self._token}.placed"
        note.write_text(name, encoding="utf-8")
        _make_durable(note)
        _make_durable(note.parent)

    def finish(self) -> None:
        """The receipt stands: forget the note and free the lock."""
        (root() / _ASIDE / f"{self._token}.placed").unlink(missing_ok=True)
        self._free()

    def give_up(self) -> None:
        """Take away everything that was written."""
        _clear(self._token)
        self._free()

    def __del__(self) -> None:
        """Rolled back by the caller's transaction: free the lock, so that `sweep` takes the rest away."""
        if self._lock is not None:
            self._lock.close()

    def _free(self) -> None:
        if self._lock is not None:
            (root() / _ASIDE / f"{self._token}.lock").unlink(missing_ok=True)
            self._lock.close()
            self._lock = None


def _blocks(source: Path | bytes) -> Iterator[bytes]:
    """Give a file or bytes in blocks."""
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as stream:
        while block := stream.read(_BLOCK):
            yield block


def begin() -> Landing:
    """Open a place aside, with a lock that frees itself when the process dies."""
    aside = root() / _ASIDE
    aside.mkdir(parents=True, exist_ok=True)
    token = secrets.token_hex(8)
    lock = (aside / f"{token}.lock").open("w", encoding="ascii")
    fcntl.flock(lock, fcntl.LOCK_EX)
    (aside / token).mkdir()
    return Landing(token, lock)


def sweep(is_named: Callable[[str], bool]) -> int:
    """Take away what dead processes left, unless a receipt names it; give how many there were."""
    aside = root() / _ASIDE
    if not aside.is_dir():
        return 0
    swept = 0
    for token in sorted({path.name.split(".")[0] for path in aside.iterdir()}):
        if _is_dead(aside / f"{token}.lock"):
            note = aside / f"{token}.placed"
            if note.exists() and is_named(note.read_text(encoding="utf-8")):
                note.unlink()
            _clear(token)
            (aside / f"{token}.lock").unlink(missing_ok=True)
            swept += 1
    return swept


def _is_dead(lock: Path) -> bool:
    """Whether no process holds a lock."""
    if not lock.exists():
        return True
    with lock.open("r+", encoding="ascii") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _clear(token: str) -> None:
    """Take away the folder aside and the one put in place without a receipt."""
    note = root() / _ASIDE / f"{token}.placed"
    if note.exists():
        name = note.read_text(encoding="utf-8")
        if name:
            shutil.rmtree(folder_of(name), ignore_errors=True)
        note.unlink(missing_ok=True)
    shutil.rmtree(root() / _ASIDE / token, ignore_errors=True)


def _make_durable(path: Path) -> None:
    """Force a file or a folder's entries to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_beside(folder: Path, name: str, write: Callable[[Path], None]) -> None:
    """Write one more file into a receipt's folder: under another name, durable, then renamed."""
    aside = folder / f".{name}.{secrets.token_hex(4)}"
    try:
        write(aside)
        _make_durable(aside)
        aside.rename(folder / name)
        _make_durable(folder)
    finally:
        aside.unlink(missing_ok=True)
