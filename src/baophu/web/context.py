"""What the frame of every page needs: where one can go, the run shown, the theme."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_noop

from baophu.access.queries import Run, User, current_run
from baophu.kernel.version import VERSION
from baophu.web.guide.chapters import chapter_of
from baophu.web.keys import KEYS, keys_on
from baophu.web.rights import PUBLIC, may_open, may_person_open

THEME_COOKIE = "theme"
THEMES = ("auto", "light", "dark")
OBJECTIONS = frozenset({"objection-send", "objection-look"})
MENU = (
    ("home", gettext_noop("Tổng quan"), ("home", "area", "changes")),
    (
        "my-units",
        gettext_noop("Đơn vị của tôi"),
        ("my-units", "handovers", "handover", "objections", "trips", "trip"),
    ),
    ("upload", gettext_noop("Gửi danh sách"), ("upload",)),
    ("employers", gettext_noop("Đơn vị"), ("employers", "employer")),
    ("arrears", gettext_noop("Thu nộp"), ("arrears", "held", "held-transfer", "closing")),
    (
        "voluntary",
        gettext_noop("Tự nguyện"),
        (
            "voluntary",
            "voluntary-people",
            "voluntary-person",
            "voluntary-support",
            "voluntary-claim",
            "voluntary-sponsors",
            "voluntary-sponsor",
            "voluntary-topups",
            "voluntary-topup",
            "voluntary-agents",
            "voluntary-agent",
        ),
    ),
    ("lists", gettext_noop("Danh sách"), ("lists", "receipt", "row", "send-calendar")),
    (
        "runs",
        gettext_noop("Đối chiếu"),
        ("runs", "run", "pairs", "pair", "pair-alike", "pair-quality", "pair-check"),
    ),
    ("law", gettext_noop("Luật"), ("law", "law-parameter", "law-enter")),
    ("people", gettext_noop("Người dùng"), ("people", "people-invite", "people-person", "people-deed")),
    ("journal", gettext_noop("Nhật ký"), ("journal",)),
    ("person-seen", gettext_noop("Ai đã xem"), ("person-seen",)),
    ("calculators", gettext_noop("Tính thử"), tuple(sorted(PUBLIC - OBJECTIONS))),
)
VISITORS = (
    ("sign-in", gettext_noop("Đăng nhập"), ("sign-in",)),
    *MENU[-1:],
    ("objection-send", gettext_noop("Phản ánh"), tuple(sorted(OBJECTIONS))),
)
IN_BAR = 9  # entries that stand side by side at 1440 px; what follows opens with the reader's name
FINANCE = gettext_noop("Kinh phí hỗ trợ")


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the top bar."""

    label: str  # a Vietnamese msgid
    address: str
    current: bool


def run_of(request: HttpRequest) -> Run | None:
    """The run that this request shows; read once a request."""
    if not hasattr(request, "_run_shown"):
        request._run_shown = current_run()  # type: ignore[attr-defined]
    found: Run | None = request._run_shown  # type: ignore[attr-defined]
    return found


def theme_of(request: HttpRequest) -> str:
    """The theme chosen by the reader; `auto` follows the system."""
    chosen = request.COOKIES.get(THEME_COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


def address_of(page: str) -> str | None:
    """A page's address without arguments, None where this part of the product is not there."""
    try:
        return reverse(f"web:{page}")
    except NoReverseMatch:
        return None


def visitors_menu(page: str) -> list[MenuItem]:
    """The entries for who is not signed in."""
    found = [(label, address_of(name), page in pages) for name, label, pages in VISITORS]
    return [MenuItem(label, address, current) for label, address, current in found if address]


def menu(user: User, page: str) -> list[MenuItem]:
    """The entries that this person may open."""
    items = []
    for name, label, pages in MENU:
        address = address_of(name)
        if address and may_person_open(user, name):
            items.append(MenuItem(label, address, page in pages))
    return items + _of_finance(user, page)


def _of_finance(user: User, page: str) -> list[MenuItem]:
    """The claims, for those who see no more of voluntary participants."""
    address = address_of("voluntary-support")
    if not address or may_open(user.role, "voluntary") or not may_person_open(user, "voluntary-support"):
        return []
    return [MenuItem(FINANCE, address, page.startswith(("voluntary-support", "voluntary-claim")))]


def frame(request: HttpRequest) -> dict[str, object]:
    """Template variables of the frame: `menu`, `more`, `run_shown`, `theme`, `search_address`, `version`…"""
    user = getattr(request, "user", None)
    given: dict[str, object] = {
        "theme": theme_of(request),
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "version": VERSION,
        "keys_on": keys_on(request),
    }
    match = request.resolver_match
    page = (match.url_name or "") if match else ""
    items = menu(user, page) if isinstance(user, User) else visitors_menu(page)
    given["menu"], given["more"] = items[:IN_BAR], items[IN_BAR:]
    if isinstance(user, User):
        given["keys"] = KEYS
        given["chapter"] = chapter_of(page)
        given["run_shown"] = partial(run_of, request)  # read where a page shows it
        given["search_address"] = address_of("employers") if may_open(user.role, "employers") else None
    return given
