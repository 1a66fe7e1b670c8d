"""Sending a list, "no change", corrections, withdrawals, the answer to the sender."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from baophu.access.queries import Role, User
from baophu.coverage.standings import of_employers
from baophu.intake import actions, receipts, staging
from baophu.intake.contracts import Contract, Field, contracts
from baophu.intake.receipts import ReceiptView
from baophu.intake.refusals import StillFaulty
from baophu.intake.typed.queries import drafts_of
from baophu.intake.typed.rules import LIST as TYPED_LIST
from baophu.jobs import actions as jobs
from baophu.jobs.queries import JobKind
from baophu.kernel.errors import Refused
from baophu.kernel.time import Period, PeriodKind
from baophu.linkage.rows import employers_of_list
from baophu.places.queries import agencies
from baophu.places.rules import AgencyRef
from baophu.plan.duties import load
from baophu.web.context import run_of
from baophu.web.employers.profile import because_of
from baophu.web.guards import Asked, page
from baophu.web.jobs.views import begun
from baophu.web.lists.access import check_seen, own_agency, sight_of
from baophu.web.lists.asof import day_shown
from baophu.web.lists.words import COMMAND_WORDS, FILE_KINDS, iso, period_words
from baophu.web.middleware import sentence
from baophu.web.templatetags.lists import fault_reason

FIRST_DAY = date(2017, 1, 1)
KINDS = {
    "year": PeriodKind.YEAR,
    "quarter": PeriodKind.QUARTER,
    "month": PeriodKind.MONTH,
    "day": PeriodKind.DAY,
}
FIELD_OF_REFUSAL = {
    "places.unknown_agency": "agency",
    "kernel.unreadable_period": "period",
    "intake.unknown_list": "list",
}
QUOTED = re.compile(r"“([^”]*)”")
MAP_PREFIX = "map-"
BACKGROUND_BYTES = 1_000_000  # a larger file is read behind the page, with its progress


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a list was not taken: beside which field, and which columns a person may point out."""

    field: str
    words: str
    missing: tuple[Field, ...]
    seen: tuple[str, ...]


@require_http_methods(["GET", "POST"])
@page("upload")
def upload(request: Asked) -> HttpResponse:
    """Choose a list, an agency, a period and a file; or say "no change"."""
    given = request.POST if request.method == "POST" else request.GET
    contract = _contract(request.user, given.get("list", ""), day_shown(request))
    refusal = None
    if request.method == "POST":
        taken = _receive(request, contract)
        if isinstance(taken, int):
            where = reverse("web:receipt", args=[taken])
            return JsonResponse({"to": where}) if _from_script(request) else HttpResponseRedirect(where)
        if isinstance(taken, HttpResponse):
            return taken
        refusal = taken
    today = timezone.localdate()
    here = _agencies(request.user, contract, day_shown(request))
    shown = {
        "contract": contract,
        "lists": _lists(request.user, day_shown(request)),
        "agencies": here,
        "agency": given.get("agency", "") or _usual_agency(request.user, contract, here),
        "fixed_agency": len(here) == 1,
        "periods": _periods(contract, today),
        "period": given.get("period", "") or _usual_period(contract, day_shown(request)),
        "by_day": KINDS[contract.cadence] is PeriodKind.DAY,
        "refusal": refusal,
        "required": [gettext(f.title) for f in contract.fields if f.required],
        "today": today,
        **_typing(request.user, contract),
    }
    part = "web/lists/_refused.html" if _from_script(request) else ""
    return render(request, part or "web/lists/upload.html", shown, status=422 if refusal else 200)


def _typing(user: User, contract: Contract) -> dict[str, object]:
    """Whether the list may be typed here, and what is being typed."""
    own = own_agency(user) if user.role == Role.COMMUNE_CLERK else ""
    if contract.name != TYPED_LIST or not own:
        return {}
    return {"may_type": True, "drafts": drafts_of(own)}


def _from_script(request: Asked) -> bool:
    """Whether the page's script asks, which keeps the chosen file."""
    return request.headers.get("Accept") == "application/json"


def _behind(
    request: Asked, contract: Contract, agency: str, period: str, file: UploadedFile[bytes]
) -> HttpResponse:
    """Let a large file be read behind the page; raises at once what needs no reading."""
    at = timezone.now()
    actions.check_sendable(list_name=contract.name, agency=agency, period=period, by=request.user, at=at)
    path, content = _bytes_of(file)
    arguments = {
        "list": contract.name,
        "agency": agency,
        "period": period,
        "file": file.name or "",
        "staged": staging.stage(path or content or b""),
        "mapping": _mapping(request, contract),
    }
    job = jobs.ask(kind=JobKind.RECEIVE, arguments=arguments, by=request.user, at=at)
    return begun(job, script=_from_script(request))


def _receive(request: Asked, contract: Contract) -> int | Refusal | HttpResponse:
    """Receive what was posted: the receipt's identifier, why not, or the page of the job that reads it."""
    agency, period = request.POST.get("agency", "").strip(), iso(request.POST.get("period", "").strip())
    if request.user.role in {Role.COMMUNE_CLERK, Role.AGENCY_CLERK}:
        agency = own_agency(request.user)
    try:
        if "nil" in request.POST:
            receipt = actions.receive_nil(
                list_name=contract.name, agency=agency, period=period, by=request.user, at=timezone.now()
            )
            words = gettext("Đã ghi nhận không thay đổi. Biên nhận %s.") % receipt.number
            messages.success(request, words, extra_tags="ok")
            return receipt.pk
        file = request.FILES.get("file")
        if not isinstance(file, UploadedFile):
            return Refusal("file", gettext("Chưa chọn tệp. Chọn tệp Excel, CSV rồi gửi lại."), (), ())
        if (file.size or 0) > BACKGROUND_BYTES:
            return _behind(request, contract, agency, period, file)
        path, content = _bytes_of(file)
        receipt = actions.receive(
            list_name=contract.name,
            agency=agency,
            period=period,
            by=request.user,
            at=timezone.now(),
            path=path,
            content=content,
            file_name=file.name or "",
            mapping=_mapping(request, contract),
        )
    except Refused as refused:
        return _refusal(refused, contract)
    words = gettext("Đã nhận %(n)s dòng. Biên nhận %(number)s.") % {
        "n": receipt.taken,
        "number": receipt.number,
    }
    messages.success(request, words, extra_tags="ok")
    return receipt.pk


def _bytes_of(file: UploadedFile[bytes]) -> tuple[Path | None, bytes | None]:
    """A large upload lies on the disk already, a small one in memory."""
    if hasattr(file, "temporary_file_path"):
        return Path(file.temporary_file_path()), None
    return None, file.read()


def _mapping(request: Asked, contract: Contract) -> dict[str, str]:
    """The columns that the person pointed out: title in the file -> field."""
    fields = {f.id for f in contract.fields}
    return {
        title.strip(): name.removeprefix(MAP_PREFIX)
        for name, title in request.POST.items()
        if name.startswith(MAP_PREFIX)
        and isinstance(title, str)
        and title.strip()
        and name.removeprefix(MAP_PREFIX) in fields
    }


def _refusal(refused: Refused, contract: Contract) -> Refusal:
    """The refusal's sentence without the words of the command line, beside its field."""
    if (kind := refused.values.get("kind")) in FILE_KINDS:
        refused.values["kind"] = gettext(str(kind))
    words = COMMAND_WORDS.sub("", sentence(refused))
    if refused.code != "intake.missing_columns":
        return Refusal(FIELD_OF_REFUSAL.get(refused.code, "file"), words, (), ())
    titles = set(QUOTED.findall(str(refused.values.get("missing", ""))))
    missing = tuple(f for f in contract.fields if f.title in titles)
    return Refusal("file", words, missing, tuple(QUOTED.findall(str(refused.values.get("seen", "")))))


def _lists(user: User, on: date) -> list[Contract]:
    """The lists that a person may send, in the contracts' order."""
    known = contracts()
    if user.role == Role.COMMUNE_CLERK:
        return [known["commune_businesses"]]
    if user.role == Role.AGENCY_CLERK:
        kinds = {a.kind for a in agencies(on) if a.code == own_agency(user)}
        own = {duty.list_name for duty in load() if duty.agency_kind in kinds}
        return [c for c in known.values() if c.name in own] or list(known.values())
    return list(known.values())


def _contract(user: User, name: str, on: date) -> Contract:
    """The list asked for if it may be sent, else the first that may."""
    offered = _lists(user, on)
    usual = "commune_businesses" if user.role == Role.SI_DISTRICT else "insured_units"
    wanted = {c.name: c for c in offered}
    return wanted.get(name) or wanted.get(usual) or offered[0]


def _agencies(user: User, contract: Contract, on: date) -> list[AgencyRef]:
    """The agencies of a day that a person may send this list for, those that owe it first."""
    every = list(agencies(on))
    if user.role in {Role.COMMUNE_CLERK, Role.AGENCY_CLERK}:
        return [a for a in every if a.code == own_agency(user)]
    if user.role == Role.SI_DISTRICT:
        sight = sight_of(user, on)
        every = [a for a in every if sight.covers(a.code, a.area_code)]
    kinds = {duty.agency_kind for duty in load() if duty.list_name == contract.name}
    return sorted(every, key=lambda a: (a.kind not in kinds, a.code))


def _usual_agency(user: User, contract: Contract, offered: list[AgencyRef]) -> str:
    """The agency filled in beforehand: the only one that owes the list, else the person's own."""
    kinds = {duty.agency_kind for duty in load() if duty.list_name == contract.name}
    owing = [a for a in offered if a.kind in kinds]
    if len(owing) == 1:
        return owing[0].code
    own = {a.code for a in offered} & {own_agency(user)}
    return next(iter(own), "") if not owing else ""


def _periods(contract: Contract, today: date) -> list[tuple[str, str]]:
    """Periods of the list's cadence since the plan's year, the newest first; none for a list by day."""
    kind = KINDS[contract.cadence]
    if kind is PeriodKind.DAY:
        return []
    found, period = [], Period.of(kind, today)
    while period.ends_on >= FIRST_DAY:
        found.append((period.text, period_words(period)))
        period = period.previous
    return found


def _usual_period(contract: Contract, on: date) -> str:
    """The newest period that is over; of a list drawn up within its year, this year."""
    period = Period.of(KINDS[contract.cadence], on)
    within = any(d.due_months < 0 for d in load() if d.list_name == contract.name)
    if period.kind is PeriodKind.DAY:
        return on.strftime("%d/%m/%Y")
    return period.text if within else period.previous.text


@require_POST
@page("receipt-write")
def withdraw(request: Asked, receipt_id: int) -> HttpResponse:
    """Withdraw a list sent by mistake, with a reason."""
    found = _seen(request, receipt_id)
    try:
        actions.withdraw(
            number=found.number,
            because=request.POST.get("because", ""),
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, gettext("Đã rút biên nhận %s.") % found.number, extra_tags="ok")
    except Refused as refused:
        messages.error(request, COMMAND_WORDS.sub("", sentence(refused)), extra_tags="bad")
    return HttpResponseRedirect(reverse("web:receipt", args=[found.id]))


@require_POST
@page("receipt-write")
def correct(request: Asked, receipt_id: int, fault_id: int) -> HttpResponse:
    """Correct one cell of a row in quarantine."""
    found = _seen(request, receipt_id)
    where = reverse("web:receipt", args=[found.id])
    value = request.POST.get("value", "").strip()
    fault = receipts.fault_of(receipt_id=found.id, fault_id=fault_id)
    try:
        actions.correct(fault_id=fault.id, value=value, by=request.user, at=timezone.now())
        words = gettext("Đã lưu ô ở dòng %s. Dòng đủ ô đúng được nhận ngay.") % fault.row
        messages.success(request, words, extra_tags="ok")
    except Refused as refused:
        if isinstance(refused, StillFaulty):
            code, reason = (str(refused.values[name]) for name in ("fault", "reason"))
            now = replace(fault, value=value, code=code, reason=reason)
            refused.values["reason"] = fault_reason(now, found.list_name)
        messages.error(request, sentence(refused), extra_tags="bad")
        return HttpResponseRedirect(f"{where}#o-{fault_id}")
    return HttpResponseRedirect(f"{where}#sua")


@require_GET
@page("receipt-write")
def answer(request: Asked, receipt_id: int) -> FileResponse:
    """The sender's own rows with the fault or our finding beside each, as a workbook."""
    found = _seen(request, receipt_id)
    out = Path(tempfile.mkdtemp(prefix="baophu-answer-")) / "answer.xlsx"
    try:
        actions.answer(
            number=found.number,
            out=out,
            by=request.user,
            at=timezone.now(),
            findings=_findings(request, found),
        )
        content = out.open("rb")  # read to its end by the response; the name may go at once
    finally:
        out.unlink(missing_ok=True)
        out.parent.rmdir()
    return FileResponse(content, as_attachment=True, filename=f"tra-loi-{found.number}.xlsx")


def _findings(request: Asked, found: ReceiptView) -> dict[int, str]:
    """What we found on each row: the employer's standing and why."""
    run = run_of(request)
    if run is None:
        return {}
    owners = employers_of_list(found.id, run=run.pk)
    lines = of_employers(set(owners.values()), run=run.pk)
    return {
        row: because_of(line.because_code, line.because_values, line.because)
        for row, owner in owners.items()
        if (line := lines.get(owner))
    }


def _seen(request: Asked, receipt_id: int) -> ReceiptView:
    """The receipt within the person's sight."""
    return check_seen(receipts.receipt(receipt_id), sight_of(request.user, timezone.localdate()))
