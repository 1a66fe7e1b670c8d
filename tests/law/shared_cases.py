"""The worked cases that were gathered beside the checkout, put as our own questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from baophu.law.book import Book
from law.changed_book import with_share
from law.plain_data import day, length, month

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a case: what is asked, with what, what must come back, by which book."""

    ask: str
    given: Mapping[str, Any]
    answer: Any
    rate_per_cent: str | None = None  # a made-up monthly rate of interest that the case is told with

    def book(self, book: Book) -> Book:
        """The book, with the case's own rate where it has one."""
        if self.rate_per_cent is None:
            return book
        rate = str(Decimal(self.rate_per_cent) / 100)
        return with_share(book, "arrears.monthly_rate.bhxh", date(2016, 1, 1), rate)


Q = Question
FUNDS: Final = {
    "sickness_maternity": "sickness_maternity",
    "work_accident": "occupational_accident",
    "pension": "retirement_death",
    "bhyt": "health",
    "bhtn": "unemployment",
}
GROUPS: Final = {"near-poor": "near_poor", "ethnic minority": "ethnic_minority"}


def questions(case: Data) -> list[Question]:
    """Put a case as questions; none where nothing in the product answers it."""
    adapt = ADAPTERS.get(case["topic"])
    return adapt(case, case["inputs"], case["expected"]) if adapt else []


def _on(case: Data) -> date:
    """The first day a case is told for: a range, a year, a month, "2018+"."""
    return day(str(case["date"]).partition("..")[0].rstrip("+")[:10])


def _region(i: Data) -> str:
    return str(i.get("zone", "IV")).lower()


def _sides(e: Data) -> dict[str, Any]:
    """A month's contributions as derived cases give them, fund by fund."""
    found: dict[str, Any] = {"funds": {}}
    for side in ("employer", "employee"):
        for name, amount in e.get(side, {}).items():
            if name == "total":
                found[f"{side}_vnd"] = amount
            else:
                found["funds"].setdefault(FUNDS[name], {})[f"{side}_vnd"] = amount
    for name, ours in (
        ("base_bhxh", "social_base_vnd"),
        ("base", "social_base_vnd"),
        ("base_bhtn", "unemployment_base_vnd"),
    ):
        if name in e:
            found[ours] = e[name]
    return found


def _contribution(case: Data, i: Data, e: Data) -> list[Question]:
    given = {
        "wage": i["wage"],
        "region": _region(i),
        "on": _on(case),
        "pension_suspended": i.get("pension_suspended", False),
    }
    if "kpcd" in i:
        return [Q("payroll", {**given, "wages": [i["wage"]]}, _printed(e))]
    if "bhxh" in e:
        funds = {"retirement_death": e["bhxh"], "health": e["bhyt"], "unemployment": e["bhtn"]}
        told = {fund: {"employee_vnd": amount} for fund, amount in funds.items()}
        answer = {"social_base_vnd": e["base_bhxh"], "employee_vnd": e["total"], "funds": told}
        return [Q("contribution", given, answer)]
    return [Q("contribution", given, _sides(e))]


def _printed(e: Data) -> dict[str, Any]:
    """What a payroll article prints: three insurances and the union fee, which it adds to the employer's total."""
    employer, employee = e["employer"], e["employee"]
    social = employer.get("bhxh_17_5", employer.get("bhxh"))
    assert social + employer["bhyt"] + employer["bhtn"] + employer["kpcd"] == employer["total"]
    return {
        "union_fee_vnd": employer["kpcd"],
        "employer_vnd": employer["total"] - employer["kpcd"],
        "employee_vnd": employee["total"],
        "health": {"employer_vnd": employer["bhyt"], "employee_vnd": employee["bhyt"]},
        "unemployment": {"employer_vnd": employer["bhtn"], "employee_vnd": employee["bhtn"]},
        "retirement_death": {"employee_vnd": employee["bhxh"]},
    }


def _payroll(case: Data, i: Data, e: Data) -> list[Question]:
    assert sum(i["wages"]) == e["wage_fund"]
    return [Q("payroll", {"wages": i["wages"], "region": _region(i), "on": _on(case)}, _printed(e))]


def _floor(case: Data, i: Data, e: Data) -> list[Question]:
    given = {
        "region": _region(i),
        "trained": i.get("trained", False),
        "hazard": "hazard" if i.get("heavy") else "none",
        "on": _on(case),
    }
    return [Q("floor", given, e.get("floor", e.get("correct")))]


def _cap(case: Data, i: Data, e: Data) -> list[Question]:
    on, asked = _on(case), []
    if "wage" in i:
        return _contribution(case, i, e)
    if "correct_bhxh" in e:
        asked.append(Q("cap_social", {"on": on}, e["correct_bhxh"]))
    cap = e.get("cap_bhtn", e.get("correct_bhtn"))
    return [*asked, Q("cap_unemployment", {"region": _region(i), "on": on}, cap)]


def _foreigner(case: Data, i: Data, e: Data) -> list[Question]:
    assert e["bhtn"] == 0
    return [Q("contribution", {"wage": i["wage"], "who": "foreigner", "on": _on(case)}, _sides(e))]


def _owner(case: Data, i: Data, e: Data) -> list[Question]:
    told = {"who": "household_owner", "on": _on(case)}
    return [
        Q("contribution", {"wage": wage, **told}, {"employer_vnd": 0, "employee_vnd": e[name]})
        for wage, name in ((0, "minimum"), (999_000_000, "maximum"))
    ]


def _base_salary(case: Data, i: Data, e: Data) -> list[Question]:
    return [Q("base_salary", {"on": _on(case)}, e["correct"])]


def _interest(case: Data, i: Data, e: Data) -> list[Question]:
    on = _on(case)
    before_last = month(on).plus(-2).last
    if "fund_rate_pct_month" in i:
        given = {"fund": "bhxh", "owed": i["old_debt"], "due": before_last, "on": on}
        rate = str(2 * Decimal(str(i["fund_rate_pct_month"])))
        assert i["interest_brought"] + e["interest_month"] == e["interest_cumulative"]
        return [Q("interest", given, e["interest_month"], rate)]
    if "interest_dates" in i:
        days = [day(text) for text in i["interest_dates"]]
        due = month(days[0]).plus(-2).last
        given = {"fund": "bhxh", "owed": i["bhxh_overdue"], "due": due, "on": days[-1]}
        return [Q("interest", given, e["interest"])]
    if "months" in i:
        due, charged = month(on).last, month(on).plus(2).first
        owed = {"bhxh": i["bhxh_bhtn_overdue"], "bhyt": i["bhyt_overdue"]}
        return [Q("interest", {"fund": f, "owed": owed[f], "due": due, "on": charged}, e[f]) for f in owed]
    if "bhxh_principal" in i:
        owed = {"bhxh": i["bhxh_principal"], "bhyt": i["bhyt_principal"]}
        assert e["interest_bhxh"] + e["interest_bhyt"] == e["interest_month"]
        assert i["total_dues"] + i["previous_interest"] + e["interest_month"] == e["total_payable"]
    else:
        owed = {"bhxh": i["bhxh_bhtn_due"] - i["of_which_month"], "bhyt": i["bhyt_due"] - i["bhyt_month"]}
        assert e["interest_bhxh"] + e["interest_bhyt"] == e["total"]
    return [
        Q("interest", {"fund": f, "owed": owed[f], "due": before_last, "on": on}, e[f"interest_{f}"])
        for f in owed
    ]


def _daily(case: Data, i: Data, e: Data) -> list[Question]:
    given = {"fund": "bhxh", "owed": i["amount"], "due": i["deadline"], "on": i.get("paid", _on(case))}
    asked = [Q("interest", {**given, "payments": i.get("payments", [])}, e["charge"])]
    if "for_month" in i:
        asked.append(Q("due_day", {"month": i["for_month"]}, i["deadline"]))
    return asked


def _evasion(case: Data, i: Data, e: Data) -> list[Question]:
    if "fund_rate_pct_month" in i:
        evaded = month(_on(case)).plus(-1 - i["months"])
        given = {
            "fund": "bhxh",
            "found": _on(case),
            "months": [{"month": evaded.first, "amount": i["amount"]}],
        }
        return [
            Q("evasion_interest", given, [e["interest"]], str(2 * Decimal(str(i["fund_rate_pct_month"]))))
        ]
    found = {"fund": "bhxh", "found": i["found"], "months": i["months"]}
    assert sum(e["interest"]) == e["total_interest"]
    owed = {
        "fund": "bhxh",
        "owed": e["total_principal"],
        "due": month(i["found"]).previous.last,
        "on": month(i["found"]).next.first,
    }
    return [Q("evasion_interest", found, e["interest"]), Q("interest", owed, e["next_month_interest"])]


def _late_rate(case: Data, i: Data, e: Data) -> list[Question]:
    asked = []
    for ours, theirs in (
        ("fund_return_prev_year_pct", "k_bhxh_pct"),
        ("interbank_9m_prev_year_pct", "k_bhyt_pct"),
    ):
        if ours in i:
            rates = [str(Decimal(str(number)) / 100) for number in (i[ours], e[theirs])]
            asked.append(Q("monthly_rate", {"year_rate": rates[0]}, rates[1]))
    return asked


def _fine(case: Data, i: Data, e: Data) -> list[Question]:
    if "behaviour" not in i:
        return []  # a total of several laws' fines, of which only the sum was printed
    given = {
        "fault": i["behaviour"].replace(" ", "_"),
        "owed": i["amount_due"],
        "organisation": i["organisation"],
        "on": _on(case),
    }
    return [Q("fine", given, {"least_vnd": e["fine_from"], "most_vnd": e["fine_to"]})]


def _voluntary(case: Data, i: Data, e: Data) -> list[Question]:
    on, months = _on(case), i.get("months", 1)
    told = {"income": i["income"], "months": months, "on": on}
    if "local_pct" in i:
        told["local_share"] = str(Decimal(i["local_pct"]) / 100)
    if "group" in i:
        answer = {"support_vnd": e["subsidy"]} | ({"gross_vnd": e["gross"]} if "gross" in e else {})
        answer |= {"local_vnd": e["local"]} if "local" in e else {}
        answer |= {"own_vnd": e["pays"]} if "pays" in e else {}
        return [Q("voluntary", {**told, "group": GROUPS.get(i["group"], i["group"])}, answer)]
    pays = e["pays"]
    groups = ("poor", "near-poor", "ethnic minority", "other") if "all" in pays else tuple(pays)
    return [
        Q(
            "voluntary",
            {**told, "group": GROUPS.get(group, group)},
            {
                "gross_vnd": e["gross"],
                "support_vnd": e["subsidy"].get(group, 0),
                "own_vnd": pays.get(group, pays.get("all")),
            },
        )
        for group in groups
    ]


def _limits(case: Data, i: Data, e: Data) -> list[Question]:
    on = date(2026, 7, 1) if i["ref"] == 2_530_000 else date(2026, 1, 1)
    if "valid" in e:
        return [Q("voluntary_allowed", {"income": i["income"], "on": on}, e["valid"])]
    told = {"income": e["income_used"], "group": "other", "on": on}
    return [
        Q("voluntary_allowed", {"income": i["income"], "on": on}, False),
        Q("voluntary_limits", {"on": on}, {"most_vnd": e["income_used"]}),
        Q("voluntary", told, {"gross_vnd": e["gross"]}),
    ]


def _long(case: Data, i: Data, e: Data) -> list[Question]:
    given = {"income": i["income"], "group": i["group"], "years": i["years"], "on": _on(case)}
    names = {"own_total": "own_vnd", "subsidy_total": "support_vnd", "gross_total": "gross_vnd"}
    asked = [Q("voluntary_years", given, {names[name]: e[name] for name in names if name in e})]
    if "monthly_own" in e:
        told = {"income": i["income"], "group": i["group"], "on": _on(case)}
        asked.append(Q("voluntary", told, {"own_vnd": e["monthly_own"]}))
        told = {"sex": i["sex"].lower(), "months": i["years"] * 12, "average": i["income"], "on": _on(case)}
        asked.append(Q("pension_amount", told, {"amount": e["pension"]}))
    return asked


def _voluntary_lump(case: Data, i: Data, e: Data) -> list[Question]:
    assert i["monthly_rate_pct"] == 0.31
    given = {"income": i["income"], "months": i["months"], "group": "other", "on": _on(case)}
    gross = e["gross_before_subsidy"]
    if "AHEAD" in case["id"]:
        return [Q("years_ahead", given, {"gross_vnd": gross})]
    return [Q("missing_years", given, gross)]


def _household(case: Data, i: Data, e: Data) -> list[Question]:
    months = i["months"] if isinstance(i["months"], list) else [i["months"]] * i["members"]
    given = {"months": months, "on": _on(case)}
    if "each" in e:
        assert sum(e["each"]) == e["total"]
        return [Q("household_health", given, e["each"])]
    return [Q("household_health_total", given, e["total"])]


def _card(case: Data, i: Data, e: Data) -> list[Question]:
    if "card_valid_to" in e:
        return [Q("soldier_card", {"discharged": i["discharged"]}, [e["card_valid_to"], "2026-02-01"])]
    return [Q("soldier_card", {"discharged": i["from"]}, [i["old_card_to"], e["new_card_from"]])]


def _sex(i: Data) -> str:
    return str(i["sex"]).lower()


def _retirement(case: Data, i: Data, e: Data) -> list[Question]:
    condition = "heavy" if "heavy" in i.get("condition", "") else "normal"
    age = {"age_months": length(e["age"])}
    told = {"sex": _sex(i), "condition": condition}
    if "born" in i:
        answer = {**age, "reached_in": e["reaches_in"], "pension_from": e["pension_from"]}
        return [Q("retirement", {**told, "born": i["born"]}, answer)]
    born, last, asked = month(i["born_from"]), month(i["born_to"]), []
    for text, start in e["pension_from"].items():
        asked.append(Q("retirement", {**told, "born": text}, {**age, "pension_from": start}))
    while born <= last:
        start = born.plus(age["age_months"]).next.first
        asked.append(Q("retirement", {**told, "born": born.first}, {**age, "pension_from": start}))
        born = born.next
    return asked


def _age(case: Data, i: Data, e: Data) -> list[Question]:
    on = date(i["year"], 7, 1)
    return [
        Q("retirement_age", {"sex": "m", "on": on}, length(e["men"])),
        Q("retirement_age", {"sex": "f", "on": on}, length(e["women"])),
    ]


def _pension_start(case: Data, i: Data, e: Data) -> list[Question]:
    if "eligible_on" in e:
        age_months = i["normal_age"] * 12
        counted = date(int(i["born"]) + 1, 1, 1)
        assert month(counted).plus(age_months).first == day(e["eligible_on"])
        return [Q("birth_of_year", {"year": int(i["born"])}, counted)]
    given: dict[str, Any] = {"sex": _sex(i), "paid_in": i["paid_in"], "missing": i["paid_missing_months"]}
    if "assessed" in i:
        given["assessed"] = i["assessed"]
    else:
        given["born"] = i.get("born") or month(i["paid_in"]).plus(-1 - length(i["age"])).first
    asked = [Q("pension_start", given, e["pension_from"])]
    if "normal_age_2021" in e:
        asked.append(Q("retirement_age", {"sex": _sex(i), "on": _on(case)}, length(e["normal_age_2021"])))
    missing = 240 - length(i["contributed"].partition(" ")[0])
    assert missing == i["paid_missing_months"]
    return asked


def _per_cent(number: Any) -> str:
    return str(Decimal(str(number)) / 100)


def _rate(case: Data, i: Data, e: Data) -> list[Question]:
    on = date(i["retire_year"], 1, 1) if "retire_year" in i else _on(case)
    if isinstance(i["years"], list):
        return [
            Q("pension_rate", {"sex": _sex(i), "months": years * 12, "on": on}, _per_cent(rate))
            for years, rate in zip(i["years"], e["rate_pct"], strict=True)
        ]
    months = i["years"] * 12 if isinstance(i["years"], int) else length(i["years"])
    given = {"sex": _sex(i), "months": months, "on": on}
    if "age" in i:
        given["early"] = i["normal_age"] * 12 - length(i["age"])
    asked = [Q("pension_rate", given, _per_cent(e["rate_pct"]))]
    if "rounded_years" in e:
        asked.append(Q("rounded_years", {"months": months}, str(e["rounded_years"])))
    return asked


def _scale(parts: list[Data]) -> list[dict[str, Any]]:
    return [{"months": p["n"], "coefficient": str(p["k"]), "factor": str(p.get("f", 1))} for p in parts]


def _pension_amount(case: Data, i: Data, e: Data) -> list[Question]:
    on = _on(case)
    if "base_salary" not in i:
        months = i["years"] * 12 if isinstance(i["years"], int) else length(i["years"])
        told = {"sex": _sex(i), "months": months, "average": i["average"], "on": on}
        asked = [Q("pension_amount", told, {"amount": e["pension"], "rate": _per_cent(e["rate_pct"])})]
        if "increase_pct" in e:
            asked.append(Q("women_rise", {"months": months, "on": on}, _per_cent(e["increase_pct"])))
        return asked
    rate = _per_cent(i["rate_pct"])
    if "coefs_with_seniority" in i:
        better = {"periods": _scale(i["coefs_with_seniority"]), "rate": rate, "on": on}
        last = {"periods": _scale(i["coefs_last"]), "rate": rate, "on": on}
        return [
            Q("scale_pension", better, {"average": e["average"], "pension": e["pension"]}),
            Q("scale_pension", last, {"pension": e["pension_by_last_years"]}),
        ]
    given = {"periods": _scale(i["coefs"]), "rate": rate, "on": on}
    answer = {"average": e["average"], "pension": e["pension"]}
    if "seniority" in i:
        given["seniority"] = {
            "coefficient": str(i["seniority"]["k"]),
            "share": _per_cent(i["seniority"]["pct"]),
        }
        answer |= {"seniority": e["seniority_amount"], "base": e["base"]}
    return [Q("scale_pension", given, answer)]


def _women(case: Data, i: Data, e: Data) -> list[Question]:
    shortest, longest = (length(text) for text in i["contributed"].split("-"))
    return [
        Q("women_rise", {"months": months, "on": date(year, 6, 1)}, _per_cent(rise))
        for year, rise in zip(i["start_year"], e["increase_pct"], strict=True)
        for months in (shortest, longest)
    ]


def _condition(case: Data, i: Data, e: Data) -> list[Question]:
    given = {
        "months": i["total_years"] * 12,
        "voluntary_months": i["voluntary_years"] * 12,
        "scheme": "commune_woman",
        "on": _on(case),
    }
    return [Q("pension_time", given, {"eligible": e["eligible"], "missing_months": e["missing_years"] * 12})]


def _average(case: Data, i: Data, e: Data) -> list[Question]:
    if "adjusted_sum" in i:
        return [Q("average", {"total": i["adjusted_sum"], "months": i["months"]}, str(e["average"]))]
    given = {"periods": i["state_periods"], "other_periods": [i["employer_period"]], "on": _on(case)}
    answer = {"months": e["last_months"], "window": e["window"], "total": length(e["total"])}
    return [Q("scale_window", given, answer)]


def _lump_months(case: Data, i: Data, e: Data) -> list[Question]:
    given = {"total": i["total"], "before_2014": i["before_2014"], "average": 1, "on": _on(case)}
    answer = {
        "months_of_average": str(e["months_of_average"]),
        "years_before_2014": str(e["years_before"]),
        "years_since_2014": str(e["years_after_rounded"]),
    }
    return [Q("lump_sum", given, answer)]


def _lump(case: Data, i: Data, e: Data) -> list[Question]:
    on = _on(case)
    if "year_sums" in i:
        years = (2013, 2014, 2014, 2015, 2016, 2016)
        sums = [
            {"year": year, "total": part["n"] * part["wage"]}
            for year, part in zip(years, i["year_sums"], strict=True)
        ]
        given = {"sums": sums, "total": i["months"], "before_2014": i["months_before_2014"], "on": on}
        answer = {"adjusted": e["adjusted"], "average": e["average"], "amount_vnd": e["amount"]}
        assert sum(e["adjusted"]) == e["sum"] and e["before"] + e["after"] == e["amount"]
        return [Q("adjusted_lump_sum", given, {**answer, "years_since_2014": str(e["years_after_rounded"])})]
    given = {"average": i["average"], "on": on}
    if "years_before" in i:
        given |= {"before_2014": i["years_before"] * 12, "total": (i["years_before"] + i["years_after"]) * 12}
    else:
        given |= {"first": i["from"], "last": i["to"]}
    answer = {"amount_vnd": e.get("amount", e.get("correct"))}
    answer |= {"months_of_average": e["months"]} if "months" in e else {}
    answer |= {"years_since_2014": str(e["years_after"])} if "years_after" in e else {}
    return [Q("lump_sum", given, answer)]


def _rounding(case: Data, i: Data, e: Data) -> list[Question]:
    return [Q("rounded_years", {"months": i["contributed"]}, e["rounded_years"])]


def _lump_base(case: Data, i: Data, e: Data) -> list[Question]:
    return [Q("base_salary_day", {"decided": i["decision"]}, e["base_salary_date"])]


def _emigration(case: Data, i: Data, e: Data) -> list[Question]:
    return [Q("emigration", {"monthly": i["monthly"], "on": _on(case)}, e["amount"])]


def _region_allowance(case: Data, i: Data, e: Data) -> list[Question]:
    assert i["pct"] == 15
    periods = [{"coefficient": str(p["k"]), "months": p["n"]} for p in i["periods"]]
    return [Q("region_allowance", {"periods": periods, "on": _on(case)}, e["amount"])]


def _coefficient(case: Data, i: Data, e: Data) -> list[Question]:
    sums = [{"year": int(year), "total": total} for year, total in i["year_sums"].items()]
    assert sum(e["adjusted"].values()) == e["total"]
    return [Q("adjusted", {"sums": sums, "on": _on(case)}, list(e["adjusted"].values()))]


def _survivors_share(case: Data, i: Data, e: Data) -> list[Question]:
    """Who still has somebody to care for him has less; a minor cares for nobody."""
    on, asked = _on(case), []
    if "rate_pct_of_base" in e:
        carers = [(not i["both_parents_dead"], e["rate_pct_of_base"][0])]
    elif "child_pct" in e:
        carers = [(True, e["child_pct"]), (False, e["wife_pct"]), (True, e["wife_pct_after_child_18"])]
    else:
        carers = [(False, next(iter(e.values())))]
    for has_carer, rate in carers:
        asked.append(Q("relative_share", {"has_carer": has_carer, "on": on}, _per_cent(rate)))
    return asked


def _survivors_lump(case: Data, i: Data, e: Data) -> list[Question]:
    given = {"first": i["from"], "last": i["to"], "average": i["average"], "on": _on(case)}
    return [Q("survivors_lump", given, e["amount"])]


def _funeral(case: Data, i: Data, e: Data) -> list[Question]:
    on = _on(case)
    if "base_salary" in i:
        return [
            Q("funeral", {"compulsory_months": 12, "voluntary_months": 0, "on": on}, {"amount": e["amount"]})
        ]
    given = {"compulsory_months": i["compulsory_months"], "voluntary_months": i["voluntary_months"], "on": on}
    answer = {"funeral": e["funeral"]} | ({"survivors": e["survivors"]} if "survivors" in e else {})
    return [Q("funeral", given, answer)]


def _window(case: Data, i: Data, e: Data) -> list[Question]:
    given = {"born": i["birth"], "paid_in_birth_month": i.get("contributed_in_birth_month", False)}
    return [Q("maternity_window", given, {"first": e["window_from"], "last": e["window_to"]})]


def _maternity_base(case: Data, i: Data, e: Data) -> list[Question]:
    spans = [{"months": part["n"], "last": part["to"], "wage": part["wage"]} for part in i["months"]]
    return [Q("maternity_average", {"spans": spans, "on": _on(case)}, e["average"])]


def _maternity(case: Data, i: Data, e: Data) -> list[Question]:
    if "last_6" in i:
        average = sum(part["n"] * part["wage"] for part in i["last_6"]) // 6
        given = {"average": average, "children": 2, "on": _on(case)}
        return [Q("maternity", given, {"allowance_vnd": e["correct"]})]
    given = {"average": i["average"], "children": 2 if i.get("twins") else 1, "on": _on(case)}
    if "amount" in e:
        answer = {"leave_months": i["months_leave"], "allowance_vnd": e["amount"]}
        return [Q("maternity", given, answer)]
    answer = {"leave_months": e["leave_months"], "grant_vnd": e["grant"], "total_vnd": e["total"]}
    return [Q("maternity", {**given, "child_number": i["child_no"]}, answer)]


def _maternity_grant(case: Data, i: Data, e: Data) -> list[Question]:
    given = {"average": 0, "children": i["children"], "on": _on(case)}
    return [Q("maternity", given, {"grant_vnd": e["amount"]})]


def _father(case: Data, i: Data, e: Data) -> list[Question]:
    given = {"average": i["average"], "birth": i["ground"], "on": _on(case)}
    return [Q("father", given, [i["days"], e["amount"]])]


def _sickness_days(case: Data, i: Data, e: Data) -> list[Question]:
    on = _on(case)
    if "sick_from" in i:
        given = {"spells": [[i["sick_from"], i["sick_to"]]], "not_worked": i["weekly_days_off"]}
        return [Q("sick_days", given, e["paid_days"])]
    if "episodes" in i:
        asked, years = [], 0
        for number, episode in enumerate(i["episodes"], 1):
            years = episode["years_contributed"]
            told = e[f"episode{number}"]
            answer = {"days": told["days"], "then_years": told["then_years"]}
            asked.append(Q("long_disease", {"years": years, "on": on}, answer))
        return asked
    if i.get("long_list_disease"):
        answer = {"days": 180, "then_years": i["years_contributed"]}
        assert str(e["correct"]) == f"180 days + up to {i['years_contributed']} years"
        return [Q("long_disease", {"years": i["years_contributed"], "on": on}, answer)]
    given = {
        "days": i["new_days"],
        "years": i["years_contributed"],
        "used": i["days_used_this_year"],
        "on": on,
    }
    year = {"years": i["years_contributed"], "on": on}
    return [Q("sickness_paid", given, e["paid_days"]), Q("sickness_year", year, e["year_cap"])]


def _sick_child(case: Data, i: Data, e: Data) -> list[Question]:
    off = {"weekday_off": i.get("weekly_off", "Sunday")}
    if "periods" in i:
        return [Q("child_days", {"spells": i["periods"], "age": 3, **off}, e["paid_days"])]
    if "mother" in i:
        return [Q("child_days", {"spells": [i["mother"]], "age": 4, **off}, e["mother_days"])]
    if "father" in i:
        return [Q("child_days", {"spells": [i["father"]], "age": 4, **off}, e["correct"])]
    given = {"spells": [i["period"]], "age": i["child_age"], **off}
    answers = (e["mother_days"], e["father_days"]) if "mother_days" in e else (e["correct_if_sunday_off"],)
    return [Q("child_days", given, answer) for answer in answers]


def _sickness(case: Data, i: Data, e: Data) -> list[Question]:
    on = _on(case)
    if i.get("after_180_days"):
        given = {"wage": i["wage"], "months": i["months"], "years": i["years"], "on": on}
        return [Q("long_sickness", given, e["amount"])]
    asked = [
        Q("sickness", {"wage": i["wage"], "days": str(i["days"]), "on": on}, e.get("total", e.get("amount")))
    ]
    if "per_day" in e:
        asked.append(Q("sickness", {"wage": i["wage"], "days": "1", "on": on}, e["per_day"]))
    return asked


def _convalescence(case: Data, i: Data, e: Data) -> list[Question]:
    if "charged_to_year" in e:
        given = {"starts": i.get("convalescence_from", i.get("from"))}
        given |= {"right_arose": i["back_at_work"]} if "back_at_work" in i else {}
        asked = [Q("convalescence_year", given, e["charged_to_year"])]
        if "calendar_days" in e:
            asked.append(Q("sick_days", {"spells": [[i["from"], i["to"]]]}, e["calendar_days"]))
        return asked
    ground = i.get("ground", "")
    rest = "accident_15" if "accident" in ground else "caesarean" if ground == "caesarean" else "birth"
    on, asked = _on(case), []
    if "per_day" in e:
        asked.append(Q("convalescence", {"days": 1, "rest": rest, "on": on}, e["per_day"]))
    if "amount" in e:
        asked.append(Q("convalescence", {"days": i["days"], "rest": rest, "on": on}, e["amount"]))
    return asked


def _unemployment(case: Data, i: Data, e: Data) -> list[Question]:
    on = _on(case)
    if "first_claim" in i:
        first = i["first_claim"]
        average = sum(part["n"] * part["wage"] for part in i["wages"]) // 6
        kept = {"months": first["months_contributed"], "taken": 1, "on": on}
        given = {"months": e["reserved_months"], "average": average, "on": on}
        return [
            Q("unemployment_kept", kept, e["reserved_months"]),
            Q("unemployment", given, {"monthly_vnd": e["second_monthly"]}),
        ]
    given = {"months": i["months"], "average": i["average"], "region": _region(i), "on": on}
    answer = {"monthly_vnd": e["monthly"], "months": e["benefit_months"], "total_vnd": e["total"]}
    return [Q("unemployment", given, answer)]


def _unemployment_cap(case: Data, i: Data, e: Data) -> list[Question]:
    on = _on(case)
    if "max_monthly" in e:
        return [Q("unemployment_cap", {"region": _region(i), "on": on}, e["max_monthly"])]
    given = {"months": 36, "average": i["average"], "region": _region(i), "on": on}
    return [Q("unemployment", given, {"monthly_vnd": e["monthly"]})]


def _kept(case: Data, i: Data, e: Data) -> list[Question]:
    taken = i["entitled_months"] - i.get("uncollected_months", 0)
    given = {"months": i["months_contributed"], "taken": taken, "on": _on(case)}
    return [Q("unemployment_kept", given, e["reserved_months"])]


def _benefit_months(case: Data, i: Data, e: Data) -> list[Question]:
    return [Q("benefit_months", {"starts": i["from"], "months": i["months"]}, e["benefit_months"])]


def _unemployment_condition(case: Data, i: Data, e: Data) -> list[Question]:
    return [Q("unemployment_entitled", {"months": i["months_in_24"], "on": _on(case)}, e["eligible"])]


def _covid(case: Data, i: Data, e: Data) -> list[Question]:
    return [Q("covid_support", {"months": i["unclaimed_bhtn_months"], "on": date(2021, 10, 1)}, e["amount"])]


def _grants(case: Data, i: Data, e: Data) -> list[Question]:
    return [Q("grants", {"on": _on(case)}, e)]


def _accident_lump(case: Data, i: Data, e: Data) -> list[Question]:
    on = _on(case)
    if "extra" in e:
        told = {"years": 1, "wage": 0, "on": on}
        least = {
            "by_disability": 10 * e["extra"]
        }  # five base salaries at the least loss, half a one for each more
        more = {"by_disability": 11 * e["extra"]}
        return [
            Q("accident_lump", {"percent": 5, **told}, least),
            Q("accident_lump", {"percent": 5 + i["extra_pct"], **told}, more),
        ]
    given = {"percent": i["disability_pct"], "years": i["years"], "wage": i["wage"], "on": on}
    return [Q("accident_lump", given, dict(e))]


def _accident_monthly(case: Data, i: Data, e: Data) -> list[Question]:
    on = _on(case)
    if "extra" in e:
        least = 15 * e["extra"]  # thirty hundredths at the least loss, two for each more
        return [
            Q("accident_monthly", {"percent": 31, "on": on}, least),
            Q("accident_monthly", {"percent": 31 + i["extra_pct"], "on": on}, least + e["extra"]),
        ]
    return [Q("accident_monthly", {"percent": i["disability_pct"], "on": on}, e["monthly"])]


def _carer(case: Data, i: Data, e: Data) -> list[Question]:
    given = {"percent": i["disability_pct"], "helpless": True, "on": _on(case)}
    return [Q("accident_carer", given, e["monthly"])]


def _accident_death(case: Data, i: Data, e: Data) -> list[Question]:
    return [Q("accident_death", {"on": _on(case)}, e["amount"])]


def _working_days(case: Data, i: Data, e: Data) -> list[Question]:
    given = {
        "received": i["received"],
        "days": i["working_days"],
        "saturdays": "Saturday 2024-05-04 counted" in i["context"],
    }
    return [Q("working_days", given, e["due"])]


def _tax(case: Data, i: Data, e: Data) -> list[Question]:
    """Of the tax cases only the insurance taken off the wage is ours to answer."""
    if "correct_insurance" not in e:
        return []
    given = {"wage": i["wage"], "region": "i", "on": _on(case)}
    return [Q("contribution", given, {"employee_vnd": e["correct_insurance"]})]


ADAPTERS: Final[dict[str, Callable[[Data, Data, Data], list[Question]]]] = {
    "base_salary": _base_salary,
    "benefit_by_base": _grants,
    "bhyt_card": _card,
    "bhyt_household": _household,
    "coefficient": _coefficient,
    "contribution": _contribution,
    "contribution_cap": _cap,
    "contribution_floor": _floor,
    "contribution_foreigner": _foreigner,
    "contribution_total": _payroll,
    "convalescence": _convalescence,
    "covid_bhtn_support": _covid,
    "emigration_lump": _emigration,
    "evasion_interest": _evasion,
    "fine": _fine,
    "funeral": _funeral,
    "household_owner": _owner,
    "late_interest": _interest,
    "late_interest_daily": _daily,
    "late_rate": _late_rate,
    "lump_sum_amount": _lump,
    "lump_sum_base": _lump_base,
    "lump_sum_months": _lump_months,
    "maternity_amount": _maternity,
    "maternity_base": _maternity_base,
    "maternity_father": _father,
    "maternity_grant": _maternity_grant,
    "maternity_window": _window,
    "pension_adjust_female": _women,
    "pension_amount": _pension_amount,
    "pension_average": _average,
    "pension_condition": _condition,
    "pension_rate": _rate,
    "pension_start": _pension_start,
    "personal_income_tax": _tax,
    "region_allowance": _region_allowance,
    "retirement_age": _age,
    "retirement_date": _retirement,
    "rounding": _rounding,
    "sick_child_days": _sick_child,
    "sickness_amount": _sickness,
    "sickness_days": _sickness_days,
    "survivors_lump": _survivors_lump,
    "survivors_rate": _survivors_share,
    "unemployment_amount": _unemployment,
    "unemployment_cap": _unemployment_cap,
    "unemployment_condition": _unemployment_condition,
    "unemployment_months": _benefit_months,
    "unemployment_reserve": _kept,
    "voluntary": _voluntary,
    "voluntary_limits": _limits,
    "voluntary_long": _long,
    "voluntary_lump": _voluntary_lump,
    "work_accident_carer": _carer,
    "work_accident_death": _accident_death,
    "work_accident_lump": _accident_lump,
    "work_accident_monthly": _accident_monthly,
    "working_day_deadline": _working_days,
}
