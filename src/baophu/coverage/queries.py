"""Reads of standings and rates: a run's, their history, and what changed between two runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum

from baophu.coverage.models import Rate, Standing, StandingKind
from baophu.coverage.sources import unpacked

STANDINGS: tuple[str, ...] = tuple(StandingKind.values)
INSIDE = frozenset({StandingKind.COVERED, StandingKind.PARTIAL})
LIABLE = INSIDE | {StandingKind.MISSING}
NONE = ""  # the standing of an employer that a run does not know


def standing_label(kind: str) -> str:
    """The Vietnamese name of a standing (a msgid)."""
    return str(StandingKind(kind).label)


@dataclass(frozen=True, slots=True)
class RateOf:
    """One indicator of one area in one run; shares of 1, None where a list is missing (`why` says which)."""

    run: int
    on: date
    area_code: str
    area: str
    level: str
    indicator: str
    dimension: str
    category: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    why: str


FIELDS = (
    "run_id", "on", "area_code", "area", "level", "indicator", "dimension", "category",
    "value", "low", "high", "numerator", "denominator", "why",
)  # fmt: skip


def _rates(found: QuerySet[Rate]) -> list[RateOf]:
    return [RateOf(*row) for row in found.values_list(*FIELDS)]


def rates_of(run: int, *, area_code: str, level: str) -> list[RateOf]:
    """Every rate of one area in a run, its breakdowns too, in the order of indicator and category."""
    found = Rate.objects.filter(run_id=run, area_code=area_code, level=level)
    return _rates(found.order_by("indicator", "dimension", "category"))


def rates_within(
    runs: Iterable[int], *, level: str, codes: Iterable[str], indicators: Iterable[str]
) -> list[RateOf]:
    """The whole rates (no breakdown) of several areas of one level in some runs, by code."""
    found = Rate.objects.filter(
        run_id__in=list(runs), level=level, dimension="", area_code__in=list(codes),
        indicator__in=list(indicators),
    )  # fmt: skip
    return _rates(found.order_by("area_code", "indicator", "run_id"))


def export_rates(run: int) -> list[RateOf]:
    """Every whole rate of a run."""
    return _rates(Rate.objects.filter(run_id=run, dimension=""))


def export_breakdown(run: int) -> list[RateOf]:
    """Every rate of a run by kind, size or sector."""
    return _rates(Rate.objects.filter(run_id=run).exclude(dimension=""))


def history(*, runs: Iterable[int], area_code: str, level: str, indicators: Iterable[str]) -> list[RateOf]:
    """The whole rates of one area over some runs, by day; the newest run of a day counts."""
    found = Rate.objects.filter(
        run_id__in=list(runs), area_code=area_code, level=level, dimension="", indicator__in=list(indicators)
    ).order_by("on", "run_id")
    newest = {(rate.indicator, rate.on): rate for rate in _rates(found)}
    return sorted(newest.values(), key=lambda rate: (rate.indicator, rate.on))


def standing_counts(run: int, **conditions: object) -> dict[str, int]:
    """How many employers stand where; every standing is named, 0 where none. Conditions as of `Standing`."""
    found = Standing.objects.filter(run_id=run, **conditions).values("standing").annotate(n=Count("id"))
    counted = {row["standing"]: row["n"] for row in found}
    return {kind: counted.get(kind, 0) for kind in STANDINGS}


def standing_counts_by(run: int, field: str, **conditions: object) -> dict[str, dict[str, int]]:
    """The same by `district_code`, `commune_code`, `kind`, `size` or `sector`; "" for those without one."""
    found = (
        Standing.objects.filter(run_id=run, **conditions).values(field, "standing").annotate(n=Count("id"))
    )
    counted: dict[str, dict[str, int]] = {}
    for row in found:
        counted.setdefault(row[field], dict.fromkeys(STANDINGS, 0))[row["standing"]] = row["n"]
    return counted


def deducted_not_insured(run: int, **conditions: object) -> tuple[int, int]:
    """Employers that deducted insurance from people who are not insured, and how many such people."""
    found = Standing.objects.filter(run_id=run, deducted_not_insured__gt=0, **conditions)
    sums = found.aggregate(employers=Count("id"), people=Sum("deducted_not_insured"))
    return sums["employers"], sums["people"] or 0


STANDING_COLUMNS = (
    "employer_id", "tax_code", "unit_code", "name", "kind", "district_code", "commune_code", "standing",
    "subject_low", "subject", "subject_high", "insured", "because", "rows",
)  # fmt: skip


def export_standings(run: int) -> Iterator[tuple[object, ...]]:
    """Every standing of a run as plain values, in the order of `STANDING_COLUMNS`; read in pieces."""
    found = Standing.objects.filter(run_id=run).values_list(*STANDING_COLUMNS)
    for *told, rows in found.iterator(chunk_size=5000):
        yield *told, ";".join(unpacked(rows))


@dataclass(frozen=True, slots=True)
class Move:
    """How many employers went from one standing (and place in the PLAN rate) to another between two runs."""

    before: str  # "" where the earlier run did not know it
    after: str  # "" where the later run does not know it
    paying_before: bool
    paying_after: bool
    employers: int


_MOVES = """
SELECT coalesce(b.standing, ''), a.standing, coalesce(b.paying_tax, {no}), a.paying_tax, count(*)
FROM (SELECT * FROM {table} WHERE run_id = %s{where}) a
LEFT JOIN (SELECT * FROM {table} WHERE run_id = %s{where}) b ON b.employer_id = a.employer_id
GROUP BY 1, 2, 3, 4
UNION ALL
SELECT a.standing, '', a.paying_tax, {no}, count(*)
FROM (SELECT * FROM {table} WHERE run_id = %s{where}) a
LEFT JOIN (SELECT * FROM {table} WHERE run_id = %s{where}) b ON b.employer_id = a.employer_id
WHERE b.employer_id IS NULL GROUP BY 1, 2, 3, 4
"""


def moves(before: int, after: int, *, conditions: Mapping[str, str]) -> list[Move]:
    """How many employers stand where in two runs within an area (`district_code`, `commune_code`), in order.

    An employer that crossed the area's border counts as new in one and gone in the other.
    """
    names = [name for name in ("district_code", "commune_code") if name in conditions]
    values = [conditions[name] for name in names]
    parts = {
        "table": connection.ops.quote_name(Standing._meta.db_table),
        "where": "".join(f" AND {name} = %s" for name in names),
        "no": "false" if connection.vendor == "postgresql" else "0",
    }
    asked: list[int | str] = []
    for end in (after, before, before, after):
        asked += [end, *values]
    with connection.cursor() as cursor:
        cursor.execute(_MOVES.format(**parts), asked)
        found = [Move(was, now, bool(paid), bool(pays), n) for was, now, paid, pays, n in cursor.fetchall()]
    return sorted(found, key=lambda m: (m.before, m.after, m.paying_before, m.paying_after))


def movers(
    before: int, after: int, *, pairs: Iterable[tuple[str, str]], conditions: Mapping[str, str]
) -> QuerySet[Standing]:
    """The employers that moved between these standings, each as it stands in the later run with `was` beside.

    Pairs that end in "" (gone) are answered from the earlier run; do not mix them with others in one call.
    """
    wanted = list(pairs)
    gone = any(now == NONE for _, now in wanted)
    here, other = (before, after) if gone else (after, before)
    elsewhere = Standing.objects.filter(run_id=other, employer_id=OuterRef("employer_id"), **conditions)
    found = Standing.objects.filter(run_id=here, **conditions)
    if gone:
        return found.filter(~Exists(elsewhere), standing__in=[was for was, _ in wanted]).annotate(
            was=F("standing")
        )
    found = found.annotate(was=Subquery(elsewhere.values("standing")[:1]))
    either = Q(pk__in=[])
    for was, now in wanted:
        either |= Q(standing=now, was__isnull=True) if was == NONE else Q(standing=now, was=was)
    return found.filter(either)
