"""The ten questions of the plan, one line each: the figure with its bounds and day, a way to its rows.

A question whose data nobody has given yet says what is missing; no figure stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext, ngettext

from baophu.coverage.queries import RateOf
from baophu.reporting import formats
from baophu.reporting.forecast import Forecast
from baophu.reporting.overview import AreaLine
from baophu.reporting.targets import target_share
from baophu.web.figures import filters_of
from baophu.web.homes.facts import Facts
from baophu.web.homes.links import link
from baophu.web.labels import CAUSES
from baophu.web.outlook import chance_words, refusal_words

WORST = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One question with its answer; `missing` says why there is no figure."""

    number: int
    question: str
    figure: str = ""
    told: str = ""
    address: str = ""
    on: date | None = None
    missing: str = ""


def questions_of(facts: Facts) -> list[Line]:
    """The ten lines for the reader's area."""
    return [
        _units(facts), _workers(facts), _tax_list(facts), _worst(facts), _moved(facts),
        _voluntary(facts), _arrears(facts), _cases(), _late(facts), _reached(facts),
    ]  # fmt: skip


def _filters(facts: Facts) -> str:
    area = facts.at.seen.area
    return filters_of(area.level, area.code, area.parent_code)


def _employers(facts: Facts, query: str) -> str:
    return link(facts.user, "employers", _filters(facts) + query)


def share_words(rate: RateOf | None) -> str:
    """A share with its bounds: `37,8 % (35–41)`; — where it is not known."""
    if rate is None or rate.value is None:
        return formats.UNKNOWN
    both = formats.bounds(rate.low, rate.high) if rate.low is not None and rate.high is not None else ""
    said = formats.percent(rate.value)
    return f"{said} ({both})" if both and rate.low != rate.high else said


def _why(rate: RateOf | None) -> str:
    return gettext(rate.why) if rate and rate.why else gettext("Chưa có danh sách để tính trong lượt này.")


def _units(facts: Facts) -> Line:
    head = facts.at.seen.headline
    question = gettext("Đơn vị phải tham gia mà chưa tham gia")
    plan, full = (facts.at.employers("missing", paying_tax=tax) for tax in (True, None))
    if head.value is None and (head.full is None or head.full.value is None):
        return Line(1, question, missing=_why(head.full or head.rate))
    goal = ""
    if head.target:
        word = gettext("chỉ tiêu trên %(share)s") if head.target.strict else gettext("chỉ tiêu %(share)s")
        goal = word % {"share": formats.percent(head.target.share, 0)}
    told = gettext(
        "Đơn vị đang nộp thuế: %(share)s đã tham gia. Mọi đơn vị thuộc diện: %(full)s; chưa tham gia %(all)s."
    ) % {
        "share": _joined(share_words(head.rate), goal),
        "full": share_words(head.full),
        "all": formats.number(full),
    }
    address = _employers(facts, "standing=missing&tax=1")
    return Line(1, question, formats.number(plan), told, address, facts.run.on)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _workers(facts: Facts) -> Line:
    question = gettext("Lao động thuộc diện còn ở ngoài")
    rates = facts.at.seen.rates
    rate, force = rates.get("workers"), rates.get("labour_force")
    if rate is None or rate.value is None or rate.numerator is None or rate.denominator is None:
        return Line(2, question, missing=_why(rate))
    outside = max(Decimal(0), rate.denominator - rate.numerator)
    told = gettext("Đã tham gia %(share)s.") % {"share": share_words(rate)}
    if force is not None and force.value is not None:
        told += " " + gettext("Trên lực lượng lao động: %(share)s.") % {"share": share_words(force)}
    else:
        told += " " + _why(force)
    return Line(2, question, formats.number(outside), told, _employers(facts, "sort=lacking"), facts.run.on)


def _tax_list(facts: Facts) -> Line:
    at = facts.at
    question = gettext("Danh sách của cơ quan thuế: đã rà soát")
    every = at.employers("covered", "partial", "missing", "unverified", "not_subject", paying_tax=True)
    if not every:
        return Line(3, question, missing=_why(at.seen.headline.rate))
    joined = at.employers("covered", "partial", paying_tax=True)
    open_ = at.employers("unverified", paying_tax=True)
    told = gettext(
        "Thuộc diện %(liable)s, đã tham gia %(joined)s, còn chưa xác minh %(open)s; ngừng hoạt động %(gone)s."
    ) % {
        "liable": formats.number(joined + at.employers("missing", paying_tax=True)),
        "joined": formats.number(joined),
        "open": formats.number(open_),
        "gone": formats.number(at.employers("ceased")),
    }
    figure = f"{formats.number(every - open_)} / {formats.number(every)}"
    return Line(3, question, figure, told, _employers(facts, "tax=1"), facts.run.on)


def _worst(facts: Facts) -> Line:
    question = gettext("Nơi thấp nhất, ai phụ trách")
    known = [line for line in facts.at.seen.lines if line.headline.value is not None]
    if not known:
        return Line(4, question, missing=gettext("Chưa có tỷ lệ của xã, huyện nào trong địa bàn này."))
    worst = list(reversed(known))[:WORST]
    first = worst[0]
    told = "; ".join(_answers(facts, line) for line in worst[1:])
    name = formats.short_area_name(first.area.rank, first.area.name)
    who = _who(facts, first)
    lead = f"{name} {formats.percent(first.headline.value)}"
    told = "; ".join(part for part in (who, told) if part)
    return Line(4, question, lead, told, link(facts.user, "area", "", first.area.code), facts.run.on)


def _who(facts: Facts, line: AreaLine) -> str:
    code = line.area.code if line.area.level == "district" else line.area.parent_code
    found = facts.answering.get(code)
    return found.full_name if found else gettext("chưa có người phụ trách trong hệ thống")


def _answers(facts: Facts, line: AreaLine) -> str:
    name = formats.short_area_name(line.area.rank, line.area.name)
    return f"{name} {formats.percent(line.headline.value)} ({_who(facts, line)})"


def _moved(facts: Facts) -> Line:
    seen = facts.at.seen
    question = gettext("Thay đổi từ lượt trước, vì sao")
    if seen.before is None or seen.change is None:
        return Line(5, question, missing=gettext("Chưa có lượt đối chiếu của một ngày trước để so."))
    said = [f"{gettext(CAUSES[cause])} {formats.number(n)}" for cause, n in list(seen.causes.items())[:4]]
    figure = gettext("%(change)s từ %(on)s") % {
        "change": formats.points(seen.change), "on": formats.day(seen.before.on)
    }  # fmt: skip
    return Line(5, question, figure, "; ".join(said), "#vi-sao", facts.run.on)


def _voluntary(facts: Facts) -> Line:
    question = gettext("BHXH tự nguyện: mới, dừng, tăng ròng")
    rate = facts.at.seen.rates.get("voluntary_growth")
    people = facts.at.seen.rates.get("voluntary")
    year = facts.voluntary
    if people is None or people.value is None:
        return Line(6, question, missing=_why(people))
    goal = target_share(facts.at.seen.law, "voluntary_growth", facts.run.on)
    told = gettext("Năm nay mới %(new)s, trở lại %(back)s, dừng %(stopped)s, tăng ròng %(net)s.") % {
        "new": formats.number(year.new),
        "back": formats.number(year.returned),
        "stopped": formats.number(year.stopped),
        "net": formats.signed(year.net),
    }
    if rate is not None and rate.value is not None:
        sign = "+" if rate.value > 0 else ""
        growth = gettext("So cùng kỳ %(growth)s") % {"growth": f"{sign}{formats.percent(rate.value)}"}
        wanted = ""
        if goal is not None:
            wanted = gettext("chỉ tiêu +%(goal)s") % {"goal": formats.percent(goal, 0)}
        told += f" {_joined(growth, wanted)}."
    figure = ngettext("%(n)s người", "%(n)s người", int(people.value)) % {"n": formats.number(people.value)}
    return Line(6, question, figure, told, link(facts.user, "voluntary"), facts.run.on)


def _arrears(facts: Facts) -> Line:
    question = gettext("Nợ: số tiền, tỷ lệ, việc đã làm")
    rate, money = facts.at.seen.rates.get("arrears_ratio"), facts.money
    if rate is None or rate.value is None or rate.numerator is None:
        return Line(7, question, missing=_why(rate))
    told = gettext(
        "%(ratio)s số phải thu. Cam kết trả nợ còn hạn %(promised)s; đơn vị nợ khó thu %(hard)s."
    ) % {
        "ratio": formats.percent(rate.value),
        "promised": formats.number(money.committed),
        "hard": formats.number(money.hard),
    }
    owed = formats.vnd(int(rate.numerator))
    return Line(7, question, owed, told, link(facts.user, "arrears"), facts.run.on)


def _cases() -> Line:
    return Line(
        8, gettext("Thanh tra, khởi kiện"),
        missing=gettext("Chưa có hồ sơ thanh tra, khởi kiện nào trong hệ thống; phần này chưa có nơi ghi."),
    )  # fmt: skip


def _late(facts: Facts) -> Line:
    lists = facts.lists
    question = gettext("Xã, cơ quan chưa gửi")
    codes = {item.agency_code for item in lists.overdue}
    told = gettext("Danh sách quá hạn: xã %(communes)s, cơ quan khác %(agencies)s.") % {
        "communes": formats.number(len(lists.communes)),
        "agencies": formats.number(len(lists.agencies)),
    }
    if facts.scope.whole_province:
        told += " " + gettext("Đề nghị hỗ trợ chờ Sở Tài chính: %(n)s.") % {
            "n": formats.number(facts.money.submitted)
        }
    told += " " + gettext("Khiếu nại: chưa có nơi ghi.")
    return Line(9, question, formats.number(len(codes)), told, link(facts.user, "send-calendar"), lists.on)


def _reached(facts: Facts) -> Line:
    head, outlook = facts.at.seen.headline, facts.at.outlook
    question = gettext("Có đạt chỉ tiêu năm không")
    if not isinstance(outlook, Forecast):
        return Line(10, question, missing=refusal_words(outlook))
    told = chance_words(outlook, head.target)
    if head.needed:
        told += " " + gettext("Cần thêm %(n)s đơn vị trước %(due)s.") % {
            "n": formats.number(head.needed), "due": formats.day_month(head.due_on)
        }  # fmt: skip
    figure = f"{formats.percent(outlook.share)} ({formats.bounds(outlook.low, outlook.high)})"
    return Line(10, question, figure, told, "#du-bao", outlook.on)


def shown(lines: list[Line]) -> Iterator[Line]:
    """The lines that tell something of an area without parts: no ranking where there is nothing to rank."""
    return (line for line in lines if line.number != 4)
