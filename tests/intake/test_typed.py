"""A list typed row by row: what it begins with, what is remarked, what it becomes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from baophu.access.models import AuditEntry, Role, User
from baophu.intake import actions as intake
from baophu.intake.models import Draft, Receipt, ReceiptState
from baophu.intake.receipts import receipt, rows_as_taken
from baophu.intake.typed import actions, queries
from baophu.intake.typed.rules import TypedRow, remarks, tidy
from baophu.kernel.errors import Forbidden, Refused

NOW = datetime(2018, 7, 2, 8, 0, tzinfo=UTC)
AGENCY = "commune-18685"
FORMER = (
    "Tên cơ sở,Chủ hộ,Địa chỉ,Xã,Loại,Lao động thuê,Mã số thuế\n"
    "Tạp hóa Thủy Trang,Đặng Thị Thủy,thôn Phú Lợi,Cẩm Bình,HKD,2,\n"
    "HTX Muối sạch,Hoàng Văn Đàn,thôn Phú Tân,Cẩm Bình,HTX,11,3000100019\n"
)
SHOP = {"name": "Tiệm tóc Hải Yến", "owner": "Lê Thị Yến", "kind": "HKD", "hired": "1"}


@pytest.fixture
def clerk(db: None) -> User:
    """The clerk of xã Cẩm Bình, who sent a list for the quarter before."""
    user = User.objects.create(
        username="xa", full_name="Cán bộ xã", role=Role.COMMUNE_CLERK, area_code="18685"
    )
    intake.receive(
        list_name="commune_businesses", agency=AGENCY, period="2018-Q1", by=user, at=NOW,
        content=FORMER.encode(), file_name="quy 1.csv",
    )  # fmt: skip
    return user


def begun(by: User, period: str = "2018-Q2") -> queries.DraftView:
    number = actions.begin(agency=AGENCY, period=period, by=by, at=NOW)
    return queries.draft(number, by=by, on=NOW.date())


def put(draft: queries.DraftView, by: User, *, key: str = "", sure: bool = False, **values: str) -> list[str]:
    found = actions.put_row(draft_id=draft.id, key=key, values=values, sure=sure, by=by, at=NOW)
    return [remark.code for remark in found]


def test_a_draft_begins_with_the_rows_sent_before(clerk: User) -> None:
    draft = begun(clerk)
    assert [row.title for row in draft.rows] == ["Tạp hóa Thủy Trang", "HTX Muối sạch"]
    assert draft.rows[1].values == {
        "name": "HTX Muối sạch", "owner": "Hoàng Văn Đàn", "kind": "HTX", "address": "thôn Phú Tân",
        "hired": "11", "tax_code": "3000100019",
    }  # fmt: skip
    assert draft.former_number == "2018-Q1-18685-01"


def test_beginning_again_goes_on_where_it_was_left(clerk: User) -> None:
    draft = begun(clerk)
    assert put(draft, clerk, **SHOP) == []
    assert [row.title for row in begun(clerk).rows][-1] == "Tiệm tóc Hải Yến"
    assert Draft.objects.count() == 1


def test_what_was_typed_is_sent_as_a_list_like_any_other(clerk: User) -> None:
    draft = begun(clerk)
    put(draft, clerk, **SHOP)
    put(draft, clerk, key=draft.rows[0].key, **{**draft.rows[0].values, "hired": "3"})
    actions.leave_out(draft_id=draft.id, key=draft.rows[1].key, gone=True, by=clerk, at=NOW)
    sent = actions.send(draft_id=draft.id, by=clerk, at=NOW)
    rows = rows_as_taken(receipt(sent.pk))
    assert [(row["name"], row["hired"], row["commune_code"]) for row in rows] == [
        ("Tạp hóa Thủy Trang", 3, "18685"),
        ("Tiệm tóc Hải Yến", 1, "18685"),
    ]
    assert (sent.number, sent.quarantined, sent.by) == ("2018-Q2-18685-01", 0, clerk)
    assert (sent.evidence / "file").read_bytes().startswith("\ufeffTên cơ sở".encode())
    assert not Draft.objects.exists()
    assert AuditEntry.objects.filter(action="receipt.accept", subject=f"receipt:{sent.number}").exists()


def test_what_is_refused_when_sent_stays_typed(clerk: User) -> None:
    draft = begun(clerk)
    for row in draft.rows:
        actions.leave_out(draft_id=draft.id, key=row.key, gone=True, by=clerk, at=NOW)
    with pytest.raises(actions.NothingTyped):
        actions.send(draft_id=draft.id, by=clerk, at=NOW)
    actions.leave_out(draft_id=draft.id, key=draft.rows[0].key, gone=False, by=clerk, at=NOW)
    assert actions.send(draft_id=draft.id, by=clerk, at=NOW).taken == 1


def test_typing_a_quarter_already_sent_makes_its_next_version(clerk: User) -> None:
    draft = begun(clerk, "2018-Q1")
    put(draft, clerk, **SHOP)
    sent = actions.send(draft_id=draft.id, by=clerk, at=NOW)
    assert (sent.version, sent.taken) == (2, 3)
    assert Receipt.objects.get(version=1).state == ReceiptState.REPLACED


def test_another_communes_clerk_and_another_period_kind_are_refused(clerk: User) -> None:
    draft = begun(clerk)
    other = User.objects.create(username="k", full_name="K", role=Role.COMMUNE_CLERK, area_code="18688")
    for attempt in (
        lambda: queries.draft(draft.id, by=other, on=NOW.date()),
        lambda: put(draft, other, **SHOP),
        lambda: actions.send(draft_id=draft.id, by=other, at=NOW),
        lambda: actions.throw_away(draft_id=draft.id, by=other, at=NOW),
        lambda: actions.begin(agency=AGENCY, period="2018-Q3", by=other, at=NOW),
    ):
        with pytest.raises(Forbidden):
            attempt()
    with pytest.raises(Refused, match="không phải một quý"):
        begun(clerk, "2018-06")


def test_a_hamlet_that_looks_like_a_known_one_is_asked_about_and_may_be_kept(clerk: User) -> None:
    draft = begun(clerk)
    assert put(draft, clerk, **SHOP, address="thôn Phú Lợy") == ["unknown_hamlet"]
    assert len(begun(clerk).rows) == 2
    assert put(draft, clerk, **SHOP, address="thôn Phú Lợy", sure=True) == []


def test_a_row_of_the_same_name_and_owner_is_asked_about(clerk: User) -> None:
    draft = begun(clerk)
    first = draft.rows[0].values
    assert put(draft, clerk, **{**first, "hired": "9"}) == ["twin"]
    assert put(draft, clerk, key=draft.rows[0].key, **{**first, "hired": "9"}) == []  # itself is no twin


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"owner": "Lê Thị Yến", "hired": "0"}, []),
        ({"hired": "0"}, ["no_name"]),
        ({"name": "A", "hired": ""}, ["no_hired"]),
        ({"name": "A", "hired": "0", "tax_code": "3000100017"}, []),
        ({"name": "A", "hired": "0", "tax_code": "3000100018"}, ["bad_tax_code"]),
        ({"name": "A", "hired": "0", "tax_code": "chưa có"}, ["bad_tax_code"]),
        ({"name": "A" * 201, "hired": "0"}, ["too_long"]),
    ],
)
def test_a_row_is_checked_as_it_is_typed(values: dict[str, str], codes: list[str]) -> None:
    assert [r.code for r in remarks(tidy(values), hamlets=[], others=[])] == codes


def test_a_row_left_out_is_no_twin() -> None:
    gone = TypedRow("a", {"name": "Tạp hóa", "owner": "B"}, gone=True)
    assert remarks({"name": "tap hoa", "owner": "B", "hired": "1"}, hamlets=[], others=[gone]) == []
    kept = TypedRow("a", {"name": "Tạp hóa", "owner": "B"})
    assert [
        r.code for r in remarks({"name": "tap hoa", "owner": "B", "hired": "1"}, hamlets=[], others=[kept])
    ] == ["twin"]
