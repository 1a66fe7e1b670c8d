"""One person's browser, and as many of them as a test needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@dataclass
class Desk:
    """One person's browser: who sits at it, what it complained of, what it asked of other hosts."""

    address: str
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def open(self, path: str, status: int = 200) -> Page:
        """Go to a page; it must answer with this status."""
        answer = self.page.goto(self.address + path)
        assert answer is not None and answer.status == status, (path, answer and answer.status)
        return self.page

    def fetch(self, path: str) -> int:
        """The status of an address asked for beside the page."""
        return self.context.request.get(self.address + path, max_redirects=0).status

    def sign_in(self, name: str) -> Page:
        """Sign in by the form, as a person does."""
        self.open("/dang-nhap/")
        self.page.get_by_label("Tên đăng nhập").fill(name)
        self.page.get_by_label("Mật khẩu").fill(f"demo-{name}-157")
        self.page.locator("main").get_by_role("button", name="Đăng nhập", exact=True).click()
        self.page.wait_for_url(self.address + "/")
        return self.page

    def check_quiet(self) -> None:
        """No error in the console, no request to another host."""
        assert self.complaints == [] and self.elsewhere == []


class Desks:
    """Desks of one test, closed with it."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []

    def at(self, address: str, *, name: str = "", viewport: dict[str, int] = WIDE, **more: Any) -> Desk:
        """A desk at a served address; signed in where a name is given."""
        context = self.browser.new_context(viewport=viewport, locale="vi-VN", reduced_motion="reduce", **more)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        self.contexts.append(context)
        desk = Desk(address, context, context.new_page())
        context.on("request", lambda request: _note(desk, request.url))
        desk.page.on("console", lambda said: _hear(desk, said.type, said.text))
        desk.page.on("pageerror", lambda error: desk.complaints.append(str(error)))
        if name:
            desk.sign_in(name)
        return desk

    def close(self) -> None:
        """End every session."""
        for context in self.contexts:
            context.close()


def _note(desk: Desk, url: str) -> None:
    if not url.startswith((desk.address + "/", "data:", "blob:")):
        desk.elsewhere.append(url)


def _hear(desk: Desk, kind: str, text: str) -> None:
    """Errors of the console; that a page is not there, or a form refused, on purpose is no complaint."""
    if kind in {"error", "warning"} and not any(f"status of {code}" in text for code in (404, 409, 422)):
        desk.complaints.append(f"{desk.page.url}: {text}")
