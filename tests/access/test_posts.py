"""Posts: role, agency and area from day to day; the right to an area follows its mergers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from baophu.access.actions import add_person
from baophu.access.models import AuditEntry, Post, Role, User
from baophu.access.posts import actions
from baophu.access.posts.actions import EmptySpan, NoReason, PostEnded, PostTwice
from baophu.access.posts.queries import acts, in_force, posts_of, reach
from baophu.access.posts.rights import NoAgency, NotAnAdministrator, OwnAccount, UnknownArea, WrongLevel
from baophu.kernel.errors import NotFound
from baophu.register.queries import in_area

pytestmark = pytest.mark.django_db
NOON = datetime(2018, 7, 5, 5, 0, tzinfo=UTC)
TODAY = NOON.date()


def someone(username: str, role: Role = Role.AUDITOR, area: str = "42", since: date | None = None) -> User:
    """A person with an account."""
    return User.objects.create(
        username=username, full_name=f"Người {username}", role=role, area_code=area, post_from=since
    )


@pytest.fixture
def administrator() -> User:
    return someone("quantri", Role.ADMINISTRATOR)


def given(by: User | None, user: User, **changed: object) -> actions.PostView:
    """A post of a district officer of Kỳ Anh, unless changed."""
    asked: dict[str, object] = {
        "role": Role.SI_DISTRICT, "agency_code": "si-447", "area_code": "447", "title": "Cán bộ thu",
        "starts_on": date(2018, 1, 1), "ends_before": None,
    }  # fmt: skip
    return actions.give(by=by, at=NOON, user=user, **{**asked, **changed})  # type: ignore[arg-type]


def test_a_post_that_holds_today_is_taken_up_and_journaled(administrator: User) -> None:
    officer = someone("nam")
    given(administrator, officer)
    officer.refresh_from_db()
    assert (officer.role, officer.area_code, officer.post_from) == (Role.SI_DISTRICT, "447", date(2018, 1, 1))
    line = AuditEntry.objects.get(action="post.give")
    assert (line.subject, line.area_code, line.role) == ("user:nam", "447", Role.ADMINISTRATOR)


def test_a_post_of_a_later_day_leaves_the_one_of_today(administrator: User) -> None:
    officer = someone("nam")
    given(administrator, officer)
    given(administrator, officer, area_code="444", agency_code="si-444", starts_on=date(2019, 1, 1))
    officer.refresh_from_db()
    assert officer.area_code == "447"
    assert [p.area_code for p in in_force(officer, TODAY)] == ["447"]
    assert [p.area_code for p in in_force(officer, date(2019, 1, 1))] == ["444", "447"]


def test_a_post_ends_on_its_day_and_the_next_one_is_taken_up(administrator: User) -> None:
    officer = someone("nam")
    first = given(administrator, officer)
    given(administrator, officer, area_code="444", agency_code="si-444", starts_on=date(2018, 8, 1))
    actions.end(by=administrator, at=NOON, number=first.id, ends_before=date(2018, 8, 1), because="Chuyển")
    officer.refresh_from_db()
    assert acts(officer, date(2018, 7, 31)) and not acts(officer, date(2018, 8, 1))
    assert actions.take_up(by=officer, on=date(2018, 8, 1), at=NOON) is not None
    officer.refresh_from_db()
    assert officer.area_code == "444" and acts(officer, date(2018, 8, 1))


def test_who_has_no_post_today_takes_up_none(administrator: User) -> None:
    officer = someone("nam")
    post = given(administrator, officer)
    actions.end(by=administrator, at=NOON, number=post.id, ends_before=TODAY, because="Nghỉ hưu")
    officer.refresh_from_db()
    assert not acts(officer, TODAY)
    assert actions.take_up(by=officer, on=TODAY, at=NOON) is None


def test_a_post_of_another_person_cannot_be_taken_up(administrator: User) -> None:
    post = given(administrator, someone("nam"))
    assert actions.take_up(by=someone("lan"), on=TODAY, at=NOON, number=post.id) is None


def test_a_post_handed_over_goes_on_with_the_other_person_and_history_stays(administrator: User) -> None:
    officer, successor = someone("nam"), someone("lan")
    post = given(administrator, officer)
    actions.end(
        by=administrator,
        at=NOON,
        number=post.id,
        ends_before=TODAY,
        because="Biên bản 5",
        handed_to=successor,
    )
    successor.refresh_from_db()
    assert (successor.role, successor.area_code, successor.post_from) == (Role.SI_DISTRICT, "447", TODAY)
    kept = posts_of(officer)[0]
    assert (kept.ends_before, kept.handed_to, kept.reason) == (TODAY, "Người lan", "Biên bản 5")
    assert Post.objects.count() == 2


def test_only_an_administrator_gives_posts_and_never_to_themselves(administrator: User) -> None:
    with pytest.raises(NotAnAdministrator):
        given(someone("giamdoc", Role.SI_DIRECTOR), someone("nam"))
    with pytest.raises(OwnAccount):
        given(administrator, administrator)
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"area_code": "999"}, UnknownArea),
        ({"area_code": ""}, UnknownArea),
        ({"area_code": "448", "starts_on": date(2025, 2, 1)}, UnknownArea),  # Lộc Hà is no more
        ({"area_code": "42"}, WrongLevel),
        ({"role": Role.COMMUNE_CLERK}, WrongLevel),
        ({"role": Role.SI_PROVINCE}, WrongLevel),
        ({"role": Role.AGENCY_CLERK, "area_code": "42", "agency_code": ""}, NoAgency),
        ({"ends_before": date(2018, 1, 1)}, EmptySpan),
        ({"agency_code": "khong-co"}, Exception),
    ],
)
def test_a_post_that_does_not_fit_is_refused(
    administrator: User, changed: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        given(administrator, someone("nam"), **changed)
    assert not Post.objects.exists()


def test_where_there_are_no_districts_an_officer_has_a_commune(administrator: User) -> None:
    officer = someone("nam")
    day = date(2025, 8, 1)
    with pytest.raises(UnknownArea):
        given(administrator, officer, starts_on=day, agency_code="")
    assert (
        given(administrator, officer, starts_on=day, area_code="18754", agency_code="").area_code == "18754"
    )


def test_the_same_post_is_not_held_twice_and_ends_once_with_a_reason(administrator: User) -> None:
    officer = someone("nam")
    post = given(administrator, officer)
    with pytest.raises(PostTwice):
        given(administrator, officer, starts_on=date(2019, 1, 1))
    with pytest.raises(NoReason):
        actions.end(by=administrator, at=NOON, number=post.id, ends_before=TODAY, because=" ")
    with pytest.raises(EmptySpan):
        actions.end(by=administrator, at=NOON, number=post.id, ends_before=date(2017, 1, 1), because="x")
    actions.end(by=administrator, at=NOON, number=post.id, ends_before=TODAY, because="x")
    with pytest.raises(PostEnded):
        actions.end(by=administrator, at=NOON, number=post.id, ends_before=TODAY, because="x")
    with pytest.raises(NotFound):
        actions.end(by=administrator, at=NOON, number=0, ends_before=TODAY, because="x")


def test_an_account_made_with_a_first_day_has_that_post_in_its_history() -> None:
    for _ in range(2):  # safe to repeat
        made = add_person(
            by=None, at=NOON, username="demo", password="x", full_name="Demo", role=Role.SI_DISTRICT,
            area_code="447", agency_code="si-447", post="Cán bộ", starts_on=date(2018, 1, 1),
        )  # fmt: skip
    assert [(p.role, p.area_code, p.starts_on) for p in posts_of(made)] == [
        (Role.SI_DISTRICT, "447", date(2018, 1, 1))
    ]


@pytest.mark.parametrize(
    ("code", "named_on", "on", "lies_in"),
    [
        ("447", date(2018, 1, 1), date(2018, 6, 30), ("447",)),
        ("447", date(2018, 1, 1), date(2025, 6, 30), ("447",)),
        ("42", date(2018, 1, 1), date(2026, 1, 1), ("42",)),
        ("448", date(2018, 1, 1), date(2024, 12, 31), ("448",)),
    ],
)
def test_an_area_that_still_stands_is_itself(
    code: str, named_on: date, on: date, lies_in: tuple[str, ...]
) -> None:
    assert reach(someone("a", Role.SI_DISTRICT, code, named_on), on) == lies_in


def test_the_right_to_a_district_that_is_gone_follows_its_communes() -> None:
    from baophu.places.queries import areas, successors

    officer = someone("a", Role.SI_DISTRICT, "448", date(2018, 1, 1))
    for on in (date(2025, 1, 1), date(2025, 7, 1)):
        former = [p.code for p in areas("commune", date(2024, 12, 31)) if p.parent_code == "448"]
        expected = {
            s.area.code for c in former for s in successors(c, "commune", date(2024, 12, 31), on).areas
        }
        assert set(reach(officer, on)) == expected and expected
        assert all(len(code) == 5 for code in expected)


def test_the_right_to_a_merged_commune_goes_to_its_successor() -> None:
    from baophu.places.queries import area, areas, successors

    day, later = date(2018, 6, 30), date(2020, 6, 30)
    gone = [p.code for p in areas("commune", day) if area(p.code, later) is None]
    assert len(gone) > 20
    for code in gone:
        mine = reach(someone(f"c{code}", Role.COMMUNE_CLERK, code, date(2018, 1, 1)), later)
        assert set(mine) == {s.area.code for s in successors(code, "commune", day, later).areas}
        assert code not in mine


def test_every_area_of_2018_lies_somewhere_on_every_later_day_or_its_successor_is_not_known() -> None:
    from baophu.places.queries import area, areas, successors

    for level, role in (("district", Role.SI_DISTRICT), ("commune", Role.COMMUNE_CLERK)):
        for place in areas(level, date(2018, 1, 1)):
            user = User(username="x", role=role, area_code=place.code, post_from=date(2018, 1, 1))
            for on in (date(2018, 6, 30), date(2020, 6, 30), date(2025, 1, 31), date(2025, 8, 1)):
                found = reach(user, on)
                known = all(area(code, on) is not None for code in found)
                unknown = successors(place.code, level, date(2018, 1, 1), on).unknown
                assert known or (unknown and found == (place.code,)), (place.full_name, on)


def test_an_account_without_a_first_day_is_named_as_of_the_day_asked() -> None:
    user = someone("a", Role.SI_DISTRICT, "447")
    assert acts(user, TODAY) and reach(user, TODAY) == ("447",)
    assert len(reach(user, date(2025, 8, 1))) > 3


def test_codes_joined_are_read_as_any_of_them() -> None:
    assert in_area("18070+447") == in_area("18070") | in_area("447")
