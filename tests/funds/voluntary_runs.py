"""Runs made directly from lists of voluntary participants, as the pipeline leaves them in the database."""

from __future__ import annotations

from datetime import UTC, date, datetime

from baophu.access.bulk import store
from baophu.access.models import Role, Run, RunState, User
from baophu.funds.voluntary.actions.posting import post
from baophu.law.book import load
from baophu.register.models import Person, PersonRecord
from funds.voluntary_drawn import Lists

AT = datetime(2018, 7, 5, 3, 0, tzinfo=UTC)


def officer(
    name: str = "thu", role: Role = Role.SI_PROVINCE, area: str = "42", agency: str = "si-42"
) -> User:
    """Someone with a role."""
    known = User.objects.filter(username=name).first()
    return known or User.objects.create(
        username=name, role=role, area_code=area, agency_code=agency, full_name=f"Cán bộ {name}"
    )


def finance() -> User:
    """The clerk of the finance department."""
    return officer("taichinh", Role.AGENCY_CLERK, "42", "finance")


def run_of(lists: Lists) -> Run:
    """A published run of these lists."""
    run = Run.objects.create(on=lists.on, state=RunState.RUNNING, started_at=AT)
    known = set(Person.objects.values_list("id", flat=True))
    people = {row["person"]: row for rows in lists.rows.values() for row in rows}
    fresh = [key for key in sorted(people) if key not in known]
    Person.objects.bulk_create(Person(id=key, minted_from=f"x:0:{key}", minted_run=run.pk) for key in fresh)
    PersonRecord.objects.bulk_create(
        PersonRecord(
            person_id=key, run_from=run.pk, fingerprint="", full_name=f"Nguyễn Thị {key}", si_number="4218000017",
            born_on=date(1980, 3, 1), district_code=people[key].get("district_code") or "",
            commune_code=people[key].get("commune_code") or "",
        )
        for key in fresh
    )  # fmt: skip
    con = lists.relations()
    post(
        store=store(),
        con=con,
        run=run.pk,
        on=lists.on,
        law=load(),
        by=None,
        at=AT,
        progress=lambda _s, _n: None,
    )
    run.state, run.published_at = RunState.PUBLISHED, AT
    run.save()
    return run
