"""Passkeys as the browser and this program tell them to each other (WebAuthn, with the user verified)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

NAME = "Bao Phủ"
REQUIRED = UserVerificationRequirement.REQUIRED

Options = dict[str, Any]
State = Mapping[str, Any]


def begin_making(host: str, *, user: tuple[int, str, str], known: list[str]) -> tuple[Options, State]:
    """What the browser needs to make a passkey for a person (key and names), and what to keep meanwhile."""
    key, username, full_name = user
    options, state = _server(host).register_begin(
        PublicKeyCredentialUserEntity(id=str(key).encode(), name=username, display_name=full_name),
        credentials=[_credential(data) for data in known],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=REQUIRED,
    )
    return dict(options), state


def finish_making(host: str, state: State, answer: Mapping[str, Any]) -> tuple[str, str, int] | None:
    """The new passkey: its name, its public data, its counter; None where the answer does not hold."""
    try:
        made = _server(host).register_complete(state, answer)
    except (ValueError, KeyError, TypeError):
        return None
    data = made.credential_data
    if data is None:
        return None
    return websafe_encode(data.credential_id), websafe_encode(bytes(data)), made.counter


def begin_using(host: str, *, known: list[str]) -> tuple[Options, State]:
    """What the browser needs to use a passkey; any of this host's where none is named."""
    credentials = [_credential(data) for data in known] or None
    options, state = _server(host).authenticate_begin(credentials, user_verification=REQUIRED)
    return dict(options), state


def name_in(answer: Mapping[str, Any]) -> str:
    """The name of the passkey that an answer is signed with; empty where it gives none."""
    name = answer.get("rawId", "")
    return name if isinstance(name, str) else ""


def finish_using(host: str, state: State, data: str, answer: Mapping[str, Any]) -> int | None:
    """The passkey's counter where the answer is signed by it for this host and this question; else None."""
    from fido2.webauthn import AuthenticationResponse

    try:
        _server(host).authenticate_complete(state, [_credential(data)], answer)
        return AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
    except (ValueError, KeyError, TypeError):
        return None


def _server(host: str) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(name=NAME, id=host))


def _credential(data: str) -> AttestedCredentialData:
    return AttestedCredentialData(websafe_decode(data))
