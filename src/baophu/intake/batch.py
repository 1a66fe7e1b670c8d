"""A folder of lists received by its `manifest.csv`: repeatable, a refused file never stops the others."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from baophu.access.queries import User
from baophu.intake import filing
from baophu.intake.cleaning import clean, decoded
from baophu.intake.models import Receipt, ReceiptState
from baophu.intake.readers.text import read_text
from baophu.intake.refusals import AlreadyReceived, BadDay, BadManifest, NoSuchFile, UnsafePath
from baophu.intake.rights import check_may_send
from baophu.kernel.errors import BaophuError, Corrupt

Progress = Callable[[str, float], None]
MANIFEST: Final = "manifest.csv"
_COLUMNS: Final = ("file", "list", "agency", "period")
_MOST_LINES: Final = 100_000


class Status(StrEnum):
    """What became of a line of the manifest."""

    ACCEPTED = "accepted"
    HELD = "held"  # the same bytes were received before
    WITHDRAWN = "withdrawn"  # received before, and withdrawn since
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the manifest and what became of it."""

    file: str
    list_name: str
    receipt: str
    taken: int
    quarantined: int
    status: Status
    reason: str = ""

    def as_json(self) -> dict[str, object]:
        """The entry of `receive-all --json`."""
        entry: dict[str, object] = {
            "file": self.file,
            "list": self.list_name,
            "receipt": self.receipt,
            "taken": self.taken,
            "quarantined": self.quarantined,
            "status": str(self.status),
        }
        return {**entry, "reason": self.reason} if self.reason else entry


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the manifest as it stands."""

    place: int
    file: str
    list_name: str
    agency: str
    period: str
    received_on: str


def run_manifest(folder: Path, *, by: User | None, at: datetime, progress: Progress) -> list[Outcome]:
    """Receive every line, the earlier received first; give the outcomes in the manifest's order."""
    lines = _manifest(folder)
    outcomes: dict[int, Outcome] = {}
    ordered = sorted(lines, key=lambda line: (line.received_on or at.date().isoformat(), line.place))
    for done, line in enumerate(ordered):
        progress(line.file, done / len(lines))
        outcomes[line.place] = _receive_line(folder, line, by=by, at=at)
    progress("xong", 1.0)
    return [outcomes[line.place] for line in lines]


def _manifest(folder: Path) -> list[_Line]:
    """Read the manifest; raises `BadManifest` when it is absent or no list of lists."""
    path = folder / MANIFEST
    if not path.is_file():
        raise BadManifest(file=MANIFEST, why=f"không có trong thư mục {folder.name}")
    try:
        sheet = read_text(path, file=MANIFEST)
    except OSError:
        raise BadManifest(file=MANIFEST, why="không được phép đọc") from None
    header, *rows = clean(decoded(sheet.frame, sheet.encoding)[0]).rows()
    places = {name: place for place, name in enumerate(header) if name}
    missing = [name for name in _COLUMNS if name not in places]
    if missing:
        raise BadManifest(file=MANIFEST, why=f"thiếu cột {', '.join(missing)}")
    rows = [row for row in rows if any(row)]
    if not rows or len(rows) > _MOST_LINES:
        raise BadManifest(file=MANIFEST, why="không có dòng nào" if not rows else "quá nhiều dòng")

    def cell(row: tuple[str | None, ...], name: str) -> str:
        return (row[places[name]] or "") if name in places else ""

    return [
        _Line(place, *(cell(row, name) for name in (*_COLUMNS, "received_on")))
        for place, row in enumerate(rows)
    ]


def _receive_line(folder: Path, line: _Line, *, by: User | None, at: datetime) -> Outcome:
    """Receive one line; a refusal becomes its outcome."""
    try:
        path = _inside(folder, line.file)
        request = filing.Request.of(
            list_name=line.list_name,
            agency=line.agency,
            period=line.period,
            by=by,
            at=at,
            received_on=_day(line.received_on),
        )
        check_may_send(by=by, agency=request.agency, on=request.received_on)
        held = filing.held_receipt(request, _sha256(path))
        if held is not None:
            return _held(line, held)
        receipt = filing.file_list(request, path=path, content=None, file_name=line.file, mapping=None)
        return _outcome(line, receipt, Status.ACCEPTED)
    except AlreadyReceived as told:
        number = str(told.values["number"])
        return _held(line, Receipt.objects.get(number=number))
    except Corrupt:
        raise
    except BaophuError as refusal:
        return Outcome(line.file, line.list_name, "", 0, 0, Status.REFUSED, str(refusal))


def _inside(folder: Path, file: str) -> Path:
    """The file's path; one that leaves the folder is refused."""
    name = filing.shown_name(file)
    path = (folder / file).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise UnsafePath(file=name)
    if not path.is_file():
        path = _same_name(path)
    if not path.is_file():
        raise NoSuchFile(file=name)
    return path


def _same_name(path: Path) -> Path:
    """The file whose name is the same in another Unicode form, as some systems write accents."""
    wanted = unicodedata.normalize("NFC", path.name)
    if not path.parent.is_dir():
        return path
    same = (p for p in path.parent.iterdir() if unicodedata.normalize("NFC", p.name) == wanted)
    return next(same, path)


def _day(text: str) -> date | None:
    """Read an ISO day; nothing when blank."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadDay(text=text) from None


def _sha256(path: Path) -> str:
    """The hash of a file, read in blocks."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        raise NoSuchFile(file=path.name) from None


def _held(line: _Line, receipt: Receipt) -> Outcome:
    """A line whose bytes were received before."""
    withdrawn = receipt.state == ReceiptState.WITHDRAWN
    return _outcome(line, receipt, Status.WITHDRAWN if withdrawn else Status.HELD)


def _outcome(line: _Line, receipt: Receipt, status: Status) -> Outcome:
    return Outcome(
        file=line.file,
        list_name=receipt.list_name,
        receipt=receipt.number,
        taken=receipt.taken,
        quarantined=receipt.quarantined,
        status=status,
    )
