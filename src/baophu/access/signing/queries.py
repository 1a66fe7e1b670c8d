"""Reads of signing in: locks, one-time links, second steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from baophu.access.models import (
    Invitation,
    InvitationKind,
    RecoveryCode,
    SecondStep,
    SecondStepKind,
    SignInAttempt,
    User,
)
from baophu.access.rules.locks import (
    FAILURES_OF_A_NAME,
    FAILURES_OF_AN_ADDRESS,
    LOCK,
    WINDOW,
    later,
    locked_until,
    name_key,
)
from baophu.access.signing.sealing import hash_of, unseal
from baophu.kernel.errors import NotFound, Refused

__all__ = ["InvitationKind", "InvitationView", "SecondStepKind", "SignInLocked", "StepView"]


class SignInLocked(Refused):
    """Too many failures; the same answer whether the name is known or not."""

    code = "access.sign_in_locked"
    message = (
        "Đã nhập sai quá nhiều lần. Đăng nhập lại sau {until}, "
        "hoặc nhờ cán bộ quản trị của đơn vị mở khóa ngay."
    )


@dataclass(frozen=True, slots=True)
class StepView:
    """An authenticator as its owner sees it."""

    id: int
    kind: str
    name: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class InvitationView:
    """A one-time link that is still good, or was."""

    id: int
    user: User
    kind: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None
    withdrawn_at: datetime | None

    def open_at(self, at: datetime) -> bool:
        """Whether the link still sets a password."""
        return self.used_at is None and self.withdrawn_at is None and at < self.expires_at


def locked(*, name: str, address: str, now: datetime) -> datetime | None:
    """The moment until which this name or this address may not try again; known and unknown names alike."""
    since = now - WINDOW - LOCK
    of_name = SignInAttempt.objects.filter(name=name_key(name), at__gt=since, failed=True, cleared=False)
    of_address = SignInAttempt.objects.filter(address=address, at__gt=since, failed=True, cleared=False)
    return later(
        [
            locked_until(of_name.values_list("at", flat=True), now=now, most=FAILURES_OF_A_NAME),
            locked_until(of_address.values_list("at", flat=True), now=now, most=FAILURES_OF_AN_ADDRESS),
        ]
    )


def check_not_locked(*, name: str, address: str, now: datetime) -> None:
    """Raise `SignInLocked` where a name or an address must wait."""
    until = locked(name=name, address=address, now=now)
    if until is not None:
        raise SignInLocked(until=f"{until.astimezone(now.tzinfo):%H:%M}")


def name_locked(name: str, *, now: datetime) -> datetime | None:
    """The moment until which a name is locked, wherever it is typed."""
    rows = SignInAttempt.objects.filter(
        name=name_key(name), at__gt=now - WINDOW - LOCK, failed=True, cleared=False
    )
    return locked_until(rows.values_list("at", flat=True), now=now, most=FAILURES_OF_A_NAME)


def steps_of(user: User) -> list[StepView]:
    """The authenticators in use, the oldest first."""
    rows = _steps(user).order_by("id")
    return [StepView(row.id, row.kind, row.name, row.made_at) for row in rows]


def has_second_step(user: User) -> bool:
    """Whether a password alone does not sign a person in."""
    return _steps(user).exists()


def kinds_of(user: User) -> frozenset[str]:
    """The kinds of authenticators in use."""
    return frozenset(_steps(user).values_list("kind", flat=True))


def codes_left(user: User) -> int:
    """How many recovery codes are still good."""
    return RecoveryCode.objects.filter(user=user, used_at__isnull=True).count()


def invitation(token: str, *, at: datetime) -> InvitationView:
    """The link of a secret; raises NotFound for one unknown, used, withdrawn or too old."""
    row = Invitation.objects.filter(token_hash=hash_of(token)).select_related("user").first()
    if row is None or not _view(row).open_at(at) or not row.user.is_active:
        raise NotFound(what="đường dẫn mời, hoặc đường dẫn đã dùng, đã hết hạn")
    return _view(row)


def invitations_of(user: User) -> list[InvitationView]:
    """Every link made for a person, the newest first."""
    rows = Invitation.objects.filter(user=user).select_related("user").order_by("-id")
    return [_view(row) for row in rows]


def waiting_secret(user: User) -> str | None:
    """The secret whose first code was not typed yet."""
    waiting = SecondStep.objects.filter(user=user, kind=SecondStepKind.TOTP, confirmed_at__isnull=True).last()
    return unseal(waiting.sealed) if waiting else None


def public_data_of(user: User) -> list[str]:
    """The public data of a person's passkeys in use."""
    rows = SecondStep.objects.filter(user=user, kind=SecondStepKind.PASSKEY, removed_at__isnull=True)
    return list(rows.values_list("public_data", flat=True))


def _steps(user: User) -> QuerySet[SecondStep]:
    return SecondStep.objects.filter(user=user, confirmed_at__isnull=False, removed_at__isnull=True)


def _view(row: Invitation) -> InvitationView:
    return InvitationView(
        row.id, row.user, row.kind, row.made_at, row.expires_at, row.used_at, row.withdrawn_at
    )
