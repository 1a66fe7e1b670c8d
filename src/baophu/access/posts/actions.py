"""Giving, ending and handing over posts; taking up the one that holds today. History stays."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from baophu.access.actions import record
from baophu.access.models import Post, User
from baophu.access.posts.queries import PostView, in_force, posts_of, view
from baophu.access.posts.rights import check_may_manage, check_not_own, check_post
from baophu.access.rules.posts import overlap
from baophu.kernel.errors import NotFound, Refused


class EmptySpan(Refused):
    """A post would end before it begins."""

    code = "access.empty_span"
    message = "Ngày kết thúc {ends} không sau ngày bắt đầu {starts}."


class PostTwice(Refused):
    """The same post would be held twice at once."""

    code = "access.post_twice"
    message = "{name} đã giữ nhiệm vụ này từ {starts}. Kết thúc nhiệm vụ cũ trước."


class PostEnded(Refused):
    """A post ends once."""

    code = "access.post_ended"
    message = "Nhiệm vụ này đã kết thúc từ ngày {ends}."


class NoReason(Refused):
    """What is taken away is answered for."""

    code = "access.no_reason"
    message = "Chưa ghi lý do."


def give(
    *,
    by: User | None,
    at: datetime,
    user: User,
    role: str,
    agency_code: str,
    area_code: str,
    title: str,
    starts_on: date,
    ends_before: date | None,
) -> PostView:
    """Give a person a post from a day on; one that holds on the day of giving is taken up at once."""
    check_may_manage(by)
    check_not_own(by, user)
    check_post(role=role, agency_code=agency_code, area_code=area_code, on=starts_on)
    if ends_before is not None and ends_before <= starts_on:
        raise EmptySpan(ends=f"{ends_before:%d/%m/%Y}", starts=f"{starts_on:%d/%m/%Y}")
    _check_not_held(user, (role, agency_code, area_code), (starts_on, ends_before))
    with transaction.atomic():
        row = Post.objects.create(
            user=user, role=role, agency_code=agency_code, area_code=area_code, title=title.strip()[:120],
            starts_on=starts_on, ends_before=ends_before, given_by=by, given_at=at,
        )  # fmt: skip
        _note(by, at, "post.give", row)
        found = view(row)
        if found.holds_on(at.date()) or not user.role or not posts_of(user)[1:]:
            _take(user, found)
    return found


def end(
    *,
    by: User | None,
    at: datetime,
    number: int,
    ends_before: date,
    because: str,
    handed_to: User | None = None,
) -> PostView:
    """End a post; handed over, the other person holds the same post from that day on."""
    check_may_manage(by)
    if not because.strip():
        raise NoReason
    with transaction.atomic():
        row = Post.objects.select_for_update(of=("self",)).filter(id=number).select_related("user").first()
        if row is None:
            raise NotFound(what=f"nhiệm vụ số {number}")
        check_not_own(by, row.user)
        if row.ended_at is not None:
            raise PostEnded(ends=f"{row.ends_before:%d/%m/%Y}")
        if ends_before < row.starts_on:
            raise EmptySpan(ends=f"{ends_before:%d/%m/%Y}", starts=f"{row.starts_on:%d/%m/%Y}")
        row.ends_before, row.ended_by, row.ended_at = ends_before, by, at
        row.handed_to, row.reason = handed_to, because.strip()[:400]
        row.save()
        _note(by, at, "post.end", row, because=row.reason)
        _shorten(row)
        if handed_to is not None:
            give(
                by=by, at=at, user=handed_to, role=row.role, agency_code=row.agency_code,
                area_code=row.area_code, title=row.title, starts_on=ends_before, ends_before=None,
            )  # fmt: skip
    return view(row)


def take_up(*, by: User, on: date, at: datetime, number: int | None = None) -> PostView | None:
    """Act in one of one's own posts of a day, the newest unless named; None where none holds."""
    mine = [found for found in in_force(by, on) if number is None or found.id == number]
    if not mine:
        return None
    with transaction.atomic():
        _take(by, mine[0])
        record(
            by=by, at=at, action="post.take_up", subject=f"user:{by.username}",
            area_code=mine[0].area_code, detail={"post": mine[0].id},
        )  # fmt: skip
    return mine[0]


def _take(user: User, found: PostView) -> None:
    """Copy a post into the person, where every page reads it."""
    user.role, user.agency_code, user.area_code = found.role, found.agency_code, found.area_code
    user.post = found.title
    user.post_from, user.post_until = found.starts_on, found.ends_before
    user.save(update_fields=["role", "agency_code", "area_code", "post", "post_from", "post_until"])


def _shorten(row: Post) -> None:
    """Let the end reach the person who acts in the post."""
    acting = {"role": row.role, "agency_code": row.agency_code, "area_code": row.area_code}
    User.objects.filter(id=row.user.pk, post_from=row.starts_on, **acting).update(post_until=row.ends_before)


def _check_not_held(user: User, what: tuple[str, str, str], span: tuple[date, date | None]) -> None:
    for held in posts_of(user):
        same = (held.role, held.agency_code, held.area_code) == what
        if same and overlap((held.starts_on, held.ends_before), span):
            raise PostTwice(name=user.full_name, starts=f"{held.starts_on:%d/%m/%Y}")


def _note(by: User | None, at: datetime, action: str, row: Post, **more: str) -> None:
    record(
        by=by, at=at, action=action, subject=f"user:{row.user.username}", area_code=row.area_code,
        detail={
            "post": row.pk, "role": str(row.role), "agency": row.agency_code,
            "from": row.starts_on.isoformat(),
            "until": row.ends_before.isoformat() if row.ends_before else "",
            **({"handed_to": row.handed_to.username} if row.handed_to else {}), **more,
        },
    )  # fmt: skip
