"""Questions to the rules by name, put with plain arguments; the answers come back as plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from baophu.funds.money.rules.ageing import age as age_of_debt
from baophu.funds.money.rules.funds import allocation_order
from baophu.kernel.time import Month
from baophu.law import (
    bases,
    contribution,
    deadlines,
    due,
    household_health,
    interest,
    joining,
    late,
    obligation,
    sanctions,
    support,
    targets,
    voluntary,
)
from baophu.law.benefits import (
    accident,
    age,
    average,
    lump_sum,
    maternity,
    pension,
    sickness,
    survivors,
    time,
    unemployment,
)
from baophu.law.book import Book
from law.plain_data import day, length, month, plain, share

FOLDER: Final = Path(__file__).parent / "cases"
WEEKDAYS: Final = {"Sunday": 6}
Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A worked case: where it stands, what is asked, what the answer holds."""

    name: str
    source: str
    ask: str
    given: Mapping[str, Any]
    answer: Any


@cache
def cases() -> tuple[Case, ...]:
    """Every worked case of our own."""
    found: list[Case] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(
                Case(
                    f"{path.stem}/{entry['name']}", *(entry[k] for k in ("source", "ask", "given", "answer"))
                )
            )
    return tuple(found)


def ask(name: str, given: Given, book: Book) -> Any:
    """Put a question; the answer is plain data."""
    return plain(QUESTIONS[name](given, book))


def _contribution(g: Given, book: Book) -> Any:
    terms = contribution.Terms(
        g.get("state_budget", False), g.get("reduced_accident", False), g.get("pension_suspended", False)
    )
    return contribution.contribution(
        wage_vnd=g["wage"],
        on=day(g["on"]),
        book=book,
        who=contribution.Who(g.get("who", "vietnamese")),
        region=bases.Region(g.get("region", "iv")),
        trained=g.get("trained", False),
        hazard=bases.Hazard(g.get("hazard", "none")),
        terms=terms,
    )


def _payroll(g: Given, book: Book) -> Any:
    months = [plain(_contribution({**g, "wage": wage}, book)) for wage in g["wages"]]
    total = {name: sum(m[name] for m in months) for name in ("employer_vnd", "employee_vnd", "union_fee_vnd")}
    for fund in months[0]["funds"]:
        total[fund] = {
            side: sum(m["funds"][fund][side] for m in months) for side in ("employer_vnd", "employee_vnd")
        }
    return total


def _pay(g: Given) -> bases.Pay:
    return bases.Pay(
        0,
        bases.Region(g.get("region", "iv")),
        g.get("trained", False),
        bases.Hazard(g.get("hazard", "none")),
        g.get("state_budget", False),
    )


def _payments(g: Given) -> list[interest.Payment]:
    return [interest.Payment(day(p["on"]), p["amount"]) for p in g.get("payments", [])]


def _interest(g: Given, book: Book) -> Any:
    return interest.interest(
        fund=interest.DebtFund(g["fund"]),
        owed_vnd=g["owed"],
        due=day(g["due"]),
        on=day(g["on"]),
        book=book,
        payments=_payments(g),
    )


def _evasion(g: Given, book: Book) -> Any:
    return interest.evasion_interest(
        fund=interest.DebtFund(g["fund"]),
        months=[(month(m["month"]), m["amount"]) for m in g["months"]],
        found=month(g["found"]),
        book=book,
    )


def _obligation(g: Given, book: Book) -> Any:
    answer = obligation.obligation(
        **{**g, "on": day(g["on"])},
        book=book,  # type: ignore[arg-type]
    )
    return {"value": answer.value, "funds": answer.funds}


def _support(g: Given, book: Book) -> Any:
    return support.support(
        group=support.Group(g["group"]),
        months=g["months"],
        on=day(g["on"]),
        book=book,
        used_months=g.get("used_months", 0),
    )


def _voluntary(g: Given, book: Book) -> Any:
    local = g.get("local_share")
    return voluntary.voluntary(
        income_vnd=g["income"],
        months=g.get("months", 1),
        group=support.Group(g["group"]),
        on=day(g["on"]),
        book=book,
        local_share=share(local) if local else None,
    )


def _voluntary_years(g: Given, book: Book) -> Any:
    """Many years of one mode, the support ending on the way."""
    mode, total, used = 12, {"gross_vnd": 0, "support_vnd": 0, "own_vnd": 0}, 0
    for _ in range(g["years"]):
        paid = plain(
            voluntary.voluntary(
                income_vnd=g["income"],
                months=mode,
                group=support.Group(g["group"]),
                on=day(g["on"]),
                book=book,
                used_months=used,
            )
        )
        total = {name: total[name] + paid[name] for name in total}
        used += mode
    return total


def _ahead(g: Given, book: Book) -> Any:
    return voluntary.years_ahead(
        income_vnd=g["income"],
        months=g["months"],
        group=support.Group(g["group"]),
        on=day(g["on"]),
        book=book,
    )


def _refund(g: Given, book: Book) -> Any:
    paid = _voluntary(g, book).value
    return voluntary.refund(
        paid=paid, months=g["months"], unused_months=g["unused_months"], on=day(g["on"]), book=book
    )


def _periods(g: Given) -> list[average.Scale]:
    return [
        average.Scale(p["months"], share(p["coefficient"]), share(p.get("factor", 1))) for p in g["periods"]
    ]


def _scale_pension(g: Given, book: Book) -> dict[str, Any]:
    """A pension on the State's scale, its average the better of two ways where two are given."""
    on = day(g["on"])
    mean = average.scale_average(_periods(g), on=on, book=book).value
    found: dict[str, Any] = {"average": mean, "pension": int(share(g["rate"]) * mean + Fraction(1, 2))}
    if "seniority" in g:
        more = average.seniority_amount(
            coefficient=share(g["seniority"]["coefficient"]),
            share=share(g["seniority"]["share"]),
            on=on,
            book=book,
        ).value
        found |= {"seniority": more, "base": mean + more}
        found["pension"] = int(share(g["rate"]) * (mean + more) + Fraction(1, 2))
    return found


def _window(g: Given, book: Book) -> Any:
    periods = [(month(first), month(last)) for first, last in g["periods"]]
    last = average.scale_window(first=min(periods)[0], on=day(g["on"]), book=book).value
    every = [*periods, *((month(f), month(t)) for f, t in g.get("other_periods", []))]
    return {
        "months": last,
        "window": average.last_months(periods, last or 9999),
        "total": sum(time.months_between(f, t) for f, t in every),
    }


def _contributed(g: Given) -> time.Contributed:
    if "first" in g:
        return time.Contributed.between(month(g["first"]), month(g["last"]))
    before = length(g.get("before_2014", 0))
    return time.Contributed(before, length(g["total"]) - before)


def _adjusted_lump(g: Given, book: Book) -> Any:
    """A lump sum from the wages of each year, the average cut to the đồng."""
    on = day(g["on"])
    sums = [average.YearSum(s["year"], s["total"]) for s in g["sums"]]
    lifted = average.adjusted(sums, on=on, book=book).value
    mean = average.average_cut(sum(lifted), length(g["total"]))
    paid = lump_sum.lump_sum(contributed=_contributed(g), average_vnd=mean, on=on, book=book)
    return {**plain(paid), "adjusted": list(lifted), "average": mean}


def _pension(g: Given, book: Book) -> Any:
    return pension.pension(
        sex=age.Sex(g["sex"]),
        born=day(g["born"]),
        months=length(g["months"]),
        average_vnd=g["average"],
        on=day(g["on"]),
        book=book,
        condition=age.Condition(g.get("condition", "normal")),
    )


def _rate(g: Given, book: Book) -> Any:
    return pension.pension_rate(
        sex=age.Sex(g["sex"]),
        months=length(g["months"]),
        on=day(g["on"]),
        book=book,
        early_months=length(g.get("early", 0)),
    )


def _pension_amount(g: Given, book: Book) -> Any:
    told = {"sex": age.Sex(g["sex"]), "months": length(g["months"]), "on": day(g["on"]), "book": book}
    amount = pension.pension_amount(average_vnd=g["average"], **told)
    return {"rate": plain(pension.pension_rate(**told)), "amount": plain(amount)}


def _retirement(g: Given, book: Book) -> Any:
    return age.retirement(
        sex=age.Sex(g["sex"]),
        born=month(g["born"]),
        book=book,
        condition=age.Condition(g.get("condition", "normal")),
    )


def _pension_start(g: Given, book: Book) -> Any:
    """The month of the pension: the age or the assessment, and the months paid at once."""
    ready = month(g["assessed"]).next if "assessed" in g else None
    if ready is None:
        ready = month(plain(_retirement(g, book))["pension_from"])
    return age.pension_start(ready=ready, book=book, missing_months=g["missing"], paid_in=month(g["paid_in"]))


def _maternity(g: Given, book: Book) -> Any:
    return maternity.maternity(
        average_vnd=g["average"],
        on=day(g["on"]),
        book=book,
        children=g.get("children", 1),
        child_number=g.get("child_number", 1),
    )


def _maternity_average(g: Given, book: Book) -> Any:
    wages: dict[Month, int] = {}
    for span in g["spans"]:
        for number in range(span["months"]):
            wages[month(span["last"]).plus(-number)] = span["wage"]
    return maternity.average(wages, on=day(g["on"]), book=book)


def _sick_days(g: Given) -> int:
    return sickness.days_off_work(
        [(day(first), day(last)) for first, last in g["spells"]],
        not_worked={day(off) for off in g.get("not_worked", [])},
        weekday_off=WEEKDAYS.get(g.get("weekday_off", "")),
    )


def _child_days(g: Given, book: Book) -> Any:
    return sickness.child_days(days=_sick_days(g), age_years=g["age"], on=day(g["spells"][0][0]), book=book)


def _unemployment(g: Given, book: Book) -> Any:
    return unemployment.unemployment(
        contributed_months=g["months"],
        average_vnd=g["average"],
        on=day(g["on"]),
        book=book,
        region=bases.Region(g.get("region", "iv")),
        state_budget=g.get("state_budget", False),
    )


def _grants(g: Given, book: Book) -> dict[str, Any]:
    """What is counted in multiples of the base salary or reference level on a day."""
    on = day(g["on"])
    return {
        "birth_grant": maternity.maternity(average_vnd=0, on=on, book=book).value.grant_vnd,
        "funeral": survivors.funeral(compulsory_months=12, voluntary_months=0, on=on, book=book).value,
        "survivor_50": survivors.relative_amount(has_carer=True, on=on, book=book).value,
        "survivor_70": survivors.relative_amount(has_carer=False, on=on, book=book).value,
        "rest_day": sickness.convalescence(days=1, rest=sickness.Rest.BIRTH, on=on, book=book).value,
        "cap_20x": bases.cap_social(on=on, book=book).value,
        "work_death": accident.death(on=on, book=book).value,
    }


def _funeral(g: Given, book: Book) -> dict[str, Any]:
    compulsory, freely = g["compulsory_months"], g["voluntary_months"]
    on = day(g["on"])
    paid = survivors.funeral(compulsory_months=compulsory, voluntary_months=freely, on=on, book=book).value
    monthly = survivors.is_monthly(months=compulsory + freely, on=on, book=book).value
    return {"amount": paid, "funeral": paid > 0, "survivors": "monthly" if monthly else "lump sum"}


def _accident_lump(g: Given, book: Book) -> dict[str, int]:
    on = day(g["on"])
    by_loss = accident.lump_by_disability(percent=g["percent"], on=on, book=book).value
    by_years = accident.lump_by_years(years=g["years"], wage_vnd=g["wage"], on=on, book=book).value
    return {"by_disability": by_loss, "by_years": by_years, "total": by_loss + by_years}


def _accident_monthly(g: Given, book: Book) -> int:
    on = day(g["on"])
    by_loss = accident.monthly_by_disability(percent=g["percent"], on=on, book=book).value
    if "years" not in g:
        return by_loss
    return by_loss + accident.monthly_by_years(years=g["years"], wage_vnd=g["wage"], on=on, book=book).value


def _accident(g: Given, book: Book) -> Any:
    return accident.allowance(
        percent=g["percent"], years=g["years"], wage_vnd=g["wage"], on=day(g["on"]), book=book
    )


def _death(g: Given, book: Book) -> Any:
    told = survivors.Death(
        contributed=_contributed(g), average_vnd=g.get("average", 0), relatives=g["relatives"]
    )
    return survivors.death(told, on=day(g["on"]), book=book)


def _child_amount(g: Given, book: Book) -> Any:
    on = day(g["on"])
    days = sickness.child_days(days=g["days"], age_years=g["age"], on=on, book=book)
    return sickness.child_amount(wage_vnd=g["wage"], days=days, on=on, book=book)


def _fine(g: Given, book: Book) -> Any:
    return sanctions.fine(
        fault=sanctions.Fault(g["fault"]),
        owed_vnd=g["owed"],
        organisation=g["organisation"],
        on=day(g["on"]),
        book=book,
    )


def _crime(g: Given, book: Book) -> Any:
    return sanctions.crime_clause(
        months=g["months"],
        evaded_vnd=g["amount"],
        workers=g["workers"],
        fined_before=g["fined_before"],
        on=day(g["on"]),
        book=book,
    )


def _may_take(g: Given, book: Book) -> Any:
    return lump_sum.may_take_lump_sum(
        ground=lump_sum.Ground(g["ground"]),
        months=length(g["months"]),
        first=month(g["first"]),
        left=month(g["left"]),
        on=day(g["on"]),
        book=book,
    )


def _deadline(g: Given, book: Book) -> Any:
    return deadlines.deadline(
        kind=g["kind"], received=day(g["received"]), book=book, swapped_saturdays=g.get("saturdays", False)
    )


QUESTIONS: Final[dict[str, Callable[[Given, Book], Any]]] = {
    "contribution": _contribution,
    "payroll": _payroll,
    "floor": lambda g, b: bases.floor(_pay(g), on=day(g["on"]), book=b),
    "cap_social": lambda g, b: bases.cap_social(on=day(g["on"]), book=b),
    "cap_unemployment": lambda g, b: bases.cap_unemployment(
        bases.Region(g["region"]), on=day(g["on"]), book=b, state_budget=g.get("state_budget", False)
    ),
    "base_salary": lambda g, b: b.whole("wages.base_salary", day(g["on"])),
    "region": lambda g, b: bases.region_of(g["codes"], on=day(g["on"]), book=b),
    "pay_parts": lambda g, b: bases.pay_parts(on=day(g["on"]), book=b),
    "must_contribute": lambda g, b: bases.must_contribute(unpaid_days=g["days"], on=day(g["on"]), book=b),
    "due_day": lambda g, b: due.due_day(month=month(g["month"]), cycle_months=g.get("cycle", 1), book=b),
    "interest": _interest,
    "evasion_interest": _evasion,
    "monthly_rate": lambda g, b: interest.monthly_rate_from_year(share(g["year_rate"])),
    "obligation": _obligation,
    "unpaid": lambda g, b: late.unpaid(due=day(g["due"]), on=day(g["on"]), reminded=g["reminded"], book=b),
    "unregistered": lambda g, b: late.unregistered(
        liable_from=day(g["liable_from"]), on=day(g["on"]), book=b
    ),
    "reminders": lambda g, b: late.reminders(month=month(g["month"]), book=b),
    "fine": _fine,
    "crime": _crime,
    "may_sue": lambda g, b: sanctions.may_sue(on=day(g["on"]), book=b),
    "may_inspect": lambda g, b: sanctions.may_inspect(on=day(g["on"]), book=b),
    "support": _support,
    "local_support": lambda g, b: support.local_support(months=g["months"], on=day(g["on"]), book=b),
    "agent_fee": lambda g, b: voluntary.agent_fee(
        new_vnd=g["new"], renewed_vnd=g["renewed"], on=day(g["on"]), book=b
    ),
    "age_of_debt": lambda g, b: age_of_debt(day(g["due"]), day(g["on"]), b).value,
    "allocation_order": lambda g, b: list(allocation_order(b, day(g["on"]))),
    "voluntary": _voluntary,
    "voluntary_years": _voluntary_years,
    "voluntary_limits": lambda g, b: voluntary.limits(on=day(g["on"]), book=b),
    "voluntary_allowed": lambda g, b: voluntary.limits(on=day(g["on"]), book=b).value.allow(g["income"]),
    "voluntary_due": lambda g, b: voluntary.due_day(
        starts=month(g["starts"]), mode_months=g["months"], book=b
    ),
    "years_ahead": _ahead,
    "missing_years": lambda g, b: voluntary.missing_years(
        income_vnd=g["income"], months=g["months"], on=day(g["on"]), book=b
    ),
    "refund": _refund,
    "household_health": lambda g, b: household_health.household_health(
        months=g["months"], on=day(g["on"]), book=b
    ),
    "household_health_total": lambda g, b: sum(
        household_health.household_health(months=g["months"], on=day(g["on"]), book=b).value
    ),
    "average": lambda g, b: f"{float(average.average_of(g['total'], g['months'])):.2f}",
    "soldier_card": lambda g, b: household_health.soldier_card(discharged=day(g["discharged"]), book=b),
    "retirement_age": lambda g, b: age.retirement_age(
        sex=age.Sex(g["sex"]), on=day(g["on"]), book=b, condition=age.Condition(g.get("condition", "normal"))
    ),
    "retirement": _retirement,
    "birth_of_year": lambda g, b: age.birth_of_year(g["year"]),
    "pension_start": _pension_start,
    "pension_time": lambda g, b: pension.time_needed(
        months=length(g["months"]),
        voluntary_months=length(g.get("voluntary_months", 0)),
        scheme=pension.Scheme(g.get("scheme", "general")),
        on=day(g["on"]),
        book=b,
    ),
    "pension_rate": _rate,
    "pension_amount": _pension_amount,
    "pension": _pension,
    "women_rise": lambda g, b: pension.women_rise(months=length(g["months"]), on=day(g["on"]), book=b),
    "scale_pension": _scale_pension,
    "scale_window": _window,
    "coefficient": lambda g, b: average.coefficient(year=g["year"], on=day(g["on"]), book=b),
    "adjusted": lambda g, b: average.adjusted(
        [average.YearSum(s["year"], s["total"]) for s in g["sums"]], on=day(g["on"]), book=b
    ),
    "rounded_years": lambda g, b: time.rounded_years(length(g["months"])),
    "lump_sum": lambda g, b: lump_sum.lump_sum(
        contributed=_contributed(g),
        average_vnd=g["average"],
        on=day(g["on"]),
        book=b,
        support_vnd=g.get("support", 0),
    ),
    "adjusted_lump_sum": _adjusted_lump,
    "may_take_lump_sum": _may_take,
    "base_salary_day": lambda g, b: lump_sum.base_salary_day(decided=day(g["decided"]), book=b),
    "emigration": lambda g, b: lump_sum.emigration(monthly_vnd=g["monthly"], on=day(g["on"]), book=b),
    "region_allowance": lambda g, b: lump_sum.region_allowance(
        periods=tuple((share(p["coefficient"]), p["months"]) for p in g["periods"]), on=day(g["on"]), book=b
    ),
    "maternity_window": lambda g, b: maternity.window(
        born=day(g["born"]), paid_in_birth_month=g["paid_in_birth_month"], book=b
    ),
    "maternity_entitled": lambda g, b: maternity.is_entitled(
        months_in_window=g["months"],
        total_months=g.get("total", 0),
        ordered_rest=g.get("ordered_rest", False),
        on=day(g["on"]),
        book=b,
    ),
    "maternity_average": _maternity_average,
    "maternity": _maternity,
    "father": lambda g, b: maternity.father(
        average_vnd=g["average"], birth=maternity.Birth(g["birth"]), on=day(g["on"]), book=b
    ),
    "sick_days": lambda g, b: _sick_days(g),
    "sickness_year": lambda g, b: sickness.year_days(
        years=g["years"], job=sickness.Job(g.get("job", "normal")), on=day(g["on"]), book=b
    ),
    "sickness_paid": lambda g, b: sickness.paid_days(
        days=g["days"],
        years=g["years"],
        job=sickness.Job(g.get("job", "normal")),
        used_days=g.get("used", 0),
        on=day(g["on"]),
        book=b,
    ),
    "long_disease": lambda g, b: sickness.long_disease(years=g["years"], on=day(g["on"]), book=b),
    "child_days": _child_days,
    "sickness": lambda g, b: sickness.sickness(
        wage_vnd=g["wage"], days=share(g["days"]), on=day(g["on"]), book=b
    ),
    "long_sickness": lambda g, b: sickness.long_sickness(
        wage_vnd=g["wage"], months=g["months"], years=g["years"], on=day(g["on"]), book=b
    ),
    "convalescence": lambda g, b: sickness.convalescence(
        days=g["days"], rest=sickness.Rest(g["rest"]), on=day(g["on"]), book=b
    ),
    "convalescence_year": lambda g, b: sickness.convalescence_year(
        starts_on=day(g["starts"]), right_arose_on=day(g["right_arose"]) if "right_arose" in g else None
    ),
    "may_join": lambda g, b: joining.may_join(
        joining.Joiner(
            born=day(g["born"]),
            foreigner=g.get("foreigner", False),
            compulsory=g.get("compulsory", False),
            pensioner=g.get("pensioner", False),
        ),
        on=day(g["on"]),
        book=b,
    ),
    "voluntary_age": lambda g, b: joining.old_enough(born=day(g["born"]), on=day(g["on"]), book=b),
    "unemployment": _unemployment,
    "unemployment_entitled": lambda g, b: unemployment.is_entitled(
        months_in_window=g["months"], short_contract=g.get("short_contract", False), on=day(g["on"]), book=b
    ),
    "unemployment_cap": lambda g, b: unemployment.cap(
        bases.Region(g["region"]), on=day(g["on"]), book=b, state_budget=g.get("state_budget", False)
    ),
    "unemployment_kept": lambda g, b: unemployment.kept_months(
        contributed_months=g["months"], months_taken=g["taken"], on=day(g["on"]), book=b
    ),
    "unemployment_claim": lambda g, b: unemployment.claim_until(left_on=day(g["left"]), book=b),
    "benefit_months": lambda g, b: unemployment.benefit_months(day(g["starts"]), g["months"]),
    "covid_support": lambda g, b: unemployment.covid_support(
        unclaimed_months=g["months"], on=day(g["on"]), book=b
    ),
    "grants": _grants,
    "funeral": _funeral,
    "relative_share": lambda g, b: survivors.relative_share(
        has_carer=g["has_carer"], on=day(g["on"]), book=b
    ),
    "most_relatives": lambda g, b: survivors.most_relatives(on=day(g["on"]), book=b),
    "survivors_lump": lambda g, b: survivors.lump(
        contributed=_contributed(g), average_vnd=g["average"], on=day(g["on"]), book=b
    ),
    "accident_allowance": _accident,
    "death": _death,
    "child_amount": _child_amount,
    "accident_lump": _accident_lump,
    "accident_monthly": _accident_monthly,
    "accident_carer": lambda g, b: accident.carer(
        percent=g["percent"], helpless=g["helpless"], on=day(g["on"]), book=b
    ),
    "accident_death": lambda g, b: accident.death(on=day(g["on"]), book=b),
    "working_days": lambda g, b: deadlines.working_days_after(
        received=day(g["received"]), days=g["days"], book=b, swapped_saturdays=g.get("saturdays", False)
    ),
    "deadline": _deadline,
    "target": lambda g, b: targets.target(on=day(g["on"]), book=b),
    "voluntary_target": lambda g, b: targets.voluntary_target(
        last_year=g["last_year"], on=day(g["on"]), book=b
    ),
}
