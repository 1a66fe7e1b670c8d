"""The heavy promises of part 2, each shown with its figures.

python shows/part_2.py [NAME ...]      # agree bulk
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class Short(SystemExit):
    """A promise was not kept."""


def agree() -> None:
    """Bulk dues equal the one-case rule to the đồng: named boundary cases and 100,000 drawn rows."""
    _with_tests()
    from baophu.law.book import load
    from funds.dues_drawn import drawn_cases
    from funds.dues_forms import by_steps, differing, numbered
    from funds.dues_named import named_cases

    named = numbered(named_cases())
    differ = differing(named, by_steps(named), [case.by_oracle(load()) for case in named])
    print(f"agree: {len(named)} named cases, {len(differ)} differ")
    for seed in (157, 2018):
        drawn = drawn_cases(100_000, seed=seed)
        for year in sorted({case.month.year for case in drawn}):
            cases = numbered(case for case in drawn if case.month.year == year)
            differ += differing(cases, by_steps(cases), [case.by_oracle(load()) for case in cases])
        rows = sum(len(case.rows) for case in drawn)
        print(
            f"agree: seed {seed}: {rows:,} drawn rows in {len(drawn):,} units and months, {len(differ)} differ"
        )
    if differ:
        raise Short(f"agree: {differ[:5]}")


def bulk() -> None:
    """A year of dues and interest of 1,000,000 workers in 60,000 units, against its bars."""
    command = [sys.executable, str(ROOT / "bench/part_2.py"), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise Short(f"bulk: exit {done.returncode}\n{done.stderr[-2000:]}")
    found = json.loads(done.stdout.splitlines()[-1])
    print(
        f"bulk: {found['dues']:.2f} s, {found['floors']:.2f} times the floor ({found['floor']:.2f} s);"
        f" the dues alone {found['dues_alone']:.2f} s, openfisca-core {found['openfisca']:.2f} s,"
        f" {found['times_faster']:.1f} times faster; at most {found['peak_mb']:,.0f} MB;"
        f" {found['unit_months']:,} unit-months, {found['differing']:,} differ"
    )
    short = [bar for bar, kept in found["bars"].items() if not kept]
    if short:
        raise Short(f"bulk: not kept: {'; '.join(short)}")


def _with_tests() -> None:
    """Make the tests' cases importable, with a home of this show's own."""
    sys.path.insert(0, str(ROOT / "tests"))
    os.environ["BAOPHU_HOME"] = tempfile.mkdtemp(prefix="baophu-show-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baophu.config.settings")
    import django

    django.setup()


SHOWS: dict[str, Callable[[], None]] = {"agree": agree, "bulk": bulk}


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
