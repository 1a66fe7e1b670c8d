"""What every answer passes through: the content security policy, and refusals turned into pages."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from baophu.kernel.errors import BaophuError, Corrupt, Forbidden, NotFound
from baophu.pipeline.readiness import why_unready

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
STATUS: tuple[tuple[type[BaophuError], int], ...] = ((NotFound, 404), (Forbidden, 404), (Corrupt, 500))


def language(get_response: Answer) -> Answer:
    """Vietnamese unless the reader chose otherwise: the browser of an office decides nothing."""

    def answer(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(known):
            request.LANGUAGE_CODE = known
            response = get_response(request)
            response.setdefault("Content-Language", known)
        return response

    return answer


def content_security_policy(get_response: Answer) -> Answer:
    """Nothing runs or loads that this program did not ship; scripts in a page need `request.csp_nonce`."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.csp_nonce = secrets.token_urlsafe(16)  # type: ignore[attr-defined]
        response = get_response(request)
        response.setdefault("Content-Security-Policy", POLICY.format(nonce=request.csp_nonce))  # type: ignore[attr-defined]
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response

    return answer


def sentence(error: BaophuError) -> str:
    """The error's sentence in the reader's language, with its values."""
    return gettext(error.message).format(**error.values)


def _not_set_up() -> HttpResponse | None:
    """The page of a house that is not set up; None where the database fails for another reason."""
    refusal = why_unready()
    if refusal is None:
        return None
    page = render_to_string("web/not_prepared.html", {"sentence": sentence(refusal)})
    return HttpResponse(page, status=503)


class refusals:  # noqa: N801 - a middleware with a hook must be a class; settings name it like its neighbour
    """An error of the four families that a view let through becomes a page with its sentence."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """409 for a refusal, 404 for what is absent or out of reach, 500 for corrupt data, 503 for a house
        that is not set up: a page that asks the database nothing."""
        if isinstance(exception, DatabaseError):
            return _not_set_up()
        if not isinstance(exception, BaophuError):
            return None
        status = next((code for family, code in STATUS if isinstance(exception, family)), 409)
        return render(request, "web/refused.html", {"sentence": sentence(exception)}, status=status)
