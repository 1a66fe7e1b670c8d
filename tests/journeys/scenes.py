"""States of pages that no address leads to: what a form answers, what opens by a click, what was just done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from playwright.sync_api import Page

from journeys.desks import Desk
from journeys.lists import BUN, GACH, commune_list
from journeys.pages import COMMUNE, DIRECTOR

FOREIGN_TITLES = (
    commune_list((*BUN, "", "2", ""))
    .replace("Tên cơ sở".encode(), "Biển hiệu treo".encode())
    .replace("Chủ cơ sở".encode(), "Người đứng bán".encode())
)
SENT = count(1)


@dataclass(frozen=True, slots=True)
class Scene:
    """One state: what it is called, who brings it about, how."""

    name: str
    who: str
    bring_about: Callable[[Desk], None]


def _wrong_password(desk: Desk) -> None:
    page = desk.open("/dang-nhap/")
    page.locator("#id_username").fill("thu")
    page.locator("#id_password").fill("sai-mat-khau")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()


def _menu(desk: Desk) -> None:
    page = desk.open("/")
    if page.locator(".burger").is_visible():
        page.locator(".burger").click()
    page.locator("details.who summary").click()
    page.locator(".pop").wait_for()


def _chart_table(desk: Desk) -> None:
    page = desk.open("/")
    for summary in page.locator("details.more summary").all():
        summary.click()
    page.locator("details.more table").first.wait_for()


def _finding_form(desk: Desk) -> Page:
    page = desk.open("/don-vi/?standing=missing")
    page.locator(".who-cell a").first.click()
    page.locator(".tabs a[href$='/ket-qua/']").click()
    page.locator("#id_document").wait_for()
    return page


def _empty_finding(desk: Desk) -> None:
    page = _finding_form(desk)
    page.locator("#id_found_on").fill("31/02/2018")
    page.locator("form.fd button.p").click()
    page.locator(".err").first.wait_for()


def _finding(desk: Desk) -> None:
    page = _finding_form(desk)
    page.locator("#id_found_on").fill("20/06/2018")
    page.locator("#id_document").fill("15/BB-BHXH")
    page.locator("input[name=outcome][value='1']").check()
    page.locator("#id_headcount").fill("9")
    page.locator("form.fd button.p").click()
    page.locator(".messages .note.ok").wait_for()


def _names_opened(desk: Desk) -> None:
    page = desk.open("/don-vi/?deducted=1")
    page.locator(".who-cell a").first.click()
    page.locator(".tabs a[href$='/nguoi/']").click()
    page.locator("main form button").click()
    page.locator("main .note.warn").wait_for()


def _send(desk: Desk, content: bytes, name: str = "DS co so KD Ky Phu.csv") -> Page:
    page = desk.open("/danh-sach/gui/?period=2018-Q2")
    file: Any = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.locator("#file").set_input_files(file)
    page.locator("#go").click()
    return page


def _two_rows() -> bytes:
    """Another list each time, since a list that came before is refused: one row waits for a correction."""
    return commune_list((*BUN, "", "hai người", f"lần {next(SENT)}"), (*GACH, "", "3", ""))


def _no_list(desk: Desk) -> None:
    _send(desk, b"%PDF-1.4 not a list", "danh-sach.xls").locator("#answer .note.bad").wait_for()


def _columns_asked(desk: Desk) -> None:
    _send(desk, FOREIGN_TITLES).locator("#answer select").first.wait_for()


def _list_sent(desk: Desk) -> None:
    _send(desk, _two_rows()).locator("#sua").wait_for()


def _cell_refused(desk: Desk) -> None:
    page = _send(desk, _two_rows())
    page.locator("#sua .inp").first.fill("rất nhiều")
    page.locator("#sua button").first.click()
    page.locator(".messages .note").wait_for()


def _cell_corrected(desk: Desk) -> None:
    page = _send(desk, _two_rows())
    page.locator("#sua .inp").first.fill("2")
    page.locator("#sua button").first.click()
    page.locator(".messages .note.ok").wait_for()


def _list_withdrawn(desk: Desk) -> None:
    page = _send(desk, _two_rows())
    page.locator("details.more-card summary").click()
    page.locator("#because").fill("Gửi nhầm bản của quý trước")
    page.locator("button.d").click()
    page.locator(".note.bad").wait_for()


SCENES = (
    Scene("sign-in refused", "", _wrong_password),
    Scene("menu open", DIRECTOR, _menu),
    Scene("home with its tables open", DIRECTOR, _chart_table),
    Scene("finding refused", DIRECTOR, _empty_finding),
    Scene("finding recorded", DIRECTOR, _finding),
    Scene("names opened", DIRECTOR, _names_opened),
    Scene("upload of no list", COMMUNE, _no_list),
    Scene("upload asks for a column", COMMUNE, _columns_asked),
    Scene("list sent", COMMUNE, _list_sent),
    Scene("cell refused", COMMUNE, _cell_refused),
    Scene("cell corrected", COMMUNE, _cell_corrected),
    Scene("list withdrawn", COMMUNE, _list_withdrawn),
)
