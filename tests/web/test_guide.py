"""The guide: every page has its chapter, every step of the tour leads somewhere, opened beside a page."""

from __future__ import annotations

from baophu.access.models import Role
from baophu.web.guide.chapters import FIRST, chapter_of, chapters
from baophu.web.rights import RIGHTS


def test_every_page_that_is_named_exists_and_no_page_has_two_chapters():
    named = [page for one in chapters() for page in one.pages]
    assert len(named) == len(set(named))
    inside = {"notice", "held-transfer", "employer-history", "employer-people", "employer-finding",
              "voluntary-claim-changes", "law-parameter"}  # fmt: skip
    assert set(named) - inside <= RIGHTS.keys()


def test_a_page_opens_at_its_own_chapter():
    assert chapter_of("arrears") == "thu-nop"
    assert chapter_of("design") == FIRST


def test_the_guide_opens_for_everyone_and_marks_its_language(db, signed_in):
    for role in Role:
        page = signed_in(role).get("/huong-dan/").content.decode()
        assert page.count('class="chapter"') == len(chapters()) and 'lang="vi"' in page


def test_a_chapter_alone_comes_without_the_frame(db, signed_in):
    part = signed_in().get("/huong-dan/?manh=thu-nop").content.decode()
    assert part.count('class="chapter"') == 1 and "<html" not in part


def test_the_tour_leads_to_pages_that_the_reader_may_open(db, signed_in):
    director = signed_in()
    part = director.get("/huong-dan/?manh=nam-phut").content.decode()
    for address in ("/", "/don-vi/", "/danh-sach/", "/no-dong/", "/tu-nguyen/", "/luot/"):
        assert f'<a href="{address}">' in part
        assert director.get(address).status_code == 200
    assert (
        '<a href="/no-dong/">'
        not in signed_in(Role.COMMUNE_CLERK, "18070").get("/huong-dan/?manh=nam-phut").content.decode()
    )
