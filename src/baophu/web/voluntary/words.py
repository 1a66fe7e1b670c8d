"""Names of states, steps and reasons of voluntary participants, in the reader's language."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext, gettext_noop

from baophu.funds.voluntary.queries.claims import ClaimState
from baophu.funds.voluntary.queries.participants import State
from baophu.funds.voluntary.reasons import FLAGS, GROUPS, REASONS, article_of, values_of
from baophu.kernel.time import Period, PeriodKind
from baophu.law.book import Book
from baophu.reporting import formats
from baophu.web.lists.words import period_words

STATES: dict[str, str] = {
    State.IN_FORCE: gettext_noop("Đang tham gia"),
    State.SOON: gettext_noop("Sắp đến hạn đóng"),
    State.WAITING: gettext_noop("Hết kỳ đóng, còn hạn"),
    State.INTERRUPTED: gettext_noop("Gián đoạn"),
}
CHIPS: dict[str, tuple[str, str]] = {
    ClaimState.DRAFTED: ("ring", "off"),
    ClaimState.SUBMITTED: ("clock", "act"),
    ClaimState.TRANSFERRED: ("ring-ok", "ok"),
    ClaimState.SETTLED: ("ok", "ok"),
    ClaimState.WITHDRAWN: ("cross", "off"),
}
STATUSES: dict[str, str] = {
    "supported": gettext_noop("Được hỗ trợ"),
    "over_limit": gettext_noop("Quá số tháng"),
    "not_yet": gettext_noop("Chưa có hỗ trợ"),
    "missing": gettext_noop("Đóng bù, chưa tính"),
    "undetermined": gettext_noop("Chưa tính được"),
    "doubled": gettext_noop("Đóng hai lần"),
    "too_young": gettext_noop("Chưa đủ tuổi"),
    "died": gettext_noop("Sau khi chết"),
    "pension": gettext_noop("Đã có lương hưu"),
    "lump_sum": gettext_noop("Sau BHXH một lần"),
    "insured": gettext_noop("Đóng bắt buộc"),
}


def state_word(state: str) -> str:
    """A state of a day."""
    return gettext(STATES[state])


def status_word(status: str) -> str:
    """What a paid month is."""
    return gettext(STATUSES[status])


def group_word(group: str) -> str:
    """A group of participants."""
    return gettext(GROUPS[group]) if group in GROUPS else "—"


def flag_words(flags: str) -> list[str]:
    """What an officer must look at."""
    return [gettext(FLAGS[code]) for code in flags.split()]


def why_word(code: str) -> str:
    """What has changed since a claim, where the sentence stands by itself."""
    whole = {
        "missed", "withdrawn", "group", "paid_on", "amount", "no_day",
    }  # fmt: skip
    return gettext(REASONS[code]) if code in whole else status_word(code)


def quarter_words(quarter_on: date) -> str:
    """A quarter as it is read: quý II/2018."""
    return period_words(Period.of(PeriodKind.QUARTER, quarter_on))


def month_because(
    *,
    status: str,
    group: str,
    paid_on: date,
    month: date,
    amount_vnd: int | None,
    number: int | None,
    lacks: str,
    book: Book,
) -> str:
    """Why a month has its amount, in the reader's language."""
    values = values_of(
        group=group,
        paid_on=paid_on,
        month=month,
        amount_vnd=amount_vnd,
        number=number,
        lacks=lacks,
        article=article_of(group, paid_on, book),
    )
    return gettext(REASONS[status]).format(
        **values | {"group": group_word(group), "amount": formats.vnd(amount_vnd)}
    )
