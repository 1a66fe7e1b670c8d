"""The calculators: open to everyone, every refusal a sentence beside its field, both languages, nothing stored."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone, translation

from baophu.access.models import Role
from baophu.law.book import Book, load
from baophu.web import law_in_force
from baophu.web.assets import LOCALE
from baophu.web.calculator.saying import amount, share, worded
from baophu.web.rights import PUBLIC
from baophu.web.translations import compile_catalogue
from web.test_translations import TONED

pytestmark = pytest.mark.django_db

CONTRIBUTION = "/tinh/muc-dong/?luong=8.000.000&ngay=30/06/2018&huyen=436"
OBLIGATION = "/tinh/dien-tham-gia/?ai=employee&hop_dong=2&ngay=30/06/2018"
INTEREST = "/tinh/tien-lai/?quy=bhxh&no=100.000.000&thang=10/2017"
VOLUNTARY = "/tinh/tu-nguyen/?thu_nhap=2.000.000&ngay=15/03/2026&sinh=05/03/1975&gioi=f&da_dong=100"
DEADLINE = "/tinh/thoi-han/?viec=complaint_first&ngay=20/04/2018"
ANSWERED = [CONTRIBUTION, OBLIGATION, f"{INTEREST}&den=30/06/2018", f"{VOLUNTARY}&cach=3", DEADLINE]
EMPTY = ["/tinh/", *(path.partition("?")[0] for path in ANSWERED)]


@pytest.fixture
def english() -> Client:
    """A visitor who chose English."""
    from django.utils.translation import trans_real

    compile_catalogue(LOCALE / "en" / "LC_MESSAGES" / "django.po")
    trans_real._translations.clear()
    client = Client()
    client.cookies["language"] = "en"
    yield client
    trans_real._translations.clear()


def text_of(client: Client, path: str) -> str:
    """What a page says, without its choices and its marks."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    shown = re.sub(r"<select.*?</select>", "", answer.content.decode(), flags=re.DOTALL)
    text = html.unescape(re.sub(r"<[^>]+>", " ", shown)).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


def fault_of(client: Client, path: str, field: str) -> str:
    """The sentence beside a field."""
    page = client.get(path).content.decode()
    found = re.search(rf'<span class="err" id="c-{field}_error">(.*?)</span>', page)
    assert found, f"no fault beside {field}: {path}"
    return html.unescape(found[1]).replace("\u00a0", " ")


@pytest.mark.parametrize("path", EMPTY + ANSWERED)
def test_a_visitor_asks_for_the_law_alone_and_gets_the_policy_of_every_page(
    path: str, client: Client, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(2):
        answer = client.get(path)
    assert answer.status_code == 200
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY" and answer["X-Content-Type-Options"] == "nosniff"
    page = answer.content.decode()
    assert not re.search(r"\sstyle\s*=|<style|\son\w+\s*=", page)


@pytest.mark.parametrize("path", ANSWERED)
def test_who_is_signed_in_sees_the_same_answer_for_two_queries_more(
    path: str, client: Client, signed_in, django_assert_max_num_queries
) -> None:
    officer = signed_in(Role.SI_DIRECTOR)
    with django_assert_max_num_queries(4):
        page = officer.get(path).content.decode()
    assert _answer(page) == _answer(client.get(path).content.decode())


def _answer(page: str) -> str:
    """The words of the answer; an officer's articles are links besides."""
    found = re.search(r'<div id="answer".*</div>(?=.*</main>)', page, re.DOTALL)
    assert found is not None
    return re.sub(r"<[^>]+>", "", found[0])


@pytest.mark.parametrize("path", ANSWERED)
def test_what_was_typed_is_neither_stored_nor_cached(path: str, client: Client) -> None:
    answer = client.get(path)
    assert answer["Cache-Control"] == "private, no-store"
    assert set(answer.cookies) <= {"csrftoken"}
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("path", ANSWERED)
def test_an_answer_names_its_day_its_grounds_and_what_binds(path: str, client: Client) -> None:
    text = text_of(client, path)
    assert "Luật áp dụng: ngày " in text
    assert "Số phải đóng, phải trả là theo thông báo của cơ quan BHXH." in text
    assert re.search(r"Căn cứ .*(Điều|Nghị định)", text)


@pytest.mark.parametrize("path", EMPTY + ANSWERED)
def test_an_english_page_speaks_english_but_for_names_and_articles(path: str, english: Client) -> None:
    page = english.get(path).content.decode()
    page = re.sub(r"<select.*?</select>", "", page, flags=re.DOTALL)
    page = re.sub(r'<(\w+)[^>]* lang="vi".*?</\1>', "", page, flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", "\n", page)
    for name in ("Bao Phủ", "Hà Tĩnh"):
        text = text.replace(name, "")
    assert [line.strip() for line in text.splitlines() if TONED.search(line)] == []


def test_the_contribution_page_says_the_number_first_and_then_each_fund(client: Client) -> None:
    text = text_of(client, CONTRIBUTION)
    assert "Đơn vị đóng 1.720.000 đồng, người lao động đóng 840.000 đồng mỗi tháng." in text
    assert "Hưu trí, tử tuất 8.000.000 đồng 14 % 1.120.000 đồng 8 % 640.000 đồng" in text
    assert "kinh phí công đoàn 2 %: 160.000 đồng" in text
    assert "Thành phố Hà Tĩnh: vùng III." in text
    assert "1 số trong căn cứ chưa đối chiếu với văn bản" in text
    assert "01/10/2021 1.600.000 đồng 840.000 đồng Mức đóng của người sử dụng lao động" in text


@pytest.mark.parametrize("typed", ["8.000.000", "8000000", "8,000,000", "8 000 000 đ", "8.000.000 đồng"])
def test_an_amount_is_read_in_every_usual_spelling(typed: str, client: Client) -> None:
    text = text_of(client, f"/tinh/muc-dong/?luong={typed}&ngay=2018-06-30")
    assert "Đơn vị đóng 1.720.000 đồng" in text


def test_the_communes_offered_are_those_of_the_day(client: Client) -> None:
    before = client.get("/tinh/muc-dong/?luong=1&ngay=30/06/2018&huyen=447").content.decode()
    after = client.get("/tinh/muc-dong/?luong=1&ngay=01/07/2025").content.decode()
    assert 'name="huyen"' in before and 'name="huyen"' not in after
    assert len(re.findall(r"<option", before)) < 100
    assert "Phường Thành Sen" in after and "Phường Thành Sen" not in before


def test_a_commune_of_region_iii_lifts_the_floor(client: Client) -> None:
    low = "/tinh/muc-dong/?luong=1.000.000&ngay=30/06/2018"
    assert "tính trên 2.760.000 đồng" in text_of(client, low)
    assert "tính trên 3.090.000 đồng" in text_of(client, f"{low}&huyen=436")
    assert "Chưa chọn xã: tính theo vùng IV." in text_of(client, low)


def test_a_group_not_yet_liable_is_refused_beside_the_day(client: Client) -> None:
    path = "/tinh/muc-dong/?luong=5000000&ngay=30/06/2018&ai=household_owner"
    assert "từ 01/07/2025" in fault_of(client, path, "ngay")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("luong", "", "Chưa có số tiền."),
        ("luong", "-5", "Số tiền không nhỏ hơn 0."),
        ("luong", "năm triệu", "Chưa đọc được số tiền “năm triệu”."),
        ("luong", "1e30", "Số tiền lớn quá 1.000.000.000.000 đồng."),
        ("luong", "9" * 39, "Số tiền lớn quá"),
        ("luong", "9" * 500, "Ô này dài quá 40 ký tự."),
        ("luong", "<script>", "Chưa đọc được số tiền “<script>”."),
        ("ngay", "01/01/1800", "Ngày 01/01/1800 ngoài khoảng tính được. Chọn ngày từ 01/01/2014"),
        ("ngay", "31/12/2100", "Ngày 31/12/2100 ngoài khoảng tính được."),
        ("ngay", "31/02/2018", "Chưa đọc được ngày “31/02/2018”."),
        ("ngay", "", "Chưa có ngày."),
        ("xa", "99999", "Ngày 30/06/2018 không có nơi này."),
        ("ai", "nobody", ""),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field_and_kept(
    field: str, typed: str, sentence: str, client: Client
) -> None:
    given = {"luong": "5000000", "ngay": "30/06/2018", field: typed}
    page = client.get("/tinh/muc-dong/", given)
    assert page.status_code == 200
    found = re.search(rf'id="c-{field}_error">(.*?)</span>', page.content.decode())
    assert found and html.unescape(found[1]).replace("\u00a0", " ").startswith(sentence)
    assert "Chưa tính được." in page.content.decode()
    if typed and field in ("luong", "ngay"):
        assert f'value="{html.escape(typed)}"' in page.content.decode()


def test_an_obligation_says_yes_with_its_funds_and_since_when(client: Client) -> None:
    text = text_of(client, OBLIGATION)
    assert "Hợp đồng 2 tháng, từ đủ 1 tháng trở lên: phải tham gia BHXH bắt buộc." in text
    assert "Như vậy từ ngày 01/01/2018." in text
    assert "3 tháng → 1 tháng" in text


def test_2018_shows_the_principal_and_the_stretch_without_a_rate_and_never_zero(client: Client) -> None:
    text = text_of(client, f"{INTEREST}&den=30/06/2018")
    first_line = "Nợ gốc còn 100.000.000 đồng; chưa xác định được tiền lãi từ 01/01/2018 đến 30/06/2018."
    assert first_line in text
    assert "Lãi đã xác định được 1.317.000 đồng" in text
    assert "của năm 2018" in text and "cán bộ BHXH ghi giá trị kèm số văn bản" in text
    assert "Cộng gốc và lãi" not in text and " 0 đồng" not in text


def test_stretches_without_a_rate_that_touch_are_told_as_one(client: Client) -> None:
    text = text_of(client, "/tinh/tien-lai/?no=1000000&han=31/10/2023&den=31/08/2025")
    assert "từ 01/01/2024 đến 30/06/2025." in text


def test_a_known_interest_adds_up_with_the_principal(client: Client) -> None:
    text = text_of(client, "/tinh/tien-lai/?no=100000000&thang=01/2021&den=31/03/2021")
    assert "Tiền lãi chậm đóng đến hết ngày 31/03/2021: 836.600 đồng." in text
    assert "Cộng gốc và lãi 100.836.600 đồng" in text


def test_a_payment_lowers_what_bears_interest(client: Client) -> None:
    text = text_of(
        client,
        "/tinh/tien-lai/?no=100000000&thang=01/2021&den=30/04/2021&tra_1=15/03/2021&tien_1=50.000.000",
    )
    assert "1.254.900 đồng" in text and "Nợ gốc còn lại 50.000.000 đồng" in text


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ("den=30/06/2021", "thang", "Chưa có tháng phải đóng, cũng chưa có ngày hết hạn."),
        ("den=30/06/2021&thang=01/2021&han=31/01/2021", "han", "Chỉ ghi một trong hai ô"),
        ("den=30/06/2021&thang=13/2021", "thang", "Chưa đọc được tháng “13/2021”."),
        ("den=30/06/2021&thang=01/1800", "thang", "Tháng 01/1800 ngoài khoảng tính được."),
        ("den=30/06/2021&thang=01/2021&tra_1=01/03/2021", "tien_1", "Mỗi lần trả cần cả ngày và số tiền."),
        ("den=30/06/2021&thang=01/2021&tra_1=01/03/2021&tien_1=2000", "tien_1", "Các lần trả cộng lại 2.000"),
    ],
)
def test_a_debt_that_is_not_told_whole_is_refused(
    more: str, field: str, sentence: str, client: Client
) -> None:
    assert fault_of(client, f"/tinh/tien-lai/?no=1000&{more}", field).startswith(sentence)


def test_a_voluntary_plan_says_what_to_pay_by_when_and_the_pension(client: Client) -> None:
    text = text_of(client, f"{VOLUNTARY}&cach=3")
    assert "Bạn đóng 1.122.000 đồng cho 3 tháng, chậm nhất ngày 31/05/2026." in text
    assert "Một lần cho 2 năm về sau 10.193.069 đồng 1.584.000 đồng 8.609.069 đồng" in text
    assert "Chỉ đóng một lần cho những năm còn thiếu khi đã đủ tuổi nghỉ hưu, từ ngày 05/11/2034." in text
    assert "Lương hưu một tháng 1.000.000 đồng (50 %)" in text
    assert "Giả định: đóng đều mọi tháng" in text
    assert "chưa thấy nghị quyết của Hội đồng nhân dân tỉnh" in text


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ("thu_nhap=1.234.567", "thu_nhap", "từ 1.500.000 đồng đến 46.800.000 đồng, mỗi bậc 50.000 đồng"),
        ("thu_nhap=2.000.000&sinh=01/01/2020", "sinh", "từ đủ 15 tuổi"),
        ("thu_nhap=2.000.000&sinh=1800", "sinh", "ngoài khoảng tính được"),
        ("thu_nhap=2.000.000&cach=thieu", "sinh", "Cách đóng này cần ngày sinh"),
        ("thu_nhap=2.000.000&da_dong=5&da_ho_tro=6", "da_ho_tro", "nhiều hơn số tháng đã đóng"),
        ("thu_nhap=2.000.000&da_dong=-1", "da_dong", "Ghi số từ 0 đến 720."),
        ("thu_nhap=2.000.000&da_dong=x", "da_dong", "Chưa đọc được số “x”."),
        ("thu_nhap=2.000.000&dia_phuong=250", "dia_phuong", "Ghi số từ 0 đến 100"),
        ("thu_nhap=2.000.000&dia_phuong=NaN", "dia_phuong", "Ghi số từ 0 đến 100"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_beside_its_field(
    more: str, field: str, sentence: str, client: Client
) -> None:
    assert sentence in fault_of(client, f"/tinh/tu-nguyen/?ngay=15/03/2026&cach=1&{more}", field)


def test_paying_years_ahead_in_2018_is_refused_by_name_and_the_cycles_stand(client: Client) -> None:
    text = text_of(client, "/tinh/tu-nguyen/?thu_nhap=1000000&ngay=30/06/2018&cach=truoc-24")
    assert "Chưa có “Lãi suất đầu tư quỹ BHXH bình quân tháng của năm trước" in text
    assert "3 tháng một lần 660.000 đồng 46.200 đồng" in text


def test_a_deadline_lists_the_holidays_in_it(client: Client) -> None:
    text = text_of(client, DEADLINE)
    assert "Chậm nhất ngày 21/05/2018." in text
    assert "25/04/2018, thứ Tư" in text and "30/04/2018, thứ Hai" in text and "01/05/2018, thứ Ba" in text
    assert "Không có việc này." in fault_of(client, "/tinh/thoi-han/?viec=zzz&ngay=20/04/2018", "viec")


def test_a_deadline_that_the_law_of_the_day_does_not_have_is_refused_in_a_sentence(client: Client) -> None:
    text = text_of(client, "/tinh/thoi-han/?viec=voluntary_maternity&ngay=20/04/2018")
    assert "Chưa có “Thời hạn: giải quyết thai sản của người tham gia tự nguyện”" in text


@pytest.mark.parametrize("path", ANSWERED)
@pytest.mark.parametrize("word", ["", "'", "%00", "９", "0x10", "1/0"])
def test_no_nonsense_in_any_field_makes_an_error_page(path: str, word: str, client: Client) -> None:
    address, _, query = path.partition("?")
    for name in (part.partition("=")[0] for part in query.split("&")):
        others = "&".join(part for part in query.split("&") if not part.startswith(f"{name}="))
        assert client.get(f"{address}?{others}&{name}={word}").status_code == 200


@pytest.mark.django_db
def test_the_book_of_the_pages_is_the_files_until_an_officer_enters_a_value() -> None:
    assert isinstance(law_in_force.book_in_force(), Book)
    assert law_in_force.book_in_force().hash == load().hash
    assert law_in_force.parameter_page("wages.base_salary") == "/luat/wages.base_salary/"


def test_visitors_find_the_calculators_from_the_sign_in_page(client: Client, signed_in) -> None:
    page = client.get("/dang-nhap/").content.decode()
    assert page.count('href="/tinh/"') == 2  # in the bar and below the form
    assert 'href="/tinh/"' in signed_in().get("/luot/").content.decode()
    assert "calculators" in PUBLIC


def test_the_last_day_that_can_be_asked_about_is_the_end_of_next_year(client: Client) -> None:
    last = date(timezone.localdate().year + 1, 12, 31)
    assert f"đến {last:%d/%m/%Y}" in fault_of(client, "/tinh/muc-dong/?luong=1&ngay=31/12/2999", "ngay")


@pytest.mark.parametrize(
    ("written", "vietnamese", "english_words"),
    [
        ("966.600 đ", "966.600 đồng", "VND 966,600"),
        ("21,5%", "21,5%", "21.5%"),
        ("31/12/2018", "31/12/2018", "31 Dec 2018"),
        ("20 năm 3 tháng", "20 năm 3 tháng", "20 years 3 months"),
        ("1 năm", "1 năm", "1 year"),
        ("hộ nghèo", "hộ nghèo", "poor households"),
        ("Hộ cận nghèo", "Hộ cận nghèo", "Near-poor household"),
        ("3 lần 1,317% (năm 2017)", "3 lần 1,317% (năm 2017)", "3 × 1.317% (2017)"),
        ("27,5", "27,5", "27.5"),
    ],
)
def test_a_value_of_a_sentence_is_written_as_the_reader_writes_it(
    written: str, vietnamese: str, english_words: str, english: Client
) -> None:
    with translation.override("vi"):
        assert str(worded(written)).replace("\u00a0", " ") == vietnamese
    with translation.override("en"):
        assert str(worded(written)).replace("\u00a0", " ") == english_words


def test_every_value_of_the_book_can_be_shown_in_both_languages(english: Client) -> None:
    for language in ("vi", "en"):
        with translation.override(language):
            for parameter in load().parameters.values():
                shown = [amount(dated.value, parameter.unit) for dated in parameter.values]
                assert all(shown), parameter.key
    with translation.override("vi"):
        assert share(load().share("contribution.union_fee", date(2018, 1, 1))) == "2\u00a0%"
