"""Writes of intake: lists received, nil returns, withdrawals, corrections, answers to the sender."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

import baophu.access.actions as journal
from baophu.access.queries import User
from baophu.intake import filing, landing
from baophu.intake.answers import write_answer
from baophu.intake.batch import Outcome, Progress, run_manifest
from baophu.intake.corrections import corrected
from baophu.intake.models import Fault, Receipt, ReceiptState
from baophu.intake.refusals import AlreadyWithdrawn, NoReason, NotTheNewest
from baophu.intake.rights import check_may_send
from baophu.kernel.errors import NotFound
from baophu.kernel.time import format_day

__all__ = [
    "Outcome",
    "answer",
    "check_sendable",
    "correct",
    "receive",
    "receive_all",
    "receive_nil",
    "sweep",
    "withdraw",
]


def check_sendable(*, list_name: str, agency: str, period: str, by: User | None, at: datetime) -> None:
    """Raise the refusal that sending this list would meet before its file is looked at."""
    request = filing.Request.of(
        list_name=list_name, agency=agency, period=period, by=by, at=at, received_on=None
    )
    check_may_send(by=by, agency=request.agency, on=request.received_on)


def receive(
    *,
    list_name: str,
    agency: str,
    period: str,
    by: User | None,
    at: datetime,
    path: Path | None = None,
    content: bytes | None = None,
    file_name: str = "",
    received_on: date | None = None,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Receipt:
    """Receive one list from a path, or from bytes with a name; for a period already sent it is a new version.

    Raises a `Refused` that names the file and the way out; nothing is kept then but the refusal itself.
    """
    request = filing.Request.of(
        list_name=list_name, agency=agency, period=period, by=by, at=at, received_on=received_on
    )
    check_may_send(by=by, agency=request.agency, on=request.received_on)
    told = progress or (lambda _step, _share: None)
    return filing.file_list(
        request, path=path, content=content, file_name=file_name, mapping=mapping, progress=told
    )


def receive_nil(
    *,
    list_name: str,
    agency: str,
    period: str,
    by: User | None,
    at: datetime,
    received_on: date | None = None,
) -> Receipt:
    """Receive "no change": a receipt without rows, which counts as sent."""
    request = filing.Request.of(
        list_name=list_name, agency=agency, period=period, by=by, at=at, received_on=received_on
    )
    check_may_send(by=by, agency=request.agency, on=request.received_on)
    return filing.file_nil(request)


def receive_all(
    *, folder: Path, by: User | None, at: datetime, progress: Progress | None = None
) -> list[Outcome]:
    """Receive every list that `manifest.csv` of a folder names, one outcome a line in the manifest's order.

    Repeatable: a file already held is told with its receipt; a refused file never stops the others.
    """
    landing.sweep(filing.is_named)
    return run_manifest(folder, by=by, at=at, progress=progress or (lambda _step, _share: None))


def sweep(*, by: User | None, at: datetime) -> int:  # noqa: ARG001 - nobody answers for what no receipt names
    """Take away what killed processes left in the evidence folder; gives how many there were."""
    return landing.sweep(filing.is_named)


def withdraw(*, number: str, because: str, by: User | None, at: datetime) -> Receipt:
    """Withdraw a list sent by mistake; the version before it counts again. Rows and bytes are kept."""
    with transaction.atomic():
        receipt = _locked(number)
        check_may_send(by=by, agency=filing.agency_of(receipt), on=at.date())
        _check_withdrawable(receipt, because)
        receipt.state = ReceiptState.WITHDRAWN
        receipt.withdrawn_at = at
        receipt.withdrawn_because = because.strip()[:400]
        receipt.save(update_fields=["state", "withdrawn_at", "withdrawn_because"])
        former = Receipt.objects.filter(replaced_by=receipt, state=ReceiptState.REPLACED).first()
        if former is not None:
            former.state, former.replaced_by = ReceiptState.ACCEPTED, None
            former.save(update_fields=["state", "replaced_by"])
        journal.record(
            by=by,
            at=at,
            action="receipt.withdraw",
            subject=f"receipt:{receipt.number}",
            area_code=receipt.area_code,
            detail={"because": receipt.withdrawn_because, "counts_again": former.number if former else ""},
        )
    return receipt


def _locked(number: str) -> Receipt:
    """The receipt of a number, held until the transaction ends; raises NotFound."""
    receipt = Receipt.objects.select_for_update().filter(number=number).first()
    if receipt is None:
        raise NotFound(what=f"biên nhận {number}")
    return receipt


def _check_withdrawable(receipt: Receipt, because: str) -> None:
    """A reason is given, and the version is the one that counts."""
    if not because.strip():
        raise NoReason(number=receipt.number)
    if receipt.state == ReceiptState.WITHDRAWN:
        raise AlreadyWithdrawn(
            number=receipt.number,
            day=format_day(receipt.withdrawn_at.date()) if receipt.withdrawn_at else "",
            because=receipt.withdrawn_because,
        )
    if receipt.state == ReceiptState.REPLACED:
        newest = receipt.replaced_by.number if receipt.replaced_by else ""
        raise NotTheNewest(number=receipt.number, newest=newest)


def correct(*, fault_id: int, value: str, by: User | None, at: datetime) -> Fault:
    """Correct one cell of a quarantined row; when no fault is left the row joins a new `rows-N.parquet`."""
    with transaction.atomic():
        fault = Fault.objects.select_for_update().filter(id=fault_id).first()
        if fault is None:
            raise NotFound(what=f"lỗi số {fault_id}")
        receipt = _locked(fault.receipt.number)
        check_may_send(by=by, agency=filing.agency_of(receipt), on=at.date())
        if receipt.state != ReceiptState.ACCEPTED:
            newest = receipt.replaced_by.number if receipt.replaced_by else "(đã rút)"
            raise NotTheNewest(number=receipt.number, newest=newest)
        taken = corrected(receipt, fault, value)
        fault.corrected_value, fault.corrected_at, fault.corrected_by = value, at, by
        fault.save(update_fields=["corrected_value", "corrected_at", "corrected_by"])
        journal.record(
            by=by,
            at=at,
            action="receipt.correct",
            subject=f"receipt:{receipt.number}",
            area_code=receipt.area_code,
            detail={"row": fault.row, "column": fault.column, "taken": taken},
        )
    return fault


def answer(
    *,
    number: str,
    out: Path,
    by: User | None,
    at: datetime,
    findings: Mapping[int, str] | None = None,
) -> Path:
    """Write the sender's own rows with the fault, and our finding by row where given, beside each."""
    receipt = Receipt.objects.filter(number=number).first()
    if receipt is None:
        raise NotFound(what=f"biên nhận {number}")
    check_may_send(by=by, agency=filing.agency_of(receipt), on=at.date())
    write_answer(receipt, out, findings or {})
    journal.record(
        by=by,
        at=at,
        action="receipt.answer",
        subject=f"receipt:{receipt.number}",
        area_code=receipt.area_code,
        detail={"findings": len(findings or {})},
    )
    return out
