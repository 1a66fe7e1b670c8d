"""What communes send each quarter: cooperatives, household businesses, firms; each its own kind of file."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from baophu.twin import dirt, numbers, parts
from baophu.twin.drawing import person_name
from baophu.twin.employers import CommuneEntry, Employer, Kind
from baophu.twin.encode import Script
from baophu.twin.ground import Commune
from baophu.twin.lists.frame import ListFile, Row, columns, signed, stream, whole_mark
from baophu.twin.naming import household
from baophu.twin.sheets import Cell, Format, Layout, Style
from baophu.twin.world import World

_QUARTERS: Final = {
    "2017-Q3": ("Q3_2017", "III/2017", date(2017, 10, 3)),
    "2018-Q1": ("Q1_2018", "I/2018", date(2018, 4, 3)),
    "2018-Q2": ("Q2_2018", "II/2018", date(2018, 7, 2)),
}
_KINDS: Final = {Kind.ENTERPRISE: "DN", Kind.HOUSEHOLD: "HKD", Kind.COOPERATIVE: "HTX"}
_FIELDS: Final = (
    "no",
    "name",
    "owner",
    "address",
    "commune",
    "district",
    "kind",
    "licence_no",
    "tax_code",
    "industry",
    "hired",
    "phone",
    "note",
)
_SPELLINGS: Final = {
    "no": ("STT", "TT"),
    "name": ("Tên cơ sở", "Tên đơn vị/ hộ kinh doanh", "Tên cơ sở kinh doanh"),
    "owner": ("Chủ cơ sở", "Họ tên chủ hộ", "Chủ hộ/Người đại diện"),
    "address": ("Địa chỉ (thôn, tổ)", "Thôn/xóm", "Thôn/Tổ"),
    "commune": ("Xã, phường", "Xã", "Xã/phường"),
    "district": ("Huyện", "Huyện/TP/TX"),
    "kind": ("Loại hình", "Loại hình (HTX, HKD, DN)"),
    "licence_no": ("Số ĐKKD", "Số giấy phép"),
    "tax_code": ("Mã số thuế", "MST"),
    "industry": ("Ngành nghề",),
    "hired": ("Số LĐ thuê mướn", "Lao động thuê", "Số lao động thuê"),
    "phone": ("SĐT", "Điện thoại"),
    "note": ("Ghi chú",),
}
_STYLES: Final = (
    (Style(Format.CSV, Script.UTF8_BOM), 16),
    (Style(Format.CSV, Script.UTF8, ";"), 16),
    (Style(Format.CSV, Script.TCVN3), 13),
    (Style(Format.CSV, Script.VNI), 4),
    (Style(Format.CSV, Script.CP1258, ";"), 4),
    (Style(Format.CSV, Script.UTF16, "\t"), 3),
    (Style(Format.CSV, Script.UTF8, ",", decomposed=True), 3),
    (Style(Format.XLSX), 24),
    (Style(Format.XLSX, Script.TCVN3), 3),
    (Style(Format.XLSX, Script.VNI), 2),
    (Style(Format.XLS), 7),
    (Style(Format.ODS), 5),
)
_NO_CODE: Final = ("", "", "", "chưa có", "-")


@dataclass(frozen=True, slots=True)
class _Habit:
    """How one commune writes: which columns, what it leaves out, whether numbers are text."""

    fields: tuple[str, ...]
    codes_known: float
    codes_as_numbers: bool
    counts_as_text: bool
    spare_column: bool


def ascii_name(text: str) -> str:
    """Give a name for a file: no accents, no spaces, each word's first letter a capital."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    rank = next(
        (r for r in ("Thanh pho", "Thi xa", "Thi tran", "Huyen", "Phuong", "Xa") if letters.startswith(r)), ""
    )
    return rank.replace(" ", "") + letters.removeprefix(rank).replace(" ", "")


def _habit(rng: Random) -> _Habit:
    left_out = {
        name
        for name, share in (("licence_no", 0.8), ("industry", 0.75), ("phone", 0.1))
        if rng.random() < share
    }
    fields = [name for name in _FIELDS if name not in left_out]
    if rng.random() < 0.2:
        fields.remove("tax_code")
        fields.insert(2, "tax_code")
    if rng.random() < 0.15:
        fields.remove("kind")
        fields.insert(1, "kind")
    return _Habit(
        tuple(fields), rng.uniform(0.1, 0.55), rng.random() < 0.4, rng.random() < 0.2, rng.random() < 0.08
    )


def _layout(habit: _Habit, commune: Commune, period: str, rng: Random) -> Layout:
    style = rng.choices([style for style, _ in _STYLES], weights=[weight for _, weight in _STYLES])[0]
    _, quarter, received = _QUARTERS[period]
    fields, headers = habit.fields, columns(habit.fields, _SPELLINGS, rng)
    if habit.spare_column:
        fields, headers = (*fields[:-1], "spare", fields[-1]), (*headers[:-1], "", headers[-1])
    titled = style.format is not Format.CSV or rng.random() < 0.15
    titles = (
        f"UBND {commune.full_name.upper()}",
        f"DANH SÁCH HỢP TÁC XÃ, HỘ KINH DOANH, DOANH NGHIỆP NGOÀI QUỐC DOANH QUÝ {quarter}",
        "",
    )
    groups: tuple[tuple[str, int, int], ...] = ()
    at = fields.index("address")
    if (
        style.format is not Format.CSV
        and fields[at : at + 3] == ("address", "commune", "district")
        and rng.random() < 0.25
    ):
        groups = (("Địa chỉ", at, at + 2),)
    return Layout(
        fields,
        headers,
        titles=titles if titled else (),
        groups=groups,
        numbered_line=titled and rng.random() < 0.06,
        footer=signed(
            received, place=commune.name if rng.random() < 0.4 else "Hà Tĩnh", right="TM. ỦY BAN NHÂN DÂN"
        )
        if titled
        else (),
        sums=("hired",) if titled and not habit.counts_as_text and rng.random() < 0.35 else (),
        total_word=rng.choice(("Tổng cộng", "TỔNG CỘNG", "Cộng", "Tổng số")),
        blank_after=tuple(at for at in range(1, 40) if rng.random() < 0.1) if rng.random() < 0.06 else (),
        style=style,
    )


def _code(employer: Employer, habit: _Habit, rng: Random) -> Cell:
    if not employer.tax_code or rng.random() > habit.codes_known:
        return rng.choice(_NO_CODE) or None
    if employer.tax_code.startswith("0") and rng.random() < 0.5:
        return dirt.unmarked(employer.tax_code)
    return dirt.code_cell(dirt.typed_code(employer.tax_code, rng), as_number=habit.codes_as_numbers)


def _owner(employer: Employer, rng: Random) -> str:
    """Write the owner; of a firm the commune now and then knows somebody else."""
    if employer.kind is Kind.ENTERPRISE and rng.random() < 0.07:
        return person_name(rng)
    return dirt.person_name(employer.owner, rng)


def _called(employer: Employer, rng: Random) -> str:
    """Give the name this list calls it by: a household now goes by its trade, now by its owner."""
    if employer.kind is Kind.HOUSEHOLD and rng.random() < 0.06:
        trade = parts.TRADES[employer.trade]
        return household(trade, employer.owner, rng)
    return employer.name


def _cells(
    world: World, employer: Employer, entry: CommuneEntry, habit: _Habit, rng: Random
) -> dict[str, Cell]:
    commune = world.ground.communes[employer.commune]
    phone = employer.phone if rng.random() < 0.75 else numbers.phone(rng)
    return {
        "name": dirt.employer_name(_called(employer, rng), dirt.COMMUNE, rng),
        "owner": _owner(employer, rng),
        "address": dirt.street_text(employer.street, rng),
        "commune": dirt.commune_text(commune, rng),
        "district": dirt.district_text(commune, rng),
        "kind": _KINDS[employer.kind],
        "licence_no": employer.licence or None,
        "tax_code": _code(employer, habit, rng),
        "industry": parts.TRADES[employer.trade].text if rng.random() < 0.8 else None,
        "hired": str(entry.hired) if habit.counts_as_text and entry.hired is not None else entry.hired,
        "phone": phone if rng.random() < 0.35 else None,
        "note": entry.remark or None,
    }


def _rows(
    world: World, at: int, period: str, entries: list[tuple[Employer, CommuneEntry]], habit: _Habit
) -> Iterator[Row]:
    rng = stream(world, "commune_businesses", world.ground.communes[at].code, period)
    order = sorted(
        entries, key=lambda pair: (pair[0].kind is Kind.COOPERATIVE, pair[0].kind is Kind.HOUSEHOLD)
    )
    for number, (employer, entry) in enumerate(order, 1):
        cells = {"no": number, **_cells(world, employer, entry, habit, rng)}
        yield Row(cells, employer.at, mark=whole_mark(employer))


def files(world: World) -> Iterator[ListFile]:
    """Give the lists of all communes that sent one, quarter by quarter."""
    said: dict[tuple[str, int], list[tuple[Employer, CommuneEntry]]] = defaultdict(list)
    for employer in world.employers:
        for entry in employer.said.communes:
            said[entry.period, employer.commune].append((employer, entry))
    for period, at in sorted(said):
        commune = world.ground.communes[at]
        habit = _habit(stream(world, "commune habit", commune.code))
        layout = _layout(habit, commune, period, stream(world, "commune layout", commune.code, period))
        short, _, received = _QUARTERS[period]
        name = f"{ascii_name(commune.district)}_{ascii_name(commune.full_name)}_{commune.code}"
        rank = commune.rank.lower()
        yield ListFile(
            f"{short}_{name}.{layout.style.format}",
            "commune_businesses",
            f"UBND {rank} {commune.name}, {commune.district}",
            period,
            received,
            layout,
            _rows(world, at, period, said[period, at], habit),
        )
