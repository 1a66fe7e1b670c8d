"""Everything dated about one employer, newest first: lists, standings, notices, objections, hands, merges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from baophu.access.queries import Run, entries_about, published_runs
from baophu.coverage import standings
from baophu.coverage.queries import standing_label
from baophu.linkage.rows import rows_of
from baophu.plan.objections.queries import of_employer
from baophu.plan.portfolio.queries import history_of
from baophu.register import queries as register
from baophu.reporting import formats
from baophu.web.employers.sources import Cell, list_title, lowered, name_source, receipts_of
from baophu.web.shapes import STANDINGS

MONEY = {
    "funds.notice_made": gettext_noop("Lập thông báo kết quả đóng C12-TS"),
    "funds.settle_dispute": gettext_noop("Giải quyết khác biệt số liệu thu nộp"),
    "funds.commit": gettext_noop("Ghi cam kết trả nợ"),
    "funds.dispute": gettext_noop("Ghi khác biệt số liệu thu nộp"),
    "funds.hard_to_collect": gettext_noop("Xếp nợ khó thu"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One dated thing: its mark, what happened, more in small, where it stands."""

    on: date
    shape: str
    colour: str
    title: str
    more: str = ""
    address: str = ""


def timeline(card: register.EmployerCard, run: Run) -> list[Moment]:
    """Every dated thing known of an employer up to a run, the newest first."""
    days = {known.pk: known.on for known in published_runs()}
    found = [
        *_lists(card, run),
        *_standings(card),
        *_money(card),
        *_objections(card),
        *_hands(card),
        *_merges(card, run, days),
    ]
    return sorted(found, key=lambda moment: moment.on, reverse=True)


def _lists(card: register.EmployerCard, run: Run) -> list[Moment]:
    """Rows of lists that are this employer; the earliest is where it was first seen."""
    links = rows_of(card.id, run=run.pk)
    cells = [Cell(link.list_name, link.receipt_id, link.row, "") for link in links]
    receipts = receipts_of(cells)
    dated = [(source, cell) for cell in cells if (source := name_source(cell, receipts)).received_on]
    first = min((source.received_on for source, _ in dated if source.received_on), default=None)
    moments = []
    for source, cell in dated:
        own = cell.list_name == "findings"
        said = gettext("Kết quả làm việc") if own else list_title(cell.list_name)
        if source.received_on == first:
            said = gettext("Thấy lần đầu: %(list)s") % {"list": lowered(said)}
        address = reverse("web:row", args=[cell.receipt_id, cell.row])
        shape = ("ok", "ok") if own else ("ring", "off")
        moments.append(Moment(source.received_on or date.min, *shape, said, source.title, address))
    return moments


def _standings(card: register.EmployerCard) -> list[Moment]:
    """The runs in which the standing or its counts changed."""
    moments, before = [], None
    for past in reversed(standings.over_runs(card.id)):
        now = (past.standing, past.subject, past.insured)
        if now != before:
            shape, colour = STANDINGS.get(past.standing, ("ring", "off"))
            title = gettext("Lượt đối chiếu %(n)s: %(standing)s") % {
                "n": formats.number(past.run),
                "standing": gettext(standing_label(past.standing)),
            }
            counts = gettext("Thuộc diện %(subject)s, đang tham gia %(insured)s.") % {
                "subject": formats.number(past.subject),
                "insured": formats.number(past.insured),
            }
            address = reverse("web:run", args=[past.run])
            moments.append(Moment(past.on, shape, colour, title, counts, address))
        before = now
    return moments


def _money(card: register.EmployerCard) -> list[Moment]:
    """Notices made and decisions taken about the unit's money, from the journal."""
    if not card.unit_code:
        return []
    return [
        Moment(
            timezone.localdate(entry.at),
            "ring-ok",
            "act",
            gettext(MONEY.get(entry.action, entry.action)),
            entry.who,
        )
        for entry in entries_about(f"unit:{card.unit_code}")
    ]


def _objections(card: register.EmployerCard) -> list[Moment]:
    moments, address = [], reverse("web:employer-objections", args=[card.id])
    for one in of_employer(card.id):
        title = gettext("Đơn vị phản ánh, mã %(code)s") % {"code": one.code}
        by = one.noted_by or gettext("trang công khai")
        moments.append(Moment(timezone.localdate(one.received_at), "clock", "warn", title, by, address))
        if one.answered_at:
            said = gettext("Trả lời phản ánh %(code)s: %(outcome)s") % {
                "code": one.code,
                "outcome": lowered(gettext(one.outcome_words)),
            }
            moments.append(
                Moment(timezone.localdate(one.answered_at), "ok", "ok", said, one.answered_by, address)
            )
    return moments


def _hands(card: register.EmployerCard) -> list[Moment]:
    """Who was in charge from when on."""
    moments = []
    for span in history_of(card.id):
        title = gettext("Chuyên quản: %(officer)s") % {"officer": span.officer}
        more = (
            gettext("theo biên bản %(number)s") % {"number": span.handover}
            if span.handover
            else span.given_by
        )
        moments.append(Moment(span.starts_on, "ring-ok", "act", title, more))
    return moments


def _merges(card: register.EmployerCard, run: Run, days: dict[int, date]) -> list[Moment]:
    """Identifiers merged into this one or split from it."""
    moments = []
    for event in register.events(card.id, run=run.pk):
        template = (
            gettext("Nhập định danh %(left)s vào %(right)s")
            if event.kind == register.EventKind.MERGED_INTO
            else gettext("Tách định danh %(left)s khỏi %(right)s")
        )
        title = template % {"left": event.left_id, "right": event.right_id}
        moments.append(Moment(days.get(event.run, run.on), "half", "warn", title))
    return moments
