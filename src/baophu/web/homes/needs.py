"""What needs the reader today: each with its number, its age and the page where it is done; gravest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from baophu.access.queries import User
from baophu.funds.waiting import Waiting
from baophu.plan.duties import DutyState, Expected
from baophu.reporting import formats
from baophu.web.employers.sources import lowered
from baophu.web.homes.facts import Facts, Lists
from baophu.web.homes.links import link
from baophu.web.lists.calendar import due_words, state_words
from baophu.web.lists.words import period_words

MOST = 6
SHAPES = {"bad": "late", "warn": "half", "act": "clock"}
GRAVITY = ("bad", "warn", "act")


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to do."""

    tone: str  # bad: past its day; warn: waits; act: in time
    title: str
    told: str
    address: str
    label: str
    own_list: bool = False  # to send a list of the reader's own agency

    @property
    def shape(self) -> str:
        """The shape that goes with the tone."""
        return SHAPES[self.tone]


def needs_of(facts: Facts) -> list[Need]:
    """What a reader of an area's figures has to see to, as far as the reader may open it."""
    found = [*_own_lists(facts.lists, facts.user), *_insurance(facts), *_late(facts), *_money(facts)]
    return _ordered(found)


def needs_of_lists(lists: Lists, user: User) -> list[Need]:
    """What a sender of lists has to see to."""
    return _ordered([*_own_lists(lists, user), *_faulty(lists, user)])


def _ordered(found: list[Need]) -> list[Need]:
    return sorted((n for n in found if n.address), key=lambda n: GRAVITY.index(n.tone))[:MOST]


def _own_lists(lists: Lists, user: User) -> Iterator[Need]:
    """The reader's own lists: past their day, or open."""
    for item in reversed(lists.mine):
        if item.arrival is not None or item.state not in {DutyState.OVERDUE, DutyState.OPEN}:
            continue
        yield Need(
            "bad" if item.state is DutyState.OVERDUE else "act",
            gettext("Gửi %(list)s, %(period)s") % {
                "list": lowered(gettext(item.duty.title)), "period": period_words(item.period)
            },
            f"{state_words(item)}, {due_words(item.due_on)}.",
            link(user, "upload", f"list={item.duty.list_name}&period={item.period.text}"),
            gettext("Gửi danh sách"),
            own_list=True,
        )  # fmt: skip


def _faulty(lists: Lists, user: User) -> Iterator[Need]:
    if lists.glance.quarantined:
        yield Need(
            "warn",
            gettext("Dòng chờ sửa: %(n)s") % {"n": formats.number(lists.glance.quarantined)},
            gettext("Các dòng này chưa được tính. Số danh sách có dòng chờ sửa: %(n)s.")
            % {"n": formats.number(lists.glance.faulty_lists)},
            link(user, "lists", "tinh_trang=quarantined"),
            gettext("Xem và sửa"),
        )


def _insurance(facts: Facts) -> Iterator[Need]:
    """Those whose pay was cut for insurance that nobody bought come first."""
    employers, people = facts.at.seen.deducted
    if employers:
        yield Need(
            "bad",
            gettext("Đã trừ tiền bảo hiểm mà chưa đóng: %(n)s người") % {"n": formats.number(people)},
            gettext("Số đơn vị: %(n)s. Số liệu đến hết ngày %(on)s.")
            % {"n": formats.number(employers), "on": formats.day(facts.run.on)},
            link(facts.user, "employers", "deducted=1"),
            gettext("Xem các đơn vị"),
        )


def _late(facts: Facts) -> Iterator[Need]:
    lists, user = facts.lists, facts.user
    communes = lists.communes
    if communes:
        yield Need(
            "bad",
            gettext("Xã chưa gửi danh sách %(period)s: %(n)s")
            % {"period": period_words(communes[0].period), "n": formats.number(len(communes))},
            _longest(communes[0]),
            link(user, "send-calendar"),
            gettext("Xem các xã"),
        )
    agencies = [item for item in lists.agencies if item.agency_code != lists.own]
    if agencies:
        names = sorted({item.agency_name for item in agencies})
        yield Need(
            "bad",
            gettext("Danh sách của cơ quan khác quá hạn: %(n)s") % {"n": formats.number(len(agencies))},
            gettext("Số cơ quan: %(n)s. %(longest)s")
            % {"n": formats.number(len(names)), "longest": _longest(agencies[0])},
            link(user, "send-calendar"),
            gettext("Xem lịch gửi"),
        )
    yield from _faulty(lists, user)


def _longest(item: Expected) -> str:
    return gettext("Lâu nhất: quá hạn %(days)s ngày.") % {"days": formats.number(item.days)}


def _money(facts: Facts) -> Iterator[Need]:
    money, user = facts.money, facts.user
    if money.held and facts.scope.whole_province:
        yield Need(
            "warn",
            gettext("Tiền chờ khớp: %(n)s giao dịch") % {"n": formats.number(money.held)},
            gettext("%(sum)s chưa vào tài khoản đơn vị nào.") % {"sum": formats.vnd(money.held_vnd)},
            link(user, "held"),
            gettext("Khớp tiền"),
        )
    if money.disputes:
        since = formats.day(money.disputes_since)
        yield Need(
            "warn",
            gettext("Phản ánh số liệu chờ đối chiếu: %(n)s") % {"n": formats.number(money.disputes)},
            gettext("Lâu nhất: từ ngày %(on)s.") % {"on": since},
            link(user, "arrears"),
            gettext("Xem đơn vị"),
        )
    months = money.months_to_close(facts.run.on)
    if months and facts.scope.whole_province:
        yield Need(
            "warn",
            gettext("Tháng chưa chốt số liệu: %(n)s") % {"n": formats.number(months)},
            gettext("Tháng chốt sau cùng: %(month)s.") % {"month": _month(money)},
            link(user, "closing"),
            gettext("Chốt số liệu"),
        )
    yield from _claims(facts)


def _month(money: Waiting) -> str:
    return money.last_closed.text if money.last_closed else formats.UNKNOWN


def _claims(facts: Facts) -> Iterator[Need]:
    money, user = facts.money, facts.user
    if not facts.scope.whole_province:
        return
    if money.drafted:
        yield Need(
            "warn",
            gettext("Đề nghị hỗ trợ chưa gửi Sở Tài chính: %(n)s") % {"n": formats.number(money.drafted)},
            gettext("Gửi sau khi ghi số văn bản."),
            link(user, "voluntary-support"),
            gettext("Mở đề nghị"),
        )
    if money.submitted:
        yield Need(
            "act",
            gettext("Đề nghị hỗ trợ chờ chuyển tiền: %(n)s") % {"n": formats.number(money.submitted)},
            gettext("Cộng %(sum)s.") % {"sum": formats.vnd(money.submitted_vnd)},
            link(user, "voluntary-support"),
            gettext("Mở đề nghị"),
        )
