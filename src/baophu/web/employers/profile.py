"""One employer's page, put together from the register, its standing, its rows and its doubtful pairs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext, gettext_noop

from baophu.access.queries import Run
from baophu.coverage.reasons import REASONS
from baophu.coverage.standings import Evidence, Finding, of_employer, of_employers
from baophu.intake.receipts import ReceiptView, newest_told, told_between
from baophu.kernel.time import Month
from baophu.linkage import rules
from baophu.linkage.rows import Pair, RowLink, pairs_of, rows_of
from baophu.places.queries import area
from baophu.register import queries as register
from baophu.reporting import formats
from baophu.web.employers.chart import NARROW, WIDE, Dot, axis_end, dot
from baophu.web.employers.sources import Cell, Source, name_source, receipts_of

COUNTS = frozenset({"headcount", "hired", "annex"})
COUNTED = frozenset({"missing", "partial", "covered_enough"})  # reasons that the counts explain
MOST_TOLD = 4
CODE_BEFORE = re.compile(r"\s*(?P<code>\d{4,5})\s*[:.–-]\s*(?P<words>\S.*)", re.DOTALL)
PHONE_DIGITS = (9, 10, 11)
STATEMENTS = frozenset({"status", "note", "event", "outcome", "outcome_code"})
EVIDENCE_MONTHS = 18  # contracts: evidence reaches back 18 months
FIELDS: tuple[tuple[str, str, str], ...] = (  # of the record, of its sources, title
    ("tax_code", "tax_code", gettext_noop("Mã số thuế")),
    ("unit_code", "unit_code", gettext_noop("Mã đơn vị BHXH")),
    ("legal_form", "legal_form", gettext_noop("Loại hình")),
    ("industry", "industry", gettext_noop("Ngành nghề")),
    ("address", "place", gettext_noop("Địa chỉ")),
    ("representative", "representative", gettext_noop("Đại diện")),
    ("phone", "phone", gettext_noop("Điện thoại")),
    ("e_filing", "e_filing", gettext_noop("Giao dịch điện tử")),
)
METHODS = {
    "exact": gettext_noop("trùng mã, có thông tin khác xác nhận"),
    "probable": gettext_noop("máy so tên, địa chỉ, đại diện"),
    "judged": gettext_noop("cán bộ đã xét"),
    "new": gettext_noop("dòng đầu tiên của đơn vị"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of the record and the cell it came from."""

    name: str
    title: str
    value: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class Count:
    """One source's count of workers, with its dots."""

    source: Source
    people: int
    insured: bool  # the square: people taking part
    dots: tuple[Dot, Dot]  # wide, narrow


@dataclass(frozen=True, slots=True)
class Statement:
    """What a list says of the employer being at work or closed."""

    source: Source
    said: str


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row of a list that belongs to this employer."""

    source: Source
    how: str
    probability: str


@dataclass(frozen=True, slots=True)
class PairLine:
    """A doubtful pair, from this employer's side."""

    pair: Pair
    other_name: str
    weight: str  # in bits


@dataclass(frozen=True, slots=True)
class Profile:
    """All that the first tab shows."""

    card: register.EmployerCard
    finding: Finding | None
    verdict: str
    because: str
    places: tuple[tuple[str, str], ...]  # (code, full name), the larger first
    facts: tuple[Fact, ...]
    counts: tuple[Count, ...]
    statements: tuple[Statement, ...]
    rows: tuple[OwnRow, ...]
    pairs: tuple[PairLine, ...]
    deducted: tuple[register.PersonRow, ...]


def profile_of(card: register.EmployerCard, run: Run) -> Profile:
    """Everything of one employer as of a run, in a fixed number of reads."""
    finding = of_employer(card.id, run=run.pk)
    links = rows_of(card.id, run=run.pk)
    cells = {name: cell for name, text in card.sources.items() if text and (cell := Cell.parse(text))}
    receipts = receipts_of([*cells.values(), *map(_link_cell, links), *_evidence_cells(finding)])
    counts = _counts(finding, receipts)
    return Profile(
        card=card,
        finding=finding,
        verdict=verdict(finding),
        because=_because(finding, counts),
        places=places_of(card, run.on),
        facts=_facts(card, cells, receipts),
        counts=counts,
        statements=_statements(finding, receipts),
        rows=tuple(_own_row(link, receipts) for link in links),
        pairs=_pairs(card.id, run.pk),
        deducted=tuple(deducted_of(card.id, run)) if finding and finding.line.deducted_not_insured else (),
    )


def deducted_of(employer_id: str, run: Run) -> list[register.PersonRow]:
    """People whose insurance was taken off the wage while nobody insures them on the run's day."""
    since = Month.of(run.on).plus(-EVIDENCE_MONTHS).first
    return register.deducted_people(
        employer_id,
        run=run.pk,
        on=run.on,
        paid_in=told_between("tax_payroll", since=since, on=run.on),
        insured_in=newest_told("insured_members", on=run.on),
    )


def _because(finding: Finding | None, counts: Sequence[Count]) -> str:
    """What the standing rests on: the counts of the sources and the article, else the run's own sentence."""
    if finding is None:
        return ""
    line = finding.line
    article = line.because_values.get("article")
    stated = [count for count in counts if not count.insured][:MOST_TOLD]
    if line.because_code not in COUNTED or not article or not stated:
        return because_of(line.because_code, line.because_values, line.because)
    told = "; ".join(
        gettext("%(source)s: %(n)s người") % {"source": c.source.title, "n": formats.number(c.people)}
        for c in stated
    )
    return f"{told}. " + gettext("Căn cứ: %(article)s.") % {"article": article}


def places_of(card: register.EmployerCard, on: date) -> tuple[tuple[str, str], ...]:
    """The district and the commune, by code and full name."""
    found = (area(code, on) for code in (card.district_code, card.commune_code) if code)
    return tuple((place.code, formats.area_name(place.rank, place.name)) for place in found if place)


def verdict(finding: Finding | None) -> str:
    """The first sentence of the page: who takes part, who should, how many lack."""
    if finding is None:
        return gettext("Lượt đối chiếu này chưa xét đơn vị.")
    line = finding.line
    values = {
        "insured": formats.number(line.insured),
        "subject": formats.number(line.subject),
        "lacking": formats.number(line.lacking),
    }
    sentences = {
        "partial": gettext("Đang tham gia %(insured)s, thuộc diện %(subject)s: thiếu %(lacking)s lao động."),
        "missing": gettext("Chưa tham gia; có %(subject)s lao động thuộc diện."),
        "unverified": gettext("Chưa tham gia; chưa rõ có lao động thuộc diện hay không."),
        "not_subject": gettext("Không có lao động thuộc diện tham gia."),
        "ceased": gettext("Đã ngừng hoạt động."),
    }
    covered = (
        gettext("Đang tham gia %(insured)s người; chưa có nguồn nào ghi số lao động thuộc diện.")
        if line.subject is None
        else gettext("Đang tham gia %(insured)s, thuộc diện %(subject)s: đủ.")
    )
    return sentences.get(line.standing, covered) % values


def because_of(code: str, values: Mapping[str, object], sentence: str) -> str:
    """Why, with the article: the run's own sentence, or the same in the reader's language."""
    template = REASONS.get(code)
    if template is None or not formats.english():
        return sentence
    try:
        return gettext(template).format(**values)
    except KeyError:  # an older run kept other values: its own sentence stands
        return sentence


def _facts(
    card: register.EmployerCard, cells: Mapping[str, Cell], receipts: dict[int, ReceiptView]
) -> tuple[Fact, ...]:
    """The record's fields in the page's order; unknown ones too, as a dash."""
    facts = []
    for name, source_name, title in FIELDS:
        value = getattr(card, name)
        if name == "e_filing":
            value = {True: gettext("Có"), False: gettext("Không")}.get(value, "")
        if name == "industry":
            value = industry_words(value, card.industry_code)
        if name == "phone":
            value = phone_words(value)
        cell = cells.get(source_name)
        source = name_source(cell, receipts) if cell and value else None
        facts.append(Fact(name, gettext(title), value, source))
    return tuple(facts)


def industry_words(industry: str, code: str) -> str:
    """A line of business with its code behind it, also where the list wrote `4711:Bán lẻ` in one cell."""
    written = CODE_BEFORE.match(industry)
    if written:
        code, industry = code or written["code"], written["words"]
    return f"{industry} ({code})" if industry and code else industry or code


def phone_words(phone: str) -> str:
    """A telephone number in groups, `0915 234 412`; anything else as it is written."""
    if not (phone.isascii() and phone.isdigit() and len(phone) in PHONE_DIGITS):
        return phone
    return f"{phone[:-6]} {phone[-6:-3]} {phone[-3:]}"


def _counts(finding: Finding | None, receipts: dict[int, ReceiptView]) -> tuple[Count, ...]:
    """Counts of workers by source, the highest first; BHXH's own last."""
    if finding is None:
        return ()
    stated = [(e, int(str(e.value))) for e in finding.evidence if _is_count(e)]
    own = [e for e in finding.evidence if e.column == "insured_workers"][:1]
    found = sorted(stated, key=lambda pair: (-pair[1], pair[0].list_name, pair[0].receipt_id))
    rows = [(e, people, False) for e, people in found] + [(e, finding.line.insured, True) for e in own]
    line = finding.line
    most = axis_end([people for _, people, _ in rows] + [line.subject_high])
    return tuple(
        Count(
            source=name_source(_evidence_cell(e), receipts),
            people=people,
            insured=insured,
            dots=(
                dot(people, low=line.subject_low, high=line.subject_high, most=most, width=WIDE),
                dot(people, low=line.subject_low, high=line.subject_high, most=most, width=NARROW),
            ),
        )
        for e, people, insured in rows
    )


def _is_count(evidence: Evidence) -> bool:
    """Whether a piece of evidence counts workers."""
    return evidence.column in COUNTS and str(evidence.value).isdigit()


def _statements(finding: Finding | None, receipts: dict[int, ReceiptView]) -> tuple[Statement, ...]:
    """What lists say of the employer being at work or closed."""
    return tuple(
        Statement(name_source(_evidence_cell(e), receipts), str(e.value))
        for e in (finding.evidence if finding else ())
        if e.column in STATEMENTS and e.value is not None
    )


def _pairs(employer_id: str, run: int) -> tuple[PairLine, ...]:
    """The doubtful pairs with the other side's name."""
    pairs = pairs_of(employer_id, run=run)
    others = of_employers([pair.other_id for pair in pairs], run=run) if pairs else {}
    return tuple(
        PairLine(
            pair,
            others[pair.other_id].name if pair.other_id in others else pair.other_id,
            bits(pair.weight_milli),
        )
        for pair in pairs
    )


def bits(weight_milli: int) -> str:
    """A weight of evidence in bits (doublings of the odds): `+5,2`."""
    return formats.signed(rules.bits(weight_milli), 1)


def _own_row(link: RowLink, receipts: dict[int, ReceiptView]) -> OwnRow:
    """A row with how it was found."""
    sure = formats.percent(Decimal(link.probability_e4) / 10_000, 1) if link.method == "probable" else ""
    return OwnRow(
        name_source(_link_cell(link), receipts), gettext(METHODS.get(link.method, link.method)), sure
    )


def _link_cell(link: RowLink) -> Cell:
    """The row's place."""
    return Cell(link.list_name, link.receipt_id, link.row, "")


def _evidence_cell(evidence: Evidence) -> Cell:
    """The evidence's place."""
    return Cell(evidence.list_name, evidence.receipt_id, evidence.row, evidence.column)


def _evidence_cells(finding: Finding | None) -> list[Cell]:
    """The places of all evidence."""
    return [_evidence_cell(e) for e in finding.evidence] if finding else []
