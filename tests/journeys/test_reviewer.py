"""Thirty doubtful pairs decided by keyboard; what that changes, and that taking one back restores it."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from baophu.linkage.rules.readings import SECOND_READER_PEOPLE
from journeys.desks import Desk, Desks
from journeys.lists import barely_named
from journeys.looking import EVERY_RULE
from journeys.served import Home

pytestmark = pytest.mark.browser

# A run leaves a person no more than two pairs in a hundred employers: thirty need this many.
UNITS, PEOPLE, SEED, PAIRS = "2400", "5000", "5", 30
DAY = ["reconcile", "--on", "2018-06-30"]
PATIENCE_MS = 60_000
LINKED = """
SELECT p.id, p."left", p."right", l.employer_id, r.employer_id FROM linkage_doubtfulpair p
JOIN intake_receipt a ON a.sha256 = substr(p."left", instr(p."left", ':') + 1, 64)
JOIN intake_receipt b ON b.sha256 = substr(p."right", instr(p."right", ':') + 1, 64)
JOIN linkage_employerrow l ON l.receipt_id = a.id AND l.row = CAST(replace(p."left", rtrim(p."left",
  '0123456789'), '') AS INTEGER) AND l.run_from <= {run} AND (l.run_until IS NULL OR l.run_until > {run})
JOIN linkage_employerrow r ON r.receipt_id = b.id AND r.row = CAST(replace(p."right", rtrim(p."right",
  '0123456789'), '') AS INTEGER) AND r.run_from <= {run} AND (r.run_until IS NULL OR r.run_until > {run})
WHERE p.run_id = {of} ORDER BY p.id"""


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A province in which associations name their members so barely that nobody can be sure who they are."""
    folder = tmp_path_factory.mktemp("reviewer")
    home = Home(folder / "home")
    home.folder.mkdir()
    province = folder / "province"
    home.carry_out(
        ["assets"],
        ["init"],
        ["simulate", "--units", UNITS, "--people", PEOPLE, "--seed", SEED, "--out", str(province)],
        ["receive-all", str(province / "lists")],
        DAY,
    )
    home.add_people()
    home.carry_out(*barely_named(home, folder, most=600), DAY)
    return home


def test_thirty_pairs_by_keyboard_and_the_first_taken_back(
    doubtful: Home, desks: Desks, tmp_path: Path
) -> None:
    home = doubtful.copied_to(tmp_path / "home")
    (run,) = home.ask("SELECT max(id) FROM access_run")[0]
    before = {row[0]: row[3:] for row in home.ask(LINKED.format(run=run, of=run))}
    assert len(before) >= PAIRS
    with home.served() as address:
        officer = desks.at(address, name="giamdoc")
        _look_at_the_kinds(officer)
        decided = _decide(officer, home)
        assert home.ask("SELECT count(*) FROM linkage_judgement WHERE of_queue") == [(PAIRS,)]
        home.carry_out(DAY)
        after = {row[0]: row[3:] for row in home.ask(LINKED.format(run=run + 1, of=run))}
        # a payer's row stands in the register's spells: those pairs are not looked at here
        decided = {pair: verdict for pair, verdict in decided.items() if pair in before}
        large = _large(home)  # "one employer" of these waits for a second person
        for pair, verdict in decided.items():
            left, right = after[pair]
            if verdict != "3":
                assert (left == right) == (verdict == "1" and pair not in large), (pair, verdict)
        first = next(pair for pair, verdict in decided.items() if verdict == "1" and pair not in large)
        _take_back(officer, home, first)
        home.carry_out(DAY)
        restored = {row[0]: row[3:] for row in home.ask(LINKED.format(run=run + 2, of=run))}
        assert restored[first] == before[first]
        others = [pair for pair, verdict in decided.items() if pair != first and verdict != "3"]
        assert [restored[pair] for pair in others] == [after[pair] for pair in others]
        leader = desks.at(address, name="lanhdao")
        page = leader.open("/xet-cap/chat-luong/")
        expect(page.locator("main")).to_contain_text("Đã có kết luận")
        for desk in (officer, leader):
            desk.check_quiet()


def _look_at_the_kinds(officer: Desk) -> None:
    """The page of pairs alike opens from the queue; nothing is decided together before the sample."""
    page = officer.open("/xet-cap/")
    page.get_by_role("link", name="cặp cùng căn cứ").first.click()
    expect(page.locator("main")).to_contain_text("Xét riêng đủ 5 cặp mẫu.")
    assert Axe().run(page, options=EVERY_RULE).response["violations"] == []


def _decide(officer: Desk, home: Home) -> dict[int, str]:
    """From the queue, by keys alone: every third pair two employers, the others one, none that contradicts."""
    sides = home.ask("SELECT id, left_employer_id, right_employer_id FROM linkage_doubtfulpair")
    ends = {pair: both for pair, *both in sides}
    page = officer.open("/xet-cap/")
    page.get_by_role("link", name="Xét cặp đầu tiên").press("Enter")
    decided: dict[int, str] = {}
    met: set[str] = set()
    for number in range(PAIRS):
        page.wait_for_url("**/xet-cap/*/**", timeout=PATIENCE_MS)
        pair = _pair_of(page)
        assert pair not in decided
        answer = "3" if met & {*ends[pair]} else "2" if number % 3 == 2 else "1"
        met |= {*ends[pair]}
        decided[pair] = answer
        page.keyboard.press(answer)
        page.wait_for_url(lambda url, left=pair: _pair_in(url) != left, timeout=PATIENCE_MS)
        expect(page.locator(".messages")).to_contain_text("Đã ghi:")
    assert sum(answer == "1" for answer in decided.values()) > PAIRS // 3
    return decided


def _large(home: Home) -> set[int]:
    found = home.ask(
        'SELECT p.id FROM linkage_judgement j JOIN linkage_doubtfulpair p ON j."left" = min(p."left", p."right")'
        f' AND j."right" = max(p."left", p."right") WHERE j.people >= {SECOND_READER_PEOPLE}'
    )
    return {pair for (pair,) in found}


def _pair_of(page: Page) -> int:
    found = _pair_in(page.url)
    assert found is not None, page.url
    return found


def _pair_in(url: str) -> int | None:
    """The pair that an address names."""
    last = url.split("?", maxsplit=1)[0].rstrip("/").rsplit("/", 1)[1]
    return int(last) if last.isdigit() else None


def _take_back(officer: Desk, home: Home, pair: int) -> None:
    """Take the first decision back from the list of one's own."""
    (number,) = home.ask(
        "SELECT j.id FROM linkage_judgement j JOIN linkage_doubtfulpair p ON p.id = "
        f'{pair} AND j."left" = min(p."left", p."right") AND j."right" = max(p."left", p."right")'
    )[0]
    page = officer.open("/xet-cap/")
    page.locator(f"form[action$='/rut/{number}/'] button").click()
    expect(page.locator(".messages")).to_contain_text("Đã hoàn tác.")
    assert home.ask(f"SELECT withdrawn_at IS NOT NULL FROM linkage_judgement WHERE id = {number}") == [(1,)]
