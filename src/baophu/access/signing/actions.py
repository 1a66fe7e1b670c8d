"""Writes of signing in: tries and locks, passwords, one-time links, ending sessions, closing accounts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from baophu.access.actions import record
from baophu.access.models import Invitation, InvitationKind, Role, SignInAttempt, User
from baophu.access.posts.actions import NoReason, give
from baophu.access.posts.rights import check_may_manage, check_not_own, check_post
from baophu.access.rules.locks import LOCK, WINDOW, name_key
from baophu.access.rules.passwords import SENTENCES, fault_of
from baophu.access.signing.queries import invitation, name_locked
from baophu.access.signing.sealing import hash_of, new_token
from baophu.kernel.errors import Refused

LINK_DAYS = 7
KEPT = timedelta(days=90)  # tries older than this say nothing any more


class WeakPassword(Refused):
    """The password will not do; the sentence says why."""

    code = "access.weak_password"

    def __init__(self, fault: str, **values: object) -> None:
        self.message = SENTENCES[fault]  # type: ignore[misc]
        super().__init__(**values)


class WrongPassword(Refused):
    """The password in use was not typed right."""

    code = "access.wrong_password"
    message = "Mật khẩu đang dùng không đúng."


class NameTaken(Refused):
    """Names are for one person, for ever."""

    code = "access.name_taken"
    message = "Tên đăng nhập {name} đã có. Chọn tên khác."


class LastAdministrator(Refused):
    """Somebody must be left who can let people in."""

    code = "access.last_administrator"
    message = "{name} là cán bộ quản trị duy nhất. Mời một cán bộ quản trị khác trước."


def note_attempt(*, by: User | None, at: datetime, name: str, address: str, failed: bool) -> None:
    """Keep one try; a success clears the failures of the name, a failure that locks is journaled."""
    with transaction.atomic():
        key = name_key(name)
        SignInAttempt.objects.create(name=key, address=address[:45], at=at, failed=failed)
        if not failed:
            _clear(key)
            record(by=by, at=at, action="session.begin", subject=f"user:{key[:100]}")
            SignInAttempt.objects.filter(at__lt=at - KEPT).delete()
        elif name_locked(name, now=at) is not None:
            record(
                by=None, at=at, action="session.lock", subject=f"user:{key[:100]}", detail={"from": address}
            )


def release(*, by: User | None, at: datetime, user: User) -> None:
    """Open a locked name before its time, and the addresses it was tried from."""
    check_may_manage(by)
    with transaction.atomic():
        recent = SignInAttempt.objects.filter(name=name_key(user.username), at__gt=at - WINDOW - LOCK)
        addresses = set(recent.values_list("address", flat=True))
        _clear(name_key(user.username))
        SignInAttempt.objects.filter(address__in=addresses, at__gt=at - WINDOW - LOCK).update(cleared=True)
        record(by=by, at=at, action="session.release", subject=f"user:{user.username}")


def _clear(key: str) -> None:
    SignInAttempt.objects.filter(name=key, failed=True, cleared=False).update(cleared=True)


def change_password(*, by: User, at: datetime, former: str, new: str) -> None:
    """Change one's own password; every other session ends."""
    if not by.check_password(former):
        raise WrongPassword
    if former == new:
        raise WeakPassword("same")
    with transaction.atomic():
        _set_password(by, new)
        record(by=by, at=at, action="password.change", subject=f"user:{by.username}")


def invite(
    *,
    by: User | None,
    at: datetime,
    username: str,
    full_name: str,
    role: str,
    agency_code: str,
    area_code: str,
    title: str,
    starts_on: date,
    ends_before: date | None,
) -> tuple[User, str]:
    """Make an account with its first post and a one-time link; give the account and the link's secret."""
    check_may_manage(by)
    name = username.strip()
    check_post(role=role, agency_code=agency_code, area_code=area_code, on=starts_on)
    if User.objects.filter(username__iexact=name).exists():
        raise NameTaken(name=name)
    with transaction.atomic():
        user = User(
            username=name, full_name=" ".join(full_name.split())[:80], role=role, agency_code=agency_code,
            area_code=area_code, post=title.strip()[:120], post_from=starts_on, post_until=ends_before,
        )  # fmt: skip
        user.set_unusable_password()
        user.save()
        record(by=by, at=at, action="person.invite", subject=f"user:{name}", area_code=area_code)
        give(
            by=by, at=at, user=user, role=role, agency_code=agency_code, area_code=area_code, title=title,
            starts_on=starts_on, ends_before=ends_before,
        )  # fmt: skip
        return user, _link(by, at, user, InvitationKind.FIRST)


def make_link(*, by: User | None, at: datetime, user: User) -> str:
    """A new one-time link for a person who lost the password or the first link; older links are void."""
    check_may_manage(by)
    check_not_own(by, user)
    with transaction.atomic():
        kind = InvitationKind.RESET if user.has_usable_password() else InvitationKind.FIRST
        detail = {"kind": str(kind)}
        record(by=by, at=at, action="person.link", subject=f"user:{user.username}", detail=detail)
        return _link(by, at, user, kind)


def accept(*, by: None, at: datetime, token: str, password: str) -> User:  # noqa: ARG001 - nobody is signed in
    """Set the password by a one-time link, which is then used up; every session of before ends."""
    with transaction.atomic():
        found = invitation(token, at=at)
        user = found.user
        used = Invitation.objects.filter(id=found.id, used_at__isnull=True).update(used_at=at)
        if not used:  # two browsers at once: the first one was it
            invitation(token, at=at)
        _set_password(user, password)
        _clear(name_key(user.username))
        record(by=user, at=at, action="person.accept", subject=f"user:{user.username}")
    return user


def end_sessions(*, by: User | None, at: datetime, user: User) -> None:
    """Sign a person out everywhere: oneself, or anybody by an administrator."""
    if by is None or by.pk != user.pk:
        check_may_manage(by)
    with transaction.atomic():
        User.objects.filter(id=user.pk).update(session_epoch=F("session_epoch") + 1)
        record(by=by, at=at, action="session.end_all", subject=f"user:{user.username}")
    user.refresh_from_db(fields=["session_epoch"])


def deactivate(*, by: User | None, at: datetime, user: User, because: str) -> None:
    """Close an account: it signs in no more, everything it did stays under its name."""
    check_may_manage(by)
    check_not_own(by, user)
    if not because.strip():
        raise NoReason
    others = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(id=user.pk)
    if user.role == Role.ADMINISTRATOR and not others.exists():
        raise LastAdministrator(name=user.full_name)
    with transaction.atomic():
        User.objects.filter(id=user.pk).update(is_active=False, session_epoch=F("session_epoch") + 1)
        Invitation.objects.filter(user=user, used_at__isnull=True).update(withdrawn_at=at)
        _note_person(by, at, "person.deactivate", user, because)


def reactivate(*, by: User | None, at: datetime, user: User, because: str) -> None:
    """Open a closed account again; its posts say what it may see."""
    check_may_manage(by)
    check_not_own(by, user)
    if not because.strip():
        raise NoReason
    with transaction.atomic():
        User.objects.filter(id=user.pk).update(is_active=True)
        _note_person(by, at, "person.reactivate", user, because)


def _note_person(by: User | None, at: datetime, action: str, user: User, because: str) -> None:
    detail = {"because": because.strip()[:400]}
    record(
        by=by, at=at, action=action, subject=f"user:{user.username}", area_code=user.area_code, detail=detail
    )


def _link(by: User | None, at: datetime, user: User, kind: InvitationKind) -> str:
    """Void the links of before and make one."""
    token = new_token()
    Invitation.objects.filter(user=user, used_at__isnull=True, withdrawn_at__isnull=True).update(
        withdrawn_at=at
    )
    Invitation.objects.create(
        user=user, kind=kind, token_hash=hash_of(token), made_by=by, made_at=at,
        expires_at=at + timedelta(days=LINK_DAYS),
    )  # fmt: skip
    return token


def _set_password(user: User, password: str) -> None:
    """Check and keep a password; the change of the epoch ends every session of before."""
    fault = fault_of(password, username=user.username, full_name=user.full_name)
    if fault is not None:
        raise WeakPassword(fault[0], **fault[1])
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        raise WeakPassword("common") from None
    user.set_password(password)
    user.session_epoch += 1
    user.save(update_fields=["password", "session_epoch"])
