"""What a one-time code of an app is, and whether a typed one is right (RFC 6238: 6 digits, 30 seconds)."""

from __future__ import annotations

import pyotp

ISSUER = "Bao Phu"
STEP_SECONDS = 30
DRIFT = 1  # steps before and after: clocks of telephones go wrong by half a minute


def new_secret() -> str:
    """A secret for an app, in the letters that apps take."""
    return pyotp.random_base32()


def address_of(secret: str, username: str) -> str:
    """What the QR says to the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def step_of(secret: str, code: str, *, seconds: int, after: int) -> int | None:
    """The time step of the code typed, within the drift and later than `after`; None when wrong or used."""
    typed = code.replace(" ", "")
    if len(typed) != 6 or not (typed.isascii() and typed.isdigit()):
        return None
    now = seconds // STEP_SECONDS
    app = pyotp.TOTP(secret)
    near = (step for step in range(now - DRIFT, now + DRIFT + 1) if step > after)
    return next((step for step in near if pyotp.utils.strings_equal(typed, app.generate_otp(step))), None)
