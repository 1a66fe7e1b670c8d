"""Writes of the second step: an app's codes, recovery codes, passkeys; set up, used, taken away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from baophu.access.actions import record
from baophu.access.models import RecoveryCode, SecondStep, SecondStepKind, User
from baophu.access.posts.rights import check_may_manage
from baophu.access.signing.sealing import hash_of, new_code, seal, unseal
from baophu.access.steps import codes, passkeys
from baophu.kernel.errors import NotFound, Refused

RECOVERY_CODES = 10


class WrongCode(Refused):
    """The code typed is not the app's, or was used."""

    code = "access.wrong_code"
    message = "Mã không đúng, đã dùng hoặc đã hết hạn. Nhập mã mới nhất trong ứng dụng."


class PasskeyRefused(Refused):
    """The browser's answer does not hold."""

    code = "access.passkey_refused"
    message = "Khóa truy cập không được chấp nhận. Thử lại, hoặc đăng nhập bằng mật khẩu."


def begin_totp(*, by: User, at: datetime) -> str:
    """Make a secret for one's app, to be shown; it counts when its first code was typed."""
    secret = codes.new_secret()
    with transaction.atomic():
        SecondStep.objects.filter(user=by, kind=SecondStepKind.TOTP, confirmed_at__isnull=True).delete()
        SecondStep.objects.create(user=by, kind=SecondStepKind.TOTP, sealed=seal(secret), made_at=at)
    return secret


def confirm_totp(*, by: User, at: datetime, code: str) -> list[str]:
    """Take the app into use by its first code, the former goes; give the recovery codes, shown once."""
    with transaction.atomic():
        mine = SecondStep.objects.select_for_update().filter(user=by, kind=SecondStepKind.TOTP)
        waiting = mine.filter(confirmed_at__isnull=True).last()
        seconds = int(at.timestamp())
        step = codes.step_of(unseal(waiting.sealed), code, seconds=seconds, after=0) if waiting else None
        if waiting is None or step is None:
            raise WrongCode
        mine.filter(confirmed_at__isnull=False, removed_at__isnull=True).update(removed_at=at)
        waiting.confirmed_at, waiting.counter = at, step
        waiting.save()
        record(by=by, at=at, action="step.add", subject=f"user:{by.username}", detail={"kind": "totp"})
        return _new_codes(by, at)


def renew_codes(*, by: User, at: datetime) -> list[str]:
    """New recovery codes; the former are void."""
    with transaction.atomic():
        record(by=by, at=at, action="step.codes", subject=f"user:{by.username}")
        return _new_codes(by, at)


def _new_codes(user: User, at: datetime) -> list[str]:
    RecoveryCode.objects.filter(user=user, used_at__isnull=True).delete()
    made = [new_code() for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        [RecoveryCode(user=user, code_hash=hash_of(code), made_at=at) for code in made]
    )
    return made


def use_code(*, by: User, at: datetime, code: str) -> str:
    """Take a code of the app, or a recovery code, each once; say which it was. Raises `WrongCode`."""
    with transaction.atomic():
        apps = SecondStep.objects.select_for_update().filter(
            user=by, kind=SecondStepKind.TOTP, confirmed_at__isnull=False, removed_at__isnull=True
        )
        for app in apps:
            step = codes.step_of(unseal(app.sealed), code, seconds=int(at.timestamp()), after=app.counter)
            if step is not None:
                app.counter = step
                app.save(update_fields=["counter"])
                return "totp"
        typed = hash_of("-".join(_groups(code)))
        spent = RecoveryCode.objects.filter(user=by, code_hash=typed, used_at__isnull=True).update(used_at=at)
        if not spent:
            raise WrongCode
        record(by=by, at=at, action="step.recovery_used", subject=f"user:{by.username}")
    return "recovery"


def _groups(code: str) -> list[str]:
    """A recovery code in its groups of four, however it was typed."""
    letters = "".join(letter for letter in code.lower() if letter.isalnum())
    return [letters[i : i + 4] for i in range(0, len(letters), 4)]


def add_passkey(
    *, by: User, at: datetime, host: str, state: Mapping[str, Any], answer: Mapping[str, Any], name: str
) -> None:
    """Take a passkey into use that the browser made for one's account."""
    made = passkeys.finish_making(host, state, answer)
    if made is None or SecondStep.objects.filter(credential_id=made[0]).exists():
        raise PasskeyRefused
    with transaction.atomic():
        SecondStep.objects.create(
            user=by, kind=SecondStepKind.PASSKEY, name=name.strip()[:60], credential_id=made[0],
            public_data=made[1], counter=made[2], made_at=at, confirmed_at=at,
        )  # fmt: skip
        record(by=by, at=at, action="step.add", subject=f"user:{by.username}", detail={"kind": "passkey"})


def use_passkey(
    *, by: User | None, at: datetime, host: str, state: Mapping[str, Any], answer: Mapping[str, Any]
) -> User:
    """The person whose passkey signed the answer, one's own where `by` is named; raises `PasskeyRefused`."""
    found = SecondStep.objects.filter(
        kind=SecondStepKind.PASSKEY, credential_id=passkeys.name_in(answer) or "-", removed_at__isnull=True
    ).select_related("user")
    step = found.first()
    if step is None or not step.user.is_active or (by is not None and step.user.pk != by.pk):
        raise PasskeyRefused
    counter = passkeys.finish_using(host, state, step.public_data, answer)
    if counter is None:
        raise PasskeyRefused
    if step.counter > 0 and counter <= step.counter:  # somebody copied the authenticator
        record(by=step.user, at=at, action="step.copied", subject=f"user:{step.user.username}")
        raise PasskeyRefused
    SecondStep.objects.filter(id=step.id).update(counter=counter)
    return step.user


def remove(*, by: User | None, at: datetime, user: User, number: int) -> None:
    """Take an authenticator out of use: one's own, or anybody's by an administrator."""
    if by is None or by.pk != user.pk:
        check_may_manage(by)
    with transaction.atomic():
        gone = SecondStep.objects.filter(
            id=number, user=user, confirmed_at__isnull=False, removed_at__isnull=True
        ).update(removed_at=at)
        if not gone:
            raise NotFound(what=f"bước xác nhận số {number}")
        left = SecondStep.objects.filter(user=user, confirmed_at__isnull=False, removed_at__isnull=True)
        if not left.exists():
            RecoveryCode.objects.filter(user=user, used_at__isnull=True).delete()
        record(by=by, at=at, action="step.remove", subject=f"user:{user.username}", detail={"step": number})
