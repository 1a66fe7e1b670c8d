"""Thirty doubtful pairs decided by keyboard; what that changes, and that taking one back restores it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from journeys.desks import Desk, Desks
from journeys.looking import EVERY_RULE
from journeys.served import Home

pytestmark = pytest.mark.browser

# A run leaves a person no more than two pairs in a hundred employers: thirty need this many.
UNITS, PEOPLE, SEED, PAIRS = "1600", "5000", "5", 30
DAY = ["reconcile", "--on", "2018-06-30"]
PATIENCE_MS = 60_000
SHORT = 3
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
    """A province in which an association names its members so barely that nobody can be sure who they are."""
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
    for sender, write in (("business-association", str), ("cooperative-alliance", _slip)):
        file = _members(home, folder / f"{sender}.csv", write)
        sent = ["--list", "association_members", "--from", sender, "--period", "2017"]
        home.carry_out(["receive", str(file), *sent, "--received-on", "2018-02-01"])
    home.carry_out(DAY)
    return home


def _members(home: Home, file: Path, write: Callable[[str], str]) -> Path:
    """Companies by a name that no other bears, as someone writes it; no code, no place."""
    names = home.ask(
        "SELECT name FROM register_employerrecord WHERE kind = 'enterprise' AND run_until IS NULL"
        " AND name LIKE 'CÔNG TY TNHH%' GROUP BY name HAVING count(*) = 1 ORDER BY length(name) DESC, name"
        " LIMIT 200"
    )
    lines = [f"{number},{write(name)}" for number, (name,) in enumerate(names, start=1)]
    file.write_text("\n".join(["TT,Tên hội viên", *lines, ""]), "utf-8-sig")
    return file


def _slip(name: str) -> str:
    """The name with a slip in its last word but one."""
    words = name.split()
    words[-2] = words[-2][:-1] if len(words[-2]) > SHORT else f"{words[-2]}H"
    return " ".join(words)


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
        decided = _decide(officer)
        assert home.ask("SELECT count(*) FROM linkage_judgement WHERE of_queue") == [(PAIRS,)]
        home.carry_out(DAY)
        after = {row[0]: row[3:] for row in home.ask(LINKED.format(run=run + 1, of=run))}
        for pair, verdict in decided.items():
            left, right = after[pair]
            assert (left == right) == (verdict == "1"), (pair, verdict)
        first = next(pair for pair, verdict in decided.items() if verdict == "1")
        _take_back(officer, home, first)
        home.carry_out(DAY)
        restored = {row[0]: row[3:] for row in home.ask(LINKED.format(run=run + 2, of=run))}
        assert restored[first] == before[first]
        assert {p: restored[p] for p in decided if p != first} == {p: after[p] for p in decided if p != first}
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


def _decide(officer: Desk) -> dict[int, str]:
    """From the queue, by keys alone: every third pair two employers, the others one."""
    page = officer.open("/xet-cap/")
    page.get_by_role("link", name="Xét cặp đầu tiên").press("Enter")
    decided: dict[int, str] = {}
    for number in range(PAIRS):
        page.wait_for_url("**/xet-cap/*/**", timeout=PATIENCE_MS)
        pair = _pair_of(page)
        assert pair not in decided
        decided[pair] = "2" if number % 3 == 2 else "1"
        page.keyboard.press(decided[pair])
        page.wait_for_function(f"!location.pathname.endsWith('/{pair}/')", timeout=PATIENCE_MS)
        expect(page.locator(".messages")).to_contain_text("Đã ghi:")
    return decided


def _pair_of(page: Page) -> int:
    return int(page.url.split("?")[0].rstrip("/").rsplit("/", 1)[1])


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
