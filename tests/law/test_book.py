"""The law book: dated values, refusals that name the way out, a strict form, one hash."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from baophu.law.book import Book, LawFileBroken, Reading, Status, Unit, UnknownParameter, load, read

SOURCES = """\
- id: law
  title: Luật mẫu
  number: 1/2015/QH13
  published: 2015-06-01
  in_force: 2016-01-01
  status: verified
"""
SHORTEST = """\
key: contract.shortest
name: Hợp đồng ngắn nhất
unit: month
values:
  - holds_from: 2016-01-01
    value: 3
    article: Điều 2
    status: verified
    source: law
  - holds_from: 2018-01-01
    value: 1
    article: Điều 124
    status: unverified
    source: law
"""
RATE = """\
key: rate
name: Mức lãi
unit: share
yearly: true
values:
  - holds_from: 2017-01-01
    value: "0.01317"
    article: Thông báo 425
    status: verified
    source: law
  - holds_from: 2018-01-01
    value: null
    article: Chưa thấy thông báo
    status: unknown
    source: law
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "parameters" / "contract").mkdir(parents=True)
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (tmp_path / "parameters" / "contract" / "shortest.yaml").write_text(SHORTEST, encoding="utf-8")
    (tmp_path / "parameters" / "rate.yaml").write_text(RATE, encoding="utf-8")
    return tmp_path


def test_a_value_holds_from_its_day_to_the_day_before_the_next(folder: Path) -> None:
    book = read(folder)
    assert [book.whole("contract.shortest", on) for on in (date(2016, 1, 1), date(2017, 12, 31))] == [3, 3]
    assert [book.whole("contract.shortest", on) for on in (date(2018, 1, 1), date(2030, 1, 1))] == [1, 1]


def test_a_value_tells_what_it_rests_on(folder: Path) -> None:
    value = read(folder).value("contract.shortest", date(2018, 6, 30))
    assert (value.value, value.unit, value.article) == (1, Unit.MONTH, "Điều 124")
    assert (value.status, value.holds_from) == (Status.UNVERIFIED, date(2018, 1, 1))
    assert (value.published, value.source) == (date(2015, 6, 1), "law")


@pytest.mark.parametrize(
    ("key", "on"),
    [
        ("contract.shortest", date(2015, 12, 31)),  # before the first value
        ("rate", date(2018, 1, 1)),  # known to be unknown
        ("rate", date(2019, 1, 1)),  # a year without its own value
        ("rate", date(2016, 12, 31)),
        ("nothing.like.it", date(2018, 1, 1)),
    ],
)
def test_what_is_not_known_is_refused_with_the_parameter_the_day_and_the_way_out(
    folder: Path, key: str, on: date
) -> None:
    with pytest.raises(UnknownParameter) as refusal:
        read(folder).value(key, on)
    told = str(refusal.value)
    assert key in told
    assert f"{on.day:02}/{on.month:02}/{on.year}" in told
    assert f"/luat/{key}/" in told
    assert f"baophu law enter {key} --from " in told


@pytest.mark.parametrize(
    ("key", "on", "missing", "begins"),
    [
        ("rate", date(2018, 5, 1), "Chưa thấy thông báo", "2018-01-01"),
        (
            "rate",
            date(2019, 5, 1),
            "văn bản quy định cho năm 2019 (gần nhất: Chưa thấy thông báo)",
            "2019-01-01",
        ),
        ("contract.shortest", date(2015, 7, 1), "trước ngày 01/01/2016 (từ ngày đó: Điều 2)", "2015-07-01"),
        ("nothing", date(2018, 5, 1), "văn bản quy định", "2018-05-01"),
    ],
)
def test_a_refusal_names_the_missing_document_and_the_day_to_enter_it_from(
    folder: Path, key: str, on: date, missing: str, begins: str
) -> None:
    with pytest.raises(UnknownParameter) as refusal:
        read(folder).value(key, on)
    assert missing in str(refusal.value)
    assert f"--from {begins} " in str(refusal.value)


def test_a_yearly_value_ends_on_31_december(folder: Path) -> None:
    book = read(folder)
    assert (
        book.share("rate", date(2017, 1, 1)) == book.share("rate", date(2017, 12, 31)) == Decimal("0.01317")
    )
    with pytest.raises(UnknownParameter):
        book.share("rate", date(2018, 1, 1))


def test_a_value_is_read_in_the_type_of_its_unit_only(folder: Path) -> None:
    book = read(folder)
    with pytest.raises(TypeError, match="share"):
        book.whole("rate", date(2017, 1, 1))
    with pytest.raises(TypeError, match="month"):
        book.share("contract.shortest", date(2017, 1, 1))
    with pytest.raises(TypeError, match="month"):
        book.says("contract.shortest", date(2017, 1, 1))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("article: Điều 124", "article: ''", "article"),
        ("article: Điều 124", "article: '  '", "article"),
        ("    article: Điều 124\n", "", "article"),
        ("article: Điều 124", "article: Điều 124\n    note: thừa", "note"),
        ("unit: month", "unit: moon", "moon"),
        ("unit: month", "unit: month\nyearly: 1", "yearly"),
        ("status: unverified", "status: sure", "sure"),
        ("status: unverified", "status: unknown", "unknown"),
        ("status: unverified", "status: entered", "cán bộ ghi"),
        ("value: 1", "value: null", "unknown"),
        ("value: 1", "value: 1.5", "1.5"),
        ("value: 1", "value: true", "True"),
        ("value: 1", "value: 'one'", "one"),
        ("holds_from: 2018-01-01", "holds_from: 2016-01-01", "xếp theo ngày"),
        ("holds_from: 2018-01-01", "holds_from: 2015-01-01", "xếp theo ngày"),
        ("holds_from: 2018-01-01", "holds_from: '2018'", "holds_from"),
        ("holds_from: 2018-01-01", "holds_from: 2018-01-01 00:00:00", "holds_from"),
        ("source: law", "source: rumour", "rumour"),
        ("key: contract.shortest", "key: contract.longest", "contract.longest"),
        ("unit: month", "unit: month\nunit: day", "twice"),
        ("unit: month", "unit: yes_no", "yes_no"),
        ("unit: month", "unit: month\nyearly: yes", "yearly"),
        ("unit: month", "unit: month\nyearly: true\nextra: 1", "extra"),
        ("values:", "values: [", "YAML"),
    ],
)
def test_a_file_of_another_form_is_refused_by_its_name(folder: Path, old: str, new: str, told: str) -> None:
    file = folder / "parameters" / "contract" / "shortest.yaml"
    assert old in SHORTEST
    file.write_text(SHORTEST.replace(old, new), encoding="utf-8")
    with pytest.raises(LawFileBroken, match=r"contract/shortest\.yaml") as refusal:
        read(folder)
    assert told in str(refusal.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("holds_from: 2018-01-01", "holds_from: 2018-07-01", "1 tháng 1"),
        ('"0.01317"', "0.01317", "0.01317"),
        ('"0.01317"', '"mười"', "mười"),
    ],
)
def test_a_yearly_share_begins_on_1_january_and_is_never_a_float(
    folder: Path, old: str, new: str, told: str
) -> None:
    (folder / "parameters" / "rate.yaml").write_text(RATE.replace(old, new), encoding="utf-8")
    with pytest.raises(LawFileBroken) as refusal:
        read(folder)
    assert told in str(refusal.value)


TABLE = """\
key: table
name: Bảng mẫu
unit: {unit}
shape: {shape}
values:
  - holds_from: 2017-01-01
    value: {value}
    article: Điều 1
    status: verified
    source: law
"""


def tabled(folder: Path, unit: str, shape: str, value: str) -> Book:
    """Read the book with one more parameter."""
    text = TABLE.format(unit=unit, shape=shape, value=value)
    (folder / "parameters" / "table.yaml").write_text(text, encoding="utf-8")
    return read(folder)


def test_a_value_may_be_a_list_or_a_table_of_its_unit(folder: Path) -> None:
    on = date(2017, 6, 30)
    days = tabled(folder, "date", "list", "[2017-01-02, 2017-05-01]")
    assert days.parts("table", on) == (date(2017, 1, 2), date(2017, 5, 1))
    assert Reading(days, on).days("table") == {date(2017, 1, 2), date(2017, 5, 1)}
    steps = Reading(tabled(folder, "share", "table", '{0: "0.5", 15: "0.55"}'), on)
    assert [steps.step("table", years) for years in (0, 14, 15, 40)] == [Decimal("0.5")] * 2 + [
        Decimal("0.55")
    ] * 2
    assert steps.row("table", 15) == Decimal("0.55")
    assert tabled(folder, "word", "one", "monthly").word("table", on) == "monthly"
    assert tabled(folder, "month", "list", "[1, 3]").parts("table", on) == (1, 3)


def test_a_row_or_step_that_a_table_lacks_is_refused(folder: Path) -> None:
    reading = Reading(tabled(folder, "day", "table", "{3: 15}"), date(2017, 6, 30))
    with pytest.raises(UnknownParameter, match="Bảng mẫu: 4"):
        reading.row("table", 4)
    with pytest.raises(UnknownParameter, match="Bảng mẫu: 2"):
        reading.step("table", 2)


def test_what_is_read_on_another_day_is_remembered_with_the_rest(folder: Path) -> None:
    reading = Reading(read(folder), date(2016, 1, 1))
    reading.whole("contract.shortest")
    reading.at(date(2018, 1, 1)).whole("contract.shortest")
    reading.whole("contract.shortest")
    assert reading.articles == ["Điều 2", "Điều 124"]


@pytest.mark.parametrize(
    ("unit", "shape", "value", "told"),
    [
        ("share", "list", "[0.5]", "0.5"),
        ("day", "list", "3", "list"),
        ("day", "table", "[3]", "table"),
        ("day", "table", "{}", "table"),
        ("day", "table", '{1: 1, "a": 2}', "mã"),
        ("day", "table", "{1: true}", "True"),
        ("day", "pile", "3", "pile"),
        ("date", "one", "2017-01-01 00:00:00", "2017"),
        ("word", "one", "Hàng tháng", "Hàng tháng"),
        ("word", "one", "3", "3"),
        ("name", "one", "3", "3"),
    ],
)
def test_a_list_or_table_of_another_form_is_refused(
    folder: Path, unit: str, shape: str, value: str, told: str
) -> None:
    with pytest.raises(LawFileBroken, match=r"table\.yaml") as refusal:
        tabled(folder, unit, shape, value)
    assert told in str(refusal.value)


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        (SOURCES + SOURCES, "hai lần"),
        (SOURCES.replace("number", "no"), "no"),
        (SOURCES.replace("2015-06-01", "2015"), "published"),
        ("law: true", "danh sách"),
        ("- law", "trường"),
    ],
)
def test_documents_of_another_form_are_refused(folder: Path, sources: str, told: str) -> None:
    (folder / "sources.yaml").write_text(sources, encoding="utf-8")
    with pytest.raises(LawFileBroken, match=r"sources\.yaml") as refusal:
        read(folder)
    assert told in str(refusal.value)


def test_the_hash_follows_the_content_and_not_the_form(folder: Path) -> None:
    before = read(folder).hash
    file = folder / "parameters" / "rate.yaml"
    file.write_text("# a remark\n" + RATE, encoding="utf-8")
    assert read(folder).hash == before
    file.write_text(RATE.replace("0.01317", "0.01318"), encoding="utf-8")
    assert read(folder).hash != before


def test_the_products_own_book_is_whole() -> None:
    book = load()
    assert isinstance(book, Book)
    assert load() is book
    assert list(book.keys) == sorted(book.keys)
    used = {dated.source for key in book.keys for dated in book.dated(key)}
    assert used == set(book.sources)
    for key in book.keys:
        for dated in book.dated(key):
            if dated.value is None:
                with pytest.raises(UnknownParameter):
                    book.value(key, dated.holds_from)
            else:
                assert book.value(key, dated.holds_from).holds_from == dated.holds_from


def test_the_program_s_own_method_stands_in_the_book() -> None:
    book, on = load(), date(2018, 6, 30)
    assert book.whole("method.evidence.window_months", on) == 18
    assert book.whole("method.tolerance.percent", on) == 5
    assert book.whole("method.tolerance.least", on) == 1
    assert book.whole("method.estimate.small_group_units", on) == 30
    assert book.whole("method.estimate.enough_verifications", on) == 50


def test_every_value_of_an_absent_parameter_is_none() -> None:
    assert load().dated("nothing") == ()
