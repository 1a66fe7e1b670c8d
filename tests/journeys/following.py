"""Following a number: from the page that claims it, link by link, to the cell of a received row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

from journeys.desks import Desk

NOT_CLAIMS = {  # selector: why a number there claims nothing that a link could prove
    "h1, h2, .ph, nav, .crumb, .pager": "heads and ways repeat what stands below",
    "th[scope=col], thead, label, legend, option, form, button, .btn, .help, .keys": "words of the page itself",
    "svg, .legend, .h .s, .how, .note.gap, .f.bases": "axes, what a rule means, what follows from linked numbers",
    ".say, .m, .why, .empty": "sentences over numbers that stand linked beside them",
    ".pairs dt, .pairs dt + dd:not(:has(a))": "the plan's own path and target",
    ".chip, .kv, .hash, .no, code, .tc, .src, .sel, .facts + *, .f": "names, codes and versions of a receipt or run",
    ".rowcells, .grid-cells": "the received cells themselves",
    "td[data-label='Năm sinh'], .pp td.only-l": "who a person is, with the row linked beside",
    ".idt td, .vs, .tight.board td:not(.num), .board th, .note b:not(a b)": "facts with their cell linked in the same row, titles of forms",
    ".dist td.ink3:first-child": "a place in a ranking",
}
COLLECT = """(skipped) => {
  const found = [], walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.parentElement, box = at.getBoundingClientRect();
    const text = walker.currentNode.textContent.replace(/\\s+/g, ' ').trim();
    if (!/\\d/.test(text) || box.width < 2) continue;
    const link = at.closest('a');
    if (!link && skipped.some((selector) => at.closest(selector))) continue;
    if (at.closest('h1, nav, .crumb, .pager, .rowcells, .btn, .ph, td[data-label="Dòng"]')) continue; // a row's own number
    found.push([text, link ? new URL(link.getAttribute('href'), location).href : '', at.closest('section, .note')?.querySelector('h2')?.textContent.trim() ?? '',
      !!at.closest('.nw, td.ink3, td .src')]);
  }
  return found;
}"""
DAYS = re.compile(
    r"\d{1,2}/\d{1,2}/\d{4}(?: \d{2}:\d{2})?|\d{1,2}/\d{4}|\d{1,2}/\d{2}\b|[Qq]uý [IV]+/\d{4}|[Nn]ăm \d{4}"
    r"|[Tt]háng \d{1,2}|05-[12](?:/BK)?|05/QTT-TNCN"
)
WHOLE = re.compile(r"(?<![\d,.])(?:\d{1,3}(?:\.\d{3})+|\d+)(?![\d,]|\.\d)")
STEPS, WAYS = 6, 4
NAMED = re.compile(r"[A-Za-zÀ-ỹ]{2}")


@dataclass(frozen=True, slots=True)
class Claim:
    """A number as a page shows it."""

    page: str
    text: str
    address: str  # where its link leads, whole; "" without a link
    card: str
    bound: bool  # a lower or upper bound of another number

    def __str__(self) -> str:
        return f"{self.page} [{self.card[:40]}] {self.text!r} -> {self.address or 'no link'}"

    @property
    def parts(self) -> list[int]:
        """Numerator and denominator of `28 / 64`."""
        return numbers_in(self.text) if re.fullmatch(r"[\d.]+ / [\d.]+", self.text) else []

    @property
    def whole(self) -> int | None:
        """The one whole number that is claimed; None for a share, a difference or a sentence."""
        numbers = numbers_in(self.text)
        bare = not re.search(r"[%▲▼+−–:/]", self.text) and not NAMED.search(self.text)
        return numbers[0] if len(numbers) == 1 and bare and not self.bound else None


def claims(desk: Desk, path: str) -> Iterator[Claim]:
    """Every number that a page claims; days, periods and names of lists are none."""
    page = desk.open(path)
    for text, address, card, bound in page.evaluate(COLLECT, list(NOT_CLAIMS)):
        if re.search(r"\d", DAYS.sub("", text)):
            yield Claim(path, text, address, card, bound)


def numbers_in(text: str) -> list[int]:
    """Whole numbers of a text: `1.234` is one, `43,6` is none."""
    return [int(found.replace(".", "")) for found in WHOLE.findall(text)]


def asked_of(address: str, name: str) -> str:
    """One parameter of an address."""
    return parse_qs(urlsplit(address).query).get(name, [""])[0]


class Lost(AssertionError):
    """A number that leads nowhere, or to rows that say something else."""


class NoWay(Lost):
    """A page without a link that leads nearer to a row."""


def follow(desk: Desk, claim: Claim) -> str:
    """Follow a number to a received row; the text of the cell. Raises Lost where it does not hold."""
    desk.open(claim.address.removeprefix(desk.address))
    check_claim(desk.page, claim)
    if "#nguon" in claim.address and claim.whole is not None:
        for source in list(_sources_saying(desk.page, claim.whole)):
            desk.open(source.removeprefix(desk.address))
            said = replace(claim, address=source)
            check_claim(desk.page, said)
            return _to_a_cell(desk, said, STEPS, set())
    return _to_a_cell(desk, claim, STEPS, set())


def check_claim(page: Page, claim: Claim) -> None:
    """Hold what is claimed against the page that the link leads to."""
    path = urlsplit(claim.address).path
    for part in claim.parts:
        check_claim(page, replace(claim, text=str(part)))
    if claim.whole is None:
        return
    if path == "/don-vi/":
        _check_employers(page, claim, claim.whole)
    elif path.startswith("/thay-doi/"):
        _same(claim, claim.whole, numbers_in(page.locator("h1").inner_text())[-1])
    elif path.endswith("/nguoi/"):
        rows = page.locator("main table tbody tr").count()
        _same(claim, claim.whole, rows)
    elif re.fullmatch(r"/danh-sach/\d+/", path):
        said = [numbers_in(text) for text in page.locator(".facts b").all_inner_texts()]
        if [claim.whole] not in said:
            raise Lost(f"{claim}: the receipt says {said}")


def _check_employers(page: Page, claim: Claim, claimed: int) -> None:
    """A count of employers equals the list's; a share's parts equal the sums of its standings."""
    tallies = [numbers_in(text)[-1] for text in page.locator(".flt a").all_inner_texts()[1:7]]
    covered, partial, missing, unverified = tallies[:4]
    inside, known = covered + partial, covered + partial + missing
    listed = page.locator(".pager span").first
    total = numbers_in(listed.inner_text())[-1] if listed.count() else 0
    standing, tax = asked_of(claim.address, "standing"), asked_of(claim.address, "tax")
    if standing and tax:  # a bound, or what the target still needs: rests on these rows, is not their count
        return
    if standing:
        _same(claim, claimed, total)
    elif tax and claimed != inside and not known <= claimed <= known + unverified:
        raise Lost(f"{claim}: taking part {inside}, liable {known} to {known + unverified}")


def _same(claim: Claim, claimed: int, found: int) -> None:
    if claimed != found:
        raise Lost(f"{claim}: there are {found}")


def _to_a_cell(desk: Desk, claim: Claim, steps: int, seen: set[str]) -> str:
    """Step nearer until a received row stands open, its cell marked."""
    page = desk.page
    if re.search(r"/dong/\d+/$", urlsplit(page.url).path):
        return _cell(page, claim)
    if _ends_with_nobody(page, claim):
        return ""
    seen.add(page.url)
    ways = [address for address in _nearer(page) if address not in seen][:WAYS] if steps else []
    for way in ways:
        desk.open(way.removeprefix(desk.address))
        try:
            return _to_a_cell(desk, claim, steps - 1, seen)
        except NoWay:
            continue
    raise NoWay(f"{claim}: no way on from {page.url}")


def _ends_with_nobody(page: Page, claim: Claim) -> bool:
    """A zero, or a figure over nobody, ends at a list that says so."""
    return page.locator("main .empty").count() > 0 and (claim.whole in (0, None))


def _nearer(page: Page) -> Iterator[str]:
    """Links that lead nearer to a row: cells first, then employers, receipts, lists."""
    for selector in (
        "#nguon td a[href*='/dong/']", "#sua a[href*='/dong/']", "main a[href*='/dong/'][href*='?']",
        "main a[href*='/dong/']", "main .who-cell a, main td a[href^='/don-vi/E']",
        "main .long td a[href^='/danh-sach/']", "main .pk a[href^='/danh-sach/']", "main dd a", "main td a",
    ):  # fmt: skip
        yield from page.locator(selector).evaluate_all("links => links.slice(0, 3).map((a) => a.href)")


def _sources_saying(page: Page, claimed: int) -> Iterator[str]:
    """The cells of the sources that say just what is claimed."""
    for line in page.locator("#nguon tbody tr").all():
        if numbers_in(line.locator("td.num").inner_text()) == [claimed]:
            yield str(line.locator("td.num a").first.evaluate("a => a.href"))


def _cell(page: Page, claim: Claim) -> str:
    """The marked cell; what is claimed of this one cell must be what it holds."""
    marked = page.locator(".rowcells tr#o td").first
    if not asked_of(page.url, "column") and not asked_of(page.url, "o"):
        return page.locator(".rowcells").inner_text()
    if marked.count() == 0:
        raise Lost(f"{claim}: no cell is marked at {page.url}")
    text = marked.inner_text()
    if page.url == claim.address and claim.whole is not None:
        held = [int(digits) for digits in re.findall(r"\d+", re.sub(r"(?<=\d)[.,\s](?=\d{3}\b)", "", text))]
        if claim.whole not in held:
            raise Lost(f"{claim}: the cell holds {text!r}")
    return text
