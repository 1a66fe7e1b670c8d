"""The province's own support: what it would cost, saved as a proposal, decided by document, as a sheet."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from typing import IO

import xlsxwriter
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

import baophu.access.actions as journal
from baophu.access.queries import Role, Run
from baophu.funds.voluntary.actions import topups as actions
from baophu.funds.voluntary.queries import topups as queries
from baophu.funds.voluntary.queries.topups import TopUpRow, TopUpState, TopUpView
from baophu.funds.voluntary.rights import is_province
from baophu.kernel.errors import Refused
from baophu.places.queries import area
from baophu.reporting import formats
from baophu.web.calculator.saying import refusal, share
from baophu.web.context import run_of
from baophu.web.guards import Asked, page
from baophu.web.law_in_force import book_in_force
from baophu.web.voluntary.entering import WHOLE, DecisionForm, TopUpForm
from baophu.web.voluntary.words import group_word

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHIPS = {
    TopUpState.DRAFTED: ("ring", "off"),
    TopUpState.APPROVED: ("ok", "ok"),
    TopUpState.REJECTED: ("cross", "off"),
}


@require_http_methods(["GET", "POST"])
@page("voluntary-topups")
def topups(request: Asked) -> HttpResponse:
    """The estimate for what is typed, and every proposal; a POST saves the estimate."""
    run = run_of(request)
    typed = request.POST if request.method == "POST" else request.GET
    form = TopUpForm(typed if "tu_nam" in typed else None, run=run, initial=_first(run))
    given: dict[str, object] = {"may": is_province(request.user), "form": form}
    if run is not None and form.is_bound and form.is_valid():
        try:
            if request.method == "POST":
                return redirect("web:voluntary-topup", number=_save(request, form))
            rows = queries.estimate(
                run.pk, on=run.on, area_code=_area(form), shares=form.shares, years=form.years,
                law=book_in_force(),
            )  # fmt: skip
            given |= {"rows": told(rows), "sums": sums(rows), "area": _name(_area(form), run)}
        except Refused as refused:
            given["refused"] = refusal(refused)
    given["run"] = run
    given["proposals"] = [(one, chip(one), _name(one.area_code, run)) for one in queries.topups()]
    status = 422 if form.errors or (request.method == "POST") else 200
    return render(request, "web/voluntary/topups.html", given, status=status)


def _first(run: Run | None) -> dict[str, object]:
    return {"tu_nam": run.on.year + 1, "so_nam": 1} if run else {}


def _area(form: TopUpForm) -> str:
    return form.cleaned_data["dia_ban"] or WHOLE


def _save(request: Asked, form: TopUpForm) -> int:
    made = actions.save_topup(
        shares=form.shares, area_code=_area(form), years=form.years, note=form.cleaned_data["ghi_chu"],
        by=request.user, at=timezone.now(), law=book_in_force(),
    )  # fmt: skip
    return made.pk


@require_http_methods(["GET", "POST"])
@page("voluntary-topup")
def topup(request: Asked, number: int) -> HttpResponse:
    """One proposal with its rows; a POST records what was decided."""
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.decide_topup(
            number=number, approved=given["quyet"] == "co", document_no=given["van_ban"],
            document_on=given["ngay"], because=given["ly_do"], by=request.user, at=timezone.now(),
        )  # fmt: skip
        return redirect("web:voluntary-topup", number=number)
    view = queries.topup(number)
    may = request.user.role == Role.SI_DIRECTOR and view.state == TopUpState.DRAFTED
    shown = {
        "view": view,
        "chip": chip(view),
        "area": _name(view.area_code, run_of(request)),
        "rows": told(view.rows),
        "sums": sums(view.rows),
        "form": form if may else None,
    }
    return render(request, "web/voluntary/topup.html", shown, status=422 if form.errors else 200)


@require_GET
@page("voluntary-topup")
def sheet(request: Asked, number: int) -> FileResponse:
    """One proposal as a spreadsheet; the making is in the journal."""
    view = queries.topup(number)
    journal.record(
        by=request.user,
        at=timezone.now(),
        action="voluntary.topup_export",
        subject=f"topup:{view.id}",
        area_code=request.user.area_code,
        detail={"rows": len(view.rows)},
    )
    name = f"ho-tro-them-{view.id}.xlsx"
    return FileResponse(
        write_sheet(view, area_name=_name(view.area_code, run_of(request))),
        as_attachment=True, filename=name, content_type=XLSX,
    )  # fmt: skip


def write_sheet(view: TopUpView, *, area_name: str) -> IO[bytes]:
    """The rows of a proposal with its numbers above; texts are never read as formulas."""
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    page_ = book.add_worksheet(gettext("Hỗ trợ thêm"))
    page_.set_column(0, 5, 20)
    top = [
        gettext("Đề xuất hỗ trợ thêm số %(n)s") % {"n": view.id},
        area_name,
        gettext("Số liệu đến hết ngày %(day)s") % {"day": formats.day(view.run_on)},
    ]
    for row, text in enumerate(top):
        page_.write_string(row, 0, text)
    titles = [
        gettext("Năm"), gettext("Nhóm"), gettext("Người"), gettext("Tỷ lệ (%)"),
        gettext("Nhà nước (đồng)"), gettext("Tỉnh thêm (đồng)"),
    ]  # fmt: skip
    for place, title in enumerate(titles):
        page_.write_string(len(top) + 1, place, title, book.add_format({"bold": True}))
    for number, row_ in enumerate(view.rows, start=len(top) + 2):
        page_.write_number(number, 0, row_.year)
        page_.write_string(number, 1, group_word(row_.group))
        page_.write_number(number, 2, row_.people)
        page_.write_number(number, 3, float(row_.share * 100))
        page_.write_number(number, 4, row_.state_vnd)
        page_.write_number(number, 5, row_.local_vnd)
    book.close()
    out.seek(0)
    return out


def told(rows: Iterable[TopUpRow]) -> list[tuple[TopUpRow, str, str]]:
    """The rows with their group and share in words; who adds nothing to nobody is left out."""
    return [(row, group_word(row.group), share(row.share)) for row in rows]


def sums(rows: Sequence[TopUpRow]) -> list[tuple[int, int, int]]:
    """Of each year what the State and the province pay."""
    years = sorted({row.year for row in rows})
    return [
        (
            year,
            sum(row.state_vnd for row in rows if row.year == year),
            sum(row.local_vnd for row in rows if row.year == year),
        )
        for year in years
    ]


def chip(view: TopUpView) -> tuple[str, str, str]:
    """How a proposal's state is shown."""
    shape, colour = CHIPS[TopUpState(view.state)]
    return shape, colour, gettext(TopUpState(view.state).label)


def _name(code: str, run: Run | None) -> str:
    place = area(code, run.on) if run else None
    return formats.area_name(place.rank, place.name) if place else code
