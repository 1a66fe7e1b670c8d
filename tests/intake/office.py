"""Small files as offices make them, for tests."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

import xlsxwriter

from baophu.twin.biff import xls

Cells = Sequence[Sequence[str | int | None]]

UNITS: Cells = [
    ["STT", "Mã số thuế", "Tên người nộp thuế", "Địa chỉ trụ sở", "Số lao động"],
    [1, "2000108818", "Công ty TNHH Ánh Sáng", "Thôn 8, Xã Sơn Long, Huyện Hương Sơn, Hà Tĩnh", 12],
    [2, "2000257418", "Công ty TNHH Minh Phát", "Xã Cẩm Minh, Huyện Cẩm Xuyên, Hà Tĩnh", 0],
    [3, "2000261573", "Doanh nghiệp tư nhân Hòa Bình", "Phường Nguyễn Du, Thành phố Hà Tĩnh, Hà Tĩnh", None],
]
"""A list of three invented taxpayers."""


def csv_bytes(rows: Cells, *, encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    """A delimited text file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([["" if c is None else c for c in row] for row in rows])
    return out.getvalue().encode(encoding)


def xlsx_bytes(rows: Cells, *, sheet: str = "DS", others: dict[str, Cells] | None = None) -> bytes:
    """A new workbook; `others` are further sheets put before."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, cells in [*(others or {}).items(), (sheet, rows)]:
            page = book.add_worksheet(name)
            for line, row in enumerate(cells):
                for column, cell in enumerate(row):
                    if cell is not None and cell != "":
                        page.write(line, column, cell)
    return out.getvalue()


def xls_bytes(rows: Cells) -> bytes:
    """An old workbook."""
    return xls(rows)


def ods_bytes(rows: Cells) -> bytes:
    """An open document with one sheet."""
    lines = []
    for row in rows:
        cells = "".join(
            f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
            if isinstance(cell, int)
            else f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            if cell
            else "<table:table-cell/>"
            for cell in row
        )
        lines.append(f"<table:table-row>{cells}</table:table-row>")
    body = "".join(lines)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="DS">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zip_bytes({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def zip_bytes(parts: dict[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def repacked(workbook: bytes, changes: dict[str, bytes | None]) -> bytes:
    """A workbook with some parts replaced, or left out where None."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    for name, data in changes.items():
        if data is None:
            parts.pop(name, None)
        else:
            parts[name] = data
    return zip_bytes(parts)


def part(workbook: bytes, name: str) -> bytes:
    """One part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return archive.read(name)
