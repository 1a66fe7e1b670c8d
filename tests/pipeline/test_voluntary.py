"""Voluntary participants from files to coverage, export and claim, by the published commands."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from baophu.access.queries import current_run
from baophu.funds.models import VoluntaryPayment
from baophu.funds.voluntary.actions.claims import claim_support
from baophu.funds.voluntary.queries.participants import in_force
from baophu.kernel.time import Period
from pipeline.main_job import Province

ROWS = (
    ("4218000017", "Trần Thị Nhàn", "03/02/1980", "Xã Cẩm Hòa", "Cẩm Xuyên", 700000, 3, "04/2018", "06/2018", "nghèo",
     "BL0001", "05/04/2018"),
    ("4218000025", "Lê Văn Quý", "11/12/1975", "Xã Cẩm Hòa", "Cẩm Xuyên", 900000, 6, "06/2018", "11/2018", "",
     "BL0002", "07/06/2018"),
    ("4218000033", "Phạm Thị Hiên", "09/09/1990", "Xã Kỳ Phú", "Kỳ Anh", 700000, 1, "05/2018", "05/2018", "",
     "BL0003", "02/05/2018"),
)  # fmt: skip


@pytest.fixture
def carried(province: Province) -> Province:
    province.send("tax_enterprises", ["3000000015", "Công ty TNHH Mai Hoa", "Xã Cẩm Hòa, Cẩm Xuyên", "", 5])
    return province.send("voluntary_members", *ROWS).carried()


def test_those_in_force_are_those_that_coverage_counts(carried: Province) -> None:
    run = current_run()
    assert run is not None
    rates = {
        (row["area_code"], row["level"]): row
        for row in carried.exported("coverage")
        if row["indicator"] == "voluntary"
    }
    for area, level in (("42", "province"), ("446", "district"), ("447", "district")):
        assert float(rates[area, level]["numerator"]) == in_force(run.pk, on=run.on, area_code=area), area
    assert in_force(run.pk, on=run.on, area_code="42") == 2


def test_the_export_holds_a_line_a_month_sorted_by_bytes(carried: Province) -> None:
    rows = carried.exported("support")
    told = {
        (row["quarter"], row["month"], row["group"], row["support_vnd"], row["local_vnd"], row["rows"][-2:])
        for row in rows
    }
    assert {line for line in told if line[2] == "poor"} == {
        ("2018-Q2", f"2018-0{n}", "poor", "46200", "", ":1") for n in (4, 5, 6)
    }
    assert len(rows) == 3 + 6 + 1
    assert all(row["si_number"].startswith("••••••") and row["person"].startswith("P") for row in rows)
    text = (carried.folder / "support.csv").read_bytes().splitlines()[1:]
    assert text == sorted(text)


def test_a_quarter_is_claimed_from_the_run(carried: Province) -> None:
    claim = claim_support(quarter=Period.parse("2018-Q2"), by=None, at=datetime(2018, 7, 5, tzinfo=UTC))
    assert (claim.lines, claim.people, claim.amount_vnd) == (10, 3, 3 * 46_200 + 7 * 15_400)


def test_a_death_in_a_prepaid_span_is_found_with_what_goes_back(carried: Province) -> None:
    carried.send("deaths", ["Lê Văn Quý", "20/06/2018", "", "11/12/1975"]).send(
        "voluntary_members", *ROWS[1:], period="2018-05"
    ).carried()
    found = VoluntaryPayment.objects.filter(run_until=None, unused_months__gt=0)
    dead = {(p.si_number, p.unused_months, p.flags.split()[-1]) for p in found}
    assert dead == {("4218000025", 5, "died")}
