"""Spreadsheets to fill in, one a list, with the machine-readable schema beside each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from baophu.intake.contracts import Contract, Field, Kind, contracts
from baophu.intake.schema import table_schema

_LAST_ROW: Final = 5000  # rows prepared with formats and checks; more may be filled
_HEADER_LINE: Final = 3
_FORMATS: Final = {
    Kind.COUNT: "0",
    Kind.MONEY: "#,##0",
    Kind.DAY: "dd/mm/yyyy",
    Kind.MONTH: "mm/yyyy",
}
_CADENCES: Final = {"year": "NĂM", "quarter": "QUÝ", "month": "THÁNG", "day": "NGÀY"}
_KINDS: Final = {
    Kind.TEXT: "chữ",
    Kind.CODE: "mã, ghi như trên giấy tờ",
    Kind.COUNT: "số nguyên",
    Kind.MONEY: "số đồng",
    Kind.NUMBER: "số, ví dụ 2,34",
    Kind.DAY: "ngày dd/mm/yyyy; chỉ biết năm thì ghi năm",
    Kind.MONTH: "tháng mm/yyyy",
    Kind.YES_NO: "Có hoặc Không",
    Kind.CHOICE: "chọn một giá trị",
    Kind.PHONE: "số điện thoại, giữ số 0 đầu",
    Kind.TAX_CODE: "mã số thuế, giữ số 0 đầu",
    Kind.ID_NUMBER: "9 hoặc 12 chữ số, giữ số 0 đầu",
    Kind.SI_NUMBER: "10 chữ số, giữ số 0 đầu",
    Kind.UNIT_CODE: "mã đơn vị",
}


def write_templates(out: Path, *, year: int) -> list[str]:
    """Write `<list>.xlsx` and `<list>.schema.json` for every list; give their names."""
    out.mkdir(parents=True, exist_ok=True)
    for name, of in contracts().items():
        write_template(of, out / f"{name}.xlsx", year=year)
        schema = json.dumps(table_schema(of), ensure_ascii=False, indent=2)
        (out / f"{name}.schema.json").write_text(schema + "\n", encoding="utf-8")
    return list(contracts())


def write_template(of: Contract, path: Path, *, year: int) -> None:
    """Write the workbook of one list: title lines, the header, checks on cells, a sheet of notes."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Danh sách")
        styles = _styles(book)
        last = len(of.fields)
        sheet.merge_range(0, 0, 0, last, f"{of.sender.upper()}: ………………………………", styles["office"])
        sheet.merge_range(
            1, 0, 1, last, f"{of.title.upper()} – {_CADENCES[of.cadence]} ……/{year}", styles["title"]
        )
        sheet.write_string(_HEADER_LINE, 0, "STT", styles["header"])
        sheet.set_column(0, 0, 6)
        for column, field in enumerate(of.fields, start=1):
            _column(sheet, column, field, book, styles)
        sheet.freeze_panes(_HEADER_LINE + 1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEADER_LINE)
        _notes(book.add_worksheet("Hướng dẫn"), of, styles)


def _styles(book: Any) -> dict[str, Any]:
    """The formats of a template."""
    header = {"bold": True, "text_wrap": True, "border": 1, "align": "center", "valign": "vcenter"}
    return {
        "office": book.add_format({"bold": True, "align": "left"}),
        "title": book.add_format({"bold": True, "font_size": 13, "align": "center"}),
        "header": book.add_format({**header, "bg_color": "#DCE6F1"}),
        "required": book.add_format({**header, "bg_color": "#FCE4D6"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _column(sheet: Any, column: int, field: Field, book: Any, styles: dict[str, Any]) -> None:
    """One column: its title, the format of its cells and the check on them."""
    sheet.write_string(_HEADER_LINE, column, field.title, styles["required" if field.required else "header"])
    form = book.add_format({"num_format": _FORMATS.get(field.kind, "@")})
    sheet.set_column(column, column, max(12, min(30, len(field.title) + 4)), form)
    check = _check(field)
    if check:
        sheet.data_validation(_HEADER_LINE + 1, column, _LAST_ROW, column, check)


def _check(field: Field) -> dict[str, Any] | None:
    """What a spreadsheet program checks while a cell is filled in; it warns and lets the clerk go on."""
    said = {
        "error_type": "warning",
        "error_title": field.title[:32],
        "error_message": field.about[:250],
        "input_message": field.about[:250],
        "ignore_blank": True,
    }
    match field.kind:
        case Kind.CHOICE:
            return {**said, "validate": "list", "source": [value for value, _ in field.choices]}
        case Kind.YES_NO:
            return {**said, "validate": "list", "source": ["Có", "Không"]}
        case Kind.COUNT | Kind.MONEY:
            least = field.least if field.least is not None else -(10**15)
            most = field.most if field.most is not None else 10**15
            return {**said, "validate": "decimal", "criteria": "between", "minimum": least, "maximum": most}
    return None


def _notes(sheet: Any, of: Contract, styles: dict[str, Any]) -> None:
    """The sheet that explains each column."""
    sheet.write_string(0, 0, of.title, styles["title"])
    sheet.write_string(1, 0, f"{of.about} Mỗi dòng: {of.row}. Cột nền cam là bắt buộc.")
    sheet.write_string(2, 0, "Không gộp ô, không bỏ dòng tiêu đề. Để trống ô chưa biết; ghi 0 khi không có.")
    for column, (title, width) in enumerate(
        (("Giải thích từng cột", 34), ("Bắt buộc", 10), ("Cách ghi", 90))
    ):
        sheet.write_string(4, column, title, styles["header"])
        sheet.set_column(column, column, width)
    for line, field in enumerate(of.fields, start=5):
        how = f"{_KINDS[field.kind].capitalize()}. {field.about}"
        if field.choices:
            how += " Giá trị: " + ", ".join(value for value, _ in field.choices) + "."
        sheet.write_string(line, 0, field.title, styles["wrap"])
        sheet.write_string(line, 1, "x" if field.required else "", styles["wrap"])
        sheet.write_string(line, 2, how, styles["wrap"])
