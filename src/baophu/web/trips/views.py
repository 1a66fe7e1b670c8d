"""Trip sheets: communes with what is open there, one commune's sheet, its paper, what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

import baophu.access.actions as journal
from baophu.access.queries import Run
from baophu.coverage.visits import open_by_commune
from baophu.intake.loose import rows_of
from baophu.kernel.errors import NotFound, Refused
from baophu.places.queries import area, areas
from baophu.places.rules import AreaRef
from baophu.plan.actions import record_findings
from baophu.plan.findings import OUTCOMES
from baophu.plan.trips import NothingFilled, Returned, from_rows, returned
from baophu.reporting.documents.trip import trip_pdf, trip_workbook
from baophu.web.context import run_of
from baophu.web.guards import Asked, page
from baophu.web.middleware import sentence
from baophu.web.trips.sheet import Trip, finding_of, paper_of, returned_by_commune, trip_of

FIRST_DAY = date(2017, 5, 11)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TripForm(forms.Form):
    """What holds for the whole trip: its day and its paper."""

    found_on = forms.DateField(
        label=_("Ngày làm việc"),
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={
            "required": _("Chưa có ngày làm việc. Ghi ngày trên biên bản."),
            "invalid": _("Chưa đọc được ngày này. Ghi như 31/12/2018."),
        },
    )
    document = forms.CharField(
        label=_("Số văn bản"),
        max_length=120,
        error_messages={
            "required": _("Chưa có số văn bản. Ghi số biên bản hoặc công văn, ví dụ 15/BB-BHXH."),
            "max_length": _("Số văn bản dài quá 120 ký tự."),
        },
    )

    def clean_found_on(self) -> date:
        """Neither after today nor before the plan."""
        day: date = self.cleaned_data["found_on"]
        if not FIRST_DAY <= day <= timezone.localdate():
            raise forms.ValidationError(_("Ngày làm việc phải từ 11/05/2017 đến hôm nay. Kiểm tra lại ngày."))
        return day


@dataclass(frozen=True, slots=True)
class Stop:
    """One commune in the list of trips."""

    place: AreaRef
    missing: int
    unverified: int
    back: int

    @property
    def open(self) -> int:
        """How many employers a visit can settle."""
        return self.missing + self.unverified


@require_GET
@page("trips")
def trips(request: Asked) -> HttpResponse:
    """The communes of a district: how many employers a visit can settle, how many came back."""
    run = _run(request)
    scope = request.scope
    districts = areas("district", run.on) if scope.whole_province else []
    asked = request.GET.get("huyen", "")
    known = {place.code for place in districts}
    district = scope.code if not scope.whole_province else asked if asked in known else districts[0].code
    counted = open_by_commune(run.pk, district_code=district)
    back = returned_by_commune(run.on)
    stops = [
        Stop(place, sum(n for kind, n in found.items() if kind != "unverified"), found.get("unverified", 0),
             back.get(place.code, 0))
        for place in areas("commune", run.on)
        if place.parent_code == district and (found := counted.get(place.code))
    ]  # fmt: skip
    stops.sort(key=lambda stop: (-stop.open, stop.place.name))
    given = {
        "stops": stops,
        "open": sum(stop.open for stop in stops),
        "district": area(district, run.on),
        "districts": districts,
    }
    return render(request, "web/trips/index.html", given)


@never_cache
@require_http_methods(["GET", "POST"])
@page("trip")
def trip(request: Asked, commune: str) -> HttpResponse:
    """One commune's sheet; a POST brings back what was typed."""
    shown = _trip(request, commune)
    form = TripForm(request.POST or None, initial={"found_on": timezone.localdate().strftime("%d/%m/%Y")})
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _recorded(request, shown, _typed(request, shown), form)
        except Refused as refused:
            refusal = sentence(refused)
    return _sheet(request, shown, form, refusal)


@require_POST
@page("trip")
def back_as_file(request: Asked, commune: str) -> HttpResponse:
    """The filled workbook comes back."""
    shown = _trip(request, commune)
    form, file = TripForm(request.POST), request.FILES.get("file")
    refusal = ""
    if not isinstance(file, UploadedFile):
        refusal = gettext("Chưa chọn tệp. Chọn phiếu Excel đã điền rồi gửi lại.")
    elif form.is_valid():
        try:
            return _recorded(request, shown, _from_file(file), form)
        except Refused as refused:
            refusal = sentence(refused)
    return _sheet(request, shown, form, refusal)


def _sheet(request: Asked, shown: Trip, form: TripForm, refusal: str) -> HttpResponse:
    """The sheet's page, with what was typed where it was refused."""
    typed = {
        visit.card.id: {
            name: request.POST.get(f"{name}-{visit.card.id}", "") for name in ("outcome", "workers", "note")
        }
        for visit in shown.visits
    }
    given = {
        "trip": shown,
        "rows": [(visit, typed[visit.card.id]) for visit in shown.visits],
        "form": form,
        "refusal": refusal,
        "outcomes": OUTCOMES,
    }
    refused = bool(refusal) or (form.is_bound and not form.is_valid())
    return render(request, "web/trips/sheet.html", given, status=422 if refused else 200)


def _typed(request: Asked, shown: Trip) -> list[Returned]:
    """The lines typed in the browser; raises what to mend."""
    found = [
        returned(
            row=number,
            name=visit.card.name,
            key=visit.card.id,
            outcome=request.POST.get(f"outcome-{visit.card.id}", ""),
            workers=request.POST.get(f"workers-{visit.card.id}", ""),
            note=request.POST.get(f"note-{visit.card.id}", ""),
        )
        for number, visit in enumerate(shown.visits, start=1)
    ]
    lines = [line for line in found if line]
    if not lines:
        raise NothingFilled
    return lines


def _from_file(file: UploadedFile[bytes]) -> list[Returned]:
    """The lines of a filled workbook; raises what to mend."""
    name = file.name or ""
    return from_rows(rows_of(file.read(), file=name), file=name)


def _recorded(request: Asked, shown: Trip, lines: Sequence[Returned], form: TripForm) -> HttpResponse:
    """Record what came back as findings; a line of another sheet is refused."""
    cards = {visit.card.id: visit.card for visit in shown.visits}
    for line in lines:
        if line.key not in cards:
            raise NotFound(what=f"đơn vị {line.key} trong phiếu này")
    findings = [
        (line.key, finding_of(
            cards[line.key], found_on=form.cleaned_data["found_on"], document=form.cleaned_data["document"],
            outcome=line.outcome, workers=line.workers, note=line.note,
        ))
        for line in lines
    ]  # fmt: skip
    at = timezone.now()
    done = record_findings(by=request.user, at=at, on=timezone.localdate(at), findings=findings)
    words = gettext("Đã ghi kết quả của %(n)s đơn vị. Biên nhận %(number)s. Tính vào lượt đối chiếu sau.")
    messages.success(request, words % {"n": len(lines), "number": done.number}, extra_tags="ok")
    return HttpResponseRedirect(reverse("web:trip", args=[shown.place.code]))


@require_GET
@page("trip")
def paper(request: Asked, commune: str) -> HttpResponse:
    """The sheet as PDF; who printed it is journaled."""
    shown = _trip(request, commune)
    content = trip_pdf(paper_of(shown, officer=request.user.full_name, number=shown.run))
    return _document(request, shown, content, "application/pdf", "pdf")


@require_GET
@page("trip")
def workbook(request: Asked, commune: str) -> HttpResponse:
    """The sheet as a workbook to fill in; journaled."""
    shown = _trip(request, commune)
    content = trip_workbook(paper_of(shown, officer=request.user.full_name, number=shown.run))
    return _document(request, shown, content, XLSX, "xlsx")


def _document(request: Asked, shown: Trip, content: bytes, kind: str, ending: str) -> HttpResponse:
    """A paper of the sheet, journaled with how many employers stand on it."""
    journal.record(
        by=request.user,
        at=timezone.now(),
        action="trip.print",
        subject=f"area:{shown.place.code}",
        area_code=shown.place.code,
        detail={"employers": shown.left, "as": ending, "run": shown.run},
    )
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="phieu-di-xa-{shown.place.code}.{ending}"'
    return answer


def _trip(request: Asked, commune: str) -> Trip:
    """The sheet of a commune within the reader's area; not found outside."""
    run = _run(request)
    place = area(commune, run.on)
    if (
        place is None
        or place.level != "commune"
        or not request.scope.covers(place.parent_code or "", place.code)
    ):
        raise Http404
    return trip_of(place, run)


def _run(request: Asked) -> Run:
    """The run shown; there is no sheet before the first."""
    run = run_of(request)
    if run is None:
        raise Http404
    return run
