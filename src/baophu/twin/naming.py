"""Names of employers, put together from parts."""

from __future__ import annotations

from random import Random
from typing import Final

from baophu.twin import parts
from baophu.twin.employers import Form
from baophu.twin.ground import Commune, Ground

_FORM_WORDS: Final = {
    Form.LIMITED: ("CÔNG TY TNHH",),
    Form.SINGLE: ("CÔNG TY TNHH MỘT THÀNH VIÊN", "CÔNG TY TNHH MTV"),
    Form.JOINT_STOCK: ("CÔNG TY CỔ PHẦN", "CÔNG TY CỔ PHẦN", "CÔNG TY CP"),
    Form.PRIVATE: ("DOANH NGHIỆP TƯ NHÂN", "DOANH NGHIỆP TƯ NHÂN", "DNTN"),
}
_DEPARTMENTS: Final = (
    "Nội vụ",
    "Tài chính",
    "Tư pháp",
    "Xây dựng",
    "Công Thương",
    "Giao thông vận tải",
    "Văn hóa, Thể thao và Du lịch",
    "Thông tin và Truyền thông",
    "Khoa học và Công nghệ",
    "Tài nguyên và Môi trường",
    "Y tế",
    "Giáo dục và Đào tạo",
    "Nông nghiệp và Phát triển nông thôn",
    "Ngoại vụ",
)
_DISTRICT_BODIES: Final = (
    "Ủy ban nhân dân {d}",
    "Phòng Giáo dục và Đào tạo {d}",
    "Trung tâm Y tế {d}",
    "Bệnh viện đa khoa {d}",
    "Trung tâm Văn hóa - Thể thao {d}",
    "Hạt Kiểm lâm {d}",
    "Trạm Khuyến nông {d}",
    "Đài Truyền thanh - Truyền hình {d}",
    "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên {d}",
    "Ban Quản lý dự án đầu tư xây dựng {d}",
)
_COMMUNE_BODIES: Final = (
    "Ủy ban nhân dân {c}",
    "Trường Tiểu học {n}",
    "Trường Mầm non {n}",
    "Trường Trung học cơ sở {n}",
    "Trạm Y tế {c}",
)


def proper(rng: Random) -> str:
    """Give the proper words of a firm's name: two, sometimes three."""
    words = f"{rng.choice(parts.PROPER_FIRST)} {rng.choice(parts.PROPER_SECOND)}"
    return f"{words} {rng.choice(parts.PROPER_THIRD)}" if rng.random() < 0.28 else words


class FirmNames:
    """Draws firm names, no two quite equal; a core name may come twice, as in life."""

    def __init__(self, rng: Random) -> None:
        """Take the stream to draw from."""
        self._rng = rng
        self._given: set[str] = set()

    def draw(self, form: Form, trade: parts.Trade, owner: str) -> str:
        """Give a name in capitals, as registers keep it."""
        rng = self._rng
        while True:
            core = " ".join(owner.split()[-2:]) if rng.random() < 0.14 else proper(rng)
            words = rng.choice(trade.firm_words)
            middle = "" if rng.random() < 0.18 else f"{words} "
            name = f"{rng.choice(_FORM_WORDS[form])} {middle}{core}".upper()
            if name not in self._given:
                self._given.add(name)
                return name

    def twin_of(self, name: str, form: Form) -> str:
        """Give the name a firm takes when its legal form changes and its proper words stay."""
        core = name
        for words in ("DOANH NGHIỆP TƯ NHÂN", "DNTN"):
            core = core.removeprefix(words).strip()
        return f"{_FORM_WORDS[form][0]} {core}"


def household(trade: parts.Trade, owner: str, rng: Random) -> str:
    """Give the name a commune knows a household business by."""
    if not trade.household_words or rng.random() < 0.38:
        return f"Hộ kinh doanh {owner}"
    who = owner.rsplit(maxsplit=1)[-1] if rng.random() < 0.3 else owner
    if rng.random() < 0.2:
        who = f"{owner.split()[-2]} {owner.rsplit(maxsplit=1)[-1]}"
    return f"{rng.choice(trade.household_words)} {who}"


def cooperative(commune: Commune, rng: Random) -> str:
    """Give a cooperative's name: what it does, and the commune or proper words."""
    of = commune.name if rng.random() < 0.6 else proper(rng)
    return f"Hợp tác xã {rng.choice(parts.COOPERATIVES)} {of}"


def public_bodies(ground: Ground) -> list[tuple[str, int, int]]:
    """List every public body that the ground can hold: name, commune, usual number of staff."""
    bodies: list[tuple[str, int, int]] = []
    staff = {0: 23, 1: 26, 2: 22, 3: 30, 4: 7}
    seats = {code: ats[0] for code, ats in ground.by_district.items() if ats}
    for code, seat in seats.items():
        district = ground.districts[code]
        short = district.full_name[0].lower() + district.full_name[1:]
        for order, text in enumerate(_DISTRICT_BODIES):
            bodies.append((text.format(d=short), seat, (85, 14, 70, 150, 12, 15, 8, 10, 30, 12)[order]))
        bodies.extend(
            (f"Trường Trung học phổ thông {ground.communes[at].name}", at, 72)
            for at in ground.by_district[code][:3]
        )
    for at, commune in enumerate(ground.communes):
        lower = commune.full_name[0].lower() + commune.full_name[1:]
        bodies.extend(
            (text.format(c=lower, n=commune.name), at, staff[order])
            for order, text in enumerate(_COMMUNE_BODIES)
        )
    capital = seats.get("436", 0)
    bodies.extend((f"Sở {name} tỉnh Hà Tĩnh", capital, 48) for name in _DEPARTMENTS)
    return bodies
