"""First set-up: migrations, places, law; the demonstration's people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.management import call_command

import baophu.access.actions as access
from baophu.access.queries import Role, User
from baophu.lawbook import queries as lawbook
from baophu.places import actions as places
from baophu.places.queries import areas, count_agencies


@dataclass(frozen=True, slots=True)
class Prepared:
    """What stands ready."""

    communes: int
    agencies: int
    parameters: int


def prepare(*, by: User | None, at: datetime) -> Prepared:
    """Bring the database to this version, load places and agencies, read the law; safe to repeat."""
    call_command("migrate", verbosity=0, interactive=False)
    places.load(by=by, on=at.date())
    law = lawbook.book()
    return Prepared(
        communes=len(areas("commune", date(2017, 10, 15))),
        agencies=count_agencies(),
        parameters=len(law.keys),
    )


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """An invented person of the demonstration."""

    username: str
    full_name: str
    role: Role
    area_code: str
    agency_code: str
    post: str

    @property
    def password(self) -> str:
        """The password printed beside the name."""
        return f"demo-{self.username}-157"


DEMO_SINCE = date(2018, 1, 1)  # the areas of the demonstration are named as of this day
DEMO_PEOPLE = (
    DemoPerson("lanhdao", "Trần Hữu Bình", Role.PROVINCE_LEADER, "42", "", "Lãnh đạo UBND tỉnh"),
    DemoPerson("giamdoc", "Nguyễn Thị Minh Hà", Role.SI_DIRECTOR, "42", "si-42", "Giám đốc BHXH tỉnh"),
    DemoPerson("thu", "Lê Thị Thu Trang", Role.SI_PROVINCE, "42", "si-42", "Cán bộ thu BHXH tỉnh"),
    DemoPerson("kyanh", "Võ Quang Nam", Role.SI_DISTRICT, "447", "si-447", "Cán bộ BHXH huyện Kỳ Anh"),
    DemoPerson("huongkhe", "Phan Thị Lan", Role.SI_DISTRICT, "444", "si-444", "Cán bộ BHXH huyện Hương Khê"),
    DemoPerson(
        "xakyphu", "Hoàng Văn Sơn", Role.COMMUNE_CLERK, "18763", "commune-18763", "Cán bộ UBND xã Kỳ Phú"
    ),
    DemoPerson("motcua", "Trịnh Thị Hòa", Role.SI_DESK, "447", "si-447", "Cán bộ một cửa BHXH huyện Kỳ Anh"),
    DemoPerson("huyenkyanh", "Lê Đình Phúc", Role.AREA_LEADER, "447", "", "Chủ tịch UBND huyện Kỳ Anh"),
    DemoPerson("thue", "Đặng Thu Hương", Role.AGENCY_CLERK, "42", "tax", "Cán bộ Cục Thuế tỉnh"),
    DemoPerson("taichinh", "Ngô Thị Bích Vân", Role.AGENCY_CLERK, "42", "finance", "Cán bộ Sở Tài chính"),
    DemoPerson("giamsat", "Đoàn Thị Yến", Role.OVERSIGHT, "42", "", "Ban Văn hóa - Xã hội HĐND tỉnh"),
    DemoPerson("kiemtoan", "Bùi Đức Thắng", Role.AUDITOR, "42", "", "Kiểm toán"),
    DemoPerson("quantri", "Mai Văn Tùng", Role.ADMINISTRATOR, "42", "", "Quản trị hệ thống"),
)


def add_demo_people(*, by: User | None, at: datetime) -> tuple[DemoPerson, ...]:
    """Make the demonstration's accounts; only ever called by `baophu demo`."""
    for person in DEMO_PEOPLE:
        access.add_person(
            by=by,
            at=at,
            username=person.username,
            password=person.password,
            full_name=person.full_name,
            role=person.role,
            area_code=person.area_code,
            agency_code=person.agency_code,
            post=person.post,
            starts_on=DEMO_SINCE,
        )
    return DEMO_PEOPLE
