"""Looking at a list before it is sent: columns as understood, mended in place, then confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from baophu.access.queries import Role
from baophu.intake import actions, staging
from baophu.intake.contracts import Contract, contracts
from baophu.intake.preview import Preview, preview
from baophu.kernel.errors import NotFound, Refused
from baophu.web.guards import Asked, page
from baophu.web.lists.access import own_agency
from baophu.web.lists.reading import masked, names_people
from baophu.web.lists.words import COMMAND_WORDS, iso
from baophu.web.middleware import sentence

SESSION = "staged"  # token -> the file's name: a staged file belongs to who uploaded it
COLUMN = "cot-"
LARGEST_BYTES = 5_000_000  # a larger file is read behind the page


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: its title, the field it is taken for, a cell of it."""

    place: int
    title: str
    field: str
    sample: str
    changed: bool  # a person set it


@never_cache
@require_POST
@page("upload")
def look(request: Asked) -> HttpResponse:
    """Read a file, or read it again with other columns; nothing is kept but the file aside."""
    contract = contracts().get(request.POST.get("list", ""))
    if contract is None:
        raise NotFound(what="loại danh sách này")
    try:
        token, name = _staged(request)
        mapping = _mapping(request, contract)
        seen = preview(
            list_name=contract.name,
            agency=_agency(request),
            period=iso(request.POST.get("period", "").strip()),
            staged=token,
            file=name,
            mapping=mapping,
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refused:
        messages.error(request, COMMAND_WORDS.sub("", sentence(refused)), extra_tags="bad")
        where = f"{reverse('web:upload')}?list={contract.name}"
        return HttpResponseRedirect(where)
    given = {
        "contract": contract,
        "seen": seen,
        "name": name,
        "token": token,
        "period": request.POST.get("period", ""),
        "agency": request.POST.get("agency", ""),
        "columns": _columns(seen, contract, mapping),
        "lines": _lines(seen, contract),
        "missing": [gettext(f.title) for f in contract.fields if f.id not in seen.reading.mapping],
    }
    return render(request, "web/lists/preview.html", given)


@require_POST
@page("upload")
def confirm(request: Asked) -> HttpResponse:
    """Receive the file that was looked at, with the columns as they were understood."""
    contract = contracts().get(request.POST.get("list", ""))
    token = request.POST.get("token", "")
    name = request.session.get(SESSION, {}).get(token)
    if contract is None or name is None:
        raise NotFound(what="tệp đã tải lên")
    try:
        receipt = actions.receive(
            list_name=contract.name,
            agency=_agency(request),
            period=iso(request.POST.get("period", "").strip()),
            by=request.user,
            at=timezone.now(),
            path=staging.staged(token),
            file_name=name,
            mapping=_mapping(request, contract),
        )
    except Refused as refused:
        messages.error(request, COMMAND_WORDS.sub("", sentence(refused)), extra_tags="bad")
        return HttpResponseRedirect(f"{reverse('web:upload')}?list={contract.name}")
    _forget(request, token)
    words = gettext("Đã nhận %(n)s dòng. Biên nhận %(number)s.") % {
        "n": receipt.taken,
        "number": receipt.number,
    }
    messages.success(request, words, extra_tags="ok")
    return HttpResponseRedirect(reverse("web:receipt", args=[receipt.pk]))


def _agency(request: Asked) -> str:
    """Who sends: clerks for their own agency alone."""
    if request.user.role in {Role.COMMUNE_CLERK, Role.AGENCY_CLERK}:
        return own_agency(request.user)
    return request.POST.get("agency", "").strip()


def _staged(request: Asked) -> tuple[str, str]:
    """The token and name of the file: just uploaded, or looked at before."""
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile):
        token, name = staging.stage(file.read()), file.name or ""
        request.session[SESSION] = {**request.session.get(SESSION, {}), token: name}
        return token, name
    token = request.POST.get("token", "")
    known = request.session.get(SESSION, {})
    if token not in known:
        raise NoFile
    return token, known[token]


class NoFile(Refused):
    """The form came without a file."""

    code = "web.no_file"
    message = "Chưa chọn tệp. Chọn tệp Excel, CSV rồi gửi lại."


def _forget(request: Asked, token: str) -> None:
    """The file aside has become a list."""
    staging.discard(token)
    request.session[SESSION] = {t: n for t, n in request.session.get(SESSION, {}).items() if t != token}


def _mapping(request: Asked, contract: Contract) -> dict[str, str]:
    """The columns that the person set, now or before: title in the file -> field, blank to leave it out."""
    fields, given = {f.id for f in contract.fields} | {""}, request.POST
    found = {}
    for name in given:
        place = name.removeprefix(COLUMN)
        title, field = given.get(f"tieu-de-{place}", ""), given.get(name, "")
        changed = given.get(f"da-{place}") != field or f"doi-{place}" in given
        if name.startswith(COLUMN) and title and field in fields and changed:
            found[title] = field
    return found


def _columns(seen: Preview, contract: Contract, mapping: Mapping[str, str]) -> list[Column]:
    """Every column of the file, personal cells masked."""
    taken_as = {place: field for field, place in seen.reading.mapping.items()}
    people = names_people(contract.name)
    first = seen.rows[0][1] if seen.rows else ()
    return [
        Column(
            place=place,
            title=title,
            field=(field := taken_as.get(place, "")),
            sample=masked((first[place] or "") if place < len(first) else "", field, people=people),
            changed=title in mapping,
        )
        for place, title in enumerate(seen.reading.header)
    ]


def _lines(seen: Preview, contract: Contract) -> list[tuple[int, list[tuple[str, bool]]]]:
    """The first rows, personal cells masked, cells that must be mended marked."""
    taken_as = {place: field for field, place in seen.reading.mapping.items()}
    bad = {(fault.sheet_row, fault.field) for fault in seen.faults}
    people = names_people(contract.name)
    width = len(seen.reading.header)
    return [
        (
            line,
            [
                (
                    masked(cell or "", taken_as.get(place, ""), people=people),
                    (line, taken_as.get(place, "-")) in bad,
                )
                for place, cell in enumerate(cells[:width])
            ],
        )
        for line, cells in seen.rows
    ]
