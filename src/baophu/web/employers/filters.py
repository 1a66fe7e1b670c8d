"""What a reader asks of the list of employers: read from the address, written back, put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from django.utils.translation import gettext, gettext_noop

from baophu.coverage.standings import StandingKind
from baophu.plan.lines.queries import NOBODY, Order, Wanted
from baophu.register.queries import EmployerKind
from baophu.web.employers.sectors import SECTORS

SIZES = ("0", "1-9", "10-49", "50-199", "200+")
ORDERS: dict[Order, str] = {
    Order.GRAVITY: gettext_noop("Nặng nhất trước"),
    Order.LACKING: gettext_noop("Thiếu nhiều nhất trước"),
    Order.SUBJECT: gettext_noop("Nhiều lao động nhất trước"),
    Order.INSURED: gettext_noop("Nhiều người tham gia nhất trước"),
    Order.DEDUCTED: gettext_noop("Trừ tiền nhiều nhất trước"),
    Order.OWED: gettext_noop("Nợ nhiều nhất trước"),
    Order.NAME: gettext_noop("Theo tên"),
}
CLOSEST = gettext_noop("Gần với chữ đã gõ nhất trước")
COLUMNS: dict[str, str] = {
    "standing": gettext_noop("Tình trạng"),
    "subject": gettext_noop("Thuộc diện"),
    "insured": gettext_noop("Đang tham gia"),
    "lacking": gettext_noop("Còn thiếu"),
    "deducted": gettext_noop("Đã trừ tiền, chưa đóng"),
    "owed": gettext_noop("Còn nợ (đồng)"),
    "since": gettext_noop("Từ ngày"),
    "officer": gettext_noop("Chuyên quản"),
    "kind": gettext_noop("Loại"),
    "sector": gettext_noop("Ngành"),
    "because": gettext_noop("Căn cứ"),
}
USUAL = ("standing", "subject", "insured", "lacking", "deducted", "officer", "because")
LONGEST_NAME = 30
CODE_DIGITS = 5
LONGEST_SEARCH = 120


@dataclass(frozen=True, slots=True)
class Filters:
    """One question to the list; an empty field asks nothing. Fields are named as in the address."""

    q: str = ""
    standing: str = ""
    district: str = ""
    commune: str = ""
    kind: str = ""
    size: str = ""
    sector: str = ""
    tax: str = ""  # "1": paying tax
    deducted: str = ""  # "1": insurance deducted, not insured
    owing: str = ""  # "1": in arrears
    officer: str = ""  # sign-in name of the officer in charge, or NOBODY
    sort: str = ""  # closeness to the words typed, else gravity
    up: str = ""  # "1": the order turned about
    cols: str = ""  # columns shown, by comma; empty: the usual ones

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Filters:
        """From the address; a word that is not a choice asks nothing."""
        choices: dict[str, frozenset[str]] = {
            "standing": frozenset(StandingKind.values),
            "kind": frozenset(EmployerKind.values),
            "size": frozenset(SIZES),
            "sector": frozenset(SECTORS),
            "tax": frozenset({"1"}),
            "deducted": frozenset({"1"}),
            "owing": frozenset({"1"}),
            "up": frozenset({"1"}),
            "sort": frozenset(order.value for order in Order),
        }
        found = {"q": " ".join(given.get("q", "").split())[:LONGEST_SEARCH]}
        for name, allowed in choices.items():
            if given.get(name, "") in allowed:
                found[name] = given[name]
        for name in ("district", "commune"):
            code = given.get(name, "")
            if code.isascii() and code.isdigit() and len(code) <= CODE_DIGITS:
                found[name] = code
        if "district" not in found:
            found.pop("commune", None)
        officer = given.get("officer", "")[:LONGEST_NAME]
        found |= {"officer": officer} if officer.isascii() and officer.replace("-", "").isalnum() else {}
        chosen = [name for name in given.get("cols", "").split(",") if name in COLUMNS]
        found |= {"cols": ",".join(name for name in COLUMNS if name in chosen)} if chosen else {}
        return cls(**found)

    def wanted(self, area_code: str) -> Wanted:
        """As the standings are asked, inside the reader's area."""
        return Wanted(
            area_code=area_code,
            standing=self.standing,
            district_code=self.district,
            commune_code=self.commune,
            kind=self.kind,
            size=self.size,
            sector=self.sector,
            paying_tax=bool(self.tax),
            deducted=bool(self.deducted),
            owing=bool(self.owing),
            officer=self.officer,
        )

    @property
    def order(self) -> Order:
        """The rank that the list is sorted by, where it is not by closeness."""
        return Order(self.sort) if self.sort else Order.GRAVITY

    @property
    def by_closeness(self) -> bool:
        """Whether the closest to the words typed should stand first."""
        return bool(self.q) and not self.sort

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns shown, in their fixed order."""
        return tuple(self.cols.split(",")) if self.cols else USUAL

    @property
    def narrowed(self) -> bool:
        """Whether anything but order and columns is asked."""
        return replace(self, sort="", up="", cols="") != Filters()

    @property
    def address(self) -> str:
        """The query string that asks the same again."""
        default = Filters()
        given = {
            f.name: getattr(self, f.name)
            for f in fields(self)
            if getattr(self, f.name) != getattr(default, f.name)
        }
        return urlencode(given)

    def words(self, area: str) -> list[tuple[str, str]]:
        """Each filter as (title, value), for the head of an exported sheet."""
        said = [(gettext("Địa bàn"), area)]
        if self.q:
            said.append((gettext("Từ tìm"), self.q))
        if self.standing:
            said.append((gettext("Tình trạng"), gettext(str(StandingKind(self.standing).label))))
        return [*said, *self.conditions(), (gettext("Sắp xếp"), self.order_words)]

    @property
    def order_words(self) -> str:
        """How the list is sorted, in words."""
        said = gettext(CLOSEST) if self.by_closeness else gettext(ORDERS[self.order])
        return said + (gettext(", đảo ngược") if self.up else "")

    def conditions(self) -> list[tuple[str, str]]:
        """The filters that neither the area nor the standing names, as (title, value)."""
        said = []
        if self.kind:
            said.append((gettext("Loại"), gettext(str(EmployerKind(self.kind).label))))
        if self.size:
            said.append((gettext("Quy mô"), size_words(self.size)))
        if self.sector:
            said.append((gettext("Ngành"), gettext(SECTORS[self.sector])))
        if self.tax:
            said.append((gettext("Nghĩa vụ thuế"), gettext("đang thực hiện")))
        if self.owing:
            said.append((gettext("Thu nộp"), gettext("đang nợ")))
        if self.officer:
            nobody = gettext("chưa có ai")
            said.append((gettext("Chuyên quản"), nobody if self.officer == NOBODY else self.officer))
        if self.deducted:
            said.append((gettext("Dấu hiệu"), gettext("đã trừ tiền bảo hiểm, chưa đóng")))
        return said


def size_words(size: str) -> str:
    """A size in words: 10–49 người."""
    if size == "0":
        return gettext("chưa biết có lao động")
    if size == "200+":
        return gettext("từ 200 người")
    return gettext("%(size)s người") % {"size": size.replace("-", "–")}
