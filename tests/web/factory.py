"""A small invented province: runs, standings and rates made directly, for pages to be tried on.

The rates follow the published definition (contracts, `export coverage`) in plain Python, with one share q for
the whole province; nothing here is a real employer.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from baophu.access.models import Role, Run, RunState, User
from baophu.coverage.models import Rate, Standing
from baophu.places.queries import areas
from baophu.register.models import Employer, EmployerRecord

PASSWORD = "demo-157-bp"
SIZES = ("1-9", "10-49", "50-199", "200+")
KINDS = ("enterprise", "household", "cooperative", "branch", "public")
FIRST = ("Công ty TNHH", "Công ty CP", "Hộ kinh doanh", "HTX", "Doanh nghiệp tư nhân")
MIDDLE = ("Xây dựng", "Vận tải", "Thủy sản", "May mặc", "Cơ khí", "Nông sản", "Thương mại", "Du lịch", "Gỗ")
LAST = ("Sông Lam Xanh", "Hồng Lĩnh Mới", "Biển Ngọc", "Trường An Phát", "Đồi Chè", "Phú Lộc Sinh", "Mai Hoa")
REPORTED = {  # per district, so that the pages show a spread
    "436": 0.84, "437": 0.82, "449": 0.80, "440": 0.78, "442": 0.78, "445": 0.76, "446": 0.75, "443": 0.73,
    "439": 0.69, "447": 0.69, "448": 0.67, "441": 0.61, "444": 0.60,
}  # fmt: skip


def person(
    username: str,
    role: Role = Role.SI_DIRECTOR,
    area: str = "42",
    full_name: str = "",
    *,
    with_password: bool = False,
) -> User:
    """Someone of a role and area; the password, slow to make, only where a test types it."""
    user = User(username=username, role=role, area_code=area, full_name=full_name or f"Cán bộ {username}")
    if with_password:
        user.set_password(PASSWORD)
    else:
        user.set_unusable_password()
    user.save()
    return user


def run(on: date, *, published: bool = True) -> Run:
    """A run that evidence up to `on` went into."""
    moment = datetime.combine(on + timedelta(days=5), time(23, 12), tzinfo=UTC)
    return Run.objects.create(
        on=on,
        state=RunState.PUBLISHED if published else RunState.FAILED,
        started_at=moment - timedelta(minutes=4),
        published_at=moment if published else None,
        evidence_hash="9f41c07a55e2" + "0" * 52,
        law_hash="1b2c3d4e5f60" + "0" * 52,
        decisions_hash="a0a1a2a3a4a5" + "0" * 52,
        result_hash="b7b8b9babbbc" + "0" * 52,
        figures={"employers": 0},
    )


def _employer(number: int, **fields: object) -> EmployerRecord:
    """An employer with its golden record, not stored yet."""
    made = Employer(id=f"E{number:08}", minted_from=f"tax_enterprises:0:{number}", minted_run=1)
    known: dict[str, object] = {
        "kind": "enterprise",
        "name": f"Đơn vị {number}",
        "search": f"don vi {number}",
    }
    return EmployerRecord(employer=made, run_from=1, **{**known, **fields})


def employer(number: int, **fields: object) -> EmployerRecord:
    """An employer with its golden record."""
    record = _employer(number, **fields)
    record.employer.save()
    record.save()
    return record


def _standing(of: Run, record: EmployerRecord, kind: str, **fields: object) -> Standing:
    """Where an employer stands in a run, not stored yet."""
    known: dict[str, object] = {
        "kind": record.kind, "name": record.name, "tax_code": record.tax_code, "insured": 0,
        "district_code": record.district_code, "commune_code": record.commune_code, "paying_tax": True,
        "because_code": kind, "because": "Đang tham gia 5, thuộc diện 12: thiếu 7 lao động.",
        "rows": "tax_enterprises:DS.xlsx:7", "sector": "C", "size": "1-9",
    }  # fmt: skip
    return Standing(run=of, employer=record.employer, standing=kind, **{**known, **fields})


def standing(of: Run, record: EmployerRecord, kind: str, **fields: object) -> Standing:
    """Where an employer stands in a run."""
    made = _standing(of, record, kind, **fields)
    made.save()
    return made


@dataclass(frozen=True)
class Sample:
    """What was made."""

    runs: list[Run]
    employers: int


def province(
    *,
    employers: int = 150,
    seed: int = 7,
    days: tuple[date, ...] = (),
    communes_of: tuple[str, ...] = ("436", "437"),
) -> Sample:
    """Some runs over an invented province; rates of communes only within the districts named."""
    dice = random.Random(seed)
    days = days or (date(2018, 3, 31), date(2018, 6, 30), date(2018, 9, 30))
    records = _employers(employers, dice)
    states = {record.employer_id: _first_standing(record, dice) for record in records}
    runs = []
    for number, day in enumerate(days):
        made = run(day)
        if number:
            states = {key: _next_standing(state, dice) for key, state in states.items()}
        found: list[Standing] = []
        for record in records[: len(records) - 20 * (len(days) - 1 - number)]:
            state = states[record.employer_id]
            insured = dice.randint(1, 40) if state in {"covered", "partial"} else 0
            subject = {"covered": insured, "partial": insured + 6, "missing": dice.randint(1, 15)}.get(state)
            found.append(_standing(
                made, record, state, insured=insured, subject=subject, subject_low=subject, subject_high=subject,
                paying_tax=state != "ceased" and record.kind != "household",
                size=dice.choice(SIZES[:2]) if insured < 30 else "50-199", sector=dice.choice("ACFGHIN"),
                deducted_not_insured=3 if state == "missing" and dice.random() < 0.04 else 0,
            ))  # fmt: skip
        Standing.objects.bulk_create(found)
        _rates(made, communes_of)
        runs.append(made)
    return Sample(runs, employers)


def _employers(count: int, dice: random.Random) -> list[EmployerRecord]:
    communes = [(a.parent_code, a.code) for a in areas("commune", date(2018, 6, 30))]
    made = []
    for number in range(1, count + 1):
        district, commune = dice.choice(communes)
        name = f"{dice.choice(FIRST)} {dice.choice(MIDDLE)} {dice.choice(LAST)} {number}"
        made.append(
            _employer(
                number, name=name, kind=dice.choice(KINDS[:1] * 6 + KINDS[1:]), district_code=district,
                commune_code=commune, tax_code=f"99{number:08}", search=name.lower(),
            )
        )  # fmt: skip
    Employer.objects.bulk_create([record.employer for record in made])
    EmployerRecord.objects.bulk_create(made)
    return made


def _first_standing(record: EmployerRecord, dice: random.Random) -> str:
    if dice.random() < REPORTED.get(record.district_code, 0.7) - 0.16:
        return "covered" if dice.random() < 0.85 else "partial"
    return dice.choices(("missing", "unverified", "not_subject", "ceased"), (50, 20, 15, 15))[0]


def _next_standing(state: str, dice: random.Random) -> str:
    if dice.random() > 0.08:
        return state
    ways = {
        "missing": ("covered", "covered", "partial", "ceased", "not_subject"),
        "unverified": ("missing", "covered", "not_subject"),
        "covered": ("covered", "partial", "missing"),
    }
    return dice.choice(ways.get(state, (state, "covered")))


def _share(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    if denominator <= 0:
        return None
    return (numerator / denominator).quantize(Decimal("0.000001"), rounding=ROUND_HALF_UP)


def _unit_rate(rows: list[Standing], q: Decimal) -> dict[str, Decimal | None]:
    count = Counter(row.standing for row in rows)
    inside = Decimal(count["covered"] + count["partial"])
    known, open_ = inside + count["missing"], count["unverified"]
    bottom = (known + q * open_).quantize(Decimal("0.0001"))
    return {
        "value": _share(inside, bottom), "low": _share(inside, known + open_), "high": _share(inside, known),
        "numerator": inside, "denominator": bottom,
    }  # fmt: skip


def _rates(made: Run, communes_of: tuple[str, ...]) -> None:
    rows = list(Standing.objects.filter(run=made))
    count = Counter(row.standing for row in rows)
    liable = count["covered"] + count["partial"] + count["missing"]
    q = Decimal(liable) / max(1, liable + count["not_subject"])
    every = [("province", "42", "Tỉnh Hà Tĩnh")]
    every += [("district", a.code, a.full_name) for a in areas("district", made.on)]
    every += [
        ("commune", a.code, a.full_name) for a in areas("commune", made.on) if a.parent_code in communes_of
    ]
    found: list[Rate] = []
    for level, code, name in every:
        own = rows if level == "province" else [r for r in rows if getattr(r, f"{level}_code") == code]
        base = {"run": made, "on": made.on, "area_code": code, "area": name, "level": level}
        found += _of_area(base, own, q, level)
    Rate.objects.bulk_create(found)


def _of_area(base: dict[str, object], own: list[Standing], q: Decimal, level: str) -> list[Rate]:
    plan = [row for row in own if row.paying_tax]
    found = [Rate(**base, indicator="units", **_unit_rate(own, q))]
    found.append(Rate(**base, indicator="units_plan", **_unit_rate(plan, q)))
    insured = Decimal(sum(row.insured for row in own))
    must = Decimal(sum(max(row.subject or 0, row.insured) for row in own))
    share = _share(insured, must)
    low = share and (share * Decimal("0.96")).quantize(Decimal("0.000001"))
    high = share and min(Decimal(1), share * Decimal("1.02")).quantize(Decimal("0.000001"))
    found.append(
        Rate(
            **base, indicator="workers", value=share, low=low, high=high, numerator=insured, denominator=must
        )
    )
    told = 0 if not own else 1
    found.append(
        Rate(**base, indicator="reporting", value=Decimal(told), numerator=Decimal(told), denominator=Decimal(1))
        if level == "commune"
        else Rate(
            **base, indicator="reporting", value=Decimal("0.858779"), numerator=Decimal(225),
            denominator=Decimal(262),
        )
    )  # fmt: skip
    if level == "province":
        found += _of_province(base)
    if level != "commune":
        for dimension in ("kind", "size", "sector"):
            for category in sorted({getattr(row, dimension) for row in plan}):
                part = [row for row in plan if getattr(row, dimension) == category]
                found.append(
                    Rate(
                        **base, indicator="units_plan", dimension=dimension, category=category,
                        **_unit_rate(part, q),
                    )
                )  # fmt: skip
    return found


def _of_province(base: dict[str, object]) -> list[Rate]:
    def of(name: str, value: str, top: int, bottom: int | None, why: str = "") -> Rate:
        share = Decimal(value) if value else None
        return Rate(
            **base, indicator=name, value=share, low=share, high=share, why=why,
            numerator=Decimal(top) if value else None,
            denominator=Decimal(bottom) if bottom is not None and value else None,
        )  # fmt: skip

    return [
        of("voluntary", "7236", 7236, None),
        of("voluntary_growth", "0.227689", 7236, 5894),
        of("e_filing", "0.963364", 3287, 3412),
        of("labour_force", "", 0, None, "Chưa có danh sách dân số, lao động năm 2018."),
        of("arrears_ratio", "", 0, None, "Chưa có danh sách chuyển tiền; phần thu nộp làm ở giai đoạn sau."),
    ]
