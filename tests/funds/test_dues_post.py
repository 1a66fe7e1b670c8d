"""Dues of a run: posted from received lists, corrected by newer ones, kept by version, swept when unpublished."""

from __future__ import annotations

from pathlib import Path

import pytest

from baophu.access.bulk import store
from baophu.access.queries import current_run
from baophu.cli.main import execute
from baophu.funds.dues import actions
from baophu.funds.dues.queries import MonthOfDues, of_unit
from baophu.funds.models import Due
from baophu.kernel.time import Month
from baophu.law.work import Fund
from pipeline.main_job import Province

BINH = ("0110000001", "Nguyễn Văn Bình", "01/02/1980", "Nam", "183000001", "TA0001A")
CUC = ("0110000002", "Trần Thị Cúc", "03/04/1985", "Nữ", "183000002", "TA0001A")
DUNG = ("0110000003", "Lê Văn Dũng", "05/06/1990", "Nam", "183000003", "TA0001A")
UNIT = ("TA0001A", "3000100001", "Công ty TNHH Hồng Lam", "Thôn 1", "Xã Cẩm Hòa", "Huyện Cẩm Xuyên", 2, "Có")


@pytest.fixture
def province(
    transactional_db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], settings
) -> Province:  # type: ignore[no-untyped-def]
    settings.HOME = tmp_path / "home"
    settings.EVIDENCE = tmp_path / "home/evidence"
    settings.RUNS = tmp_path / "home/runs"
    settings.HOME.mkdir()
    assert execute(["init"]) == 0
    return Province(folder=tmp_path, capsys=capsys)


def _in_february(province: Province) -> Province:
    """A unit of two people, told by the list of February."""
    province.send("insured_units", UNIT, period="2018-02", received_on="2018-03-01")
    return province.send(
        "insured_members",
        (*BINH, 4_000_000, "01/2018", ""),
        (*CUC, 5_000_000, "01/2018", ""),
        period="2018-02",
        received_on="2018-03-01",
    )


def _months() -> dict[Month, MonthOfDues]:
    run = current_run()
    assert run is not None
    return {one.month: one for one in of_unit("TA0001A", run=run.id)}


def test_dues_of_the_told_months_are_posted_and_no_others(province: Province) -> None:
    _in_february(province).carried("2018-06-30")
    found = _months()
    assert sorted(found) == [Month(2018, 1), Month(2018, 2)]
    declared = found[Month(2018, 2)].declared
    assert declared is not None and declared.funds is not None
    assert (declared.workers, declared.social_base_vnd) == (2, 9_000_000)
    retirement, health = declared.funds[Fund.RETIREMENT_DEATH], declared.funds[Fund.HEALTH]
    assert (retirement.employer_vnd, retirement.employee_vnd) == (1_260_000, 720_000)
    assert (health.employer_vnd, health.employee_vnd) == (270_000, 135_000)
    assert declared.union_fee_vnd == 180_000
    assert found[Month(2018, 2)].rectified is None


def test_a_newer_list_rectifies_and_leaves_what_was_declared(province: Province) -> None:
    _in_february(province).send(
        "insured_members",
        (*BINH, 4_500_000, "01/2018", ""),  # the wage was higher
        (*CUC, 5_000_000, "01/2018", "01/2018"),  # had left by February
        (*DUNG, 6_000_000, "02/2018", ""),  # was there from February
    ).carried("2018-06-30")
    february = _months()[Month(2018, 2)]
    assert february.declared is not None and february.rectified is not None
    assert february.declared.social_base_vnd == 9_000_000
    assert february.rectified.social_base_vnd == 10_500_000
    assert february.charged == february.rectified
    assert february.declared.receipt_id != february.rectified.receipt_id
    march = _months()[Month(2018, 3)]
    assert march.declared is not None and march.declared.social_base_vnd == 10_500_000
    assert march.rectified is None


def test_a_second_run_of_the_same_lists_writes_no_due(province: Province) -> None:
    _in_february(province).carried("2018-06-30")
    rows = list(Due.objects.order_by("id").values_list("id", "fingerprint", "run_from", "run_until"))
    province.reconcile("2018-06-30")
    again = list(Due.objects.order_by("id").values_list("id", "fingerprint", "run_from", "run_until"))
    assert rows == again and len(rows) == 2


def test_what_an_unpublished_run_left_is_swept(province: Province) -> None:
    _in_february(province).carried("2018-06-30")
    run = current_run()
    assert run is not None
    row = Due.objects.order_by("id").first()
    assert row is not None
    Due.objects.filter(id=row.id).update(run_until=run.id + 1)
    row.pk, row.run_from = None, run.id + 1
    row.save()
    assert actions.sweep(store=store(), published=run.id) == 1
    assert Due.objects.filter(run_until__isnull=True).count() == Due.objects.count() == 2
