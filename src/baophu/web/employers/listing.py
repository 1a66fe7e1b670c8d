"""The words and the pages of the list of employers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from baophu.plan.lines.queries import Tally
from baophu.register.search.queries import Found, How
from baophu.reporting import formats
from baophu.web.employers.filters import Filters


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of how many."""

    number: int
    last: int
    first_row: int
    last_row: int

    @property
    def before(self) -> int | None:
        """The page before, None on the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The page after, None on the last."""
        return self.number + 1 if self.number < self.last else None


@dataclass(frozen=True, slots=True)
class Answer:
    """The first lines of the list: the answer, and what stands beside it."""

    headline: str
    more: str


def pages(asked: str, *, total: int, size: int) -> Pages:
    """The page asked for, brought inside what there is."""
    last = max(1, -(-total // size))
    number = min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    first_row = (number - 1) * size + 1 if total else 0
    return Pages(number, last, first_row, min(number * size, total))


def answer(filters: Filters, tallies: Mapping[str, Tally], area: str) -> Answer:
    """What the list says in one sentence a person can act on."""
    if not any(t.employers for t in tallies.values()):
        return Answer(_nothing(filters, area), "")
    asked = filters.standing or "missing"
    tally = tallies.get(asked, Tally())
    headline = _sentence(asked, tally, area)
    return Answer(headline, "" if filters.standing else _beside(tallies))


def _nothing(filters: Filters, area: str) -> str:
    """Nobody fits: say what was asked, and the way out."""
    if filters.q and not replace(filters, q="").narrowed:
        return gettext("Không đơn vị nào khớp “%(text)s”. Thử bỏ bớt chữ, hoặc tìm theo mã số thuế.") % {
            "text": filters.q
        }
    if filters.narrowed:
        return gettext("Không đơn vị nào ở %(area)s khớp các điều kiện đã chọn.") % {"area": area}
    return gettext("Chưa có đơn vị nào ở %(area)s.") % {"area": area}


def _sentence(standing: str, tally: Tally, area: str) -> str:
    """How many employers of the area have a standing, and how many workers they lack."""
    n = tally.employers
    values = {"n": formats.number(n), "area": area, "lack": formats.number(tally.lacking)}
    sentences = {
        "missing": gettext("%(n)s đơn vị chưa tham gia ở %(area)s, ước thiếu %(lack)s lao động."),
        "partial": gettext("%(n)s đơn vị tham gia chưa đủ ở %(area)s, ước thiếu %(lack)s lao động."),
        "covered": gettext("%(n)s đơn vị đã bao phủ ở %(area)s."),
        "unverified": gettext("%(n)s đơn vị chưa xác minh ở %(area)s: chưa nguồn nào cho biết chắc."),
        "not_subject": gettext("%(n)s đơn vị không thuộc diện ở %(area)s."),
        "ceased": gettext("%(n)s đơn vị đã ngừng hoạt động ở %(area)s."),
    }
    return sentences[standing] % values


def _beside(tallies: Mapping[str, Tally]) -> str:
    """What else matters beside the missing: those short of workers, and the gravest sign."""
    said = []
    partial = tallies.get("partial", Tally())
    if partial.employers:
        said.append(
            gettext("Thêm %(n)s đơn vị tham gia chưa đủ, thiếu %(lack)s lao động.")
            % {"n": formats.number(partial.employers), "lack": formats.number(partial.lacking)}
        )
    grave = sum(t.with_deduction for t in tallies.values())
    if grave:
        said.append(
            gettext(
                "Nặng nhất: %(n)s đơn vị đã trừ tiền bảo hiểm của người lao động mà người đó chưa được đóng."
            )
            % {"n": formats.number(grave)}
        )
    return " ".join(said)


def understood(found: Found | None) -> str:
    """What a search took the words for, in a sentence; blank where it took them as they were typed."""
    if found is None or found.how in {How.EXACT, How.CODE, How.NOTHING}:
        return ""
    said = [
        gettext("Không có “%(typed)s”; gần nhất là “%(taken)s”.") % {"typed": typed, "taken": taken}
        for typed, taken in found.read_as
    ]
    if found.how is How.CLOSE:
        missing = "”, “".join(found.left_out)
        absent = gettext("Không có “%(words)s” ở địa bàn này.") % {"words": missing} if missing else ""
        said.append(absent)
        said.append(gettext("Không đơn vị nào có đủ các chữ đã gõ; dưới đây là những đơn vị gần nhất."))
    return " ".join(filter(None, said))
