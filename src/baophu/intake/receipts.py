"""Reads of receipts for pages: what came, from whom, when, what stands in a row as it came."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow.parquet as pq
from django.db.models import Count, Q, QuerySet, Sum

from baophu.intake.models import Fault, Receipt, ReceiptState
from baophu.kernel.errors import NotFound
from baophu.kernel.time import Period


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """One list as received."""

    id: int
    number: str
    list_name: str
    agency_code: str
    agency_name: str
    area_code: str
    period: str
    received_on: date
    received_at: datetime
    nil: bool
    file_name: str
    sha256: str
    size_bytes: int
    version: int
    state: str
    replaced_by_id: int | None
    withdrawn_at: datetime | None
    withdrawn_because: str
    taken: int
    quarantined: int
    rows_name: str
    encoding: str
    sheet: str
    header_row: int
    header: tuple[str, ...]
    mapping: dict[str, int]
    warnings: tuple[object, ...]
    by_name: str
    folder: Path  # where the file and its rows lie

    @property
    def span(self) -> Period:
        """The period itself."""
        return Period.parse(self.period)

    @property
    def period_words(self) -> str:
        """The period as it stands in a sentence: "quý II/2018"."""
        return Period.parse(self.period).vietnamese


@dataclass(frozen=True, slots=True)
class FaultView:
    """One reason why one row could not be taken."""

    id: int
    row: int
    sheet_row: int
    column: str
    title: str
    value: str
    code: str
    reason: str
    corrected_value: str | None
    corrected_at: datetime | None


@dataclass(frozen=True, slots=True)
class RowAsItCame:
    """One data row of a file: its cells by column, and the line of the sheet."""

    row: int
    sheet_row: int
    cells: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Came:
    """A list of an agency for a period came on a day; several versions may have come."""

    list_name: str
    agency_code: str
    period: str
    received_on: date
    receipt_id: int
    number: str
    nil: bool


def receipts_by_id(ids: Iterable[int]) -> dict[int, ReceiptView]:
    """Receipts by identifier."""
    rows = Receipt.objects.filter(id__in=set(ids)).select_related("by")
    return {row.id: _view(row) for row in rows}


def receipt(receipt_id: int) -> ReceiptView:
    """One receipt; raises NotFound. Whether the asker may see it is the face's to check."""
    row = Receipt.objects.filter(id=receipt_id).select_related("by").first()
    if row is None:
        raise NotFound(what=f"biên nhận {receipt_id}")
    return _view(row)


def receipt_of_number(number: str) -> ReceiptView:
    """One receipt by its number; raises NotFound."""
    row = Receipt.objects.filter(number=number).select_related("by").first()
    if row is None:
        raise NotFound(what=f"biên nhận {number}")
    return _view(row)


def receipts(
    *,
    list_name: str = "",
    agency_codes: Collection[str] | None = None,
    area_codes: Collection[str] | None = None,
    state: str = "",
    offset: int = 0,
    limit: int = 50,
) -> tuple[list[ReceiptView], int]:
    """Newest receipts first and how many there are; of some agencies or areas only when given."""
    rows = _asked(list_name=list_name, agency_codes=agency_codes, area_codes=area_codes)
    if state == "quarantined":
        rows = rows.filter(state=ReceiptState.ACCEPTED, quarantined__gt=0)
    elif state:
        rows = rows.filter(state=state)
    page = rows.select_related("by").order_by("-received_on", "-received_at", "-id")[offset : offset + limit]
    return [_view(row) for row in page], rows.count()


def counts(
    *, agency_codes: Collection[str] | None = None, area_codes: Collection[str] | None = None
) -> dict[str, tuple[int, int, int]]:
    """By list: how many lists count, their rows taken and their rows in quarantine."""
    rows = (
        _asked(list_name="", agency_codes=agency_codes, area_codes=area_codes)
        .filter(state=ReceiptState.ACCEPTED)
        .order_by()
        .values("list_name")
        .annotate(n=Count("id"), t=Sum("taken"), q=Sum("quarantined"))
    )
    return {row["list_name"]: (row["n"], row["t"] or 0, row["q"] or 0) for row in rows}


def receipts_of_files(files: Collection[tuple[str, str]]) -> dict[tuple[str, str], ReceiptView]:
    """Receipts by (list, hash of the file): the one that counts where several came, else the newest."""
    rows = Receipt.objects.filter(sha256__in={sha256 for _, sha256 in files}).select_related("by")
    found: dict[tuple[str, str], ReceiptView] = {}
    for row in sorted(rows, key=lambda r: (r.state == ReceiptState.ACCEPTED, r.pk)):
        if (row.list_name, row.sha256) in files:
            found[row.list_name, row.sha256] = _view(row)
    return found


def versions(view: ReceiptView) -> list[ReceiptView]:
    """Every version of the same agency, list and period, newest first."""
    rows = Receipt.objects.filter(
        list_name=view.list_name, agency_code=view.agency_code, period=view.period
    ).select_related("by")
    return [_view(row) for row in rows.order_by("-version")]


def arrivals(*, lists: Collection[str], ends_from: date, received_to: date) -> list[Came]:
    """When each list of each agency and period first came; a withdrawn list never came."""
    rows = (
        Receipt.objects.filter(list_name__in=lists, ends_on__gte=ends_from, received_on__lte=received_to)
        .exclude(state=ReceiptState.WITHDRAWN)
        .order_by("received_on", "version", "id")
        .values_list("list_name", "agency_code", "period", "received_on", "id", "number", "nil")
    )
    first: dict[tuple[str, str, str], Came] = {}
    for row in rows:
        came = Came(*row)
        first.setdefault((came.list_name, came.agency_code, came.period), came)
    return list(first.values())


def faults_of(receipt_id: int, *, open_only: bool = False, limit: int = 200) -> list[FaultView]:
    """The reasons why rows of a list could not be taken, by row."""
    rows = Fault.objects.filter(receipt_id=receipt_id)
    if open_only:
        rows = rows.filter(corrected_at__isnull=True)
    return [_fault(row) for row in rows.order_by("row", "id")[:limit]]


def fault_kinds(receipt_id: int) -> list[tuple[str, str, int]]:
    """Open reasons of a list as (code, title of the column, how many), the most frequent first."""
    rows = (
        Fault.objects.filter(receipt_id=receipt_id, corrected_at__isnull=True)
        .order_by()
        .values("code", "title")
        .annotate(n=Count("id"))
        .order_by("-n", "code", "title")
    )
    return [(row["code"], row["title"], row["n"]) for row in rows]


def faults_of_row(receipt_id: int, row: int) -> list[FaultView]:
    """The reasons of one row."""
    return [_fault(r) for r in Fault.objects.filter(receipt_id=receipt_id, row=row).order_by("id")]


def rows_as_they_came(view: ReceiptView, *, first: int, last: int) -> list[RowAsItCame]:
    """Data rows `first`..`last` (inclusive, counted from 1) of a list as they came; none of a nil return."""
    if view.nil or not view.sha256:
        return []
    path = view.folder / "cells.parquet"
    if not path.exists():
        return []
    table = pq.read_table(path, filters=[("row", ">=", first), ("row", "<=", last)])
    return [
        RowAsItCame(item["row"], item["sheet_row"], tuple(item["cells"]))
        for item in sorted(table.to_pylist(), key=lambda item: item["row"])
    ]


def row_as_taken(view: ReceiptView, row: int) -> dict[str, object] | None:
    """What a row became: the contract's fields with their typed values; None when it was not taken."""
    if view.nil or not view.sha256:
        return None
    path = view.folder / view.rows_name
    if not path.exists():
        return None
    found = pq.read_table(path, filters=[("row", "==", row)]).to_pylist()
    return found[0] if found else None


def rows_as_taken(view: ReceiptView) -> list[dict[str, object]]:
    """Every row taken, in the file's order."""
    path = view.folder / view.rows_name
    if view.nil or not path.exists():
        return []
    rows: list[dict[str, object]] = pq.read_table(path).to_pylist()
    return sorted(rows, key=lambda row: int(str(row["row"])))


def counted_version(list_name: str, *, agency_code: str, period: str) -> ReceiptView | None:
    """The version of a list that counts, None where none came."""
    row = (
        Receipt.objects.filter(
            list_name=list_name, agency_code=agency_code, period=period, state=ReceiptState.ACCEPTED
        )
        .select_related("by")
        .first()
    )
    return _view(row) if row else None


def file_as_received(view: ReceiptView) -> Path:
    """The file's bytes as they came; raises NotFound when the list has none."""
    path = view.folder / "file"
    if view.nil or not path.exists():
        raise NotFound(what=f"tệp của biên nhận {view.number}")
    return path


def _asked(
    *, list_name: str, agency_codes: Collection[str] | None, area_codes: Collection[str] | None
) -> QuerySet[Receipt]:
    """Receipts of a list, of some agencies or some areas (either is enough when both are given)."""
    rows = Receipt.objects.all()
    if list_name:
        rows = rows.filter(list_name=list_name)
    either = Q()
    if agency_codes is not None:
        either |= Q(agency_code__in=agency_codes)
    if area_codes is not None:
        either |= Q(area_code__in=area_codes)
    return rows.filter(either) if agency_codes is not None or area_codes is not None else rows


def _view(row: Receipt) -> ReceiptView:
    """The plain form of a receipt."""
    return ReceiptView(
        id=row.id,
        number=row.number,
        list_name=row.list_name,
        agency_code=row.agency_code,
        agency_name=row.agency_name,
        area_code=row.area_code,
        period=row.period,
        received_on=row.received_on,
        received_at=row.received_at,
        nil=row.nil,
        file_name=row.file_name,
        sha256=row.sha256,
        size_bytes=row.size_bytes,
        version=row.version,
        state=row.state,
        replaced_by_id=row.replaced_by_id,
        withdrawn_at=row.withdrawn_at,
        withdrawn_because=row.withdrawn_because,
        taken=row.taken,
        quarantined=row.quarantined,
        rows_name=row.rows_name,
        encoding=row.encoding,
        sheet=row.sheet,
        header_row=row.header_row,
        header=tuple(row.header),
        mapping=row.mapping,
        warnings=tuple(row.warnings),
        by_name=row.by.full_name if row.by else "",
        folder=row.evidence,
    )


def _fault(row: Fault) -> FaultView:
    """The plain form of a fault."""
    return FaultView(
        row.id,
        row.row,
        row.sheet_row,
        row.column,
        row.title,
        row.value,
        row.code,
        row.reason,
        row.corrected_value,
        row.corrected_at,
    )


def told_between(list_name: str, *, since: date, on: date) -> list[int]:
    """The lists that count on a day and were told (the earlier of period end and receipt) since another."""
    rows = Receipt.objects.filter(
        list_name=list_name,
        state=ReceiptState.ACCEPTED,
        begins_on__lte=on,
        ends_on__gte=since,
        received_on__gte=since,
    )
    return list(rows.order_by("id").values_list("id", flat=True))


def newest_told(list_name: str, *, on: date) -> list[int]:
    """Of each sender, the list of its newest period begun by a day."""
    rows = Receipt.objects.filter(list_name=list_name, state=ReceiptState.ACCEPTED, begins_on__lte=on)
    newest: dict[str, tuple[date, int]] = {}
    for agency, begins_on, number in rows.values_list("agency_code", "begins_on", "id"):
        newest[agency] = max(newest.get(agency, (date.min, 0)), (begins_on, number))
    return sorted(number for _, number in newest.values())


def last_received(*, by: date) -> date | None:
    """The day on which the newest list that counts came, up to a day; None before the first."""
    came = Receipt.objects.filter(state=ReceiptState.ACCEPTED, received_on__lte=by)
    row = came.order_by("-received_on").first()
    return row.received_on if row else None


def fault_of(*, receipt_id: int, fault_id: int) -> FaultView:
    """One reason of a list; raises NotFound when it belongs to another."""
    row = Fault.objects.filter(receipt_id=receipt_id, id=fault_id).first()
    if row is None:
        raise NotFound(what=f"lỗi số {fault_id}")
    return _fault(row)
