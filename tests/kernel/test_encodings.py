"""Encodings: TCVN3 and VNI columns are recognised and decoded; what is Unicode stays."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from viparse.normalize import tcvn3, vni  # type: ignore[import-untyped]

from baophu.kernel import encodings
from baophu.kernel.encodings import Encoding, column_encoding, decode
from baophu.kernel.text import fold

WORDS = (
    "công ty trách nhiệm hữu hạn một thành viên thương mại và dịch vụ hợp tác xã nông nghiệp hộ kinh "
    "doanh cơ sở sản xuất gạch ngói nguyễn thị hường trần đức thọ phạm quốc lộc phường đậu liêu huyện "
    "hương khê thị trấn phố châu tỉnh hà tĩnh đường nguyễn huệ tổ dân phố quý mỹ thuỷ kỳ xuân ấp ở ý ẩm "
    "ướt lẳng lặng sẵn chẵn bẵng dễ ngã kẽm bậc"
)
TCVN3_CODE = {ord(letter): chr(byte) for byte, letter in encodings._TCVN3.items()}
VNI_CODE = {
    ord(letter): code for code, letter in encodings._VNI.items() if code[0].islower() or code.isupper()
}

phrases = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=8).map(" ".join)


def to_tcvn3(text: str) -> str:
    """Write as a TCVN3 typist does: a toned letter has no capital."""
    small = "".join(c if c.translate(TCVN3_CODE) != c or c.isascii() else c.lower() for c in text)
    return small.translate(TCVN3_CODE)


@given(phrases)
def test_what_was_written_in_tcvn3_is_read_back(text: str) -> None:
    assert decode(to_tcvn3(text), Encoding.TCVN3) == text


@given(st.lists(phrases, min_size=2, max_size=6))
def test_what_was_typed_in_capitals_is_read_back_in_capitals(texts: list[str]) -> None:
    for text in texts:
        line = f"CÔNG TY {text.upper()}"
        assert decode(to_tcvn3(line), Encoding.TCVN3) == line


@given(phrases)
def test_what_was_written_in_vni_is_read_back_small_and_capital(text: str) -> None:
    assert decode(text.translate(VNI_CODE), Encoding.VNI) == text
    assert decode(text.upper().translate(VNI_CODE), Encoding.VNI) == text.upper()


def test_a_capital_letter_with_a_small_mark_is_a_capital() -> None:
    assert (
        decode("Aùnh Saùng, Ñaø Naüng, Löông Thò Ñieäp", Encoding.VNI) == "Ánh Sáng, Đà Nẵng, Lương Thị Điệp"
    )


@pytest.mark.parametrize("text", ["tổng", "Nguyễn Văn Ước", "Lê Thị Ất", "Út", "BỘ"])
def test_unicode_is_left_alone_whatever_the_column(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    if any(ord(c) > 0xFF for c in text):
        for encoding in Encoding:
            assert decode(text, encoding) == text
    assert decode(decomposed, Encoding.UNICODE) == text


def test_an_eth_typed_for_the_letter_dd_becomes_it() -> None:
    assert decode("Ðức Thọ ðẹp", Encoding.UNICODE) == "Đức Thọ đẹp"


def test_ascii_is_the_same_in_every_encoding() -> None:
    for encoding in Encoding:
        assert decode("Cong ty TNHH 2000411998", encoding) == "Cong ty TNHH 2000411998"


@given(st.lists(phrases, min_size=3, max_size=20))
def test_a_column_is_recognised(texts: list[str]) -> None:
    column = ["tên cơ sở", *texts]
    assert column_encoding(column) is Encoding.UNICODE
    assert column_encoding([unicodedata.normalize("NFD", text) for text in column]) is Encoding.UNICODE
    assert column_encoding([to_tcvn3(text) for text in ["dịch vụ đường sắt", *column]]) is Encoding.TCVN3
    assert (
        column_encoding([text.translate(VNI_CODE) for text in ["dịch vụ đường sắt", *column]]) is Encoding.VNI
    )


def test_a_single_value_deceives_and_its_column_tells() -> None:
    assert column_encoding(["Gia Dông"]) is Encoding.UNICODE
    column = ["Gia Dông", "C«ng ty TNHH Lª ThÞ", "Hoµng NhËt Ph\u00ad¬ng"]
    assert column_encoding(column) is Encoding.TCVN3
    assert decode("Gia Dông", column_encoding(column)) == "Gia Dụng"


def test_a_column_without_vietnamese_letters_is_unicode() -> None:
    assert column_encoding([]) is Encoding.UNICODE
    assert column_encoding(["", "2000411998", "Cong ty"]) is Encoding.UNICODE


def test_a_unicode_name_pasted_into_a_tcvn3_column_is_kept() -> None:
    column = ["C«ng ty TNHH An Ti", "HiÖu thuèc Kim §¨ng", "Cửa hàng Tượng Sơn"]
    assert [decode(value, column_encoding(column)) for value in column] == [
        "Công ty TNHH An Ti",
        "Hiệu thuốc Kim Đăng",
        "Cửa hàng Tượng Sơn",
    ]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("C¤NG TY TNHH X¡NG DÇU T¹ AN KH¦¥NG", "CÔNG TY TNHH XĂNG DẦU TẠ AN KHƯƠNG"),
        ("CTY TNHH MTV VËT LIÖU X¢Y DùNG", "CTY TNHH MTV VẬT LIỆU XÂY DỰNG"),
        ("c«ng ty tnhh viÖt ph¸t", "công ty tnhh việt phát"),
        ("§oµn ThÞ ót", "Đoàn Thị Út"),
        ("NguyÔn ¸nh", "Nguyễn Ánh"),
        ("Khèi phè 2", "Khối phố 2"),
        ("Th«n 5, x· ë xa", "Thôn 5, xã ở xa"),
        ("Hµ", "Hà"),
        ("V¡N H÷U Hµ", "VĂN HỮU HÀ"),
        ("CTY TNHH Thµnh Hµ", "CTY TNHH Thành Hà"),
        ("ý", "ý"),
    ],
)
def test_capitals_that_tcvn3_lacks_come_back_where_the_word_shows_them(typed: str, read: str) -> None:
    assert decode(typed, Encoding.TCVN3) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("KD & CBTP Toµn Gia HiÖp Phíc", "KD & CBTP Toàn Gia Hiệp Phước"),
        ("Hoµng NhËt Ph¬ng", "Hoàng Nhật Phương"),
        ("Hng ThÞnh", "Hưng Thịnh"),
        ("doanh nghiÖp t nh©n", "doanh nghiệp tư nhân"),
        ("®Çu t vµ x©y dùng", "đầu tư và xây dựng"),
        ("S¬n Trµ", "Sơn Trà"),
        ("h\u00ad¬ng kh\u00ad¬ng", "hương khương"),
    ],
)
def test_a_lost_letter_comes_back_only_where_nothing_else_fits(typed: str, read: str) -> None:
    assert decode(typed, Encoding.TCVN3) == read


def test_another_library_reads_every_tcvn3_letter_alike() -> None:
    assert {byte: decode(byte, Encoding.TCVN3) for byte, _ in tcvn3._ENTRIES} == dict(tcvn3._ENTRIES)


def test_another_library_reads_every_vni_letter_alike() -> None:
    theirs = dict(vni._ENTRIES)
    assert {code: decode(code, Encoding.VNI) for code in theirs} == theirs


@pytest.mark.shared
def test_real_tcvn3_spellings_are_read_as_their_unicode_twins(shared: Path) -> None:
    with (shared / "data" / "real" / "spellings" / "tcvn3.csv").open(encoding="utf-8", newline="") as lines:
        pairs = list(csv.DictReader(lines))
    encoding = column_encoding(pair["tcvn3_text"] for pair in pairs)
    assert encoding is Encoding.TCVN3
    assert [decode(pair["tcvn3_text"], encoding) for pair in pairs] == [
        pair["unicode_text"] for pair in pairs
    ]


@pytest.mark.shared
def test_real_accentless_names_share_the_key_of_their_full_spelling(shared: Path) -> None:
    with (shared / "data" / "real" / "spellings" / "accentless.csv").open(
        encoding="utf-8", newline=""
    ) as lines:
        pairs = list(csv.DictReader(lines))
    differing = [pair for pair in pairs if fold(pair["name"]) != fold(pair["accentless"])]
    # The others lost more than their accents: a leading or closing number left out.
    assert len(differing) < len(pairs) * 0.08
