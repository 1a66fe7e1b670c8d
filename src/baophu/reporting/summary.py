"""The coverage table that the command line prints: the province and its districts against the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext

from baophu.coverage.queries import RateOf, rates_within, standing_counts, standing_counts_by
from baophu.law.book import Book
from baophu.lawbook.queries import book as law_book
from baophu.places.queries import areas
from baophu.reporting.formats import UNKNOWN, bare_percent, bare_points, bounds, day, number, percent
from baophu.reporting.targets import path_on, units_target

INDICATORS = ("units_plan", "units", "workers", "reporting")


@dataclass(frozen=True, slots=True)
class Lines:
    """A table ready to print: a title, the heads, the rows as text, notes below."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str]


def _with_bounds(rate: RateOf | None) -> str:
    if rate is None or rate.value is None:
        return UNKNOWN
    both = bounds(rate.low, rate.high)
    return f"{bare_percent(rate.value)} ({both})" if both else bare_percent(rate.value)


def _notes(on: date, province: dict[str, RateOf], law: Book) -> list[str]:
    notes = []
    wanted, path = units_target(law, on), path_on(law, on)
    if wanted is not None:
        word = gettext("trên %(share)s") if wanted.strict else "%(share)s"
        said = word % {"share": percent(wanted.share, 0)}
        goal = gettext("Chỉ tiêu năm %(year)s: %(said)s") % {"year": on.year, "said": said}
        road = gettext("lộ trình đến %(on)s: %(path)s") % {"on": day(on), "path": percent(path)}
        notes.append(f"{goal}; {road}." if path is not None else f"{goal}.")
    reporting = province.get("reporting")
    if reporting is not None and reporting.denominator:
        values = {"told": number(reporting.numerator), "all": number(reporting.denominator)}
        notes.append(gettext("Dựa trên danh sách quý của %(told)s/%(all)s xã, phường, thị trấn.") % values)
    notes += [f"{rate.indicator}: {rate.why}" for rate in province.values() if rate.why]
    return notes


def coverage_lines(*, run: int, on: date) -> Lines:
    """The province first, then its districts, best first; shares in per cent with their bounds."""
    code = settings.PROVINCE
    names = {a.code: a.full_name for a in areas("district", on)}
    found: dict[str, dict[str, RateOf]] = {}
    for level, codes in (("province", [code]), ("district", list(names))):
        for rate in rates_within([run], level=level, codes=codes, indicators=INDICATORS):
            found.setdefault(rate.area_code, {})[rate.indicator] = rate
    law = law_book()
    path = path_on(law, on)
    standings = {**standing_counts_by(run, "district_code"), code: standing_counts(run)}
    names[code] = next((a.full_name for a in areas("province", on) if a.code == code), code)

    def row(area: str) -> list[str]:
        rates, counts = found.get(area, {}), standings.get(area, {})
        plan = rates.get("units_plan")
        gap = plan.value - path if plan and plan.value is not None and path is not None else None
        known = [number(counts.get(kind, 0)) for kind in ("covered", "partial", "missing", "unverified")]
        shares = [_with_bounds(rates.get(name)) for name in ("units_plan", "units", "workers")]
        return [names[area], *shares[:1], bare_points(gap), *shares[1:], *known]

    def rank(area: str) -> tuple[bool, object, str]:
        value = found[area]["units_plan"].value if "units_plan" in found.get(area, {}) else None
        return (value is None, -value if value is not None else 0, area)

    districts = sorted((area for area in names if area != code), key=rank)
    return Lines(
        title=gettext("Bao phủ BHXH bắt buộc, số liệu đến hết ngày %(on)s, lượt %(run)s")
        % {"on": day(on), "run": run},
        columns=[
            gettext("Địa bàn"), gettext("Nộp thuế %"), gettext("So lộ trình"), gettext("Mọi đơn vị %"),
            gettext("Lao động %"), gettext("Đã bao phủ"), gettext("Chưa đủ"), gettext("Chưa tham gia"),
            gettext("Chưa xác minh"),
        ],
        rows=[row(area) for area in [code, *districts]],
        notes=_notes(on, found.get(code, {}), law),
    )  # fmt: skip
