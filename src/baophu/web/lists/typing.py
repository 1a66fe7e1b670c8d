"""Typing a quarter's list row by row, on a phone: begun from the rows sent before, kept at each row, sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from baophu.intake.contracts import contracts
from baophu.intake.typed import actions, queries
from baophu.intake.typed.rules import FIELDS, LIST, LONGEST, USUAL_LENGTH, Remark
from baophu.kernel.errors import Refused
from baophu.web.guards import Asked, page
from baophu.web.lists.access import own_agency
from baophu.web.lists.words import COMMAND_WORDS, KINDS_TYPED, period_words
from baophu.web.middleware import sentence

MODES = {"hired": "numeric", "tax_code": "numeric", "phone": "tel"}
QUICK = ("0", "1", "2", "3")


@dataclass(frozen=True, slots=True)
class Question:
    """One field of the form: what is asked, what stands there, what is remarked."""

    name: str
    title: str
    value: str
    most: int
    mode: str
    remarks: tuple[tuple[Remark, str], ...]
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def wrong(self) -> bool:
        """Whether something must be mended or looked at."""
        return bool(self.remarks)


@require_POST
@page("upload")
def begin(request: Asked) -> HttpResponse:
    """Begin typing, or go on where it was left."""
    agency = request.POST.get("agency", "") or own_agency(request.user)
    try:
        draft = actions.begin(
            agency=agency, period=request.POST.get("period", ""), by=request.user, at=timezone.now()
        )
    except Refused as refused:
        messages.error(request, COMMAND_WORDS.sub("", sentence(refused)), extra_tags="bad")
        return HttpResponseRedirect(reverse("web:upload"))
    return HttpResponseRedirect(reverse("web:typing", args=[draft]))


@never_cache
@require_GET
@page("typing")
def typing(request: Asked, draft_id: int) -> HttpResponse:
    """The rows of a draft: what goes, what was left out, what is new."""
    draft = queries.draft(draft_id, by=request.user, on=timezone.localdate())
    given = {
        "draft": draft,
        "new": sum(not row.former for row in draft.sent_rows),
        "changed": sum(row.former and row.changed for row in draft.sent_rows),
        "gone": [row for row in draft.rows if row.gone],
        "kinds": KINDS_TYPED,
    }
    return render(request, "web/lists/typing.html", given)


@never_cache
@require_http_methods(["GET", "POST"])
@page("typing")
def typed_row(request: Asked, draft_id: int, key: str = "") -> HttpResponse:
    """One row of a draft: typed, checked, kept."""
    draft = queries.draft(draft_id, by=request.user, on=timezone.localdate())
    values = dict(draft.row(key).values) if key else {"kind": "HKD"}
    found: Sequence[Remark] = ()
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in FIELDS}
        found = actions.put_row(
            draft_id=draft_id,
            key=key,
            values=values,
            sure="sure" in request.POST,
            by=request.user,
            at=timezone.now(),
        )
        if not found:
            return _after_row(request, draft_id, values)
    given = {
        "draft": draft,
        "key": key,
        "row": draft.row(key) if key else None,
        "questions": _questions(values, found),
        "hamlets": queries.hamlets_of(draft.agency.code),
        "only_doubts": bool(found) and all(remark.doubt for remark in found),
        "quick": QUICK,
    }
    return render(request, "web/lists/typed_row.html", given, status=422 if found else 200)


def _after_row(request: Asked, draft_id: int, values: dict[str, str]) -> HttpResponse:
    """On to the next new row, or back to the list."""
    name = values.get("name") or values.get("owner", "")
    messages.success(request, gettext("Đã lưu: %s.") % name.strip(), extra_tags="ok")
    where = "typed-new" if "more" in request.POST else "typing"
    return HttpResponseRedirect(reverse(f"web:{where}", args=[draft_id]))


def _questions(values: dict[str, str], found: Sequence[Remark]) -> list[Question]:
    """The form's fields in the order in which a clerk knows them."""
    fields = {field.id: field for field in contracts()[LIST].fields}
    return [
        Question(
            name=name,
            title=gettext(fields[name].title),
            value=values.get(name, ""),
            most=LONGEST.get(name, USUAL_LENGTH),
            mode=MODES.get(name, "text"),
            remarks=tuple(
                (remark, gettext(remark.message).format(**remark.values))
                for remark in found
                if remark.field == name
            ),
            choices=tuple((value, gettext(words)) for value, words in KINDS_TYPED.items())
            if name == "kind"
            else (),
        )
        for name in FIELDS
    ]


@require_POST
@page("typing")
def leave_out(request: Asked, draft_id: int, key: str) -> HttpResponse:
    """Leave a row out, or bring it back."""
    gone = "back" not in request.POST
    actions.leave_out(draft_id=draft_id, key=key, gone=gone, by=request.user, at=timezone.now())
    return HttpResponseRedirect(reverse("web:typing", args=[draft_id]) + ("" if gone else "#bo"))


@require_POST
@page("typing")
def send(request: Asked, draft_id: int) -> HttpResponse:
    """Send the draft as a list; its receipt."""
    try:
        receipt = actions.send(draft_id=draft_id, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, COMMAND_WORDS.sub("", sentence(refused)), extra_tags="bad")
        return HttpResponseRedirect(reverse("web:typing", args=[draft_id]))
    words = gettext("Đã nhận %(n)s dòng. Biên nhận %(number)s.") % {
        "n": receipt.taken,
        "number": receipt.number,
    }
    messages.success(request, words, extra_tags="ok")
    return HttpResponseRedirect(reverse("web:receipt", args=[receipt.pk]))


@require_POST
@page("typing")
def throw_away(request: Asked, draft_id: int) -> HttpResponse:
    """Throw a draft away."""
    draft = queries.draft(draft_id, by=request.user, on=timezone.localdate())
    actions.throw_away(draft_id=draft_id, by=request.user, at=timezone.now())
    words = gettext("Đã bỏ bản đang nhập %s.") % period_words(draft.period)
    messages.success(request, words, extra_tags="ok")
    return HttpResponseRedirect(reverse("web:upload"))
