"""Reads of typed lists: a draft, the rows sent before, the hamlets that former lists name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from baophu.access.queries import User
from baophu.intake.models import Draft, Receipt, ReceiptState
from baophu.intake.receipts import ReceiptView, receipts_by_id, rows_as_taken
from baophu.intake.rights import check_may_send
from baophu.intake.typed.rules import FIELDS, LIST, TypedRow
from baophu.kernel.errors import NotFound
from baophu.kernel.text import fold
from baophu.kernel.time import Period
from baophu.places.queries import find_agency
from baophu.places.rules import AgencyRef

NEWEST_LISTS = 8
MOST_HAMLETS = 60


@dataclass(frozen=True, slots=True)
class DraftView:
    """A list that is being typed."""

    id: int
    agency: AgencyRef
    period: Period
    rows: tuple[TypedRow, ...]
    former_number: str  # the receipt whose rows it began with
    changed_at: datetime
    by_name: str

    @property
    def sent_rows(self) -> tuple[TypedRow, ...]:
        """The rows that go into the list."""
        return tuple(row for row in self.rows if not row.gone)

    def row(self, key: str) -> TypedRow:
        """One row; raises NotFound."""
        found = next((row for row in self.rows if row.key == key), None)
        if found is None:
            raise NotFound(what="dòng này của bản đang nhập")
        return found


def draft(draft_id: int, *, by: User, on: date) -> DraftView:
    """A draft of an agency that the person may send for; raises NotFound, Forbidden."""
    row = Draft.objects.filter(id=draft_id).select_related("by").first()
    if row is None:
        raise NotFound(what=f"bản đang nhập số {draft_id}")
    found = view(row)
    check_may_send(by=by, agency=found.agency, on=on)
    return found


def drafts_of(agency_code: str) -> list[DraftView]:
    """What an agency is typing, the newest period first."""
    rows = Draft.objects.filter(list_name=LIST, agency_code=agency_code).select_related("by")
    return sorted((view(row) for row in rows), key=lambda d: d.period.begins_on, reverse=True)


def former_list(agency_code: str, *, period: Period) -> ReceiptView | None:
    """The list whose rows a draft begins with: the period's own, else the newest before it that has rows."""
    rows = Receipt.objects.filter(
        list_name=LIST,
        agency_code=agency_code,
        state=ReceiptState.ACCEPTED,
        nil=False,
        begins_on__lte=period.begins_on,
    )
    newest = rows.order_by("-begins_on", "-id").values_list("id", flat=True).first()
    return receipts_by_id([newest])[newest] if newest else None


def former_values(receipt: ReceiptView) -> list[dict[str, str]]:
    """The rows of a list as they would be typed."""
    return [
        {name: str(row[name]) for name in FIELDS if row.get(name) is not None}
        for row in rows_as_taken(receipt)
    ]


def hamlets_of(agency_code: str) -> list[str]:
    """The hamlets that a commune's newest lists name, the most named first."""
    rows = Receipt.objects.filter(
        list_name=LIST, agency_code=agency_code, state=ReceiptState.ACCEPTED, nil=False
    )
    newest = list(rows.order_by("-begins_on").values_list("id", flat=True)[:NEWEST_LISTS])
    named: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for receipt in receipts_by_id(newest).values():
        for values in former_values(receipt):
            if address := values.get("address"):
                named[fold(address)] += 1
                spelt.setdefault(fold(address), address)
    return [spelt[key] for key, _ in sorted(named.items(), key=lambda item: (-item[1], item[0]))][
        :MOST_HAMLETS
    ]


def view(row: Draft) -> DraftView:
    """The plain form of a draft."""
    period = Period.parse(row.period)
    return DraftView(
        id=row.pk,
        agency=find_agency(row.agency_code, on=period.ends_on),
        period=period,
        rows=tuple(TypedRow(**entry) for entry in row.rows),
        former_number=row.former_number,
        changed_at=row.changed_at,
        by_name=row.by.full_name,
    )
