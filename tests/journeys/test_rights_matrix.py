"""The table of rights holds at every address for every role, and no object of another district is to be found."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from journeys.served import Home

PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
import django
django.setup()
from journeys import rights_walk
rights_walk.main(sys.argv[2])
"""
KINDS = {  # of objects that lie in a district
    "area", "chart", "employer", "account", "notice", "person", "list", "row", "trip", "pair", "handover",
    "objection", "typed", "agent",
}  # fmt: skip
TESTS = str(Path(__file__).resolve().parents[1])


def walked(reconciled: Home, folder: Path, what: str) -> dict[str, Any]:
    home = reconciled.copied_to(folder / "home")
    home.add_people()
    told: dict[str, Any] = json.loads(home._run(PROGRAM, TESTS, what).splitlines()[-1])
    return told


def test_every_address_answers_every_role_in_either_area_as_the_table_says(
    reconciled: Home, tmp_path: Path
) -> None:
    found = walked(reconciled, tmp_path, "matrix")
    assert found["faults"] == [], "\n".join(found["faults"])
    assert found["unknown"] == [], "these addresses need an object in rights_walk.py"
    asked = sum(found["answers"].values())
    sys.stdout.write(f"{asked} answers of {found['roles']} roles fit the table: {found['answers']}\n")
    assert asked > 1000 and found["answers"]["404"] > 300 and found["answers"]["200"] > 300


def test_an_officer_of_ky_anh_finds_no_object_of_huong_khe(reconciled: Home, tmp_path: Path) -> None:
    found = walked(reconciled, tmp_path, "district")
    assert found["faults"] == [], "\n".join(found["faults"][:50])
    sys.stdout.write(f"{found}\n")
    assert set(found["counts"]) == KINDS
    assert min(found["counts"].values()) > 0 and found["own"] > 100
    assert found["searched"] > found["employers"] > 0
    assert (found["shown"], found["exported"], found["listed"]) == (0, 0, 0)
    assert found["own_listed"] > 0, "the lists show nothing at all"


def test_every_look_at_a_person_and_every_export_of_the_table_is_a_line_of_the_journal(
    reconciled: Home, tmp_path: Path
) -> None:
    found = walked(reconciled, tmp_path, "journaled")
    assert sorted(found["said"]) == found["named"]
    for name, (status, *lines) in found["said"].items():
        assert status == "200" and len(lines) == 1 and lines[0].split()[1], (name, status, lines)
