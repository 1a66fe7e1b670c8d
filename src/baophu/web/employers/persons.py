"""The people of an employer, by what a list says of them: deducted and uninsured, insured, on the payroll."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from baophu.access.queries import Run
from baophu.coverage.standings import of_employer
from baophu.intake.receipts import newest_told, receipts_by_id
from baophu.register import queries as register
from baophu.reporting import formats
from baophu.web.employers.profile import deducted_of

INSURED, PAID = "tham-gia", "luong"
MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Persons:
    """One group of people: what it is called, its rows, and which cell of a row speaks for it."""

    group: str
    said: str
    rows: list[register.PersonRow]
    column: str


def persons_of(employer_id: str, run: Run, asked: Mapping[str, str]) -> Persons:
    """The group asked for by `ai` (and the payroll by `tu`); those deducted and uninsured unless asked."""
    group, receipt = asked.get("ai", ""), asked.get("tu", "")
    if group == INSURED:
        newest = newest_told("insured_members", on=run.on)
        rows = register.insured_people(employer_id, run=run.pk, on=run.on, insured_in=newest)
        return Persons(group, _counted(gettext("Đang tham gia: %(n)s người"), rows), rows, "unit_code")
    if group == PAID and receipt.isascii() and receipt.isdigit() and len(receipt) <= MOST_DIGITS:
        rows = _paid(employer_id, run, int(receipt))
        said = _counted(gettext("Có lương theo quyết toán thuế: %(n)s người"), rows)
        return Persons(group, said, rows, "annex")
    rows = deducted_of(employer_id, run)
    said = _counted(
        ngettext(
            "Đã trừ tiền bảo hiểm vào lương, chưa ai đóng: %(n)s người",
            "Đã trừ tiền bảo hiểm vào lương, chưa ai đóng: %(n)s người",
            len(rows),
        ),
        rows,
    )
    nobody = gettext("Không có ai bị trừ tiền bảo hiểm mà chưa được đóng.")
    return Persons("", said if rows else nobody, rows, "insurance_deducted_vnd")


def _counted(sentence: str, rows: list[register.PersonRow]) -> str:
    return sentence % {"n": formats.number(len(rows))}


def _paid(employer_id: str, run: Run, receipt_id: int) -> list[register.PersonRow]:
    """The rows of a payroll that the employer's standing rests on."""
    finding = of_employer(employer_id, run=run.pk)
    receipt = receipts_by_id({receipt_id}).get(receipt_id)
    if finding is None or receipt is None:
        return []
    head = f"{receipt.list_name}:{receipt.file_name}:"
    numbers = {int(key.removeprefix(head)) for key in finding.rows if key.startswith(head)}
    return register.paid_people(employer_id, run=run.pk, receipt_id=receipt_id, rows=numbers)
