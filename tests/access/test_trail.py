"""The journal searched and verified: whatever is changed, the first line that does not fit is named."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from baophu.access.actions import record
from baophu.access.models import AuditEntry, AuditMention, Role, User
from baophu.access.rules import GENESIS, line_hash
from baophu.access.trail import queries as trail
from baophu.access.trail.queries import Wanted, verify
from baophu.cli.main import execute

pytestmark = pytest.mark.django_db
NOON = datetime(2018, 7, 5, 5, 0, tzinfo=UTC)


@pytest.fixture
def nam() -> User:
    return User.objects.create(username="nam", full_name="Nam", role=Role.SI_DISTRICT, area_code="447")


@pytest.fixture
def lines(nam: User) -> list[AuditEntry]:
    return [
        record(
            by=nam if number % 2 else None, at=NOON + number * timedelta(hours=12), action="people.open",
            subject=f"employer:E{number}", area_code="447" if number < 3 else "444", detail={"people": number},
            also=[f"person:P{number}", "person:P0"],
        )
        for number in range(6)
    ]  # fmt: skip


TAMPERED: dict[str, object] = {
    "at": NOON, "action": "row.open", "subject": "employer:E9", "area_code": "999", "detail": {"people": 99},
    "role": Role.AUDITOR, "hash": "0" * 64, "previous_hash": "1" * 64, "by_id": None,
}  # fmt: skip


@pytest.mark.parametrize("field", TAMPERED)
def test_a_changed_field_of_a_line_is_found_at_that_line(lines: list[AuditEntry], field: str) -> None:
    assert verify() == trail.Verdict(6, None, "")
    AuditEntry.objects.filter(id=lines[3].id).update(**{field: TAMPERED[field]})
    assert verify().broken == lines[3].id


@pytest.mark.parametrize("place", [0, 2])
def test_a_removed_line_is_found_at_the_next(lines: list[AuditEntry], place: int) -> None:
    AuditMention.objects.filter(entry=lines[place]).delete()
    AuditEntry.objects.filter(id=lines[place].id).delete()
    assert verify() == trail.Verdict(place + 1, lines[place + 1].id, "order")


def test_a_line_put_between_is_found_even_where_its_own_hash_fits(lines: list[AuditEntry]) -> None:
    made: dict[str, object] = {
        "at": NOON, "action": "people.open", "subject": "employer:E7", "area_code": "", "detail": {},
    }  # fmt: skip
    sealed = line_hash(previous=lines[5].hash, by="", role="", **made)  # type: ignore[arg-type]
    AuditEntry.objects.create(id=lines[0].id - 1, previous_hash=lines[5].hash, hash=sealed, **made)
    assert verify().broken == lines[0].id - 1


def test_a_further_subject_taken_away_or_put_in_is_found(lines: list[AuditEntry]) -> None:
    AuditMention.objects.filter(entry=lines[4], subject="person:P4").delete()
    assert verify() == trail.Verdict(5, lines[4].id, "mention")
    AuditMention.objects.create(entry=lines[4], subject="person:P4")
    assert verify().broken is None
    AuditMention.objects.create(entry=lines[1], subject="person:P9")
    assert verify().broken == lines[1].id


def test_lines_of_before_roles_were_kept_still_fit() -> None:
    plain: dict[str, object] = {
        "at": NOON,
        "action": "a",
        "subject": "b",
        "area_code": "",
        "detail": {"x": 1},
    }
    sealed = line_hash(previous=GENESIS, by="", **plain)  # type: ignore[arg-type]
    AuditEntry.objects.create(previous_hash=GENESIS, hash=sealed, **plain)
    record(by=None, at=NOON, action="c", subject="d")
    assert verify() == trail.Verdict(2, None, "")


def test_a_line_keeps_the_role_in_which_it_was_done(nam: User) -> None:
    record(by=nam, at=NOON, action="people.open", subject="employer:E1")
    User.objects.filter(id=nam.pk).update(role=Role.AUDITOR)
    assert [line.role for line in trail.search(Wanted())] == [Role.SI_DISTRICT]
    assert verify().broken is None


@pytest.mark.parametrize(
    ("wanted", "subjects"),
    [
        (Wanted(), "543210"),
        (Wanted(who="nam"), "531"),
        (Wanted(action="people"), "543210"),
        (Wanted(action="peop"), ""),
        (Wanted(action="people.open", area_code="444"), "543"),
        (Wanted(subject="employer:E2"), "2"),
        (Wanted(subject="person:P2"), "2"),
        (Wanted(subject="person:P0"), "543210"),
        (Wanted(first=date(2018, 7, 6), last=date(2018, 7, 6)), "21"),
        (Wanted(last=date(2018, 7, 5)), "0"),
        (Wanted(first=date(2018, 7, 7)), "543"),
    ],
)
def test_a_search_finds_the_lines_of_local_days_the_newest_first(
    lines: list[AuditEntry], wanted: Wanted, subjects: str
) -> None:
    assert "".join(line.subject[-1] for line in trail.search(wanted)) == subjects
    assert trail.count(wanted) == len(subjects) == len(list(trail.every(wanted)))


def test_who_looked_at_a_person_is_found_by_every_way_to_the_record(
    nam: User, lines: list[AuditEntry]
) -> None:
    record(by=nam, at=NOON, action="voluntary.open", subject="person:P2")
    record(by=nam, at=NOON, action="row.open", subject="receipt:5", also=["receipt:5:17"])
    record(by=nam, at=NOON, action="list.fetch", subject="receipt:5")
    record(by=nam, at=NOON, action="post.give", subject="person:P2")  # no look
    found = trail.looks_at("person:P2", further=("receipt:5:17",))
    assert [line.action for line in found] == ["row.open", "voluntary.open", "people.open"]


def test_the_command_verifies_searches_and_names_the_broken_line(
    lines: list[AuditEntry], capsys: pytest.CaptureFixture[str]
) -> None:
    assert execute(["audit", "verify"]) == 0
    assert "6 dòng, chuỗi còn nguyên." in capsys.readouterr().out
    assert execute(["audit", "search", "--who", "nam", "--limit", "2", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["total"], [line["subject"] for line in found["lines"]]) == (
        3,
        ["employer:E5", "employer:E3"],
    )
    assert execute(["audit", "search", "--from", "31/12"]) == 1
    assert "31/12" in capsys.readouterr().err
    AuditEntry.objects.filter(id=lines[2].id).update(subject="employer:E7")
    assert execute(["audit", "verify"]) == 3
    assert f"dòng số {lines[2].id} không khớp" in capsys.readouterr().err


def test_the_operator_invites_the_first_administrator(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["invite", "mai", "--name", "Mai Văn Tùng", "--role", "administrator", "--to", "2030-12-31"]
    assert execute(asked) == 0
    link = capsys.readouterr().out.splitlines()[0]
    user = User.objects.get(username="mai")
    assert link.startswith("/moi/") and user.role == Role.ADMINISTRATOR
    assert user.post_until == date(2031, 1, 1)
    assert execute(asked) == 1 and "mai" in capsys.readouterr().err
    assert execute(["invite", "x", "--name", "X", "--role", "king"]) == 2
