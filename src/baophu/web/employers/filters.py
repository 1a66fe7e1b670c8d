"""What a reader asks of the list of employers: read from the address, written back, put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from django.utils.translation import gettext, gettext_noop

from baophu.coverage.standings import Order, StandingKind, Wanted
from baophu.register.queries import EmployerKind
from baophu.web.employers.sectors import SECTORS

SIZES = ("0", "1-9", "10-49", "50-199", "200+")
ORDERS: dict[Order, str] = {
    Order.GRAVITY: gettext_noop("Nặng nhất trước"),
    Order.LACKING: gettext_noop("Thiếu nhiều nhất trước"),
    Order.SUBJECT: gettext_noop("Nhiều lao động nhất trước"),
    Order.INSURED: gettext_noop("Nhiều người tham gia nhất trước"),
    Order.NAME: gettext_noop("Theo tên"),
}
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
    sort: str = Order.GRAVITY.value

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
        )

    @property
    def order(self) -> Order:
        """How the list is sorted."""
        return Order(self.sort)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the order is asked."""
        return replace(self, sort=Order.GRAVITY.value) != Filters()

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
        return [*said, *self.conditions(), (gettext("Sắp xếp"), gettext(ORDERS[self.order]))]

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
