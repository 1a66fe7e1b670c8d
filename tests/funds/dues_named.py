"""The named boundary cases of dues: each limit, each first and last month of a rate, each telling of lists."""

from __future__ import annotations

from collections.abc import Iterator

from baophu.funds.dues.rules import Unit
from baophu.law.bases import Pay, Region, cap_social, cap_unemployment, floor
from baophu.law.book import load
from funds.dues_forms import Case, month, one, period, person

CITY = Unit(places=(("18073", "436"),))
PUBLIC = Unit(unit_type="Hành chính sự nghiệp, đảng, đoàn thể", places=(("18679", "446"),))
NOWHERE = Unit()
JOBS = {
    "a worker": "Công nhân may",
    "a foreigner": "Chuyên gia nước ngoài",
    "a household owner": "Chủ hộ kinh doanh",
    "a commune part-timer": "Cán bộ không chuyên trách cấp xã",
    "a village part-timer": "Người hoạt động không chuyên trách thôn Đông",
}
TURNS = [
    "2016-01",
    "2016-04",
    "2016-05",
    "2016-06",
    "2016-07",
    "2016-12",
    "2017-01",
    "2017-05",
    "2017-06",
    "2017-07",
    "2017-12",
    "2018-01",
    "2018-06",
    "2018-07",
    "2018-11",
    "2018-12",
    "2019-01",
    "2019-07",
    "2020-01",
    "2020-06",
    "2020-07",
    "2020-08",
    "2021-06",
    "2021-07",
    "2021-09",
    "2021-10",
    "2021-12",
    "2022-01",
    "2022-06",
    "2022-07",
    "2022-09",
    "2022-10",
    "2023-06",
    "2023-07",
    "2024-06",
    "2024-07",
    "2025-06",
    "2025-07",
    "2025-12",
    "2026-01",
    "2026-06",
    "2026-07",
]


def country(at: str) -> tuple[Unit, str]:
    """A unit in region IV and its commune."""
    return (
        (Unit(places=(("18682", "42"),)), "18682")
        if at >= "2025-07"
        else (Unit(places=(("18679", "446"),)), "18679")
    )


def named_cases() -> list[Case]:
    """All of them."""
    return [*_turns(), *_limits(), *_leave(), *_words(), *_places(), *_decisions(), *_lists()]


def _turns() -> Iterator[Case]:
    """Every group in every month that begins or ends a rate."""
    for at in TURNS:
        for who, job in JOBS.items():
            yield one(who, at, 7_000_033, job=job)
        yield one("a worker of the city", at, 2_000_000, unit=CITY, commune="18073")
        yield one("a low wage in the country", at, 2_000_000)
        yield one("a wage above the caps", at, 300_000_000)
        yield one("an official", at, 7_000_033, unit=PUBLIC)
        yield one("an official by coefficient", at, None, unit=PUBLIC, coefficient="2.34")
        yield one("an official above the caps", at, 300_000_000, unit=PUBLIC)


def _limits() -> Iterator[Case]:
    """One đồng below, at and above each floor and cap."""
    book = load()
    for at in ("2016-01", "2017-06", "2018-06", "2022-07", "2025-06", "2025-07", "2026-01", "2026-07"):
        on = month(at).first
        for place, region, unit, commune in (
            ("country", Region.IV, *country(at)),
            ("city", Region.III, CITY if at < "2025-07" else Unit(places=(("18073", "42"),)), "18073"),
        ):
            limits = {
                "floor": floor(Pay(0, region), on=on, book=book).value,
                "cap": cap_social(on=on, book=book).value,
                "unemployment cap": cap_unemployment(region, on=on, book=book).value,
            }
            for name, limit in limits.items():
                for more in (-1, 0, 1):
                    yield one(
                        f"{name} {more:+d} in the {place}", at, limit + more, unit=unit, commune=commune
                    )
            yield one(f"zero wage in the {place}", at, 0, unit=unit, commune=commune)
    yield one("zero wage of an official", "2018-06", 0, unit=PUBLIC)
    yield one("a wage that rounds up", "2018-06", 3_000_100)
    yield one("a wage that rounds down", "2018-06", 3_000_099)
    yield one("half a đồng goes up", "2018-06", 3_000_200 // 2 * 2 - 100)


def _leave() -> Iterator[Case]:
    for movement in ("maternity", "sick", "unpaid", "new", "transfer"):
        yield one(f"movement {movement}", "2018-06", 4_000_000, movement=movement)
    for days in (0, 13, 14, 15, 31, 40):
        yield one(f"{days} unpaid days", "2018-06", 4_000_000, unpaid_days=days)
        yield one(f"maternity of {days} days", "2018-06", 4_000_000, movement="maternity", unpaid_days=days)
    yield one("unpaid days before the rule", "2015-06", 4_000_000, unpaid_days=14)
    yield one("a leave without a wage", "2018-06", None, movement="maternity")
    yield one("left with an end", "2018-06", 4_000_000, movement="left", until="2018-06")
    yield one("left without an end", "2018-06", 4_000_000, movement="left")
    yield one("retired without an end", "2018-06", 4_000_000, movement="retired")
    yield one("ended before", "2018-06", 4_000_000, until="2018-05")
    yield one("a foreigner on leave", "2018-06", 4_000_000, movement="maternity", job="Lao động nước ngoài")


def _words() -> Iterator[Case]:
    """What a row says of funds, coefficients and jobs, readable or not."""
    funds = (
        "BHXH", "BHXH, BHYT", "BHXH,BHYT,BHTN", "BHYT", "BHTN", "BHTNLĐ-BNN", "TNLĐ", "TNLD, BNN", "HT", "HT, ÔĐTS",
        "hưu trí", "ốm đau, thai sản", "thất nghiệp", "y tế", "tai nạn lao động", "Bảo hiểm xã hội", "BHTN; TNLĐ", "32%", "?",
        "bhtnlđ", "bhtnld, bhyt",
    )  # fmt: skip
    for text in funds:
        yield one(f"funds {text}", "2018-06", 4_000_033, funds=text)
        yield one(f"a foreigner's funds {text}", "2019-06", 4_000_033, funds=text, job="Người nước ngoài")
        yield one(f"an owner's funds {text}", "2025-08", 4_000_033, funds=text, job="chủ hộ")
    for text in ("2.34", "2,34", "0", "", "abc", "1.2345678", "4.98", "10"):
        yield one(f"coefficient {text!r}", "2018-06", None, coefficient=text)
        yield one(
            f"coefficient {text!r} with no wage to speak of", "2018-06", 0, coefficient=text, unit=PUBLIC
        )
        yield one(f"coefficient {text!r} beside a wage", "2018-06", 3_333_333, coefficient=text)
    for text in (
        "0.5",
        "0,15",
        "500000",
        "20",
        "19.99",
        "999",
        "1000",
        "thâm niên 5%",
        "0.5; 0.2",
        " ",
        "-1",
    ):
        yield one(f"allowances {text!r}", "2018-06", None, coefficient="3.33", allowances=text, unit=PUBLIC)
        yield one(f"allowances {text!r} beside a wage", "2018-06", 4_000_000, allowances=text)
    yield one("no wage at all", "2018-06", None)
    yield one("no wage and unreadable funds", "2018-06", None, funds="?")
    jobs = (
        "Trưởng phòng đầu tư nước ngoài", "Kỹ sư (người nước ngoài)", "NGƯỜI LAO ĐỘNG NƯỚC NGOÀI", "Vợ chủ hộ",
        "Cán bộ không chuyên trách tổ dân phố 5", "Không chuyên trách",
    )  # fmt: skip
    for job in jobs:
        for at in ("2018-06", "2025-08"):
            yield one(f"job {job}", at, 9_000_000, job=job)
    types = (
        "Doanh nghiệp ngoài quốc doanh", "Đơn vị sự nghiệp công lập", "HCSN", "Giáo dục ngoài công lập, sự nghiệp", "Hợp tác xã",
        "Đảng, đoàn thể", "Cơ quan hành chính",
    )  # fmt: skip
    for told in types:
        unit = Unit(unit_type=told, places=(("18679", "446"),))
        yield one(f"unit of type {told}", "2021-08", 2_000_000, unit=unit)


def _places() -> Iterator[Case]:
    """Regions: districts until 2025-06, communes since; a place that is not known."""
    town = Unit(places=(("18754", "449"),))
    since = {"18073": "city ward", "18754": "town ward", "18604": "coast commune"}
    for code, name in since.items():
        place = Unit(places=((code, "42"),))
        yield one(f"{name} of region III", "2025-07", 75_000_000, unit=place, commune=code)
        yield one(f"{name} of region III", "2026-02", 75_000_000, unit=place, commune=code)
    yield one("town of region III", "2018-06", 2_000_000, unit=town, commune="18754")
    yield one("town of region III", "2025-06", 70_000_000, unit=town, commune="18754")
    for wage in (2_000_000, 3_089_999, 3_090_000, 5_000_000, 27_800_000, 55_200_000, 55_200_001, 70_000_000):
        yield one(f"{wage} where the place is not known", "2018-06", wage, unit=NOWHERE, commune="")
    for told in ("BHTN", "BHYT", "BHXH"):
        yield one(
            f"a low wage in {told} alone where the place is not known",
            "2018-06",
            2_800_000,
            unit=NOWHERE,
            commune="",
            funds=told,
        )
        yield one(
            f"a high wage in {told} alone where the place is not known",
            "2018-06",
            57_000_000,
            unit=NOWHERE,
            commune="",
            funds=told,
        )
    yield one(
        "a foreigner in no fund where the place is not known",
        "2018-06",
        2_800_000,
        unit=NOWHERE,
        commune="",
        job="Lao động nước ngoài",
        funds="BHTN",
    )
    yield one(
        "an official where the place is not known", "2018-06", 90_000_000, unit=Unit("Sự nghiệp"), commune=""
    )
    yield one(
        "a foreigner where the place is not known",
        "2019-06",
        90_000_000,
        unit=NOWHERE,
        commune="",
        job="Lao động nước ngoài",
    )
    yield one(
        "a part-timer where the place is not known",
        "2018-06",
        1_000_000,
        unit=NOWHERE,
        commune="",
        job="không chuyên trách",
    )


def _decisions() -> Iterator[Case]:
    for at in ("2018-06", "2021-08", "2025-08", "2015-06"):
        suspended = Unit(places=(("18679", "446"),), pension_suspended=True)
        yield one("pension suspended", at, 6_000_033, unit=suspended)
        yield one(
            "pension suspended for one who is in that fund alone", at, 6_000_033, unit=suspended, funds="HT"
        )
    for at in ("2018-06", "2020-07", "2020-08", "2021-08", "2022-08"):
        reduced = Unit(places=(("18679", "446"),), reduced_accident=True)
        yield one("accident rate reduced", at, 6_000_033, unit=reduced)
    both = Unit("Sự nghiệp", (("18679", "446"),), pension_suspended=True, reduced_accident=True)
    yield one("both decisions on a public body", "2021-08", 6_000_033, unit=both)


def _lists() -> Iterator[Case]:
    """What several lists say of one month, and several rows of one list."""
    first, second, june = period("2018-02"), period("2018-03"), period("2018-06")
    feb, jan, mar, may = month("2018-02"), month("2018-01"), month("2018-03"), month("2018-05")
    was = person(4_000_000, told=first, since="2018-01")
    yield Case(
        "a June list changes February's wage", feb, (was, person(4_500_000, told=june, since="2018-01"))
    )
    yield Case(
        "a June list repeats February's wage", feb, (was, person(4_000_000, told=june, since="2018-01"))
    )
    left = person(4_000_000, told=june, since="2018-01", until="2018-01", movement="left")
    yield Case("a leaver is found late", feb, (was, left))
    yield Case("a leaver was still there in January", jan, (was, left))
    never = person(4_000_000, told=june, since="2018-01", movement="left")
    yield Case("somebody was never there", feb, (was, never))
    back = person(4_000_000, told=june, si=2, since="2018-02")
    yield Case("a person is added back", feb, (was, person(4_000_000, told=june, since="2018-01"), back))
    other = person(5_000_000, told=june, si=2, since="2018-01")
    yield Case("a newer list no longer names somebody", feb, (was, other))
    yield Case("somebody no longer named is not charged for later months", may, (was, other))
    yield Case("a month told by no list", month("2018-07"), (was, other))
    yield Case(
        "a list speaks only of its own year",
        month("2017-12"),
        (person(4_000_000, told=june, since="2017-01"),),
    )
    yield Case(
        "a middle list says otherwise and the newest agrees with the first",
        feb,
        (was, person(9_000_000, told=second, since="2018-01"), person(4_000_000, told=june, since="2018-01")),
    )
    yield Case(
        "March was first told by the list of March",
        mar,
        (was, person(4_200_000, told=second, since="2018-01"), person(4_400_000, told=june, since="2018-01")),
    )
    raised = (
        person(4_000_000, told=june, row=1, since="2018-01", until="2018-03"),
        person(4_300_000, told=june, row=2, since="2018-04"),
    )
    for at in ("2018-03", "2018-04", "2018-06"):
        yield Case(f"a raise in April, {at}", month(at), raised)
    december = period("2018-12")
    for wage in (60_000_000, 60_000_001, 2_000_000, 5_000_000):
        whole_year = (person(wage, told=december, since="2018-01"),)
        for at in ("2018-06", "2018-07"):
            yield Case(f"{wage} over a change of the base salary, {at}", month(at), whole_year)
    touching = (
        person(4_000_000, told=june, row=1, since="2018-01", until="2018-03"),
        person(4_300_000, told=june, row=2, since="2018-03"),
    )
    for at in ("2018-02", "2018-03", "2018-04"):
        yield Case(f"two rows share March, {at}", month(at), touching)
    over = (
        person(4_000_000, told=june, row=1, since="2018-01"),
        person(None, told=june, row=2, since="2018-03", until="2018-04", movement="maternity"),
    )
    for at in ("2018-02", "2018-03", "2018-04", "2018-05"):
        yield Case(f"maternity over an open row, {at}", month(at), over)
    twice = (
        person(4_000_000, told=june, row=1, since="2018-01"), person(4_100_000, told=june, row=2, since="2018-01"),
    )  # fmt: skip
    yield Case("of two rows begun alike the later one holds", feb, twice)
    gone = (
        person(4_000_000, told=june, row=1, since="2018-01"),
        person(None, told=june, row=2, since="2018-04", movement="left"),
    )
    for at in ("2018-03", "2018-04", "2018-06"):
        yield Case(f"left in April by a second row, {at}", month(at), gone)
    quarter = period("2018-Q2")
    same = (person(4_000_000, told=june, since="2018-01"), person(4_700_000, told=quarter, since="2018-01"))
    yield Case("of two lists that end alike the one begun later is newer", feb, same)
    twin_lists = (
        person(4_000_000, told=period("2018-06", 1), since="2018-01"),
        person(4_700_000, told=period("2018-06", 2), since="2018-01"),
        person(3_000_000, told=period("2018-06", 1), si=2, since="2018-01"),
    )
    yield Case("two senders speak of one unit in one period", feb, twin_lists)
    unknown = person(None, told=june, si=2, since="2018-02")
    yield Case(
        "a correction that cannot be counted",
        feb,
        (was, person(4_000_000, told=june, since="2018-01"), unknown),
    )
    yield Case(
        "a declaration that could not be counted",
        feb,
        (person(None, told=first, since="2018-01"), person(4_000_000, told=june, since="2018-01")),
    )
    yield Case(
        "two unknowns: the first key by the alphabet",
        feb,
        (
            person(None, told=first, since="2018-01"),
            person(4_000_000, told=first, si=2, row=2, since="2018-01", funds="?"),
        ),
    )
    yield Case(
        "two people on leave",
        feb,
        tuple(person(4_000_000, told=first, si=n, row=n, since="2018-01", movement="unpaid") for n in (1, 2)),
    )
    yield Case(
        "of two senders the older one's raise is not heard",
        feb,
        (
            person(4_000_000, told=period("2018-02", 1), row=1, since="2018-01"),
            person(4_100_000, told=period("2018-02", 1), row=2, since="2018-02"),
            person(4_200_000, told=period("2018-02", 2), row=1, since="2018-01"),
        ),
    )
    yield Case("everybody on leave", feb, (person(4_000_000, told=first, since="2018-01", movement="sick"),))
    many = tuple(
        person(2_345_678 + 111_111 * n, told=june, si=n, row=n, since="2018-01") for n in range(1, 40)
    )
    yield Case("forty people, each rounded apart", month("2018-06"), many)
    for at in ("2017-12", "2018-01"):
        yield Case(
            f"the turn of the year, {at}",
            month(at),
            (
                person(4_000_000, told=period("2017-12"), since="2017-01"),
                person(4_000_000, told=period("2018-01"), since="2017-01"),
            ),
        )
