"""Syllables: the measure of doubtful text."""

from __future__ import annotations

import unicodedata

import pytest

from baophu.kernel.syllables import is_syllable

SENTENCE = (
    "Căn cứ Luật Bảo hiểm xã hội ngày hai mươi tháng mười một năm hai nghìn không trăm mười bốn Ủy ban "
    "nhân dân tỉnh ban hành kế hoạch thực hiện chỉ tiêu tham gia của người lao động doanh nghiệp hợp "
    "tác xã hộ kinh doanh quyết khuyến nghị nghiêng giếng quý thuở khuya ngoằn ngoèo huỳnh huých quạ gì "
    "ý yêu yếu oanh uyên ướt chuyển xoong"
)


@pytest.mark.parametrize("word", sorted(set(SENTENCE.split())))
def test_words_of_a_decree_are_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize(
    "word", ["", "C«ng", "ViÖt", "Coâng", "tiêp", "mặng2", "xyz", "ơng", "tnhh", "hoạà", "Ðức", "µ"]
)
def test_other_signs_are_not(word: str) -> None:
    if word == "ơng":  # a rhyme that stands in no word without ư
        assert not is_syllable("Phơng")
    assert not is_syllable(word)
