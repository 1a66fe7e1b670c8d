"""The employers of a trip: who is to be visited, what each list counts, what came back already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from baophu.access.queries import Run
from baophu.coverage.standings import Line, of_employers
from baophu.coverage.visits import OUTCOME, counts_of, open_in
from baophu.intake.receipts import receipts_by_id, rows_as_taken, told_between
from baophu.kernel.text import fold
from baophu.places.queries import area
from baophu.places.rules import AreaRef
from baophu.plan.findings import OUTCOMES, FindingRow
from baophu.register.queries import EmployerCard, employers
from baophu.reporting import formats
from baophu.reporting.documents.trip import TripLine, TripSheet

MOST = 200  # employers of one sheet: eight pages
FINDINGS = "findings"
COUNTED_BY = ("tax_enterprises", "commune_businesses", "labour_use")
TITLE = "PHIẾU ĐI XÃ"
PROVINCE = "Hà Tĩnh"  # as addresses end


@dataclass(frozen=True, slots=True)
class Back:
    """What came back of one employer."""

    outcome: int
    workers: int | None
    found_on: date
    document: str
    receipt_id: int

    @property
    def words(self) -> str:
        """The outcome in the reader's language."""
        return gettext(OUTCOMES.get(self.outcome, ""))


@dataclass(frozen=True, slots=True)
class Visit:
    """One employer of the sheet."""

    card: EmployerCard
    line: Line
    counts: tuple[str, str, str, str]
    before: str  # the outcome that its standing rests on, with its day
    back: Back | None


@dataclass(frozen=True, slots=True)
class Trip:
    """A commune's sheet."""

    place: AreaRef
    district: AreaRef | None
    on: date
    run: int
    visits: tuple[Visit, ...]

    @property
    def back(self) -> int:
        """How many came back."""
        return sum(visit.back is not None for visit in self.visits)

    @property
    def left(self) -> int:
        """How many are still to be visited."""
        return len(self.visits) - self.back


def trip_of(place: AreaRef, run: Run) -> Trip:
    """The sheet of a commune as of a run, with what came back since; in a fixed number of reads."""
    ids = open_in(run.pk, commune_code=place.code, limit=MOST)
    lines, cards = of_employers(ids, run=run.pk), employers(ids, run=run.pk)
    counts, backs = counts_of(ids, run=run.pk), _backs(run.on)
    visits = tuple(
        Visit(
            card=cards[i],
            line=lines[i],
            counts=_counts(counts.get(i, {}), lines[i]),
            before=counts.get(i, {}).get(OUTCOME, ""),
            back=backs.get((place.code, sign(cards[i]))),
        )
        for i in ids
        if i in cards and i in lines
    )
    district = area(place.parent_code, run.on) if place.parent_code else None
    return Trip(place=place, district=district, on=run.on, run=run.pk, visits=visits)


def returned_by_commune(on: date) -> dict[str, int]:
    """How many employers of each commune have come back since the figures' day."""
    found: dict[str, int] = {}
    for commune, _ in _backs(on):
        found[commune] = found.get(commune, 0) + 1
    return found


def sign(card: EmployerCard) -> str:
    """What names an employer in a finding."""
    return card.tax_code or card.unit_code or card.name


def finding_of(card: EmployerCard, *, found_on: date, document: str, outcome: int, workers: int | None,
               note: str) -> FindingRow:  # fmt: skip
    """A returned line as a row of the list of findings."""
    return FindingRow(
        employer=sign(card),
        tax_code=card.tax_code,
        unit_code=card.unit_code,
        commune=card.commune_code,
        district=card.district_code,
        found_on=found_on,
        document=document,
        outcome=outcome,
        headcount=workers,
        note=note,
    )


def paper_of(trip: Trip, *, officer: str, number: int) -> TripSheet:
    """The sheet as paper and workbook have it: those not back yet, in Vietnamese."""
    named = [place.full_name for place in (trip.place, trip.district) if place]
    inside = {fold(place.name) for place in (trip.place, trip.district) if place} | {fold(PROVINCE)}
    lines = [_printed(visit, inside) for visit in trip.visits if visit.back is None]
    return TripSheet(
        title=TITLE,
        place=", ".join(named),
        told=f"{len(lines)} đơn vị; số liệu đến hết ngày {trip.on:%d/%m/%Y}",
        lines=lines,
        outcomes=list(OUTCOMES.items()),
        officer=officer,
        made_from=f"Bao Phủ · lượt đối chiếu số {number} · số liệu đến hết ngày {trip.on:%d/%m/%Y}",
    )


def _printed(visit: Visit, inside: set[str]) -> TripLine:
    """One employer as it is printed; its address without the places that the sheet's head names."""
    card = visit.card
    return TripLine(
        key=card.id,
        name=card.name,
        owner="" if card.representative == card.name else card.representative,
        address=_near(card.address, inside),
        tax_code=card.tax_code,
        unit_code=card.unit_code,
        phone=card.phone,
        counts=visit.counts,
        before=visit.before,
    )


def _near(address: str, inside: set[str]) -> str:
    """An address as far as it says more than where the sheet is: house, street, hamlet."""
    parts = [part.strip() for part in address.split(",")]
    while len(parts) > 1 and any(fold(parts[-1]).endswith(name) for name in inside):
        parts.pop()
    return ", ".join(parts)


def _counts(told: dict[str, str], line: Line) -> tuple[str, str, str, str]:
    """Tax, commune, labour, insured; a dash where a list says nothing."""
    tax, commune, labour = (told.get(name, formats.UNKNOWN) for name in COUNTED_BY)
    return tax, commune, labour, str(line.insured)


def _backs(since: date) -> dict[tuple[str, str], Back]:
    """Findings told since a day, by commune and what names the employer; the newest of each."""
    found: dict[tuple[str, str], Back] = {}
    told = receipts_by_id(told_between(FINDINGS, since=since, on=date.max))
    for receipt in sorted(told.values(), key=lambda r: (r.span.begins_on, r.id)):
        for row in rows_as_taken(receipt):
            finding = FindingRow.of(row)
            back = Back(finding.outcome, finding.headcount, finding.found_on, finding.document, receipt.id)
            found[str(row.get("commune_code") or finding.commune), finding.employer] = back
    return found
