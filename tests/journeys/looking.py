"""What a careful reader would find wrong on a page: read in the browser, judged here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from baophu.web.assets import LOCALE
from baophu.web.translations import read_catalogue

CATALOGUE = LOCALE / "en/LC_MESSAGES/django.po"
EVERY_RULE = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
UNFILLED = re.compile(
    r"\bNone\b(?! [a-z])|\b(?:nan|NaN|undefined|null|Traceback)\b|[{}]|%\(|&(?:amp|lt|gt|nbsp|quot);"
)
GAPS = re.compile(r"%\(\w+\)s|%%|%[sd]|\{\w*\}")
LETTERS = "A-Za-zÀ-ỹĐđ"
VIETNAMESE = re.compile("[À-ỹĐđ]")
COUNTED = re.compile(
    r"\b(?:tháng|quý|năm|ngày|dòng|người|đơn vị|xã|hạn|bản) \d|\d (?:người|đơn vị|dòng|xã|điểm)\b"
)
FUNCTION_WORDS = re.compile(
    r"\b(?:không|được|của|đã|chưa|phải|trong|cho|này|những|hoặc|khi|nếu|là|bị|vào|từ|đến|ghi|một)\b"
)
ARTICLE = r"(?:Điểm|Khoản|Điều|Mục) [^.;)]*"
LEAST_PX = 12
# Words that stand on a page: outside cells as received, outside texts marked as another language.
READ = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.replace(/\\s+/g, ' ').trim();
    const at = walker.currentNode.parentElement;
    if (!text || at.closest('script, style, noscript')) continue;
    const box = at.getBoundingClientRect();
    const data = !!at.closest('.rowcells td, .rowcells th, .grid-cells, [lang]:not(html), option, textarea');
    found.push([text, box.width > 1 && box.height > 1, data, parseFloat(getComputedStyle(at).fontSize)]);
  }
  for (const at of document.querySelectorAll('[aria-label], [title], [placeholder]'))
    for (const name of ['aria-label', 'title', 'placeholder'])
      if (at.getAttribute(name)) found.push([at.getAttribute(name), false, false, 99]);
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Words:
    """One piece of text of a page."""

    text: str
    seen: bool  # has a size on the screen
    data: bool  # as received, not ours
    px: float


def words_of(page: Page) -> list[Words]:
    """Every piece of text of a page, labels and titles too."""
    return [Words(*piece) for piece in page.evaluate(READ)]


def unfilled(words: Iterable[Words]) -> list[str]:
    """Pieces where a value is missing or a template shows through."""
    return [w.text for w in words if not w.data and UNFILLED.search(w.text)]


def too_small(words: Iterable[Words]) -> list[str]:
    """Pieces set smaller than the design allows."""
    return [f"{w.px} px: {w.text}" for w in words if w.seen and w.px < LEAST_PX]


def untranslated(words: Iterable[Words], names: frozenset[str]) -> list[str]:
    """Pieces of an English page that are one of our Vietnamese sentences, or hold a long part of one.

    Names (of people, agencies, columns of a file as it came) and articles of law stay Vietnamese.
    """
    whole, parts = _sentences()
    ordered = sorted(names, key=len, reverse=True)
    called = re.compile("|".join([ARTICLE, *(re.escape(name) for name in ordered)]))
    found = []
    for w in words:
        text = called.sub("", w.text).strip(" .:,;·›‹")
        if w.data or not VIETNAMESE.search(text):
            continue
        sentence = len(set(FUNCTION_WORDS.findall(text))) > 1  # names hold at most one
        if text in whole or parts(text) or COUNTED.search(text) or sentence:
            found.append(w.text)
    return found


@cache
def _sentences() -> tuple[frozenset[str], Callable[[str], object]]:
    """Our Vietnamese sentences: those without gaps whole, and the longer parts between the gaps."""
    pieces: set[str] = set()
    whole: set[str] = set()
    for key, english in read_catalogue(CATALOGUE).items():
        sentence = key.split("\0")[0].split("\4")[-1]
        if not VIETNAMESE.search(sentence) or english == sentence:
            continue
        parts = [part.strip(" .:,;·") for part in GAPS.split(sentence)]
        if len(parts) == 1:
            whole.add(parts[0])
        pieces |= {p for p in parts if len(p.split()) >= 4 and VIETNAMESE.search(p)}
    pattern = "|".join(re.escape(piece) for piece in sorted(pieces))
    return frozenset(whole), re.compile(f"(?<![{LETTERS}])(?:{pattern})(?![{LETTERS}])").search


def sticking_out(page: Page) -> str:
    """What makes a page wider than its screen; empty when nothing does."""
    wide: str = page.evaluate(
        """() => {
          const root = document.documentElement, most = root.clientWidth;
          if (root.scrollWidth <= most) return '';
          const out = [...document.querySelectorAll('main *, header *, footer *')].filter(
            (e) => e.getBoundingClientRect().right > most + 1 && !e.closest('.scroll'));
          return root.scrollWidth + ' px: ' + out.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join(' | ');
        }"""
    )
    return wide


def unrolled(page: Page) -> None:
    """A screen as high as its page: the bar that sticks to the bottom then covers nothing."""
    size = page.viewport_size
    assert size is not None
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], height)})


def barriers(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe finds against people who read or steer otherwise."""
    result = Axe().run(page, options=rules).response
    return [
        f"{v['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for v in result["violations"]
        for node in v["nodes"][:3]
    ]
