"""Text: one form of characters, spaces and tones, and one key for all spellings."""

from __future__ import annotations

import unicodedata

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baophu.kernel.text import FOLD_SQL, fold, nfc, retone, squeeze

GOLDEN = {
    "": "",
    "   ": "",
    "CÔNG TY TNHH MỘT THÀNH VIÊN": "cong ty tnhh mot thanh vien",
    "Đặng Thị Đào": "dang thi dao",
    "Ðức Thọ": "duc tho",
    "ðường ƯỚC MƠ": "duong uoc mo",
    "TM-XNK (Việt–Thái) & Phát": "tm xnk viet thai phat",
    "Hộ KD: Nguyễn Văn A.": "ho kd nguyen van a",
    "số 12/3A, tổ 5": "so 12 3a to 5",
    "«Ánh Sáng»": "anh sang",
    "Công\u00a0ty\u200b TNHH": "cong ty tnhh",
    "a\u00adb": "ab",
    "…!?": "",
    "ß ø æ": "",
    "İstanbul": "istanbul",
    "½ m² № 7": "m 7",
    "Huy\u0323\u0302n Ky\u0300 Anh": "huyn ky anh",
}

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
ALPHABET = VIETNAMESE + VIETNAMESE.upper() + "0123456789 .,-/()&'\"\u00a0\u200b\u0300\u0301\u0323\u0302ðÐ"
vietnamese_text = st.text(alphabet=ALPHABET, max_size=40)


@pytest.mark.parametrize(("spelling", "key"), GOLDEN.items())
def test_every_spelling_folds_to_its_key(spelling: str, key: str) -> None:
    assert fold(spelling) == key


@given(vietnamese_text)
def test_folding_keeps_only_lower_letters_digits_and_single_spaces(text: str) -> None:
    key = fold(text)
    assert all(c in "abcdefghijklmnopqrstuvwxyz0123456789 " for c in key)
    assert key == " ".join(key.split())
    assert fold(key) == key


@given(vietnamese_text)
def test_composed_and_decomposed_text_agree(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert fold(decomposed) == fold(nfc(text)) == fold(text)
    assert squeeze(decomposed) == squeeze(text)
    assert retone(decomposed) == retone(text)


@given(st.lists(vietnamese_text, max_size=30))
def test_the_sql_twin_gives_the_same_key(texts: list[str]) -> None:
    cells = [*GOLDEN, *texts]
    found = (
        duckdb.connect()
        .execute(f"SELECT {FOLD_SQL.format(x='cell')} FROM (SELECT unnest(?::VARCHAR[]) AS cell)", [cells])
        .fetchall()
    )
    assert [row[0] for row in found] == [fold(cell) for cell in cells]


def test_the_sql_twin_agrees_on_every_sign_an_office_can_type() -> None:
    signs = [
        f"a{chr(point)}b" for point in (*range(1, 0x370), *range(0x1E00, 0x1F00), *range(0x2000, 0x2200))
    ]
    found = (
        duckdb.connect()
        .execute(f"SELECT {FOLD_SQL.format(x='cell')} FROM (SELECT unnest(?::VARCHAR[]) AS cell)", [signs])
        .fetchall()
    )
    assert [row[0] for row in found] == [fold(sign) for sign in signs]


def test_spaces_of_every_kind_become_one() -> None:
    assert squeeze("  Thị\u00a0\u00a0trấn \t Tây\u2009Sơn\n") == "Thị trấn Tây Sơn"
    assert squeeze("\ufeffMã\u200b số") == "Mã số"
    assert squeeze("a  b") == "a b"


def test_squeezing_leaves_the_soft_hyphen_that_is_a_letter_in_tcvn3() -> None:
    assert squeeze(" Ph\u00ad¬ng ") == "Ph\u00ad¬ng"


@given(vietnamese_text)
def test_squeezing_twice_changes_nothing(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("hoà", "hòa"),
        ("Khoẻ", "Khỏe"),
        ("thuỷ", "thủy"),
        ("THUỶ", "THỦY"),
        ("toà nhà Hoà Bình", "tòa nhà Hòa Bình"),
        ("quý", "quý"),
        ("qúy", "quý"),
        ("Qủang", "Quảng"),
        ("hoàn", "hoàn"),
        ("hòan", "hoàn"),
        ("ngoài", "ngoài"),
        ("húyt", "huýt"),
        ("gìa", "già"),
        ("gìn", "gìn"),
        ("mía", "mía"),
        ("thuế", "thuế"),
        ("của", "của"),
        ("Cty TNHH", "Cty TNHH"),
    ],
)
def test_a_tone_stands_where_the_usual_spelling_puts_it(typed: str, usual: str) -> None:
    assert retone(typed) == usual


@given(vietnamese_text)
def test_moving_tones_never_changes_the_key(text: str) -> None:
    assert fold(retone(text)) == fold(text)
    assert retone(retone(text)) == retone(text)
