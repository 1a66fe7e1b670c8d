"""The audit journal is a chain: a changed line shows."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from baophu.access.actions import RunUnderWay, abandon_run, publish_run, record, start_run
from baophu.access.models import AuditEntry
from baophu.access.queries import current_run, first_broken_line

pytestmark = pytest.mark.django_db
NOON = datetime(2018, 7, 5, 5, 0, tzinfo=UTC)


def test_a_whole_chain_verifies_and_a_changed_line_is_found() -> None:
    for number in range(5):
        record(by=None, at=NOON, action="list.receive", subject=f"receipt:{number}", detail={"rows": number})
    assert first_broken_line() is None
    third = AuditEntry.objects.order_by("id")[2]
    AuditEntry.objects.filter(id=third.id).update(detail={"rows": 99})
    assert first_broken_line() == third.id


def test_a_removed_line_breaks_the_chain() -> None:
    entries = [record(by=None, at=NOON, action="a", subject=str(n)) for n in range(3)]
    AuditEntry.objects.filter(id=entries[1].id).delete()
    assert first_broken_line() == entries[2].id


def test_two_runs_never_run_at_once_and_only_a_published_one_is_current() -> None:
    run = start_run(by=None, at=NOON, on=date(2018, 6, 30), engine="duckdb")
    with pytest.raises(RunUnderWay, match=str(run.id)):
        start_run(by=None, at=NOON, on=date(2018, 6, 30), engine="duckdb")
    assert current_run() is None
    abandon_run(by=None, at=NOON, run=run, because="stopped")
    again = start_run(by=None, at=NOON, on=date(2018, 6, 30), engine="duckdb")
    publish_run(by=None, at=NOON, run=again, hashes={"law_hash": "x"}, figures={})
    current = current_run()
    assert current is not None and current.id == again.id
