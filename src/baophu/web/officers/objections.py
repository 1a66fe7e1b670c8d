"""Objections of employers: typed on the public page or noted by an officer, looked up, answered."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from baophu.access.queries import current_run
from baophu.kernel.errors import NotFound, Refused
from baophu.kernel.identifiers import TaxCode, unit_code
from baophu.plan.objections import actions, queries
from baophu.register import queries as register
from baophu.register.search.queries import How, find
from baophu.web.context import run_of
from baophu.web.employers.profile import places_of
from baophu.web.employers.views import found_or_moved
from baophu.web.guards import Asked, page, public
from baophu.web.middleware import sentence
from baophu.web.rights import SOCIAL_INSURANCE, may_open

LONGEST_TEXT, LONGEST_NAME = 2000, 120


class SaidForm(forms.Form):
    """What the employer says, who says it, where an answer reaches them."""

    text = forms.CharField(
        label=_("Điều chưa đúng"),
        max_length=LONGEST_TEXT,
        error_messages={
            "required": _("Chưa ghi điều gì chưa đúng."),
            "max_length": _("Nội dung dài quá 2.000 ký tự. Ghi gọn lại."),
        },
    )
    said_by = forms.CharField(
        label=_("Người phản ánh"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Chưa ghi người phản ánh."), "max_length": _("Tên dài quá 120 ký tự.")},
    )
    contact = forms.CharField(
        label=_("Điện thoại hoặc thư điện tử"),
        max_length=LONGEST_NAME,
        required=False,
        error_messages={"max_length": _("Liên hệ dài quá 120 ký tự.")},
    )


class PublicForm(SaidForm):
    """The same with the code by which the employer is known."""

    tax_code = forms.CharField(
        label=_("Mã số thuế hoặc mã đơn vị BHXH"),
        max_length=24,
        error_messages={"required": _("Chưa ghi mã số thuế hoặc mã đơn vị BHXH.")},
    )

    def clean_tax_code(self) -> str:
        """As the register writes it."""
        typed = str(self.cleaned_data["tax_code"])
        tax, unit = TaxCode.parse(typed), unit_code(typed)
        if tax is None and unit is None:
            raise forms.ValidationError(_("Mã này không phải mã số thuế, cũng không phải mã đơn vị BHXH."))
        return tax.text if tax else str(unit)


@never_cache
@require_http_methods(["GET", "POST"])
@public("objection-send")
def send(request: HttpRequest) -> HttpResponse:
    """The public page: what is wrong; a POST answers with the receipt's code, and nothing about the unit."""
    form, refused, code = PublicForm(request.POST or None), "", ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            code = actions.receive(
                by=None,
                at=timezone.now(),
                on=timezone.localdate(),
                employer_id=_employer_of(given["tax_code"]),
                tax_code=given["tax_code"],
                text=given["text"],
                said_by=given["said_by"],
                contact=given["contact"],
            ).code
        except Refused as refusal:
            refused = sentence(refusal)
    given = {"form": form, "refused": refused, "code": code}
    return render(request, "web/officers/objection_send.html", given, status=409 if refused else 200)


@never_cache
@require_GET
@public("objection-look")
def look(request: HttpRequest) -> HttpResponse:
    """How an objection stands, by its receipt's code."""
    typed, found, refused = request.GET.get("ma", "").strip(), None, ""
    if typed:
        try:
            found = queries.by_code(typed)
        except NotFound:
            refused = gettext("Không có phản ánh nào mang mã “%(code)s”. Xem lại mã trên giấy biên nhận.") % {
                "code": typed[:24]
            }
    given = {"typed": typed, "o": found, "refused": refused}
    return render(request, "web/officers/objection_look.html", given)


@require_GET
@page("objections")
def waiting(request: Asked) -> HttpResponse:
    """Objections that wait for an answer in the reader's area, the nearest last day first."""
    run = run_of(request)
    today = timezone.localdate()
    found = queries.waiting(run=run.pk, area_code=request.scope.code) if run else []
    cards = register.employers({o.employer_id for o in found if o.employer_id}, run=run.pk) if run else {}
    given = {"rows": [(o, o.days_left(today), cards.get(o.employer_id or "")) for o in found]}
    return render(request, "web/officers/objections.html", given)


@never_cache
@require_http_methods(["GET", "POST"])
@page("employer")
def of_employer(request: Asked, employer_id: str) -> HttpResponse:
    """One employer's objections: noted by an officer, answered with a reason."""
    run, card = found_or_moved(request, employer_id)
    if isinstance(card, HttpResponseRedirect):
        return card
    may_record = request.user.role in SOCIAL_INSURANCE
    form, refused = SaidForm(), ""
    if request.method == "POST":
        if not may_record:
            raise Http404
        answering = "outcome" in request.POST
        form = SaidForm() if answering else SaidForm(request.POST)
        try:
            said = _answered(request, card.id) if answering else _noted(request, card, form)
        except Refused as refusal:
            refused, said = sentence(refusal), ""
        if said:
            messages.success(request, said, "ok")
            return HttpResponseRedirect(reverse("web:employer-objections", args=[card.id]))
    today = timezone.localdate()
    given = {
        "card": card,
        "places": places_of(card, run.on),
        "rows": [(o, o.days_left(today)) for o in queries.of_employer(card.id)],
        "outcomes": queries.OUTCOMES,
        "form": form,
        "refused": refused,
        "may_record": may_record,
        "may_see": may_open(request.user.role, "employer-seen"),
        "tab": "objections",
    }
    return render(request, "web/officers/objections_of.html", given, status=409 if refused else 200)


def _noted(request: Asked, card: register.EmployerCard, form: SaidForm) -> str:
    """Note what the employer says; nothing where the form has faults."""
    if not form.is_valid():
        return ""
    given = form.cleaned_data
    kept = actions.receive(
        by=request.user,
        at=timezone.now(),
        on=timezone.localdate(),
        employer_id=card.id,
        tax_code=card.tax_code or card.unit_code or card.id,
        text=given["text"],
        said_by=given["said_by"],
        contact=given["contact"],
    )
    return gettext("Đã ghi nhận phản ánh của đơn vị, mã %(code)s. Đôn đốc tạm dừng đến khi có trả lời.") % {
        "code": kept.code
    }


def _answered(request: Asked, employer_id: str) -> str:
    """Answer an objection of this employer."""
    code = request.POST.get("code", "")
    own = {objection.code for objection in queries.of_employer(employer_id)}
    outcome = request.POST.get("outcome", "")
    if code not in own or outcome not in dict(queries.OUTCOMES):
        raise Http404
    actions.answer(
        by=request.user,
        at=timezone.now(),
        code=code,
        outcome=queries.Outcome(outcome),
        reason=request.POST.get("answer", "")[:LONGEST_TEXT],
    )
    return gettext("Đã trả lời phản ánh %(code)s; đôn đốc tiếp tục.") % {"code": code}


def _employer_of(code: str) -> str | None:
    """The one employer of a code in the run shown; None where there is none or more than one."""
    run = current_run()
    found = find(code, run=run.pk, area_code=settings.PROVINCE) if run else None
    if run is None or found is None or found.how is not How.CODE:
        return None
    cards = register.employers(found.employers, run=run.pk)
    exact = [one for one, card in cards.items() if code in {card.tax_code, card.unit_code}]
    return exact[0] if len(exact) == 1 else None
