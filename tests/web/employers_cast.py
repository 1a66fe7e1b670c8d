"""One invented employer with everything its page shows: lists, counts, people, rows, a doubtful pair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from baophu.access.models import Run
from baophu.coverage.models import Standing
from baophu.intake.models import Receipt
from baophu.kernel.time import Period
from baophu.linkage.models import DoubtfulPair, EmployerRow
from baophu.register.models import EmployerRecord, Person, PersonRecord, Spell
from web import factory

ON = date(2018, 6, 30)


def receipt(list_name: str, agency: str, name: str, period: str, on: date, **given: object) -> Receipt:
    """A list as intake writes it."""
    span = Period.parse(period)
    fields: dict[str, object] = {
        "number": f"{period}-{agency}-{list_name}-01",
        "agency_name": name,
        "begins_on": span.begins_on,
        "ends_on": span.ends_on,
        "received_at": datetime(on.year, on.month, on.day, 2, 41, tzinfo=UTC),
        "sha256": "ab" * 32,
        "file_name": f"{list_name}.csv",
        "taken": 40,
        **given,
    }
    return Receipt.objects.create(
        list_name=list_name, agency_code=agency, period=period, received_on=on, **fields
    )


@dataclass(frozen=True)
class Cast:
    """Who and what the page is about."""

    run: Run
    record: EmployerRecord
    other: EmployerRecord
    standing: Standing
    payroll: Receipt
    commune: Receipt


def cast() -> Cast:
    """A company in xã Cẩm Bình that took insurance off two wages and insures neither."""
    run = factory.run(ON)
    tax = receipt("tax_enterprises", "tax", "Cục Thuế tỉnh Hà Tĩnh", "2017", date(2018, 2, 10))
    payroll = receipt("tax_payroll", "tax", "Cục Thuế tỉnh Hà Tĩnh", "2017", date(2018, 4, 20))
    commune = receipt(
        "commune_businesses",
        "commune-18685",
        "UBND xã Cẩm Bình",
        "2018-Q2",
        date(2018, 7, 2),
        area_code="18685",
    )
    units = receipt("insured_units", "si", "Bảo hiểm xã hội tỉnh Hà Tĩnh", "2018-06", date(2018, 7, 1))
    members = receipt("insured_members", "si", "Bảo hiểm xã hội tỉnh Hà Tĩnh", "2018-06", date(2018, 7, 1))
    record = factory.employer(
        1,
        name="Công ty TNHH May Cẩm Bình Hồng",
        tax_code="3099427096",
        unit_code="TA0417B",
        district_code="446",
        commune_code="18685",
        address="Thôn Đông, xã Cẩm Bình",
        legal_form="Công ty TNHH hai thành viên trở lên",
        industry="May trang phục",
        industry_code="1410",
        representative="Phan Văn Khải",
        phone="0915 000 412",
        e_filing=True,
        search="cong ty tnhh may cam binh hong 3099427096 ta0417b phan van khai",
        sources={
            "name": f"tax_enterprises:{tax.pk}:118:name",
            "tax_code": f"tax_enterprises:{tax.pk}:118:tax_code",
            "place": f"commune_businesses:{commune.pk}:14:address",
            "e_filing": f"insured_units:{units.pk}:7:e_filing",
        },
    )
    other = factory.employer(2, name="Cơ sở May Hồng", district_code="446", commune_code="18685", search="x")
    evidence = [
        {"receipt": payroll.pk, "list": "tax_payroll", "row": 4118, "column": "annex", "value": "12"},
        {"receipt": commune.pk, "list": "commune_businesses", "row": 14, "column": "hired", "value": "9"},
        {
            "receipt": tax.pk,
            "list": "tax_enterprises",
            "row": 118,
            "column": "status",
            "value": "Đang hoạt động",
        },
        {"receipt": units.pk, "list": "insured_units", "row": 7, "column": "insured_workers", "value": "5"},
        {
            "receipt": payroll.pk,
            "list": "tax_payroll",
            "row": 4118,
            "column": "insurance_deducted_vnd",
            "value": "2",
        },
    ]
    standing = factory.standing(
        run,
        record,
        "partial",
        insured=5,
        subject=12,
        subject_low=9,
        subject_high=13,
        unit_code="TA0417B",
        deducted_not_insured=2,
        because_code="partial",
        because_values={
            "insured": 5,
            "subject": 12,
            "short": 7,
            "article": "khoản 1 Điều 2 Luật BHXH số 58/2014/QH13",
        },
        because="Đang tham gia 5, thuộc diện 12: thiếu 7 lao động (khoản 1 Điều 2 Luật BHXH số 58/2014/QH13).",
        evidence=evidence,
    )
    factory.standing(run, other, "unverified", subject=None)
    people(record, payroll, members)
    for row_list, where, row, method in (
        ("tax_enterprises", tax, 118, "exact"),
        ("commune_businesses", commune, 14, "probable"),
    ):
        EmployerRow.objects.create(
            employer=record.employer,
            list_name=row_list,
            receipt_id=where.pk,
            row=row,
            method=method,
            probability_e4=9730,
            run_from=1,
        )
    DoubtfulPair.objects.create(
        run=run,
        left_employer=record.employer,
        right_employer=other.employer,
        left=f"tax_enterprises:{'ab' * 32}:118",
        right=f"commune_businesses:{'ab' * 32}:20",
        weight_milli=2100,
        levels={"name": ["typo", 3900], "phone": ["unlike", -1800]},
        why="close",
    )
    return Cast(run, record, other, standing, payroll, commune)


def people(record: EmployerRecord, payroll: Receipt, members: Receipt) -> None:
    """Two people with insurance deducted and no insurance, one who has it."""
    for number, (name, insured) in enumerate(
        (("Nguyễn Thị Hoài Hương", False), ("Trần Thị Lan", False), ("Võ Văn Sơn", True)), start=1
    ):
        person = Person.objects.create(
            id=f"P{number:08}", minted_from=f"tax_payroll:0:{number}", minted_run=1
        )
        PersonRecord.objects.create(
            person=person,
            full_name=name,
            born_on=date(1988, 3, number),
            id_number=f"04218800000{number}",
            run_from=1,
        )
        Spell.objects.create(
            person=person,
            employer=record.employer,
            kind="paid",
            starts_on=date(2017, 1, 1),
            ends_before=date(2018, 1, 1),
            amount_vnd=66_000_000 + number,
            insurance_deducted_vnd=6_930_000 + number,
            note="05-1/BK",
            receipt_id=payroll.pk,
            row=4117 + number,
            run_from=1,
        )
        if insured:
            Spell.objects.create(
                person=person,
                employer=record.employer,
                kind="insured",
                starts_on=date(2018, 1, 1),
                receipt_id=members.pk,
                row=number,
                run_from=1,
            )
