"""Secrets at rest: those of authenticators sealed with a key of the settings, links and codes as hashes."""

from __future__ import annotations

import base64
import hashlib
import secrets

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from baophu.kernel.errors import Refused

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another


class SealedElsewhere(Refused):
    """The secret was sealed under another key of the settings."""

    code = "access.sealed_elsewhere"
    message = "Không đọc được bước xác nhận thứ hai đã đăng ký. Nhờ cán bộ quản trị gỡ, rồi đăng ký lại."


def seal(secret: str) -> str:
    """Encrypt a secret."""
    return _key().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """Give the secret back; raises `SealedElsewhere`."""
    try:
        return _key().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise SealedElsewhere from None


def hash_of(token: str) -> str:
    """The form in which the secret of a link or a code is kept; long and random, a plain hash will do."""
    return hashlib.sha256(f"baophu:{token}".encode()).hexdigest()


def new_token() -> str:
    """The secret of a one-time link."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """A recovery code as people write it down: `abcd-efgh-jkmn`, 59 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def _key() -> Fernet:
    digest = hashlib.sha256(f"baophu second step\0{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
