"""No sentence is left untranslated, no field of a sentence lost, and an English page speaks English."""

from __future__ import annotations

import gettext
import re
import string

import pytest

from baophu.access.models import Role
from baophu.register.models import EmployerRecord
from baophu.web.assets import LOCALE
from baophu.web.sentences import every_sentence, in_python, in_sql, in_template
from baophu.web.translations import compile_catalogue, read_catalogue

ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "django.po"
# Names of law's parameters, its articles and documents stay Vietnamese and are marked so.
VIETNAMESE_NAMES = re.compile(r"<(\w+)[^>]*\slang=\"vi\"[^>]*>.*?</\1>", re.DOTALL)
TONED = re.compile(r"[ạảãáàăắằẵẳặâấầẫẩậđẹẻẽêếềễểệịỉĩọỏõôốồỗổộơớờỡởợụủũưứừữửựỳỵỷỹ]", re.IGNORECASE)


@pytest.fixture(scope="module")
def english():
    return read_catalogue(ENGLISH)


@pytest.fixture
def compiled():
    """The catalogue as Django reads it; made as `baophu assets` does, and forgotten by Django before and after."""
    from django.utils.translation import trans_real

    compile_catalogue(ENGLISH)
    trans_real._translations.clear()
    yield
    trans_real._translations.clear()


def test_every_sentence_has_its_english(english):
    missing = [
        f"{file}: {sentence}" for sentence, file in every_sentence().items() if sentence not in english
    ]
    assert not missing, "\n".join(missing)


def fields(text: str) -> set[str]:
    named = set(re.findall(r"%\((\w+)\)[sd]", text)) | set(re.findall(r"(?<!%)%[sd]", text))
    if "{" in text:
        named |= {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return named


def test_a_translation_keeps_the_fields_of_its_sentence(english):
    for sentence, translated in english.items():
        if not sentence:
            continue
        for form in translated.split("\x00"):
            assert fields(form) == fields(sentence.split("\x00")[0]), sentence


def test_english_has_no_vietnamese_left_in_it(english):
    for sentence, translated in english.items():
        bare = translated.replace("Hà Tĩnh", "").replace("“ư”", "").replace("letter ư", "")
        assert not TONED.search(bare), f"{sentence} → {translated}"


def test_the_compiled_catalogue_answers_like_the_written_one(english, compiled):
    with ENGLISH.with_suffix(".mo").open("rb") as file:
        made = gettext.GNUTranslations(file)
    for sentence, translated in english.items():
        if sentence and "\x00" not in sentence:
            assert made.gettext(sentence) == translated
    plural = next(sentence for sentence in english if "\x00" in sentence).split("\x00")
    assert made.ngettext(*plural, 1) != made.ngettext(*plural, 2)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/dia-ban/436/",
        "/luot/",
        "/luot/{run}/",
        "/ngon-ngu-thiet-ke/",
        "/khong-co/",
        "/luat/",
        "/luat/wages.base_salary/",
        "/luat/wages.base_salary/ghi/",
    ],
)
def test_an_english_page_has_no_vietnamese_sentence(path, sample, signed_in, compiled):
    page = signed_in(Role.PROVINCE_LEADER, language="en").get(path.format(run=sample.runs[-1].id))
    ours = VIETNAMESE_NAMES.sub("", page.content.decode())
    text = re.sub(r"<[^>]+>", "\n", ours)
    for name in set(EmployerRecord.objects.values_list("name", flat=True)):  # names stay as they are
        text = text.replace(f"\n{name}\n", "\n")
    long = [
        s
        for s in every_sentence()
        if len(s.split()) > 2 and "%(" not in s and "{" not in s and TONED.search(s)
    ]
    found = [sentence for sentence in long if sentence in text]
    assert not found


def test_sentences_are_found_where_they_stand():
    assert list(in_template('{% load i18n %}{% trans "Đơn vị" %}{% trans x %}')) == ["Đơn vị"]
    assert list(in_template("{% blocktrans with n=m %}{{ n }} dòng{% endblocktrans %}")) == ["%(n)s dòng"]
    source = (
        'class Bad(Refused):\n    message = "Tệp " "hỏng."\n'
        'class K(models.TextChoices):\n    A = "a", "Loại A"\n'
        'x = gettext("Một")\nREASONS: dict[str, str] = {"a": "Vì sao"}\nplain = "không"\n'
    )
    assert set(in_python(source)) == {"Tệp hỏng.", "Loại A", "Một", "Vì sao"}
    assert list(in_sql("SELECT 'chưa có đơn vị', 'abc' -- 'chú thích đó'")) == ["chưa có đơn vị"]
