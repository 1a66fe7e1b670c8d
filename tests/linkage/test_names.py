"""The table of legal forms: what it takes a name for, and that its SQL says what its oracle says."""

from __future__ import annotations

from dataclasses import astuple

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baophu.kernel.identifiers import TaxCode
from baophu.kernel.text import fold
from baophu.linkage.bulk.functions import define
from baophu.linkage.rules.names import NormalName, kind_of, load_forms, normal_name
from linkage.drawn import tax_code

WORDS = [
    "công ty", "cty", "c.ty", "tnhh", "trách nhiệm hữu hạn", "một thành viên", "mtv", "1tv", "cp", "cổ phần", "dntn",
    "doanh nghiệp tư nhân", "htx", "hợp tác xã", "hkd", "hộ kinh doanh", "hộ kd", "chi nhánh", "vpđd", "tại", "kỳ anh",
    "tm", "thương mại", "dv", "&", "và", "xd", "vận tải", "sông mai", "hoa ban", "2", "07", "III", "trường mn", "ubnd",
    "cơ sở", "quán", "tiệm", "-", "đồi chè", "số", "của", "công yt", "ttnhh", "tnhhsông", "thành viên", "daonh nghiệp tn",
    "h ộkd", "hop tac x", "001", "ctcp",
]  # fmt: skip


def parsed(name: str) -> NormalName:
    """A name taken apart by the table that comes with the package."""
    return normal_name(fold(name), load_forms())


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    """A session that knows the functions."""
    made = duckdb.connect()
    define(made)
    return made


def in_sql(con: duckdb.DuckDBPyConnection, name: str) -> tuple[object, ...]:
    """The same, by the functions that the SQL steps call."""
    written(con, name)
    return con.execute(
        """WITH a AS (SELECT expanded AS e FROM names_written('asked')),
        b AS (SELECT name_is_branch(e) AS branch, CASE WHEN name_is_branch(e) THEN name_unbranched(e) ELSE e END AS u
            FROM a),
        c AS (SELECT branch, CASE WHEN branch THEN name_tail(u) ELSE '' END AS tail,
            CASE WHEN branch THEN name_untailed(u) ELSE u END AS rest FROM b),
        d AS (SELECT *, name_core(rest) AS core FROM c)
        SELECT name_form(rest), name_kind(rest), branch, core, name_proper(core), name_trade(core),
            name_numbers(core), tail FROM d"""
    ).fetchall()[0]


def written(con: duckdb.DuckDBPyConnection, name: str) -> str:
    """A name with its abbreviations written out; the relation `asked` holds it folded."""
    con.execute("CREATE OR REPLACE TEMP TABLE asked AS SELECT fold_text(?) AS folded", [name])
    return str(con.execute("SELECT expanded FROM names_written('asked')").fetchall()[0][0])


@pytest.mark.parametrize(
    ("name", "form", "core"),
    [
        ("CÔNG TY TNHH MỘT THÀNH VIÊN SÔNG MAI", "tnhh", "song mai"),
        ("Cty TNHH MTV Sông Mai", "tnhh", "song mai"),
        ("C.TY TRÁCH NHIỆM HỮU HẠN 1TV SÔNG MAI", "tnhh", "song mai"),
        ("Công ty Cổ phần TM&DV Hoa Ban", "cp", "thuong mai dich vu hoa ban"),
        ("CTY CP TM - DV HOA BAN", "cp", "thuong mai dich vu hoa ban"),
        ("DNTN Đồi Chè", "dntn", "doi che"),
        ("DOANH NGHIỆP TN ĐỒI CHÈ", "dntn", "doi che"),
        ("HTX NN Mây Trắng 2", "htx", "nong nghiep may trang 2"),
        ("Hợp tác xã Nông nghiệp Mây Trắng 2", "htx", "nong nghiep may trang 2"),
        ("HỘ KD LÒ THỊ MÂY", "hkd", "lo thi may"),
        ("Hộ kinh doanh cá thể Lò Thị Mây", "hkd", "lo thi may"),
        ("Quán phở Mây", "shop", "quan pho may"),
        ("Công yT TNHH Sông Mai", "tnhh", "song mai"),
        ("CtyT NHH Sông Mai", "tnhh", "song mai"),
        ("Cty TTNHH Sông Mai", "tnhh", "song mai"),
        ("CTY TNHHSông Mai", "tnhh", "song mai"),
        ("Cty TNHH mot than vien Sông Mai", "tnhh", "song mai"),
        ("CTY TNHH THÀNH VIÊN SÔNG MAI", "tnhh", "song mai"),
        ("Công ty trách nhiệm hữu Sông Mai", "tnhh", "song mai"),
        ("CTCP Hoa Ban", "cp", "hoa ban"),
        ("CT TNHH Hoa Ban", "tnhh", "hoa ban"),
        ("DAONH NGHIỆP TN Đồi Chè", "dntn", "doi che"),
        ("DN T ƯNHÂN Đồi Chè", "dntn", "doi che"),
        ("Hộ inh doanh Lò Thị Mây", "hkd", "lo thi may"),
        ("H ộKD Lò Thị Mây", "hkd", "lo thi may"),
        ("Hpo tác xã Mây Trắng", "htx", "may trang"),
        ("Trường MN Hoa Sen", "public", "truong mam non hoa sen"),
    ],
)
def test_every_spelling_of_a_form_leaves_one_core(name: str, form: str, core: str) -> None:
    found = parsed(name)
    assert (found.form, found.core) == (form, core)


def test_a_branch_is_seen_before_and_behind_the_name() -> None:
    before = parsed("CHI NHÁNH CÔNG TY TNHH SÔNG MAI TẠI KỲ ANH")
    behind = parsed("Cty TNHH Sông Mai - Chi nhánh Kỳ Anh")
    assert before == behind
    assert (before.is_branch, before.core, before.tail) == (True, "song mai", "ky anh")


@pytest.mark.parametrize(
    "name", ["Công ty CP Cà Ná", "Ông Tý", "Công ty TNHH Hạnh", "Hộ Kha", "Cty TNHH MT Hoa Ban"]
)
def test_a_name_that_resembles_a_form_stays_a_name(name: str) -> None:
    folded = fold(name)
    for head in ("cong ty cp ", "cong ty tnhh ", "cty tnhh ", "ho "):
        folded = folded.removeprefix(head)
    assert parsed(name).core.endswith(folded)


@pytest.mark.parametrize(
    "name",
    ["001 - CHI NHÁNH CÔNG TY TNHH SÔNG MAI TẠI KỲ ANH", "CHI NHÁNH KỲ ANH - CÔNG TY TNHH SÔNG MAI",
     "CHI NHÁNH TẠI KỲ ANH CÔNG TY TNHH SÔNG MAI", "02 CN Cty TNHH Sông Mai tại Kỳ Anh"],
)  # fmt: skip
def test_a_branch_is_seen_behind_its_number_and_before_its_place(name: str) -> None:
    assert parsed(name) == parsed("CHI NHÁNH CÔNG TY TNHH SÔNG MAI TẠI KỲ ANH")


def test_a_number_in_a_name_is_kept_apart() -> None:
    assert parsed("HTX Sông Mai 07").numbers == parsed("HTX Sông Mai 7").numbers == ("7",)
    assert parsed("Công ty TNHH Lực III").numbers == ("iii",)


def test_trade_words_are_told_from_the_proper_name() -> None:
    found = parsed("Công ty TNHH Thương mại và Dịch vụ Hoa Ban")
    assert (found.proper, found.trade) == ("hoa ban", ("dich vu", "thuong mai"))


@pytest.mark.parametrize(
    ("column", "kind"),
    [("HKD", "household"), ("Hộ kinh doanh cá thể", "household"), ("HTX", "cooperative"), ("DN", "enterprise"),
     ("Công ty trách nhiệm hữu hạn một thành viên", "enterprise"), ("", "")],
)  # fmt: skip
def test_a_column_of_legal_forms_names_the_kind(
    con: duckdb.DuckDBPyConnection, column: str, kind: str
) -> None:
    assert kind_of(fold(column), load_forms()) == kind
    assert con.execute("SELECT kind_named(?)", [written(con, column)]).fetchall() == [(kind,)]


@settings(max_examples=400, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
def test_sql_takes_a_name_apart_as_the_oracle_does(words: list[str]) -> None:
    name = " ".join(words)
    oracle = parsed(name)
    if not oracle.core:
        return
    found = in_sql(_shared(), name)
    assert tuple(tuple(value) if isinstance(value, list) else value for value in found) == astuple(oracle)


_SESSION: list[duckdb.DuckDBPyConnection] = []


def _shared() -> duckdb.DuckDBPyConnection:
    """One session for all drawn examples."""
    if not _SESSION:
        made = duckdb.connect()
        define(made)
        _SESSION.append(made)
    return _SESSION[0]


@settings(max_examples=300, deadline=None)
@given(digits=st.from_regex(r"[0-9]{10}(-[0-9]{3})?", fullmatch=True))
def test_sql_checks_a_tax_code_as_the_kernel_does(digits: str) -> None:
    code = TaxCode.parse(digits)
    assert code is not None
    if digits.endswith("-000"):
        return
    assert _shared().execute("SELECT tax_code_stands(?)", [digits]).fetchall() == [(code.valid,)]


def test_sql_knows_a_valid_code(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute("SELECT tax_code_stands(?)", [tax_code("420012341")]).fetchall() == [(True,)]


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("Số 12 đường Hoa Ban, Xã Mây Trắng, Huyện Suối Trong, Hà Tĩnh", "so 12 duong hoa ban"),
        ("SN 12 đ. Hoa Ban, P. Nắng", "so 12 duong hoa ban"),
        ("Thôn 5 xã Mây Trắng", "thon 5"),
        ("Xã Mây Trắng, Huyện Suối Trong", ""),
        ("KP 3, TT. Suối Trong", "khoi pho 3"),
    ],
)
def test_an_address_keeps_what_stands_before_the_commune(
    con: duckdb.DuckDBPyConnection, address: str, key: str
) -> None:
    assert con.execute("SELECT address_key(?)", [address]).fetchall() == [(key,)]


@pytest.mark.parametrize(
    "phone", ["0900111222", "0900.111.222", "+84 900 111 222", "900111222", "0900 111 222; 0911"]
)
def test_a_telephone_is_one_however_written(con: duckdb.DuckDBPyConnection, phone: str) -> None:
    assert con.execute("SELECT phone_key(?)", [phone]).fetchall() == [("900111222",)]
