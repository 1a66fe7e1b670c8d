"""Papers of the lists' pages: the receipt as PDF; reminders of what is overdue, as text and as PDF."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_GET

import baophu.access.actions as journal
from baophu.intake import receipts
from baophu.intake.contracts import contracts
from baophu.intake.receipts import ReceiptView
from baophu.kernel.time import format_day
from baophu.places.queries import agencies
from baophu.plan import queries as plan
from baophu.plan.duties import DutyState, Expected
from baophu.reporting.documents.receipt import ReceiptPaper, receipt_pdf
from baophu.reporting.documents.reminder import Reminder, ReminderPaper, reminder_pdf
from baophu.reporting.formats import moment, number
from baophu.web.context import run_of
from baophu.web.guards import Asked, page
from baophu.web.lists.access import Sight, check_seen, own_agency, sight_of
from baophu.web.lists.asof import day_shown
from baophu.web.lists.words import FAULTS

MOST = 300  # reminders of one paper: every commune and agency of a province
STATE = {
    "accepted": "Danh sách này đang được tính.",
    "replaced": "Đã có bản sửa thay cho bản này; bản này được giữ, không còn được tính.",
    "withdrawn": "Danh sách này đã rút, không còn được tính.",
}


@require_GET
@page("receipt")
def receipt_paper(request: Asked, receipt_id: int) -> HttpResponse:
    """The receipt as PDF, in Vietnamese: it is an office's paper."""
    found = check_seen(receipts.receipt(receipt_id), sight_of(request.user, timezone.localdate()))
    with translation.override("vi"):
        content = receipt_pdf(_receipt(found))
    return _as_pdf(content, f"bien-nhan-{found.number}")


def _receipt(found: ReceiptView) -> ReceiptPaper:
    """What stands on a receipt."""
    known = contracts().get(found.list_name)
    lines = [
        ("Danh sách", known.title if known else found.list_name),
        ("Kỳ", f"{found.span.vietnamese}, bản {found.version}"),
        ("Cơ quan gửi", found.agency_name),
        ("Ngày nhận", format_day(found.received_on)),
        ("Vào hệ thống", moment(found.received_at)),
        ("Người gửi", found.by_name or "hệ thống"),
    ]
    if found.nil:
        lines.append(("Nội dung", "Báo không thay đổi"))
    else:
        lines += [
            ("Dòng đã nhận", number(found.taken)),
            ("Dòng chờ sửa", number(found.quarantined)),
            ("Tệp", found.file_name),
            ("Dấu tệp (SHA-256)", f"{found.sha256[:32]} {found.sha256[32:]}"),
        ]
    kinds = [(FAULTS.get(code, code), title, n) for code, title, n in receipts.fault_kinds(found.id)]
    return ReceiptPaper(
        number=found.number,
        state=STATE[found.state],
        lines=lines,
        kinds=kinds,
        made_from=f"Bao Phủ · biên nhận {found.number}",
    )


@require_GET
@page("reminders")
def reminders(request: Asked) -> HttpResponse:
    """What is overdue of whom, each with the text of a reminder."""
    on = day_shown(request)
    found = _reminders(on, sight_of(request.user, on))
    return render(request, "web/lists/reminders.html", {"on": on, "reminders": found})


@require_GET
@page("reminders")
def reminder_paper(request: Asked) -> HttpResponse:
    """The reminders as PDF, one page an agency; journaled."""
    on = day_shown(request)
    found = _reminders(on, sight_of(request.user, on))
    own = {a.code: a.name for a in agencies(on)}.get(own_agency(request.user), "Ủy ban nhân dân tỉnh")
    run = run_of(request)
    paper = ReminderPaper(
        office=own,
        on=format_day(on),
        reminders=found,
        made_from=f"Bao Phủ · tính đến ngày {format_day(on)}" + (f" · lượt {run.pk}" if run else ""),
    )
    journal.record(
        by=request.user,
        at=timezone.now(),
        action="reminder.print",
        subject="lists",
        area_code=request.user.area_code,
        detail={"on": on.isoformat(), "agencies": len(found)},
    )
    return _as_pdf(reminder_pdf(paper), f"nhac-gui-danh-sach-{on.isoformat()}")


def _reminders(on: date, sight: Sight) -> list[Reminder]:
    """Each agency within sight that owes something overdue, the longest overdue first."""
    codes = (
        None if sight.whole else frozenset(a.code for a in agencies(on) if sight.covers(a.code, a.area_code))
    )
    late = plan.late_agencies(plan.expected(on=on, agency_codes=codes))
    by_agency: dict[str, list[Expected]] = defaultdict(list)
    for item in late:
        if item.state is DutyState.OVERDUE:
            by_agency[item.agency_code].append(item)
    return [_reminder(on, items) for items in list(by_agency.values())[:MOST]]


def _reminder(on: date, items: Sequence[Expected]) -> Reminder:
    """The text of one agency's reminder, Vietnamese as it is sent."""
    lines = [
        (item.duty.title, item.period.vietnamese, format_day(item.due_on), f"{item.days} ngày")
        for item in items
    ]
    text = (
        f"Đến hết ngày {format_day(on)}, {items[0].agency_name} còn {len(items)} danh sách quá hạn sau. "
        "Đề nghị gửi danh sách, hoặc báo “không thay đổi” nếu kỳ này không có gì mới; báo như vậy cũng được "
        "tính là đã gửi."
    )
    return Reminder(agency=items[0].agency_name, lines=lines, text=text)


def _as_pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to keep."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer
