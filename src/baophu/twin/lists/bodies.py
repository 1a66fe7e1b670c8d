"""What the zone board, the labour federation, associations, statistics and the banks send."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from baophu.twin import dirt
from baophu.twin.employers import Employer, Hard, Kind
from baophu.twin.lists.frame import ListFile, Row, signed, stream, whole_mark
from baophu.twin.lists.transfers import payments
from baophu.twin.people import Role
from baophu.twin.sheets import Cell, Format, Layout, Style
from baophu.twin.world import World

_LABOUR_FORCE_SHARE: Final = 0.53
_INSURED_SHARE: Final = 0.17  # of the labour force, as in the province in those years


def _named(world: World, employer: Employer, label: str, at: int) -> dict[str, Cell]:
    rng = stream(world, label, at)
    code = employer.tax_code if employer.hard is not Hard.FOREIGN_CODE or rng.random() > 0.1 else ""
    known = bool(code) and rng.random() < 0.8
    cell = dirt.code_cell(dirt.typed_code(code, rng), as_number=rng.random() < 0.3) if known else None
    return {"no": at, "name": dirt.employer_name(employer.name, dirt.ZONE, rng), "tax_code": cell}


def _zone_rows(world: World, firms: Sequence[Employer]) -> Iterator[Row]:
    rng = stream(world, "zone_enterprises")
    for number, employer in enumerate(firms, 1):
        cells = {
            **_named(world, employer, "zone", number),
            "zone": "Khu kinh tế Vũng Áng",
            "headcount": employer.said.zone_headcount,
            "foreign_workers": rng.randrange(0, 4) if employer.size > 15 else 0,
            "phone": employer.phone if rng.random() < 0.6 else None,
        }
        yield Row(cells, employer.at, mark=whole_mark(employer))


def zone(world: World) -> Iterator[ListFile]:
    """Give the enterprises of the economic zone in the second quarter of 2018."""
    firms = [employer for employer in world.employers if employer.said.zone_listed]
    if firms:
        received = date(2018, 7, 3)
        layout = Layout(
            ("no", "name", "tax_code", "zone", "headcount", "foreign_workers", "phone"),
            (
                "STT",
                "Tên doanh nghiệp",
                "Mã số thuế",
                "Khu",
                "Tổng số lao động",
                "Lao động nước ngoài",
                "Điện thoại",
            ),
            titles=("BAN QUẢN LÝ KHU KINH TẾ TỈNH", "TÌNH HÌNH LAO ĐỘNG TRONG KHU KINH TẾ QUÝ II/2018", ""),
            footer=signed(received, right="TRƯỞNG BAN"),
            style=Style(Format.XLSX),
        )
        yield ListFile(
            "BQLKKT_lao_dong_Q2_2018.xlsx",
            "zone_enterprises",
            "Ban Quản lý Khu kinh tế tỉnh",
            "2018-Q2",
            received,
            layout,
            _zone_rows(world, firms),
        )


def _union_rows(world: World, firms: Sequence[Employer]) -> Iterator[Row]:
    rng = stream(world, "trade_unions")
    for number, employer in enumerate(firms, 1):
        count = employer.said.union_headcount or 0
        founded = max(employer.started_on.year + 1, 2005)
        cells = {
            **_named(world, employer, "union", number),
            "founded_on": f"{rng.randrange(1, 28):02d}/{rng.randrange(1, 13):02d}/{min(founded, 2017)}",
            "members": round(count * rng.uniform(0.6, 1.0)),
            "headcount": employer.said.union_headcount,
        }
        yield Row(cells, employer.at, mark=whole_mark(employer))


def unions(world: World) -> Iterator[ListFile]:
    """Give the enterprises with a union of 2018."""
    firms = [employer for employer in world.employers if employer.said.union_listed]
    if firms:
        received = date(2018, 3, 12)
        layout = Layout(
            ("no", "name", "tax_code", "founded_on", "members", "headcount"),
            ("STT", "Tên doanh nghiệp", "Mã số thuế", "Ngày thành lập", "Số đoàn viên", "Tổng số lao động"),
            titles=("LIÊN ĐOÀN LAO ĐỘNG TỈNH", "DANH SÁCH DOANH NGHIỆP CÓ CÔNG ĐOÀN CƠ SỞ", ""),
            footer=signed(received, right="TM. BAN THƯỜNG VỤ"),
            sums=("members", "headcount"),
            style=Style(Format.XLS if len(firms) < 2000 else Format.XLSX),
        )
        yield ListFile(
            f"LDLD_cong_doan_2018.{layout.style.format}",
            "trade_unions",
            "Liên đoàn Lao động tỉnh",
            "2018",
            received,
            layout,
            _union_rows(world, firms),
        )


def _association_rows(world: World, firms: Sequence[Employer], label: str) -> Iterator[Row]:
    rng = stream(world, "association_members", label)
    for number, employer in enumerate(firms, 1):
        commune = world.ground.communes[employer.commune]
        cells = {
            **_named(world, employer, label, number),
            "commune": dirt.commune_text(commune, rng),
            "district": dirt.district_text(commune, rng),
        }
        yield Row(cells, employer.at, mark=whole_mark(employer))


def associations(world: World) -> Iterator[ListFile]:
    """Give the members of the cooperative alliance and of the business association."""
    for agency, short, cooperative in (
        ("Liên minh Hợp tác xã tỉnh", "LMHTX", True),
        ("Hiệp hội Doanh nghiệp tỉnh", "HHDN", False),
    ):
        firms = [
            employer
            for employer in world.employers
            if employer.said.associations and (employer.kind is Kind.COOPERATIVE) == cooperative
        ]
        if firms:
            layout = Layout(
                ("no", "name", "tax_code", "commune", "district"),
                ("STT", "Tên hội viên" if not cooperative else "Tên HTX", "Mã số thuế", "Xã/phường", "Huyện"),
                titles=(f"DANH SÁCH {'THÀNH VIÊN' if cooperative else 'HỘI VIÊN'} NĂM 2018", ""),
                style=Style(Format.ODS if cooperative else Format.XLSX),
            )
            yield ListFile(
                f"{short}_hoi_vien_2018.{layout.style.format}",
                "association_members",
                agency,
                "2018",
                date(2018, 2, 26),
                layout,
                _association_rows(world, firms, short),
            )


def _population_rows(world: World) -> Iterator[Row]:
    insured = sum(employer.insured for employer in world.employers) + world.quotas[Role.VOLUNTARY]
    force = insured / _INSURED_SHARE
    total = sum(commune.weight**0.6 for commune in world.ground.communes)
    rng = stream(world, "population")
    for number, commune in enumerate(world.ground.communes, 1):
        own = max(30, round(force * commune.weight**0.6 / total * rng.uniform(0.9, 1.1)))
        cells: dict[str, Cell] = {
            "no": number,
            "commune": commune.full_name,
            "district": commune.district,
            "year": 2018,
            "people": round(own / _LABOUR_FORCE_SHARE),
            "labour_force": own,
        }
        yield Row(cells)


def population(world: World) -> ListFile:
    """Give people and labour force of each commune; as many as fit the number of the insured."""
    layout = Layout(
        ("no", "commune", "district", "year", "people", "labour_force"),
        ("STT", "Xã, phường, thị trấn", "Huyện", "Năm", "Dân số", "Lực lượng lao động"),
        titles=("DÂN SỐ VÀ LỰC LƯỢNG LAO ĐỘNG NĂM 2018", ""),
        sums=("people", "labour_force"),
        style=Style(Format.XLSX),
    )
    return ListFile(
        "CucThongKe_dan_so_2018.xlsx",
        "population",
        "Cục Thống kê tỉnh",
        "2018",
        date(2018, 6, 15),
        layout,
        _population_rows(world),
    )


def files(world: World) -> Iterator[ListFile]:
    """Give the files of all these bodies."""
    yield from associations(world)
    yield from unions(world)
    yield population(world)
    yield from payments(world)
    yield from zone(world)
