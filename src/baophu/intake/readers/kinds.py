"""What a file is, judged by its bytes and never by its name."""

from __future__ import annotations

import struct
import zipfile
import zlib
from enum import StrEnum
from pathlib import Path
from typing import Final

from baophu.intake.readers.refusals import CutOff, EmptyFile, NotAList, PasswordProtected


class FileKind(StrEnum):
    """The forms that a reader exists for."""

    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    HTML = "html"
    TEXT = "text"


_SIGNATURES: Final = (
    (b"%PDF", "tệp PDF"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"\x89PNG", "ảnh PNG"),
    (b"GIF8", "ảnh GIF"),
    (b"BM\x36", "ảnh BMP"),
    (b"II*\x00", "ảnh TIFF"),
    (b"MM\x00*", "ảnh TIFF"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"\x1f\x8b", "tệp nén gzip"),
    (b"{\\rtf", "văn bản RTF"),
    (b"MZ", "chương trình"),
    (b"\x7fELF", "chương trình"),
    (b"SQLite format", "cơ sở dữ liệu"),
    (b"MIME-Version:", "trang web lưu dạng MHTML"),
)
_BEGIN_OF_BOOK: Final = struct.pack("<HHHH", 0x0809, 16, 0x0600, 0x0005)
_FILEPASS: Final = 0x002F
_FIRST_RECORDS: Final = 8
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def kind_of(path: Path, *, file: str) -> FileKind:
    """Judge a file; raises a refusal for what is certainly no list."""
    with path.open("rb") as stream:
        head = stream.read(8192)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile(file=file)
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            raise NotAList(file=file, kind=kind)
    if head.startswith(b"PK"):
        return _zip_kind(path, file=file)
    if head.startswith(_OLE):
        return _ole_kind(path, file=file)
    return _text_kind(head, file=file)


def _zip_kind(path: Path, *, file: str) -> FileKind:
    """Tell workbooks from other archives by their directory."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if any(info.flag_bits & 1 for info in archive.infolist()):
                raise PasswordProtected(file=file)
            if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
                return FileKind.XLSX
            if "content.xml" in names and "mimetype" in names:
                return _open_document_kind(archive, file=file)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError):
        raise CutOff(file=file) from None
    if "word/document.xml" in names:
        raise NotAList(file=file, kind="văn bản Word")
    if "ppt/presentation.xml" in names:
        raise NotAList(file=file, kind="tệp trình chiếu")
    raise NotAList(file=file, kind="tệp nén ZIP")


def _open_document_kind(archive: zipfile.ZipFile, *, file: str) -> FileKind:
    """Only spreadsheets among the open documents, and none with a password."""
    if b"spreadsheet" not in archive.read("mimetype")[:200]:
        raise NotAList(file=file, kind="văn bản OpenDocument")
    if "META-INF/manifest.xml" in archive.namelist():
        info = archive.getinfo("META-INF/manifest.xml")
        if info.file_size < 1_000_000 and b"encryption-data" in archive.read(info):
            raise PasswordProtected(file=file)
    return FileKind.ODS


def _ole_kind(path: Path, *, file: str) -> FileKind:
    """Old Office files: a workbook, an encrypted new one, or another document."""
    data = path.read_bytes()
    if _wide("EncryptedPackage") in data or _is_locked(data):
        raise PasswordProtected(file=file)
    if _wide("Workbook") in data or _wide("Book") in data:
        return FileKind.XLS
    if _wide("WordDocument") in data:
        raise NotAList(file=file, kind="văn bản Word")
    if _wide("PowerPoint Document") in data:
        raise NotAList(file=file, kind="tệp trình chiếu")
    raise CutOff(file=file)


def _is_locked(data: bytes) -> bool:
    """Whether a FILEPASS record follows the beginning of an old workbook."""
    at = data.find(_BEGIN_OF_BOOK)
    for _ in range(_FIRST_RECORDS if at >= 0 else 0):
        if at + 4 > len(data):
            return False
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == _FILEPASS:
            return True
        at += 4 + length
    return False


def _text_kind(head: bytes, *, file: str) -> FileKind:
    """Text, unless markup says otherwise."""
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"
    text = head.decode(encoding, errors="replace").lstrip("\ufeffï»¿ \t\r\n").lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in text and text.startswith("<?xml"):
        raise NotAList(file=file, kind="bảng tính XML kiểu Excel 2003")
    if text.startswith(("<!doctype html", "<html", "<table", "<meta", "<head", "<body", "<div", "<style")):
        return FileKind.HTML
    if text.startswith("<"):
        raise NotAList(file=file, kind="tệp XML")
    if text.startswith(("{", "[{")):
        raise NotAList(file=file, kind="tệp JSON")
    return FileKind.TEXT
