"""A unit's notice as the page and the paper show it: the form C12-TS with its verdict and remarks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext

from baophu.access.queries import Run
from baophu.funds.money import queries as money
from baophu.kernel.time import Month, format_day
from baophu.law.book import Book
from baophu.law.interest import entered_rates
from baophu.law.ruling import Sentence
from baophu.places.queries import area
from baophu.register.queries import EmployerCard
from baophu.reporting import formats
from baophu.reporting.documents.c12 import NoticeLine, NoticeSheet
from baophu.web.money.account import undetermined_words

HEADS = frozenset({"A", "B", "C", "D", "Đ"})
PEOPLE = frozenset({"A.1", "B.1.1", "B.1.2", "Đ.1"})
UNTOLD = frozenset({"B.5.2", "B.5.3", "A.3", "Đ.2.3"})  # lines whose dash says "not determined"
PAPER_TITLES = {"corrected": "Thông báo sửa theo biên bản đối chiếu số {number} ngày {on}."}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the form as a page shows it."""

    code: str
    title: str
    cells: tuple[str, str, str, str, str]
    head: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A notice ready to be read: who, when, how much, line by line."""

    notice: money.Notice
    card: EmployerCard
    owed_vnd: int
    interest_vnd: int
    over_vnd: int
    disputes: tuple[money.DisputeView, ...]
    entered: tuple[Sentence, ...]  # of a rate of interest that officers entered

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the form."""
        return tuple(_line(row) for row in self.notice.rows)


def paper_of(card: EmployerCard, unit_code: str, month: Month, *, run: Run, book: Book) -> Paper:
    """Give the notice of a unit and a month; raises NotFound where the ledger has none."""
    notice = money.notice(unit_code, month, run=run.pk)
    totals = {row.code: row.total or 0 for row in notice.rows}
    disputes = tuple(d for d in money.disputes_of(unit_code) if d.month == month)
    return Paper(
        notice=notice,
        card=card,
        owed_vnd=totals.get("Đ.2.2", 0),
        interest_vnd=totals.get("Đ.2.3", 0),
        over_vnd=totals.get("Đ.2.1", 0),
        disputes=disputes,
        entered=tuple(entered_rates([month], book=book)) if totals.get("B.5.3") else (),
    )


def _line(row: money.Row) -> Line:
    return Line(row.code, gettext(row.title), _cells(row), row.code in HEADS)


def _cells(row: money.Row) -> tuple[str, str, str, str, str]:
    """Five figures; a blank where the form has none, a dash where the law does not tell."""
    if row.percent:
        rates = tuple(_rate(row.percent.get(fund)) for fund in money.FUNDS)
        return (*rates, "")  # type: ignore[return-value]
    figures = [_figure(row.by_fund[fund], row.code) if fund in row.by_fund else "" for fund in money.FUNDS]
    total = "" if row.total is None and not row.by_fund else _figure(row.total, row.code)
    return (*figures, total)  # type: ignore[return-value]


def _figure(amount: int | None, code: str) -> str:
    if amount is None and code not in UNTOLD and code not in PEOPLE:
        return ""
    return formats.number(amount)


def _rate(percent: object) -> str:
    return formats.number(percent, 4) if isinstance(percent, Decimal) else formats.UNKNOWN


def sheet_of(paper: Paper, *, run: Run, made_at: str) -> NoticeSheet:
    """Give the sheet that is printed: in Vietnamese, whatever language the reader of the screen chose."""
    with translation.override("vi"):
        lines = tuple(_printed(row) for row in paper.notice.rows)
        district = area(paper.card.district_code, run.on) if paper.card.district_code else None
        seat = formats.area_name(district.rank, district.name) if district else "tỉnh Hà Tĩnh"
        return NoticeSheet(
            superior="Bảo hiểm xã hội Việt Nam" if district is None else "Bảo hiểm xã hội tỉnh Hà Tĩnh",
            office=f"Bảo hiểm xã hội {seat[:1].lower()}{seat[1:]}",
            month=f"Tháng {paper.notice.month.number} năm {paper.notice.month.year}",
            name=paper.card.name,
            unit_code=paper.notice.unit_code,
            tax_code=paper.card.tax_code or formats.UNKNOWN,
            address=_address(paper.card, run),
            verdict=f"{verdict_of(paper)}.",
            lines=lines,
            remarks=_remarks(paper),
            place_and_day=f"Hà Tĩnh, ngày …… tháng …… năm {run.on.year}",
            signer="Giám đốc",
            made_from=f"Lượt đối chiếu số {paper.notice.run}, số liệu đến {format_day(run.on)}; {made_at}",
        )


def verdict_of(paper: Paper) -> str:
    """How much is to be paid at the month's end, and what is not in it; without the full stop."""
    span = undetermined_words(paper.notice.undetermined)
    if paper.owed_vnd or paper.interest_vnd:
        said = gettext("Chuyển kỳ sau còn phải nộp %(sum)s") % {
            "sum": formats.vnd(paper.owed_vnd + paper.interest_vnd)
        }
    elif paper.over_vnd:
        said = gettext("Đã nộp thừa %(sum)s, chuyển kỳ sau") % {"sum": formats.vnd(paper.over_vnd)}
    else:
        said = gettext("Đã nộp đủ đến hết tháng")
    return f"{said}, {span}" if span else said


def _printed(row: money.Row) -> NoticeLine:
    texts = _cells(row)
    numbers = [row.by_fund.get(fund) for fund in money.FUNDS]
    cells = tuple(
        number if number is not None else text
        for number, text in zip([*numbers, row.total], texts, strict=True)
    )
    return NoticeLine(row.code, row.title, cells, head=row.code in HEADS)  # type: ignore[arg-type]


def _address(card: EmployerCard, run: Run) -> str:
    places = [area(code, run.on) for code in (card.commune_code, card.district_code) if code]
    named = [formats.area_name(place.rank, place.name) for place in places if place]
    return ", ".join([part for part in (card.address, *named) if part]) or formats.UNKNOWN


def _remarks(paper: Paper) -> tuple[str, ...]:
    """What the reader must know beside the table."""
    told = []
    span = paper.notice.undetermined
    if span is not None:
        told.append(
            f"Tiền lãi chậm đóng từ {format_day(span.first)} đến {format_day(span.last)}: chưa xác định, "
            "vì chưa có mức lãi công bố. Số trên chưa gồm khoản này."
        )
    told.extend(str(sentence) for sentence in paper.entered)
    if not paper.notice.closed:
        told.append("Tháng chưa chốt số liệu: đây là số tạm tính, còn có thể thay đổi.")
    for dispute in paper.disputes:
        if dispute.outcome == "corrected" and dispute.minutes_on:
            told.append(
                PAPER_TITLES["corrected"].format(number=dispute.minutes_no, on=format_day(dispute.minutes_on))
            )
    told.append("Nếu số liệu chưa đúng, đơn vị liên hệ cán bộ thu để đối chiếu và lập biên bản.")
    return tuple(told)
