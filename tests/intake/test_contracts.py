"""The nineteen lists: whole, unambiguous, published as schemas, and their templates come back without loss."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import fastexcel
import openpyxl
import polars as pl
import pytest

from baophu.intake.contracts import Contract, Field, Kind, UnknownList, contract, contracts
from baophu.intake.convert import dtype_of
from baophu.intake.schema import table_schema
from baophu.intake.templates import write_template, write_templates
from baophu.kernel.text import fold
from intake.reading import read

LISTS = (
    "tax_enterprises",
    "tax_payroll",
    "new_businesses",
    "commune_businesses",
    "labour_use",
    "zone_enterprises",
    "trade_unions",
    "insured_units",
    "insured_members",
    "payments",
    "opening_balances",
    "voluntary_members",
    "poor_households",
    "beneficiaries",
    "population",
    "association_members",
    "business_events",
    "findings",
    "deaths",
)


def test_every_list_of_the_contract_stands() -> None:
    assert set(contracts()) == set(LISTS)


def test_a_list_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownList, match="tax_enterprises"):
        contract("tax_enterprise")


@pytest.mark.parametrize("name", LISTS)
def test_no_header_of_a_list_means_two_fields(name: str) -> None:
    headers = [header for field in contract(name).fields for header in field.headers]
    assert len(headers) == len(set(headers))


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_a_required_field_a_title_and_an_explanation_for_each(name: str) -> None:
    of = contract(name)
    assert any(field.required for field in of.fields)
    assert all(field.title and field.about.endswith(".") for field in of.fields)
    assert all(fold(word) == word for f in of.fields for _, words in f.choices for word in words)


@pytest.mark.parametrize("name", LISTS)
def test_a_schema_names_every_field_and_what_is_required(name: str) -> None:
    of = contract(name)
    schema = table_schema(of)
    assert [field["name"] for field in schema["fields"]] == [field.id for field in of.fields]
    required = {f["name"] for f in schema["fields"] if f["constraints"]["required"]}
    assert required == {f.id for f in of.fields if f.required and not f.from_sender}


def _sample(field: Field, row: int) -> tuple[object, object]:
    """What a clerk types into a cell, and what must arrive."""
    if field.kind is Kind.CHOICE:
        value = field.choices[row % len(field.choices)][0]
        return value, value
    if field.kind is Kind.YES_NO:
        return ("Có", True) if row % 2 else ("Không", False)
    if field.kind is Kind.NUMBER:
        return "2,34", "2.34"
    same: dict[Kind, object] = {
        Kind.COUNT: (field.least or 0) + row,
        Kind.MONEY: 3_700_000 + row,
        Kind.DAY: date(1990, 1 + row, 15),
        Kind.MONTH: date(2018, 1 + row, 1),
        Kind.TAX_CODE: f"0{row}0010881{row}",
        Kind.ID_NUMBER: f"04207174813{row}",
        Kind.SI_NUMBER: f"421003015{row}",
        Kind.PHONE: f"098465541{row}",
        Kind.UNIT_CODE: f"TB000{row}D",
    }
    value = same.get(field.kind, f"Chữ {field.id} số {row}")
    return value, value


def _fill(path: Path, of: Contract, rows: int) -> pl.DataFrame:
    """Fill a template as a clerk would; give what must arrive."""
    book = openpyxl.load_workbook(path)
    sheet = book["Danh sách"]
    wanted: dict[str, list[object]] = {field.id: [] for field in of.fields}
    for row in range(rows):
        sheet.cell(5 + row, 1, row + 1)
        for column, field in enumerate(of.fields, start=2):
            typed, arrives = _sample(field, row)
            sheet.cell(5 + row, column, typed)
            wanted[field.id].append(arrives)
    book.save(path)
    return pl.DataFrame(wanted, schema={field.id: dtype_of(field) for field in of.fields})


@pytest.mark.parametrize("name", LISTS)
def test_a_filled_template_comes_back_without_loss(name: str, tmp_path: Path) -> None:
    of = contract(name)
    write_template(of, tmp_path / f"{name}.xlsx", year=2018)
    wanted = _fill(tmp_path / f"{name}.xlsx", of, 5)
    came = read((tmp_path / f"{name}.xlsx").read_bytes(), name, period="2018")
    assert came.reading.faults == ()
    assert came.reading.warnings == ()
    assert came.rows.select(wanted.columns).to_dicts() == wanted.to_dicts()
    assert came.rows["sheet_row"].to_list() == [5, 6, 7, 8, 9]


def test_templates_are_written_for_every_list_with_a_schema_beside_each(tmp_path: Path) -> None:
    assert set(write_templates(tmp_path / "mau", year=2018)) == set(LISTS)
    assert len(list((tmp_path / "mau").glob("*.schema.json"))) == len(LISTS)
    notes = fastexcel.read_excel(tmp_path / "mau/deaths.xlsx").sheet_names
    assert notes == ["Danh sách", "Hướng dẫn"]
