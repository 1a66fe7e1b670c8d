"""To which unit a transfer belongs: each way, each reason to wait, in both forms."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from baophu.funds.money import bulk
from baophu.funds.money.rules.matching import HELD_BECAUSE, HOW_BECAUSE, Held, How, name_key
from baophu.kernel.text import fold
from baophu.law.book import load
from funds.money_world import Transfer, World

DAY = date(2020, 3, 9)
REFERENCE = "+BHXH+103+00+{}+04201+dong BHXH T05.2018+"
CASES = {
    "the code of its cell": (dict(unit_code="TA0001A"), "TA0001A", How.UNIT_CODE, ""),
    "the code in the reference": (dict(reference=REFERENCE.format("TA0001A")), "TA0001A", How.REFERENCE, ""),
    "a code typed small": (dict(reference="nop bhxh ta0001a thang 5"), "TA0001A", How.REFERENCE, ""),
    "a code within a longer word": (dict(reference="XTA0001A9"), "", "", Held.NO_TRACE),
    "both codes the same": (dict(unit_code="TA0001A", reference=REFERENCE.format("TA0001A")), "TA0001A", How.UNIT_CODE, ""),
    "two codes that differ": (dict(unit_code="TA0001A", reference=REFERENCE.format("TA0002A")), "", "", Held.CODES_CONFLICT),
    "two codes in the reference": (dict(reference="TA0001A va TA0002A"), "", "", Held.CODES_CONFLICT),
    "a code that no list names": (dict(unit_code="ZZ9999Z", payer="Công ty Hai"), "", "", Held.UNKNOWN_CODE),
    "an unknown code in the reference, a known payer": (dict(reference=REFERENCE.format("ZZ9999Z"), payer="CONG TY HAI"), "TA0002A", How.PAYER, ""),
    "a tax code in the reference": (dict(reference="MST:3000000011 nop BHXH"), "TA0001A", How.TAX_CODE, ""),
    "a branch's tax code": (dict(reference="MST 3000000011-001 nop"), "TA0004A", How.TAX_CODE, ""),
    "a tax code within a longer number": (dict(reference="GD 93000000011"), "", "", Held.NO_TRACE),
    "a tax code of two units": (dict(reference="3000000022"), "", "", Held.SEVERAL_UNITS),
    "the payer's name, however it is typed": (dict(payer="CONG  TY   hai"), "TA0002A", How.PAYER, ""),
    "a name that two units bear": (dict(payer="Trường Mầm non Hoa Sen"), "", "", Held.SEVERAL_UNITS),
    "a code of one and the name of another": (dict(unit_code="TA0001A", payer="Công ty Hai"), "", "", Held.PAYER_CONFLICT),
    "a tax code of one and the name of another": (dict(reference="3000000011", payer="Công ty Hai"), "", "", Held.PAYER_CONFLICT),
    "a code and a name that no unit bears": (dict(unit_code="TA0001A", payer="Nguyễn Văn Không"), "TA0001A", How.UNIT_CODE, ""),
    "a code and its own name that others bear too": (dict(unit_code="TA0005A", payer="Trường mầm non Hoa Sen"), "TA0005A", How.UNIT_CODE, ""),
    "a name written short in the list, in full by the payer": (dict(payer="Trường Tiểu học Thạch Hạ"), "TA0007A", How.PAYER, ""),
    "a committee's name written short by the payer": (dict(payer="UBND xa Thach Ha"), "TA0008A", How.PAYER, ""),
    "a neighbour's code and a payer whom the list writes short": (dict(reference="nop TA0008A", payer="TRUONG TIEU HOC THACH HA"), "", "", Held.PAYER_CONFLICT),
    "a code in the reference and a payer whom no list knows": (dict(reference="nop TA0001A", payer="Nguyễn Văn Không"), "", "", Held.PAYER_UNKNOWN),
    "a code in the reference and a payer who is nearly the unit": (dict(reference="nop TA0001A", payer="Công ty Một Thành"), "TA0001A", How.REFERENCE, ""),
    "a code in the reference and no payer": (dict(reference="nop TA0001A"), "TA0001A", How.REFERENCE, ""),
    "a code in its own cell and a payer who is nobody": (dict(unit_code="TA0001A", payer="Kho quỹ"), "TA0001A", How.UNIT_CODE, ""),
    "a payer of signs alone": (dict(reference="nop TA0001A", payer="***"), "TA0001A", How.REFERENCE, ""),
    "nothing at all": (dict(), "", "", Held.NO_TRACE),
    "no money": (dict(unit_code="TA0001A", amount_vnd=0), "", "", Held.NOT_POSITIVE),
    "money that goes out": (dict(unit_code="TA0001A", amount_vnd=-5), "", "", Held.NOT_POSITIVE),
    "a day after the run's": (dict(unit_code="TA0001A", paid_on=date(2020, 7, 1)), "", "", Held.AFTER_DAY),
}  # fmt: skip


NAMES = (
    "Công ty Trách nhiệm hữu hạn Một thành viên An Bình", "CTY TNHH MTV An Bình", "cong ty TNHH mot thanh vien AN BINH",
    "Ủy ban nhân dân xã Kỳ Bắc", "UBND xã Kỳ Bắc", "Trường Trung học cơ sở Sơn Tiến", "Trường THCS Sơn Tiến",
    "Trường Mầm non Đức Vịnh", "Phòng Giáo dục và Đào tạo huyện Lộc Hà", "Phòng GD & ĐT huyện Lộc Hà",
    "Hộ kinh doanh Nguyễn Văn Dũng", "Hộ KD Nguyễn Văn Dũng", "Trạm Y tế xã Hương Đô", "Công ty Cổ phần 36 – CN2", "***", "",
)  # fmt: skip


def office() -> World:
    """Units with codes, tax codes and names; two share a tax code, two a name."""
    world = World(on=date(2020, 6, 30))
    world.unit("TA0001A", tax_code="3000000011", name="Công ty Một").unit(
        "TA0002A", tax_code="3000000022", name="Công ty Hai"
    )
    world.unit("TA0003A", tax_code="3000000022", name="Công ty Ba").unit(
        "TA0004A", tax_code="3000000011-001", name="Chi nhánh Một"
    )
    world.unit("TA0007A", name="Trường TH Thạch Hạ").unit("TA0008A", name="Ủy ban nhân dân xã Thạch Hạ")
    return world.unit("TA0005A", name="Trường Mầm non Hoa Sen").unit("TA0006A", name="Trường mầm non Hoa Sen")


def test_a_conflict_shows_the_unit_of_the_code_and_those_of_the_name() -> None:
    world = office()
    world.transfers = [row(reference="nop TA0008A", payer="Trường Tiểu học Thạch Hạ")]
    (found,) = assert_same(world).values()
    assert (found["held"], found["other"]) == ("payer_conflict", "TA0008A, TA0007A")


def test_names_are_shortened_the_same_in_both_forms() -> None:
    con = World(on=date(2020, 6, 30)).told_to_duckdb()
    bulk.match(con, bulk.nothing_decided(), on=date(2020, 6, 30), law=load())
    for name in NAMES:
        (key,) = con.execute("SELECT money_name(?)", [name]).fetchall()[0]
        assert key == name_key(name), name
    assert name_key("C.TY  TNHH MTV “Một”") == "c ty tnhh mtv mot"
    assert {name_key(n) for n in NAMES[:3]} == {"cty tnhh mtv an binh"}


def row(**told: object) -> Transfer:
    return Transfer(**{"paid_on": DAY, "amount_vnd": 1_000_000, **told})  # type: ignore[arg-type]


def assert_same(world: World) -> dict[str, dict[str, object]]:
    """Both forms say the same of every transfer."""
    found = world.verdicts()
    for key, match in world.matches().items():
        want = (match.unit_code, match.how, match.held, match.other)
        assert want == tuple(found[key][name] or "" for name in ("unit_code", "how", "held", "other")), key
    return found


def test_each_way_to_a_unit_and_each_reason_to_wait_is_the_same_in_both_forms() -> None:
    world = office()
    world.transfers = [row(**told) for told, *_ in CASES.values()]  # type: ignore[arg-type]
    found = assert_same(world)
    for number, (name, (_, unit, how, held)) in enumerate(CASES.items()):
        told = found[world.key(number)]
        assert (told["unit_code"], told["how"], told["held"]) == (unit, how, held), name


def test_an_officer_s_assignment_outranks_the_code_but_needs_a_unit_that_is_known() -> None:
    world = office()
    world.transfers = [
        row(unit_code="TA0001A"),
        row(unit_code="TA0001A"),
        row(reference="TA0001A va TA0002A"),
    ]
    world.assignments = {world.key(0): "TA0002A", world.key(1): "ZZ0000Z", world.key(2): "TA0001A"}
    world.transfers[1].amount_vnd += 1
    world.assignments = {
        f"payments:{1:064d}:{n + 1}": unit for n, unit in enumerate(("TA0002A", "ZZ0000Z", "TA0001A"))
    }
    found = assert_same(world)
    keys = [f"payments:{1:064d}:{n}" for n in (1, 2, 3)]
    assert [(found[k]["unit_code"], found[k]["held"]) for k in keys] == [
        ("TA0002A", ""),
        ("", "unknown_unit"),
        ("TA0001A", ""),
    ]


def test_a_transfer_that_two_lists_bear_is_counted_once() -> None:
    world = office()
    told = {"unit_code": "TA0001A", "voucher_no": "NH1", "account": "37"}
    world.transfers = [
        row(**told, list_no=2),
        row(**told, list_no=1),
        row(**{**told, "voucher_no": "NH2"}, list_no=2),
    ]
    found = assert_same(world)
    first, second = f"payments:{1:064d}:1", f"payments:{2:064d}:1"
    assert (found[first]["held"], found[second]["held"], found[second]["other"]) == ("", "duplicate", first)
    assert found[f"payments:{2:064d}:2"]["held"] == ""


@pytest.mark.parametrize("field", ["voucher_no", "account", "amount_vnd", "paid_on"])
def test_what_differs_in_one_of_day_amount_voucher_and_account_is_another_transfer(field: str) -> None:
    world = office()
    told: dict[str, object] = {
        "unit_code": "TA0001A",
        "voucher_no": "NH1",
        "account": "37",
        "paid_on": DAY,
        "amount_vnd": 9,
    }
    other = {"voucher_no": "NH2", "account": "38", "amount_vnd": 10, "paid_on": date(2020, 3, 10)}[field]
    world.transfers = [row(**told, list_no=1), row(**{**told, field: other}, list_no=2)]
    assert {found["held"] for found in assert_same(world).values()} == {""}


def test_two_equal_rows_of_one_list_are_two_transfers_and_each_is_repeated_once() -> None:
    world = office()
    told = {"unit_code": "TA0001A", "voucher_no": "NH1", "account": "37"}
    world.transfers = [row(**told, list_no=at) for at in (1, 1, 2, 2, 2)]
    held = [
        found["held"] for found in sorted(assert_same(world).values(), key=lambda r: str(r["transfer_key"]))
    ]
    assert held == ["", "", "duplicate", "duplicate", ""]


def test_rows_without_a_voucher_are_never_taken_for_the_same() -> None:
    world = office()
    world.transfers = [row(unit_code="TA0001A", list_no=at) for at in (1, 2)]
    assert {found["held"] for found in assert_same(world).values()} == {""}


@pytest.mark.parametrize("seed", range(2))
def test_thousands_of_random_transfers_are_judged_the_same_in_both_forms(seed: int) -> None:
    rng, world = Random(f"matching:{seed}"), office()
    names = [unit.names[0] for unit in world.units.values()]
    words = [
        *world.units,
        "ZZ9999Z",
        "3000000011",
        "3000000011-001",
        "3000000022",
        "+",
        " ",
        "T05.2018",
        "04201",
        "ô",
        "-",
    ]
    for _ in range(2_000):
        text = rng.choice(("", "+", " ")).join(rng.choice(words) for _ in range(rng.randrange(6)))
        payer = rng.choice([*names, *(fold(name) for name in names), "", "Người lạ"])
        world.transfers.append(
            row(
                unit_code=rng.choice(["", "", "TA0001A", "TA0002A", "ZZ9999Z"]), reference=text, payer=payer,
                amount_vnd=rng.choice((-1, 0, 1, 2, 3)), voucher_no=rng.choice(("", "A", "B")), list_no=rng.choice((1, 2, 3)),
                paid_on=rng.choice((DAY, date(2020, 7, 1))),
            )
        )  # fmt: skip
    assert len(assert_same(world)) == 2_000


def test_every_way_and_every_reason_has_its_sentence() -> None:
    assert set(HELD_BECAUSE) == set(Held)
    assert set(HOW_BECAUSE) == set(How)
    assert all(sentence.endswith(".") for sentence in (*HELD_BECAUSE.values(), *HOW_BECAUSE.values()))
