"""Reads of employers, people and spells as of a run, within an area.

An area is an official code: 2 digits a province (everything), 3 a district, 5 a commune. A row outside the
area is absent (`NotFound`), never forbidden.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from baophu.kernel.errors import NotFound
from baophu.kernel.text import fold
from baophu.register.models import (
    Employer,
    EmployerKind,
    EmployerRecord,
    EventKind,
    IdentityEvent,
    PersonRecord,
    Spell,
    SpellKind,
)

__all__ = [
    "EmployerCard",
    "EmployerKind",
    "EventKind",
    "EventView",
    "PersonCard",
    "PersonRow",
    "SpellKind",
    "SpellView",
    "branches",
    "current",
    "deducted_people",
    "employer",
    "employers",
    "events",
    "history",
    "in_area",
    "in_run",
    "insured_people",
    "matching",
    "minted_from",
    "paid_people",
    "people",
    "person_by_number",
    "spells_of_employer",
    "spells_of_people",
    "spells_of_row",
]

DISTRICT_DIGITS, COMMUNE_DIGITS = 3, 5
LEFT = ("left", "retired", "giảm", "nghỉ việc", "nghỉ hưu", "thôi việc")  # movements that end insurance
LONGEST_CHAIN = 100  # of merges; longer would be a loop


@dataclass(frozen=True, slots=True)
class EmployerCard:
    """An employer as known in a run; `sources` is field -> "list:receipt:row:column"."""

    id: str
    kind: str
    name: str
    tax_code: str
    unit_code: str
    address: str
    commune_code: str
    district_code: str
    legal_form: str
    industry_code: str
    industry: str
    representative: str
    phone: str
    e_filing: bool | None
    parent_id: str
    sources: dict[str, str]
    run_from: int
    run_until: int | None


@dataclass(frozen=True, slots=True)
class EventView:
    """An identifier was merged into another, or split from it."""

    left_id: str
    right_id: str
    kind: str
    run: int


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as known in a run; never shown in full without an entry in the journal."""

    id: str
    full_name: str
    born_on: date | None
    id_number: str
    si_number: str
    commune_code: str
    district_code: str


@dataclass(frozen=True, slots=True)
class SpellView:
    """One row of a list about a person, with the employer it names."""

    person_id: str
    employer_id: str | None
    kind: str
    starts_on: date | None
    ends_before: date | None
    amount_vnd: int | None
    insurance_deducted_vnd: int | None
    note: str
    receipt_id: int
    row: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row of a list about a person, with the name as known in the run."""

    spell: SpellView
    full_name: str
    born_on: date | None


def in_run(run: int) -> Q:
    """Rows of a versioned table that are seen in a run."""
    return Q(run_from__lte=run) & (Q(run_until__isnull=True) | Q(run_until__gt=run))


def in_area(area_code: str) -> Q:
    """Rows with a district and a commune code that lie in an area; a province holds everything.

    Several codes joined by "+" are the areas that one was divided into: rows of any of them.
    """
    first, _, others = area_code.partition("+")
    if others:
        return in_area(first) | in_area(others)
    if len(area_code) == COMMUNE_DIGITS:
        return Q(commune_code=area_code)
    if len(area_code) == DISTRICT_DIGITS:
        return Q(district_code=area_code)
    return Q()


def current(employer_id: str, *, run: int | None = None) -> str:
    """The identifier that stands for this one after all merges (up to a run, when given).

    Raises NotFound for an unknown one. Pass the run that is shown: one under way has written merges already.
    """
    here, since = employer_id, 0
    for _ in range(LONGEST_CHAIN):
        events_here = IdentityEvent.objects.filter(subject="employer", left_id=here, run__gte=since)
        if run is not None:
            events_here = events_here.filter(run__lte=run)
        event = events_here.order_by("-run", "-id").first()
        if event is None or event.kind != EventKind.MERGED_INTO:
            break
        here, since = event.right_id, event.run
    if here == employer_id and not Employer.objects.filter(id=employer_id).exists():
        raise NotFound(what=f"đơn vị {employer_id}")
    return here


def employer(employer_id: str, *, run: int, area_code: str) -> EmployerCard:
    """An employer as known in a run; raises NotFound when unknown or outside the area."""
    row = EmployerRecord.objects.filter(in_run(run), in_area(area_code), employer_id=employer_id).first()
    if row is None:
        raise NotFound(what=f"đơn vị {employer_id}")
    return _card(row)


def minted_from(employer_id: str) -> str:
    """The earliest row known of an employer (`list:sha256:row`); raises NotFound."""
    row = Employer.objects.filter(id=employer_id).first()
    if row is None:
        raise NotFound(what=f"đơn vị {employer_id}")
    return row.minted_from


def employers(employer_ids: Iterable[str], *, run: int) -> dict[str, EmployerCard]:
    """Employers of a run by identifier, without a look at the area: names of the rows already allowed."""
    rows = EmployerRecord.objects.filter(in_run(run), employer_id__in=set(employer_ids))
    return {row.employer_id: _card(row) for row in rows}


def branches(employer_id: str, *, run: int) -> list[EmployerCard]:
    """The employers whose head office this one is, by name."""
    rows = EmployerRecord.objects.filter(in_run(run), parent_id=employer_id).order_by("name", "employer_id")
    return [_card(row) for row in rows]


def matching(text: str, *, run: int) -> QuerySet[EmployerRecord, str] | None:
    """Identifiers of employers whose searched words hold every word asked, in any order; None asks nothing.

    Accents, capitals and the spaces inside a code do not count. The result is a query, to stand in another.
    """
    words = fold(text).split()
    if not words:
        return None
    digits = "".join(words)
    every = Q()
    for word in words:
        every &= Q(search__contains=word)
    if digits.isdigit():
        every |= Q(search__contains=digits)
    return EmployerRecord.objects.filter(in_run(run)).filter(every).values_list("employer_id", flat=True)


def history(employer_id: str, *, run: int) -> list[EmployerCard]:
    """What was known of an employer from run to run up to one, newest first."""
    rows = EmployerRecord.objects.filter(employer_id=employer_id, run_from__lte=run)
    cards = [_card(row) for row in rows.order_by("-run_from", "-id")]
    return [
        replace(card, run_until=None) if card.run_until and card.run_until > run else card for card in cards
    ]


def events(employer_id: str, *, run: int) -> list[EventView]:
    """Merges and splits that touched an identifier up to a run, newest first."""
    rows = IdentityEvent.objects.filter(
        Q(left_id=employer_id) | Q(right_id=employer_id), subject="employer", run__lte=run
    ).order_by("-run", "-id")
    return [EventView(row.left_id, row.right_id, row.kind, row.run) for row in rows]


def spells_of_employer(employer_id: str, *, run: int, kinds: Collection[str] = ()) -> list[SpellView]:
    """The rows about people that name an employer, by person and start; of some kinds only when asked."""
    rows = Spell.objects.filter(in_run(run), employer_id=employer_id)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return [_spell(row) for row in rows.order_by("person_id", "starts_on", "id")]


def deducted_people(
    employer_id: str, *, run: int, on: date, paid_in: Collection[int], insured_in: Collection[int]
) -> list[PersonRow]:
    """People whose wage at an employer had insurance taken off, and whom nobody insures on a day.

    `paid_in` are the payroll lists looked at, `insured_in` the newest lists of insured people. One row per
    person (the newest payroll), the highest deduction first.
    """
    insured = Spell.objects.filter(
        in_run(run), kind=SpellKind.INSURED, person_id=OuterRef("person_id"), receipt_id__in=insured_in
    ).filter(
        Q(starts_on__isnull=True) | Q(starts_on__lte=on), Q(ends_before__isnull=True) | Q(ends_before__gt=on)
    )
    for movement in LEFT:
        insured = insured.exclude(note__istartswith=movement)
    rows = Spell.objects.filter(
        in_run(run),
        employer_id=employer_id,
        kind=SpellKind.PAID,
        insurance_deducted_vnd__gt=0,
        receipt_id__in=paid_in,
    ).exclude(Exists(insured))
    newest = rows.order_by("-starts_on", "-insurance_deducted_vnd", "receipt_id", "row")
    return sorted(
        _person_rows(newest, run), key=lambda v: (-(v.spell.insurance_deducted_vnd or 0), v.spell.person_id)
    )


def insured_people(employer_id: str, *, run: int, on: date, insured_in: Collection[int]) -> list[PersonRow]:
    """The people whom an employer insures on a day, by the newest lists; one row per person."""
    rows = Spell.objects.filter(
        in_run(run), employer_id=employer_id, kind=SpellKind.INSURED, receipt_id__in=insured_in
    ).filter(
        Q(starts_on__isnull=True) | Q(starts_on__lte=on), Q(ends_before__isnull=True) | Q(ends_before__gt=on)
    )
    for movement in LEFT:
        rows = rows.exclude(note__istartswith=movement)
    return _person_rows(rows.order_by("receipt_id", "row"), run)


def paid_people(employer_id: str, *, run: int, receipt_id: int, rows: Collection[int]) -> list[PersonRow]:
    """The people of some rows of a payroll that names an employer; one row per person."""
    found = Spell.objects.filter(
        in_run(run), employer_id=employer_id, kind=SpellKind.PAID, receipt_id=receipt_id, row__in=rows
    )
    return _person_rows(found.order_by("row"), run)


def _person_rows(rows: QuerySet[Spell], run: int) -> list[PersonRow]:
    """Rows with the names of their people, the first row of each."""
    record = PersonRecord.objects.filter(in_run(run), person_id=OuterRef("person_id"))
    named = rows.annotate(
        full_name=Subquery(record.values("full_name")[:1]), born_on=Subquery(record.values("born_on")[:1])
    )
    seen: dict[str, PersonRow] = {}
    for row in named:
        seen.setdefault(row.person_id, PersonRow(_spell(row), row.full_name or "", row.born_on))
    return list(seen.values())


def spells_of_people(
    person_ids: Iterable[str], *, run: int, kinds: Collection[str] = ()
) -> dict[str, list[SpellView]]:
    """Each person's rows in a run, by start; of some kinds only when asked."""
    found: dict[str, list[SpellView]] = {}
    rows = Spell.objects.filter(in_run(run), person_id__in=set(person_ids))
    if kinds:
        rows = rows.filter(kind__in=kinds)
    for row in rows.order_by("starts_on", "id"):
        found.setdefault(row.person_id, []).append(_spell(row))
    return found


def spells_of_row(receipt_id: int, row: int, *, run: int) -> list[SpellView]:
    """What a row of a list says of a person, as of a run."""
    return [_spell(found) for found in Spell.objects.filter(in_run(run), receipt_id=receipt_id, row=row)]


def people(person_ids: Iterable[str], *, run: int) -> dict[str, PersonCard]:
    """People of a run by identifier. Who may see them, and how much, the caller checks and journals."""
    rows = PersonRecord.objects.filter(in_run(run), person_id__in=set(person_ids))
    return {
        row.person_id: PersonCard(
            row.person_id,
            row.full_name,
            row.born_on,
            row.id_number or row.old_id_number,
            row.si_number,
            row.commune_code,
            row.district_code,
        )
        for row in rows
    }


def person_by_number(number: str, *, run: int) -> PersonCard | None:
    """The person of a social-insurance number, a citizen's number or an identifier; None unless just one."""
    digits = "".join(number.split())
    if not digits:
        return None
    either = Q(person_id=digits) | Q(si_number=digits) | Q(id_number=digits) | Q(old_id_number=digits)
    found = set(PersonRecord.objects.filter(in_run(run), either).values_list("person_id", flat=True)[:2])
    return people(found, run=run).get(next(iter(found))) if len(found) == 1 else None


def _card(row: EmployerRecord) -> EmployerCard:
    """The plain form of a record."""
    return EmployerCard(
        id=row.employer_id,
        kind=row.kind,
        name=row.name,
        tax_code=row.tax_code,
        unit_code=row.unit_code,
        address=row.address,
        commune_code=row.commune_code,
        district_code=row.district_code,
        legal_form=row.legal_form,
        industry_code=row.industry_code,
        industry=row.industry,
        representative=row.representative,
        phone=row.phone,
        e_filing=row.e_filing,
        parent_id=row.parent_id,
        sources=row.sources,
        run_from=row.run_from,
        run_until=row.run_until,
    )


def _spell(row: Spell) -> SpellView:
    """The plain form of a spell."""
    return SpellView(
        row.person_id,
        row.employer_id,
        row.kind,
        row.starts_on,
        row.ends_before,
        row.amount_vnd,
        row.insurance_deducted_vnd,
        row.note,
        row.receipt_id,
        row.row,
    )
