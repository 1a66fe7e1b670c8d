"""Exports: the published columns, one order by bytes, the same bytes again."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from django.conf import settings

from baophu.kernel.errors import NotFound
from baophu.reporting.exports import NotExported, NothingPublished, write
from baophu.reporting.tables import UnknownFormat
from web import factory

COLUMNS = {
    "links": "list,file,row,kind,entity,method,probability",
    "standings": "employer,tax_code,unit_code,name,kind,district_code,commune_code,standing,"
    "subject_low,subject,subject_high,insured,because,rows",
    "coverage": "on,area_code,area,level,indicator,value,low,high,numerator,denominator,target,why",
    "quarantine": "list,file,row,column,value,reason,receipt",
    "duties": "on,list,clause,agency_code,agency,area_code,period,due_on,state,days,received_on,receipt,nil",
}


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def sample(db):
    return factory.province(employers=60, days=(date(2018, 6, 30),))


@pytest.fixture
def linked(sample):
    folder = settings.RUNS / str(sample.runs[-1].id)
    folder.mkdir(parents=True, exist_ok=True)
    rows = """
        ('person', 'tax_payroll', 9, 'Bảng lương.xlsx', 'ab', 10, DATE '2017-01-01', '2017', 'P1', 'exact', 10000),
        ('employer', 'tax_payroll', 9, 'Bảng lương.xlsx', 'ab', 10, DATE '2017-01-01', '2017', 'E1', 'probable', 9876),
        ('employer', 'tax_payroll', 9, 'Bảng lương.xlsx', 'ab', 9, DATE '2017-01-01', '2017', 'E2', 'new', 5)
    """
    duckdb.sql(
        f"COPY (SELECT * FROM (VALUES {rows}) t(kind, list, receipt_id, file, sha256, row, begins_on, period, "
        f"entity, method, probability_e4)) TO '{folder / 'links.parquet'}' (FORMAT parquet)"
    )
    return sample


@pytest.mark.parametrize("what", list(COLUMNS))
def test_the_columns_are_the_published_ones(what, linked, tmp_path):
    write(what, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[0] == COLUMNS[what]


@pytest.mark.parametrize("what", ["links", "standings", "coverage", "breakdown"])
def test_rows_are_sorted_by_bytes_and_the_same_again(what, linked, tmp_path):
    for name in ("a", "b"):
        assert write(what, tmp_path / f"{name}.csv") > 2
    rows = [tuple(v.encode() for v in row.values()) for row in lines(tmp_path / "a.csv")]
    assert rows == sorted(rows)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_links_give_the_probability_to_four_places_and_a_row_for_each_kind(linked, tmp_path):
    write("links", tmp_path / "links.csv")
    found = lines(tmp_path / "links.csv")
    assert [(r["row"], r["kind"], r["probability"]) for r in found] == [
        ("10", "employer", "0.9876"), ("10", "person", "1.0000"), ("9", "employer", "0.0005"),
    ]  # fmt: skip
    assert found[0]["file"] == "Bảng lương.xlsx"


def test_coverage_gives_shares_as_fractions_and_the_year_s_target(sample, tmp_path):
    write("coverage", tmp_path / "coverage.csv")
    rows = lines(tmp_path / "coverage.csv")
    plan = next(r for r in rows if r["indicator"] == "units_plan" and r["level"] == "province")
    assert 0 < float(plan["low"]) <= float(plan["value"]) <= float(plan["high"]) <= 1
    assert plan["target"] == "0.8"
    assert plan["on"] == "2018-06-30"
    blank = next(r for r in rows if r["indicator"] == "labour_force")
    assert blank["value"] == "" and blank["why"]
    assert all(r["indicator"] != "" for r in rows)


def test_blank_subject_stays_blank_and_zero_stays_zero(sample, tmp_path):
    write("standings", tmp_path / "standings.csv")
    rows = lines(tmp_path / "standings.csv")
    assert {r["subject"] for r in rows if r["standing"] == "unverified"} <= {""}
    assert {r["insured"] for r in rows if r["standing"] == "missing"} == {"0"}


def test_the_three_formats_say_the_same(sample, tmp_path):
    for suffix in ("csv", "parquet", "xlsx"):
        write("standings", tmp_path / f"out.{suffix}")
    text = lines(tmp_path / "out.csv")
    table = pq.read_table(tmp_path / "out.parquet").to_pylist()
    sheet = list(openpyxl.load_workbook(tmp_path / "out.xlsx").active.values)
    assert [r["employer"] for r in text] == [r["employer"] for r in table] == [r[0] for r in sheet[1:]]
    assert (
        [r["insured"] for r in text] == [str(r["insured"]) for r in table] == [str(r[11]) for r in sheet[1:]]
    )
    assert list(sheet[0]) == COLUMNS["standings"].split(",")


def test_a_name_like_a_formula_stays_a_name(sample, tmp_path):
    record = factory.employer(9001, name="=1+1")
    factory.standing(sample.runs[-1], record, "missing")
    write("standings", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    cell = next(row[3] for row in sheet.iter_rows() if row[3].value == "=1+1")
    assert cell.data_type == "s" or cell.quotePrefix


def test_what_cannot_be_done_is_refused_in_a_sentence(db, tmp_path):
    with pytest.raises(NothingPublished):
        write("standings", tmp_path / "a.csv")
    with pytest.raises(NotExported, match="penalties"):
        write("penalties", tmp_path / "a.csv")
    with pytest.raises(UnknownFormat, match=r"a\.doc"):
        write("standings", tmp_path / "a.doc")
    with pytest.raises(NotFound):
        write("standings", tmp_path / "a.csv", run=77)
    assert not list(tmp_path.iterdir())


def test_an_older_run_can_be_exported(db, tmp_path):
    sample = factory.province(employers=30, days=(date(2018, 3, 31), date(2018, 6, 30)))
    write("coverage", tmp_path / "old.csv", run=sample.runs[0].id)
    assert {r["on"] for r in lines(tmp_path / "old.csv")} == {"2018-03-31"}


def test_the_duties_are_those_of_the_year_as_they_stood_on_the_day_of_the_run(sample, tmp_path):
    write("duties", tmp_path / "out.csv")
    owed = lines(tmp_path / "out.csv")
    communes = [d for d in owed if d["list"] == "commune_businesses" and d["period"] == "2018-Q1"]
    assert len(communes) == 262
    assert {d["due_on"] for d in communes} == {"2018-04-05"}
    assert {d["state"] for d in communes} == {"overdue"}
    assert {d["days"] for d in communes} == {str((date(2018, 6, 30) - date(2018, 4, 5)).days)}
