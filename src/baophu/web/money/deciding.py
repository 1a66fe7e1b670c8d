"""What officers decide about money: one form and one action a kind of decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from baophu.access.queries import User
from baophu.funds.money import actions
from baophu.funds.money import queries as money
from baophu.funds.money.units import units_of
from baophu.kernel.errors import NotFound, Refused
from baophu.kernel.time import Month
from baophu.web.context import run_of
from baophu.web.guards import Asked, page
from baophu.web.law_in_force import book_in_force
from baophu.web.middleware import sentence
from baophu.web.money.forms import (
    AssignForm,
    CommitmentForm,
    DisputeForm,
    HardForm,
    ReliefForm,
    SettleForm,
    WithdrawForm,
    month_of,
)
from baophu.web.money.views import card_of, frame_of
from baophu.web.rights import CLOSERS

Given = dict[str, Any]
TITLES = {
    "cam-ket": gettext_noop("Ghi cam kết trả nợ"),
    "kho-thu": gettext_noop("Xếp loại nợ khó thu"),
    "doi-chieu": gettext_noop("Mở đối chiếu số liệu"),
    "bien-ban": gettext_noop("Ghi biên bản đối chiếu"),
    "giam-dong": gettext_noop("Ghi tạm dừng, giảm mức đóng"),
    "rut": gettext_noop("Rút quyết định"),
}
TOLD = {
    "cam-ket": gettext_noop("Cam kết không làm ngừng tiền lãi; khoản nợ vẫn là nợ."),
    "kho-thu": gettext_noop("Nợ khó thu vẫn nằm trong mọi số cộng. Không có việc xóa nợ."),
    "doi-chieu": gettext_noop(
        "Đối chiếu kết thúc bằng biên bản: giữ nguyên thông báo, hoặc lập thông báo sửa."
    ),
    "bien-ban": gettext_noop("Tháng đã chốt không mở lại: phần sửa được ghi vào tháng mở đầu tiên."),
    "giam-dong": gettext_noop(
        "Lượt đối chiếu sau tính số phải đóng theo quyết định này."
        " Ghi sai thì rút rồi ghi lại; cả hai còn trong lịch sử."
    ),
    "rut": gettext_noop("Quyết định đã rút vẫn còn trong lịch sử, kèm lý do."),
}


def _form(kind: str, posted: Any) -> forms.Form:
    """The form of a kind of decision."""
    match kind:
        case "cam-ket":
            return CommitmentForm(posted)
        case "kho-thu":
            return HardForm(posted, kinds=money.DOCUMENT_KINDS)
        case "doi-chieu":
            return DisputeForm(posted)
        case "bien-ban":
            return SettleForm(posted)
        case "giam-dong":
            return ReliefForm(posted, kinds=money.RELIEF_KINDS)
        case "rut":
            return WithdrawForm(posted)
    raise Http404


def _act(kind: str, given: Given, *, by: User, at: datetime, unit_code: str, request: Asked) -> None:
    """One action for a kind of decision."""
    who: Given = {"by": by, "at": at}
    match kind:
        case "cam-ket":
            paper = actions.Paper(given["document"], given["signed_on"])
            actions.commit(
                **who,
                unit_code=unit_code,
                paper=paper,
                amount_vnd=given["amount_vnd"],
                pay_by=given["pay_by"],
            )
        case "kho-thu":
            paper = actions.Paper(given["document"], given["issued_on"])
            actions.classify_hard(
                **who, unit_code=unit_code, document_kind=given["document_kind"], paper=paper
            )
        case "doi-chieu":
            actions.open_dispute(
                **who,
                on=timezone.localdate(),
                unit_code=unit_code,
                month=_month(request),
                claim=given["claim"],
            )
        case "bien-ban":
            paper = actions.Paper(given["document"], given["issued_on"])
            actions.settle_dispute(**who, dispute=given["number"], minutes=paper, outcome=given["outcome"])
        case "giam-dong":
            paper = actions.Paper(given["document"], given["issued_on"])
            months = given["first"], given["last"]
            told = {"kind": given["kind"], "article": given["article"], "law": book_in_force()}
            actions.relieve(**who, unit_code=unit_code, months=months, paper=paper, **told)
        case "rut":
            actions.withdraw(
                **who, kind=_withdrawn(request), number=given["number"], because=given["because"]
            )


def _month(request: Asked) -> Month:
    found = month_of(request.GET.get("thang", ""))
    if found is None:
        raise Http404
    return found


def _withdrawn(request: Asked) -> str:
    """Which sort of decision is taken back."""
    kind = request.GET.get("loai", "")
    if kind not in {"commitment", "hard_to_collect", "dispute", "relief"}:
        raise Http404
    return kind


@never_cache
@require_http_methods(["GET", "POST"])
@page("account-decide")
def decide(request: Asked, employer_id: str, unit_code: str, kind: str) -> HttpResponse:
    """The form of one decision on a unit; done, back to its account."""
    run, card = card_of(request, employer_id)
    if unit_code not in units_of(card.id, run=run.pk):
        raise Http404
    initial = {"number": request.GET.get("so", "")}
    form = _form(kind, request.POST or None)
    form.initial = initial
    back = reverse("web:account", args=[card.id])
    refused = ""
    if request.method == "POST" and form.is_valid():
        refused = _tried(
            lambda: _act(
                kind,
                form.cleaned_data,
                by=request.user,
                at=timezone.now(),
                unit_code=unit_code,
                request=request,
            )
        )
        if not refused:
            messages.success(request, gettext("Đã ghi."), extra_tags="ok")
            return HttpResponseRedirect(back)
    given = frame_of(request, card, run) | {
        "form": form,
        "refused": refused,
        "title": gettext(TITLES[kind]),
        "told": gettext(TOLD[kind]),
        "unit_code": unit_code,
        "back": back,
    }
    return render(request, "web/money/decide.html", given, status=409 if refused else 200)


def _tried(act: Callable[[], object]) -> str:
    """Why an action was refused, empty when it was done."""
    try:
        act()
    except (Refused, NotFound) as refusal:
        return sentence(refusal)
    return ""


@never_cache
@require_http_methods(["GET", "POST"])
@page("held")
def assign(request: Asked, key: str) -> HttpResponse:
    """One transfer: what it says of itself, what was decided, the form that gives it a unit."""
    run = run_of(request)
    if run is None:
        raise Http404
    transfer = money.transfer(key, run=run.pk)
    withdrawing = "rut" in request.POST
    form = AssignForm(None if withdrawing else request.POST or None)
    taken_back = WithdrawForm(request.POST if withdrawing else None)
    refused = ""
    chosen: forms.Form = taken_back if withdrawing else form
    if request.method == "POST" and request.user.role not in CLOSERS:
        raise Http404
    if request.method == "POST" and chosen.is_valid():
        who: Given = {"by": request.user, "at": timezone.now()}
        given = chosen.cleaned_data
        refused = _tried(
            (lambda: actions.withdraw_assignment(**who, assignment=given["number"], because=given["because"]))
            if withdrawing
            else (lambda: actions.assign(**who, transfer_key=key, **given))
        )
        if not refused:
            said = gettext("Đã ghi. Lượt đối chiếu sau tính theo quyết định này.")
            messages.success(request, said, extra_tags="ok")
            return HttpResponseRedirect(reverse("web:held-transfer", args=[key]))
    shown = {
        "transfer": transfer,
        "decisions": money.assignments_of(key),
        "form": form,
        "may_decide": request.user.role in CLOSERS,
        "refused": refused,
    }
    return render(request, "web/money/transfer.html", shown, status=409 if refused else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@page("closing")
def closing(request: Asked) -> HttpResponse:
    """The closed months, and the form that closes the next one."""
    run = run_of(request)
    if run is None:
        return render(request, "web/money/none.html")
    coming = money.next_to_close(run=run.pk)
    refused = ""
    if request.method == "POST":
        asked = month_of(request.POST.get("month", ""))
        if request.user.role not in CLOSERS or asked is None:
            raise Http404
        refused = _tried(lambda: actions.close_month(by=request.user, at=timezone.now(), month=asked))
        if not refused:
            said = gettext("Đã chốt số liệu tháng %(month)s.") % {"month": asked.text}
            messages.success(request, said, extra_tags="ok")
            return HttpResponseRedirect(reverse("web:closing"))
    given = {
        "closes": money.closes(),
        "coming": coming,
        "may_close": request.user.role in CLOSERS,
        "changes": list(money.restatements(run=run.pk))[:200],
        "refused": refused,
    }
    return render(request, "web/money/closing.html", given, status=409 if refused else 200)
