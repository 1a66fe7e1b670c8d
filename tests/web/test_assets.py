"""What set-up makes: every letter we write is in the font; a catalogue written twice is the same."""

from __future__ import annotations

from fontTools.ttLib import TTFont

from baophu.web.assets import LETTERS, LOCALE, build_font, font_file
from baophu.web.sentences import every_sentence
from baophu.web.shapes import ICONS, SHAPES, STANDINGS
from baophu.web.translations import compile_catalogue

VIETNAMESE = "ăâđêôơưĂÂĐÊÔƠƯ" + "áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
SIGNS = "—–−…•“”‘’·×÷▲▼→≥≤₫%/"


def test_every_letter_we_write_is_cut_into_the_font():
    kept = {chr(code) for first, last in LETTERS for code in range(first, last + 1)}
    written = {sign for sentence in every_sentence() for sign in sentence if sign >= " "}
    assert written | set(VIETNAMESE) | set(VIETNAMESE.upper()) | set(SIGNS) <= kept


def test_the_font_has_every_vietnamese_letter():
    drawn = {chr(code) for code in TTFont(font_file()).getBestCmap()}
    assert set(VIETNAMESE) | set(VIETNAMESE.upper()) <= drawn


def test_the_font_is_cut_small_and_only_once(tmp_path):
    made = build_font(tmp_path)
    first = made.stat().st_mtime_ns
    assert made.stat().st_size < 60_000
    assert {chr(code) for code in TTFont(made).getBestCmap()} >= set(VIETNAMESE)
    assert build_font(tmp_path).stat().st_mtime_ns == first


def test_a_catalogue_compiled_twice_is_the_same():
    po = LOCALE / "en" / "LC_MESSAGES" / "django.po"
    assert compile_catalogue(po).read_bytes() == compile_catalogue(po).read_bytes()


def test_every_standing_has_a_shape_and_every_drawing_is_plain():
    assert {shape for shape, _ in STANDINGS.values()} <= set(SHAPES)
    assert len({shape for shape, _ in STANDINGS.values()}) == len(STANDINGS)
    assert not [name for name, path in {**SHAPES, **ICONS}.items() if "style" in path or "<script" in path]
