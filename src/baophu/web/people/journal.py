"""The journal for auditors: search, the chain's state, export; and who looked at one person's record."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from datetime import date
from typing import IO

import xlsxwriter
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

import baophu.access.actions as written
from baophu.access.trail import queries as trail
from baophu.access.trail.queries import Line, Wanted
from baophu.lawbook.rules.typed import BadDay, parse_day
from baophu.places.queries import areas
from baophu.register import queries as register
from baophu.reporting import formats
from baophu.web.context import run_of
from baophu.web.employers.listing import pages
from baophu.web.guards import Asked, page
from baophu.web.people.words import deed_words

SHOWN = 50
COLUMNS: tuple[tuple[str, int], ...] = (
    (gettext_noop("Số"), 9), (gettext_noop("Lúc"), 18), (gettext_noop("Tên đăng nhập"), 18),
    (gettext_noop("Họ và tên"), 28), (gettext_noop("Vai trò"), 24), (gettext_noop("Việc"), 36),
    (gettext_noop("Đối tượng"), 30), (gettext_noop("Địa bàn"), 10), (gettext_noop("Chi tiết"), 80),
)  # fmt: skip


def wanted_of(asked: Mapping[str, str]) -> tuple[Wanted, str]:
    """What an address asks of the journal, and the sentence about a day that cannot be read."""
    said, days = "", []
    for name in ("tu", "den"):
        try:
            days.append(parse_day(asked[name]) if asked.get(name) else None)
        except BadDay:
            days.append(None)
            said = gettext("Chưa đọc được ngày “%(day)s”. Ghi như 31/12/2018.") % {"day": asked[name][:20]}
    short = {k: asked.get(k, "").strip()[:120] for k in ("ai", "viec", "ve", "dia_ban")}
    return Wanted(short["ai"], short["viec"], short["ve"], short["dia_ban"], days[0], days[1]), said


@never_cache
@require_GET
@page("journal")
def journal(request: Asked) -> HttpResponse:
    """Lines of the journal by person, action, subject, area and day, the newest first."""
    wanted, said = wanted_of(request.GET)
    total = trail.count(wanted)
    here = pages(request.GET.get("trang", ""), total=total, size=SHOWN)
    lines = trail.search(wanted, offset=(here.number - 1) * SHOWN, limit=SHOWN)
    run = run_of(request)
    kept = {k: str(v) for k, v in request.GET.items() if k != "trang" and v}
    given = {
        "wanted": wanted, "said": said, "total": total, "pages": here, "address": urlencode(kept),
        "lines": [(line, deed_words(line.action)) for line in lines],
        "deeds": [(action, deed_words(action)) for action in trail.actions()],
        "areas": areas("district", run.on) if run else [],
        "narrowed": wanted != Wanted(),
    }  # fmt: skip
    return render(request, "web/people/journal.html", given)


@never_cache
@require_GET
@page("journal")
def sheet(request: Asked) -> FileResponse:
    """The lines asked for as a spreadsheet; the export is itself a line."""
    wanted, _ = wanted_of(request.GET)
    total, now = trail.count(wanted), timezone.now()
    asked = {k: v.isoformat() if isinstance(v, date) else v for k, v in _fields(wanted).items() if v}
    written.record(
        by=request.user, at=now, action="journal.export", subject="journal", detail={"lines": total, **asked}
    )
    file = write_sheet(trail.every(wanted), asked)
    return FileResponse(file, as_attachment=True, filename=f"nhat-ky-{now:%Y-%m-%d}.xlsx")


def _fields(wanted: Wanted) -> dict[str, date | str | None]:
    return {
        "who": wanted.who, "action": wanted.action, "subject": wanted.subject, "area": wanted.area_code,
        "first": wanted.first, "last": wanted.last,
    }  # fmt: skip


def write_sheet(lines: Iterable[Line], asked: Mapping[str, object]) -> IO[bytes]:
    """The lines below what was asked; texts are never read as formulas."""
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    page_ = book.add_worksheet(gettext("Nhật ký"))
    bold = book.add_format({"bold": True})
    page_.write_string(0, 0, "; ".join(f"{k}: {v}" for k, v in asked.items()) or gettext("Mọi dòng"), bold)
    for place, (title, width) in enumerate(COLUMNS):
        page_.set_column(place, place, width)
        page_.write_string(2, place, gettext(title), bold)
    page_.freeze_panes(3, 0)
    for row, line in enumerate(lines, start=3):
        page_.write_number(row, 0, line.number)
        texts = (
            formats.moment(line.at), line.username, line.who, gettext(line.role_label) if line.role else "",
            deed_words(line.action), line.subject, line.area_code, str(line.detail or ""),
        )  # fmt: skip
        for place, text in enumerate(texts, start=1):
            page_.write_string(row, place, text)
    book.close()
    out.seek(0)
    return out


@never_cache
@require_GET
@page("person-seen")
def seen(request: Asked) -> HttpResponse:
    """Who opened a person's record, when and in which role; asking is a line of the journal itself."""
    typed = request.GET.get("so", "").strip()[:40]
    run = run_of(request)
    card = register.person_by_number(typed, run=run.pk) if run and typed else None
    if card is not None and not request.scope.covers(card.district_code, card.commune_code):
        card = None
    lines: list[Line] = []
    if card is not None and run is not None:
        rows = register.spells_of_people([card.id], run=run.pk).get(card.id, [])
        further = tuple({f"receipt:{spell.receipt_id}:{spell.row}" for spell in rows})
        lines = trail.looks_at(f"person:{card.id}", further=further)
        written.record(
            by=request.user, at=timezone.now(), action="person.seen", subject=f"person:{card.id}",
            area_code=card.district_code, detail={"lines": len(lines)},
        )  # fmt: skip
    given = {
        "typed": typed, "card": card, "lines": [(line, deed_words(line.action)) for line in lines],
    }  # fmt: skip
    return render(request, "web/people/seen.html", given)
