"""Damaged and hostile files, made anew from a seed: what reaches an office's mailbox, and worse."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterator
from typing import Final

from baophu.intake.contracts import contracts
from intake.office import UNITS, csv_bytes, ods_bytes, part, repacked, xls_bytes, xlsx_bytes, zip_bytes

SEED: Final = 157
SHEET: Final = "xl/worksheets/sheet1.xml"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Named = tuple[str, bytes, str]  # file name, bytes, list that it is sent as


def all_files() -> Iterator[Named]:
    """Every file; none of them is a list that can be taken."""
    rng = random.Random(SEED)
    for name, data in _for_taxpayers(rng):
        yield name, data, "tax_enterprises"
    yield from _without_columns()


def _for_taxpayers(rng: random.Random) -> Iterator[tuple[str, bytes]]:
    yield from _empty()
    yield from _header_only()
    yield from _cut_off(rng)
    yield from _flipped(rng)
    yield from _locked()
    yield from _bombs()
    yield from _other_kinds()
    yield from _junk(rng)
    yield from _monstrous()
    yield from _texts(rng)
    yield from _quotations()
    yield from _workbooks()


def _empty() -> Iterator[tuple[str, bytes]]:
    for number, data in enumerate(
        (
            b"", b" ", b"\r\n\r\n\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\t\t\t\n\t\t\t\n", b";;;;\n;;;;\n",
            b",,,,\n,,,,\n", b"\xef\xbb\xbf\r\n", b"\x00" * 600, b'""\n""\n', b"sep=;\n",
        )
    ):  # fmt: skip
        yield f"trong_{number}.csv", data
    yield "trong.xlsx", xlsx_bytes([])
    yield "trong_ba_trang.xlsx", xlsx_bytes([], others={"Trang 1": [], "Trang 2": [[""]]})
    yield "trong.ods", ods_bytes([])


def _header_only() -> Iterator[tuple[str, bytes]]:
    header = [UNITS[0]]
    titled = [["CỤC THUẾ TỈNH"], ["DANH SÁCH NGƯỜI NỘP THUẾ"], [], *header]
    signed = [
        *titled,
        [None, "Tổng cộng", None, None, 0],
        [None, None, None, "Hà Tĩnh, ngày 10 tháng 2 năm 2018"],
        [None, "NGƯỜI LẬP BIỂU", None, "THỦ TRƯỞNG ĐƠN VỊ"],
    ]
    for number, rows in enumerate((header, titled, signed, [*header, [], []], [*header, [1], [2], [3]])):
        yield f"chi_tieu_de_{number}.csv", csv_bytes(rows)
        yield f"chi_tieu_de_{number}.xlsx", xlsx_bytes(rows)
        yield f"chi_tieu_de_{number}.ods", ods_bytes(rows)
        yield f"chi_tieu_de_{number}.xls", xls_bytes(rows)


def _many(count: int) -> list[list[str | int | None]]:
    return [
        list(UNITS[0]),
        *(
            [i, f"20{i:08}", f"Công ty số {i * 7919 % 1009}", "Xã Cẩm Minh, Huyện Cẩm Xuyên", i % 9]
            for i in range(count)
        ),
    ]


def _cut_off(rng: random.Random) -> Iterator[tuple[str, bytes]]:
    for suffix, data in (
        ("xlsx", xlsx_bytes(_many(400))), ("ods", ods_bytes(_many(400))), ("xls", xls_bytes(_many(300)))
    ):  # fmt: skip
        for number in range(10):
            cut = rng.randrange(600, len(data) - 600)
            yield f"cat_{number}.{suffix}", data[:cut]
        yield f"mat_dau.{suffix}", data[rng.randrange(20, 200) :]


def _flipped(rng: random.Random) -> Iterator[tuple[str, bytes]]:
    whole = xlsx_bytes(_many(300))
    at = whole.index(b"xl/worksheets/sheet1.xml") + 400
    for number in range(12):
        data = bytearray(whole)
        for _ in range(8):
            data[at + rng.randrange(3000)] ^= 1 << rng.randrange(8)
        yield f"hong_bit_{number}.xlsx", bytes(data)


def _locked() -> Iterator[tuple[str, bytes]]:
    for name in ("khoa.xlsx", "khoa.xls", "khoa.csv"):
        yield name, OLE + b"\x00" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 4096
    plain = xls_bytes(UNITS)
    begin = plain.index(struct.pack("<HHHH", 0x0809, 16, 0x0600, 0x0005))
    secret = struct.pack("<HHH", 0x002F, 54, 1) + bytes(range(52))
    yield "khoa_cu.xls", plain[: begin + 20] + secret + plain[begin + 20 + len(secret) :]
    odd = bytearray(xlsx_bytes(UNITS))
    for signature, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = odd.find(signature)
        while at >= 0:
            odd[at + flag] |= 1
            at = odd.find(signature, at + 4)
    yield "khoa_zip.xlsx", bytes(odd)
    locked = b'<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    yield "khoa.ods", repacked(ods_bytes(UNITS), {"META-INF/manifest.xml": locked})


def _bombs() -> Iterator[tuple[str, bytes]]:
    blank = b"<sheetData>" + b" " * 180_000_000 + b"</sheetData>"
    yield "bom_khoang_trang.xlsx", repacked(xlsx_bytes(UNITS), {SHEET: blank})
    yield "bom_ods.ods", repacked(ods_bytes(UNITS), {"content.xml": b"<a>" + b"0" * 120_000_000})
    small = bytearray(repacked(xlsx_bytes(UNITS), {SHEET: b"<sheetData>" + b" " * 30_000_000}))
    at = small.find(b"PK\x01\x02")
    while at >= 0:  # the directory says that each part is tiny
        small[at + 24 : at + 28] = struct.pack("<I", 900)
        at = small.find(b"PK\x01\x02", at + 4)
    yield "bom_noi_doi.xlsx", bytes(small)
    huge = bytearray(xlsx_bytes(UNITS))
    at = huge.find(b"PK\x01\x02")
    huge[at + 24 : at + 28] = struct.pack("<I", 0xFFFFFFF0)
    yield "bom_khai_lon.xlsx", bytes(huge)


def _other_kinds() -> Iterator[tuple[str, bytes]]:
    word = zip_bytes({"word/document.xml": "<w/>", "[Content_Types].xml": "<t/>"})
    slides = zip_bytes({"ppt/presentation.xml": "<p/>"})
    letter = zip_bytes({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})
    old_word = OLE + b"\x00" * 504 + "WordDocument".encode("utf-16-le") + b"\x00" * 4096
    book_xml = (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    )
    kinds = {
        "pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
        "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 900,
        "png": b"\x89PNG\r\n\x1a\n" + b"\x00" * 900,
        "gif": b"GIF89a" + b"\x01" * 200,
        "tif": b"II*\x00" + b"\x00" * 100,
        "rar": b"Rar!\x1a\x07\x00" + b"\x01" * 100,
        "7z": b"7z\xbc\xaf\x27\x1c" + b"\x01" * 100,
        "gz": b"\x1f\x8b\x08\x00" + zlib.compress(csv_bytes(UNITS)),
        "rtf": b"{\\rtf1\\ansi Danh sach}",
        "exe": b"MZ" + b"\x90\x00" * 300,
        "elf": b"\x7fELF" + b"\x02" * 300,
        "sqlite": b"SQLite format 3\x00" + b"\x00" * 500,
        "mht": b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n",
        "xml": b"<?xml version='1.0'?><danhsach><dong/></danhsach>",
        "xml2003": book_xml,
        "json": b'{"ten": "Cong ty"}',
        "jsonl": b'[{"ten": "Cong ty"}]',
        "html": b"<!DOCTYPE html><html><body><p>Danh s\xc3\xa1ch</p></body></html>",
        "html_long": b"<html><table><tr><td><table><tr><td>1</td></tr></table></td></tr></table></html>",
        "html_trong": b"<html><table><tr><td></td></tr></table></html>",
        "docx": word,
        "pptx": slides,
        "odt": letter,
        "doc": old_word,
        "zip": zip_bytes({"danh-sach.csv": csv_bytes(UNITS)}),
        "zip_trong": b"PK\x05\x06" + b"\x00" * 18,
        "ole": OLE + b"\x00" * 2000,
    }
    for kind, data in kinds.items():
        for suffix in ("csv", "xlsx", "xls"):
            yield f"that_ra_la_{kind}.{suffix}", data


def _junk(rng: random.Random) -> Iterator[tuple[str, bytes]]:
    for number in range(12):
        yield (
            f"rac_{number}.{('csv', 'xlsx', 'xls')[number % 3]}",
            b"\x02" + rng.randbytes(rng.randrange(50, 9000)),
        )
    text = csv_bytes(UNITS)
    for number in range(4):
        at = rng.randrange(60, len(text) - 5)
        while text[at] > 127 or text[at - 1] > 127:
            at -= 1
        yield f"ky_tu_rong_{number}.csv", text[:at] + b"\x00\x01" + text[at:]


def _monstrous() -> Iterator[tuple[str, bytes]]:
    wide = [*UNITS[0], *(f"Cột {i}" for i in range(10_000))]
    yield "muoi_nghin_cot.csv", csv_bytes([wide, *UNITS[1:]])
    yield "muoi_nghin_cot.xlsx", xlsx_bytes([wide, *UNITS[1:]])
    long = [UNITS[0], [1, "2000108818", "A" * 1_000_000, None, 3]]
    yield "o_mot_trieu_chu.csv", csv_bytes(long)
    yield (
        "o_mot_trieu_chu.html.xls",
        b"<table><tr><td>x</td></tr><tr><td>" + b"A" * 1_000_000 + b"</td></tr></table>",
    )
    yield "o_mot_trieu_chu.ods", ods_bytes(long)
    sheet = part(xlsx_bytes(UNITS), SHEET)
    far = sheet.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    yield "o_cuoi_trang.xlsx", repacked(xlsx_bytes(UNITS), {SHEET: far})
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    repeated = cell.replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="16000" ')
    content = part(ods_bytes(UNITS), "content.xml")
    for number, extra in enumerate(
        (
            f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>',
            f'<table:table-row table:number-rows-repeated="90000">{repeated}</table:table-row>',
        )
    ):
        swollen = content.replace(b"</table:table>", extra.encode() + b"</table:table>")
        yield f"lap_lai_{number}.ods", repacked(ods_bytes(UNITS), {"content.xml": swollen})
    rows = b"".join(b'<row r="%d" ht="15"/>' % i for i in range(2, 1_000_000))
    head = sheet[: sheet.index(b"</row>") + 6]
    blank = head + rows + b"</sheetData></worksheet>"
    yield "trieu_dong_trong.xlsx", repacked(xlsx_bytes(UNITS), {SHEET: blank})


def _texts(rng: random.Random) -> Iterator[tuple[str, bytes]]:
    letter = (
        "Kính gửi: Bảo hiểm xã hội tỉnh.\nĐơn vị chúng tôi xin gửi danh sách, mong quý cơ quan xem xét.\n"
    )
    yield "thu.csv", letter.encode()
    yield "thu.txt", (letter * 40).encode("utf-16")
    yield "nhat_ky.csv", b"2018-01-01 10:00:00 INFO started\n" * 200
    yield "ma_nguon.csv", b"import os\nprint(os.getcwd())\n"
    yield "so_thuan.csv", b"1,2,3\n4,5,6\n7,8,9\n"
    yield "mot_cot.csv", "Danh mục\nMột\nHai\nBa\n".encode()
    utf8, old = csv_bytes(UNITS).decode("utf-8-sig"), csv_bytes(UNITS, encoding="utf-8")
    lines = utf8.splitlines(keepends=True)
    for number in range(4):
        mixed = [line.encode() for line in lines]
        chosen = 1 + number % 3
        mixed[chosen] = _cp1258(lines[chosen])
        yield f"hai_bang_ma_{number}.csv", b"".join(mixed)
    yield "cat_giua_chu.csv", old[: old.rindex("ĩ".encode()) + 1]
    yield "utf16_le.csv", utf8.encode("utf-16")[:-1]
    yield "utf16_be.csv", b"\xfe\xff" + utf8.encode("utf-16-be")[:-3]
    other = [["Xã", "Năm", "Dân số"], ["Cẩm Bình", 2018, 9000]]
    yield "danh_sach_khac.csv", csv_bytes(other)
    yield "danh_sach_khac.xlsx", xlsx_bytes(other)
    yield "danh_sach_khac.ods", ods_bytes(other)
    yield "danh_sach_khac.xls", xls_bytes(other)
    for number in range(5):
        words = " ".join(rng.choice(("một", "hai", "ba", "bốn")) for _ in range(300))
        yield f"van_xuoi_{number}.csv", words.encode()


def _cp1258(text: str) -> bytes:
    import unicodedata

    tones = {"\u0300": 0xCC, "\u0309": 0xD2, "\u0303": 0xDE, "\u0301": 0xEC, "\u0323": 0xF2}
    out = bytearray()
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", letter)
            tone = next((c for c in marks if c in tones), "")
            out += unicodedata.normalize("NFC", marks.replace(tone, "") if tone else marks).encode(
                "cp1258", "replace"
            )
            out += bytes([tones[tone]]) if tone else b""
    return bytes(out)


def _quotations() -> Iterator[tuple[str, bytes]]:
    lines = csv_bytes(_many(60)).decode("utf-8-sig").splitlines(keepends=True)
    for at in (1, 7, 20, 40, 60):
        broken = [*lines]
        broken[at] = broken[at].replace("Công ty", '"Công ty', 1) if at else broken[at]
        yield f"ngoac_kep_{at}.csv", "".join(broken).encode()
    yield "ngoac_kep_cuoi.csv", ("".join(lines) + '99,2000108818,"Công ty').encode()


def _workbooks() -> Iterator[tuple[str, bytes]]:
    whole = xlsx_bytes(UNITS)
    sheet = part(whole, SHEET)
    yield "khong_trang_tinh.xlsx", repacked(whole, {SHEET: None})
    yield "khong_chuoi.xlsx", repacked(whole, {"xl/sharedStrings.xml": None})
    yield "khong_lien_ket.xlsx", repacked(whole, {"xl/_rels/workbook.xml.rels": None})
    yield "xml_hong.xlsx", repacked(whole, {SHEET: sheet[: len(sheet) // 2]})
    yield "xml_la.xlsx", repacked(whole, {"xl/workbook.xml": b"<danhsach/>"})
    yield "xml_rac.xlsx", repacked(whole, {"xl/workbook.xml": b"\x00\x01\x02"})
    yield (
        "ods_hong.ods",
        repacked(ods_bytes(UNITS), {"content.xml": b"<office:document-content><a></office>"}),
    )
    formula = sheet.replace(b'<c r="E2"><v>12</v></c>', b'<c r="E2"><f>SUM(1,2)</f></c>')
    assert formula != sheet
    yield "cong_thuc_chua_tinh.xlsx", repacked(whole, {SHEET: formula})
    empty = sheet.replace(b'<c r="E2"><v>12</v></c>', b'<c r="E2"><f>SUM(1,2)</f><v></v></c>')
    yield "cong_thuc_rong.xlsx", repacked(whole, {SHEET: empty})
    twins = [[*UNITS[0], "Mã số thuế"], *([*row, "2000999999"] for row in UNITS[1:])]
    yield "trung_tieu_de.csv", csv_bytes(twins)
    yield "trung_tieu_de.xlsx", xlsx_bytes(twins)
    yield "trung_tieu_de.xls", xls_bytes(twins)
    only = [["Mã số thuế"], ["2000108818"], ["2000257418"]]
    yield "chi_mot_cot.csv", csv_bytes(only)
    yield "chi_mot_cot.xlsx", xlsx_bytes(only)
    yield "../../leo_ra_ngoai.csv", csv_bytes([["Tên"], ["A"]])
    yield "dòng\nmới.csv", csv_bytes([["Tên"], ["A"]])
    yield "dai_" + "x" * 400 + ".csv", csv_bytes([["Tên"], ["A"]])


def _without_columns() -> Iterator[Named]:
    """For every list, a file that lacks a required column, and a file of another list."""
    for name, of in contracts().items():
        required = [f for f in of.fields if f.required and not f.from_sender]
        gone = {required[0].id, required[0].instead}
        kept = [f.title for f in of.fields if f.id not in gone]
        rows = [kept, ["x"] * len(kept)]
        yield f"thieu_cot_{name}.csv", csv_bytes(rows), name
        yield f"thieu_cot_{name}.xlsx", xlsx_bytes(rows), name
        yield f"khac_loai_{name}.csv", csv_bytes([["Cột A", "Cột B"], ["1", "2"]]), name
