"""Writes of the plan: an officer's finding on an employer, received like any other list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

import baophu.access.actions as journal
from baophu.access.queries import Role, User
from baophu.intake import actions as intake
from baophu.intake.receipts import ReceiptView, counted_version, receipt, rows_as_taken
from baophu.kernel.errors import Forbidden, Refused
from baophu.linkage.actions import judge
from baophu.linkage.queries import judgements_of
from baophu.plan.findings import FindingRow, as_file
from baophu.register.queries import minted_from

LIST = "findings"
RECORDERS = frozenset({Role.SI_DIRECTOR, Role.SI_PROVINCE, Role.SI_DISTRICT})


class FindingsWait(Refused):
    """Rows of the day's list wait in quarantine: sending the day again would lose them."""

    code = "plan.findings_wait"
    message = (
        "Danh sách kết quả ngày {day} của {agency} còn {n} dòng chờ sửa. "
        "Sửa các dòng đó ở biên nhận {number}, rồi ghi kết quả này."
    )


@dataclass(frozen=True, slots=True)
class Recorded:
    """The receipt that a finding came in by."""

    receipt_id: int
    number: str


def record_finding(*, by: User, at: datetime, on: date, employer_id: str, finding: FindingRow) -> Recorded:
    """Receive one finding; see `record_findings`."""
    return record_findings(by=by, at=at, on=on, findings=[(employer_id, finding)])


def record_findings(
    *, by: User, at: datetime, on: date, findings: Sequence[tuple[str, FindingRow]]
) -> Recorded:
    """Receive a day's findings as rows of the list of the officer's office; they count in the next run.

    The list's period is the day of the visit, the same for all. What the office already recorded for that
    day is sent again with them as the next version, so nothing is lost; rows still in quarantine are refused
    first. The officer says with it which employer each row is: a judgement, so that no name or code has to be
    guessed.
    """
    if by.role not in RECORDERS:
        raise Forbidden(what="ghi kết quả làm việc")
    agency, period = by.agency_code or f"si-{by.area_code}", findings[0][1].found_on.isoformat()
    with transaction.atomic():
        former = counted_version(LIST, agency_code=agency, period=period)
        rows = [*_former_rows(former), *(finding for _, finding in findings)]
        received = intake.receive(
            by=by,
            at=at,
            received_on=on,
            content=as_file(rows),
            file_name=f"ket-qua-{agency}-{period}-{len(rows):02}.csv",
            list_name=LIST,
            agency=agency,
            period=period,
        )
        for employer_id, finding in findings:
            journal.record(
                by=by,
                at=at,
                action="finding.record",
                subject=f"employer:{employer_id}",
                area_code=finding.district,
                detail={"receipt": received.number, "outcome": finding.outcome, "document": finding.document},
            )
        taken = receipt(received.pk)
        _judge_rows(by=by, at=at, former=former, new=taken, employer_ids=[e for e, _ in findings])
    return Recorded(taken.id, taken.number)


def _former_rows(former: ReceiptView | None) -> list[FindingRow]:
    """The findings that the office recorded for the day before."""
    if former is None:
        return []
    if former.quarantined:
        raise FindingsWait(
            day=former.period_words.removeprefix("ngày "),
            agency=former.agency_name,
            n=former.quarantined,
            number=former.number,
        )
    return [FindingRow.of(row) for row in rows_as_taken(former)]


def _judge_rows(
    *, by: User, at: datetime, former: ReceiptView | None, new: ReceiptView, employer_ids: Sequence[str]
) -> None:
    """Say whose each new row is, and keep what was said of the former rows under their new names."""
    taken = rows_as_taken(new)
    owners = [_owner_of(former, int(str(row["row"]))) for row in rows_as_taken(former)] if former else []
    owners += [minted_from(employer_id) for employer_id in employer_ids]
    for row, owner in zip(taken, owners, strict=True):
        if owner:
            name = f"{LIST}:{new.sha256}:{row['row']}"
            judge(by=by, at=at, subject="employer", left=name, right=owner, verdict="same", note=new.number)


def _owner_of(former: ReceiptView, row: int) -> str:
    """The row that an officer said a former finding is one employer with; empty when nobody did."""
    name = f"{LIST}:{former.sha256}:{row}"
    live = [j for j in judgements_of(name) if j.withdrawn_at is None and j.verdict == "same"]
    return (live[0].right if live[0].left == name else live[0].left) if live else ""
