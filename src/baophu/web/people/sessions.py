"""Beginning and ending a session: where a request came from, what a session remembers, how long it lives."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from baophu.access.posts.actions import take_up
from baophu.access.posts.queries import acts
from baophu.access.queries import User
from baophu.access.signing.actions import note_attempt
from baophu.web.middleware import Answer

BEGAN, SEEN, SECOND = "began_at", "seen_at", "second_step"
NOTED_SECONDS = 60  # a page a minute writes that the session lives
BACKEND = "django.contrib.auth.backends.ModelBackend"


def sender_of(request: HttpRequest) -> str:
    """The address a request came from: as told by our own proxies, as many as the settings count."""
    here = str(request.META.get("REMOTE_ADDR", ""))
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    hops = [*told, here]
    return str(hops[-1 - min(settings.PROXIES, len(hops) - 1)])[:45]


def begin(request: HttpRequest, user: User, *, second: bool) -> None:
    """Sign a person in: a new session, the failures cleared, the post of today taken up."""
    now = timezone.localtime()
    note_attempt(by=user, at=now, name=user.username, address=sender_of(request), failed=False)
    login(request, user, backend=BACKEND)
    request.session[BEGAN] = request.session[SEEN] = int(now.timestamp())
    request.session[SECOND] = second
    if not acts(user, now.date()):
        take_up(by=user, on=now.date(), at=now)


def has_ended(session: dict[str, int], now: datetime) -> bool:
    """Whether a session is over: too long unused, or too long at all."""
    seconds = int(now.timestamp())
    idle = seconds - session.get(SEEN, seconds) >= settings.SESSION_IDLE_SECONDS
    return idle or seconds - session.get(BEGAN, seconds) >= settings.SESSION_COOKIE_AGE


def sessions_end(get_response: Answer) -> Answer:
    """Middleware: a session that is over is nobody's; one in use is noted once a minute."""

    def answer(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and BEGAN in request.session:
            kept = {name: request.session.get(name, 0) for name in (BEGAN, SEEN)}
            now = timezone.now()
            if has_ended(kept, now):
                logout(request)
            elif int(now.timestamp()) - kept[SEEN] >= NOTED_SECONDS:
                request.session[SEEN] = int(now.timestamp())
        return get_response(request)

    return answer
