"""One list filed: bytes kept, rows read, the receipt written last in one short transaction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

import baophu.access.actions as journal
from baophu.access.queries import User
from baophu.intake import landing
from baophu.intake.bulk import Reading, read_list
from baophu.intake.choosing import Progress, Task, silent
from baophu.intake.contracts import Contract, contract
from baophu.intake.header import title_key
from baophu.intake.models import Fault, HeaderMapping, Receipt, ReceiptState, Refusal
from baophu.intake.placing import Whereabouts
from baophu.intake.refusals import (
    AlreadyReceived,
    BadMapping,
    ListAlreadyReceived,
    NilAlreadyReceived,
    NoSuchFile,
    PeriodTooFarAhead,
)
from baophu.kernel.errors import Corrupt, Refused
from baophu.kernel.time import Period, format_day
from baophu.places.queries import find_agency
from baophu.places.rules import AgencyRef

_TRIES: Final = 5
_FAULTS_A_BATCH: Final = 500
_FARTHEST_AHEAD: Final = timedelta(days=366)
_COMMUNE: Final = re.compile(r"\d{5}")


@dataclass(frozen=True, slots=True)
class Request:
    """Who sends which list for which period, and when it came."""

    contract: Contract
    agency: AgencyRef
    period: Period
    received_on: date
    by: User | None
    at: datetime

    @classmethod
    def of(
        cls,
        *,
        list_name: str,
        agency: str,
        period: str,
        by: User | None,
        at: datetime,
        received_on: date | None,
    ) -> Request:
        """Read the words of a request; raises a `Refused` for a list, agency or period that is none."""
        of = contract(list_name)
        span = Period.parse(period)
        day = received_on or timezone.localtime(at).date()
        if span.begins_on > day + _FARTHEST_AHEAD:
            raise PeriodTooFarAhead(period=span.vietnamese, day=format_day(day))
        return cls(
            contract=of,
            agency=find_agency(agency, on=span.ends_on),
            period=span,
            received_on=day,
            by=by,
            at=at,
        )

    @property
    def commune_code(self) -> str:
        """The sender's commune, for a commune's own list."""
        code = self.agency.area_code
        return code if self.contract.name == "commune_businesses" and _COMMUNE.fullmatch(code) else ""

    def number(self, version: int) -> str:
        """The receipt's number: "2018-Q2-18754-01", for other lists with agency and list."""
        if self.commune_code:
            return f"{self.period.text}-{self.commune_code}-{version:02}"
        return f"{self.period.text}-{self.agency.code}-{self.contract.name}-{version:02}"


def agency_of(receipt: Receipt) -> AgencyRef:
    """The sender as the receipt keeps it."""
    return AgencyRef(receipt.agency_code, receipt.agency_name, "", receipt.area_code)


def is_named(folder: str) -> bool:
    """Whether a receipt names an evidence folder."""
    return Receipt.objects.filter(folder=folder).exists()


def file_list(
    request: Request,
    *,
    path: Path | None,
    content: bytes | None,
    file_name: str,
    mapping: Mapping[str, str] | None,
    progress: Progress = silent,
) -> Receipt:
    """Keep the bytes, read the rows, write the receipt."""
    name = shown_name(file_name or (path.name if path else ""))
    if content is None and (path is None or not path.is_file()):
        raise NoSuchFile(file=name)
    given = checked_mapping(mapping or {}, request.contract)
    landed = landing.begin()
    try:
        progress("Giữ tệp", 0.02)
        landed.take(content if content is not None else Path(str(path)))
        check_new(request, landed.sha256, name)
        reading = _read(request, landed, name, given, progress)
        progress("Ghi biên nhận", 0.95)
        return _write(request, landed, name, reading, given)
    except Refused as refusal:
        landed.give_up()
        if not isinstance(refusal, AlreadyReceived):
            remember_refusal(request, name, landed.sha256, refusal)
        raise
    except PermissionError:
        landed.give_up()
        raise NoSuchFile(file=name) from None
    except BaseException:
        landed.give_up()
        raise


def shown_name(name: str) -> str:
    """A file's name fit for a sentence and a table: without folders and control signs, at most 255 long."""
    bare = "".join(c if c.isprintable() else "?" for c in name.replace("\\", "/").rsplit("/", 1)[-1])
    return bare[:255] or "(không tên)"


def check_new(request: Request, sha256: str, name: str) -> None:
    """Refuse bytes already held for the same agency, list and period (a withdrawn list may be sent again)."""
    held = held_receipt(request, sha256)
    if held is not None and held.state != ReceiptState.WITHDRAWN:
        raise AlreadyReceived(file=name, day=format_day(held.received_on), number=held.number)


def held_receipt(request: Request, sha256: str) -> Receipt | None:
    """The receipt of the same bytes for the same agency, list and period, one that still stands first."""
    same = _versions(request).filter(sha256=sha256, nil=False)
    return same.exclude(state=ReceiptState.WITHDRAWN).order_by("version").first() or same.last()


def _versions(request: Request) -> QuerySet[Receipt]:
    """Every version of this agency, list and period."""
    return Receipt.objects.filter(
        list_name=request.contract.name, agency_code=request.agency.code, period=request.period.text
    )


def task_of(
    request: Request, *, path: Path, name: str, given: Mapping[str, str], progress: Progress = silent
) -> Task:
    """What is known about a file before it is opened: contract, place, headers mapped before."""
    remembered = dict(
        HeaderMapping.objects.filter(
            list_name=request.contract.name, agency_code=request.agency.code
        ).values_list("header_key", "field")
    )
    return Task(
        path=path,
        file=name,
        contract=request.contract,
        where=Whereabouts(request.period.begins_on, request.period.ends_on, request.commune_code),
        remembered={**remembered, **{title_key(title): field for title, field in given.items()}},
        limit_mb=settings.MAX_FILE_MB,
        told=progress,
    )


def _read(
    request: Request, landed: landing.Landing, name: str, given: Mapping[str, str], progress: Progress
) -> Reading:
    """Read the file into Parquet beside it."""
    return read_list(
        task_of(request, path=landed.file, name=name, given=given, progress=progress),
        rows_path=landed.folder / "rows.parquet",
        cells_path=landed.folder / "cells.parquet",
    )


def _write(
    request: Request, landed: landing.Landing, name: str, reading: Reading, given: Mapping[str, str]
) -> Receipt:
    """Put the folder in place, then write receipt, faults, mapping and audit in one transaction."""
    folder = landed.put_in_place(request.contract.name)
    for _ in range(_TRIES):
        try:
            with transaction.atomic():
                check_new(request, landed.sha256, name)
                receipt = _insert(
                    request,
                    folder=folder,
                    file_name=name,
                    sha256=landed.sha256,
                    size_bytes=landed.size_bytes,
                    taken=reading.taken,
                    quarantined=reading.quarantined,
                    encoding=reading.encoding,
                    sheet=reading.sheet[:120],
                    header_row=reading.header_row,
                    header=list(reading.header),
                    mapping=dict(reading.mapping),
                    units=dict(reading.units),
                    warnings=list(reading.warnings),
                )
                _keep_faults(receipt, reading)
                _keep_mapping(request, given)
                transaction.on_commit(landed.finish)
            return receipt
        except IntegrityError:
            continue  # another process filed the next version at the same moment
    raise Corrupt(what=f"không ghi được biên nhận cho {name}")


def _insert(request: Request, **values: object) -> Receipt:
    """Write a receipt as the next version, the former replaced, with its audit line."""
    last = _versions(request).order_by("-version").first()
    version = last.version + 1 if last else 1
    former = _versions(request).filter(state=ReceiptState.ACCEPTED).first()
    if former is not None:
        Receipt.objects.filter(id=former.id).update(state=ReceiptState.REPLACED)
    receipt = Receipt.objects.create(
        number=request.number(version),
        list_name=request.contract.name,
        agency_code=request.agency.code,
        agency_name=request.agency.name,
        area_code=request.agency.area_code,
        period=request.period.text,
        begins_on=request.period.begins_on,
        ends_on=request.period.ends_on,
        received_on=request.received_on,
        received_at=request.at,
        version=version,
        by=request.by,
        **values,
    )
    if former is not None:
        Receipt.objects.filter(id=former.id).update(replaced_by=receipt)
    journal.record(
        by=request.by,
        at=request.at,
        action="receipt.nil" if receipt.nil else "receipt.accept",
        subject=f"receipt:{receipt.number}",
        area_code=receipt.area_code,
        detail={
            "sha256": receipt.sha256,
            "taken": receipt.taken,
            "quarantined": receipt.quarantined,
            "replaces": former.number if former else "",
        },
    )
    return receipt


def _keep_faults(receipt: Receipt, reading: Reading) -> None:
    """Write the reasons of every row that was not taken."""
    Fault.objects.bulk_create(
        (
            Fault(
                receipt=receipt,
                row=fault.row,
                sheet_row=fault.sheet_row,
                column=fault.field,
                title=fault.title[:200],
                value=fault.value[:2000],
                code=fault.code,
                reason=fault.reason,
            )
            for fault in reading.faults
        ),
        batch_size=_FAULTS_A_BATCH,
    )


def checked_mapping(mapping: Mapping[str, str], of: Contract) -> dict[str, str]:
    """Give header -> field; either direction is understood, an empty field leaves the column out."""
    fields = {field.id for field in of.fields}
    found: dict[str, str] = {}
    for key, value in mapping.items():
        left, right = str(key).strip(), str(value or "").strip()
        if right in fields or not right:
            found[left] = right
        elif left in fields:
            found[right] = left
        else:
            raise BadMapping(why=f"không có trường “{right}”", fields=", ".join(sorted(fields)))
    return found


def _keep_mapping(request: Request, given: Mapping[str, str]) -> None:
    """Remember the headers that a person mapped, for this agency and list."""
    for title, field in given.items():
        HeaderMapping.objects.update_or_create(
            list_name=request.contract.name,
            agency_code=request.agency.code,
            header_key=title_key(title),
            defaults={"field": field, "by": request.by},
        )


def remember_refusal(request: Request, name: str, sha256: str, refusal: Refused) -> None:
    """Write down what was refused and the sentence that was answered, once for the same file."""
    Refusal.objects.get_or_create(
        list_name=request.contract.name,
        agency_name=request.agency.name[:200],
        period=request.period.text,
        file_name=name,
        sha256=sha256,
        code=refusal.code,
        defaults={"sentence": str(refusal), "at": request.at, "by": request.by},
    )


def file_nil(request: Request) -> Receipt:
    """Write a receipt without rows."""
    with transaction.atomic():
        standing = _versions(request).filter(state=ReceiptState.ACCEPTED).first()
        if standing is not None:
            refusal = NilAlreadyReceived if standing.nil else ListAlreadyReceived
            raise refusal(
                period=request.period.vietnamese,
                agency=request.agency.name,
                day=format_day(standing.received_on),
                number=standing.number,
            )
        return _insert(request, nil=True)
