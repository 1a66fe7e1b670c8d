"""Objects that the walk over rights finds nowhere in a reconciled home, made by the storeys' own actions.

Of a district: a commune, minutes of handing over, doubtful pairs, a typed list, a collection agent. Of a person:
a job and a word about a pair. Of the province: a sponsorship, a top-up, an employer drawn by lot.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import combinations, islice
from typing import Any

PAIRS = 14  # enough alike that they may be decided together
TYPED = ("typing", "typed-new", "typed-row", "typed-leave-out", "typed-send", "typed-discard")
JOBS = ("job", "job-progress", "job-cancel", "job-made")
TRIPS = ("trip", "trip-pdf", "trip-xlsx", "trip-file")
WORDS = ("pair-withdraw", "pair-batch-withdraw")
READERS = ("si_director", "si_province", "si_district")  # who decide about pairs
EXPORTERS = ("si_director", "si_province", "auditor")
SENDERS = ("si_district", "commune_clerk", "agency_clerk")


def of_province(run: int, director: Any) -> dict[str, dict[str, Any]]:
    """Objects that the whole province shares, by the address's name."""
    from django.utils import timezone

    from baophu.linkage import review
    from baophu.linkage.actions import draw_lot

    draw_lot(by=director, at=timezone.now(), run=run)
    proposal = {"number": _topup(director)}
    return {
        "pair-check": {"check_id": review.checks(run=run)[0].id},
        "voluntary-sponsor": {"number": _sponsorship(director)},
        "voluntary-topup": proposal,
        "voluntary-topup-sheet": proposal,
    }


def _sponsorship(director: Any) -> int:
    from django.utils import timezone

    from baophu.funds.voluntary.actions.sponsorships import enter_sponsorship
    from baophu.kernel.time import Month
    from baophu.law.support import Group

    made = enter_sponsorship(
        organisation="X", document_no="1/TT", document_on=date(2018, 1, 2), first=Month(2018, 1),
        last=Month(2018, 12), amount_vnd=10_000, share_ppm=None, groups=[Group.POOR], area_code="42",
        by=director, at=timezone.now(),
    )  # fmt: skip
    return int(made.pk)


def _topup(director: Any) -> int:
    from django.utils import timezone

    from baophu.funds.voluntary.actions.topups import save_topup
    from baophu.law.support import Group
    from baophu.web.law_in_force import book_in_force

    made = save_topup(
        shares={Group.POOR: Fraction(1, 10)}, area_code="42", years=range(2019, 2020), note="",
        by=director, at=timezone.now(), law=book_in_force(),
    )  # fmt: skip
    return int(made.pk)


def of_district(
    run: int, district: str, commune: str, *, officer: Any, director: Any, elsewhere: str
) -> dict[str, dict[str, Any]]:
    """Objects of a district and a commune of it, by the address's name; the agent has no member elsewhere."""
    pairs = doubtful_pairs(run, district)
    minutes = {"number": handed_over(run, district, officer=officer, director=director)}
    return {
        **{name: {"commune": commune} for name in TRIPS},
        **dict.fromkeys(TYPED, _typed(commune, director)),
        **dict.fromkeys(("handover", "handover-minutes"), minutes),
        "pair": {"pair_id": pairs[0].pk},
        "pair-alike": {"pattern": _pattern(run, pairs[0].pk)},
        "voluntary-agent": {"code": _agent(run, district, elsewhere)},
    }


def doubtful_pairs(run: int, district: str) -> list[Any]:
    """Pairs between rows of employers of a district: this home's linkage doubts none."""
    from baophu.intake.models import Receipt
    from baophu.linkage.models import DoubtfulPair, EmployerRow

    rows = EmployerRow.objects.filter(run_until=None, employer_id__in=_standing(run, district))
    first = {row.employer_id: row for row in rows.order_by("-id")}
    marks = dict(Receipt.objects.values_list("id", "sha256"))
    keys = {one: f"{row.list_name}:{marks[row.receipt_id]}:{row.row}" for one, row in first.items()}
    return [
        DoubtfulPair.objects.create(
            run_id=run, left_employer_id=left, right_employer_id=right, left=keys[left], right=keys[right],
            weight_milli=1200, levels={"name": ["exact", 8300], "form": ["same", 300]}, why="near_threshold",
        )
        for left, right in islice(combinations(sorted(keys), 2), PAIRS)
    ]  # fmt: skip


def pairs_in(run: int, district: str) -> list[int]:
    """The numbers of a run's doubtful pairs that lie wholly in a district."""
    from baophu.linkage.models import DoubtfulPair

    here = _standing(run, district)
    pairs = DoubtfulPair.objects.filter(run_id=run, left_employer__in=here, right_employer__in=here)
    return list(pairs.values_list("id", flat=True))


def _standing(run: int, district: str) -> list[str]:
    """Employers that stand in a district in a run."""
    from baophu.coverage.standings import workers_of
    from baophu.register.models import EmployerRecord
    from baophu.register.queries import in_area, in_run

    ids = EmployerRecord.objects.filter(in_run(run), in_area(district)).values_list("employer_id", flat=True)
    return sorted(one for one, told in workers_of(ids, run=run).items() if told.district_code == district)


def _pattern(run: int, pair: int) -> str:
    from baophu.linkage.review import pair as of_number

    return of_number(pair, run=run).pattern


def handed_over(run: int, district: str, *, officer: Any, director: Any) -> str:
    """The number of minutes by which an officer's units of a district are to pass to the director."""
    from django.utils import timezone

    from baophu.plan.portfolio.actions import draw_up, give

    at, on = timezone.now(), timezone.localdate()
    units = _standing(run, district)[:3]
    give(by=director, at=at, on=on, run=run, employer_ids=units, officer=officer)
    made = draw_up(
        by=director, at=at, on=on, run=run, giver=officer, receiver=director, employer_ids=units, because="X"
    )
    return str(made.number)


def _typed(commune: str, director: Any) -> dict[str, Any]:
    """A list being typed for a commune, with a row that it was begun from."""
    from django.utils import timezone

    from baophu.intake.typed import actions, queries

    draft = actions.begin(agency=f"commune-{commune}", period="2018-Q3", by=director, at=timezone.now())
    rows = queries.draft(draft, by=director, on=timezone.localdate()).rows
    assert rows, f"commune {commune} sent no row before"
    return {"draft_id": draft, "key": rows[0].key}


def _agent(run: int, district: str, elsewhere: str) -> str:
    """An agent with members in a district and none in another."""
    from baophu.access.queries import current_run
    from baophu.web.voluntary.agents import agent_lines

    newest = current_run()
    assert newest is not None and newest.pk == run
    there = {line.code for line in agent_lines(newest, elsewhere)}
    return next(line.code for line in agent_lines(newest, district) if line.code not in there)


def of_person(role: str, user: Any, pair: int) -> dict[str, dict[str, Any]]:
    """What a person began: a job, a word about a pair."""
    made: dict[str, dict[str, Any]] = {}
    if role in EXPORTERS + SENDERS:
        number = _exported(user) if role in EXPORTERS else _received(user)
        made |= {name: {"job_id": number} for name in JOBS}
    if role in READERS:
        judgement, batch = _judged(user, pair)
        made |= {"pair-withdraw": {"judgement": judgement}, "pair-batch-withdraw": {"batch": batch}}
    return made


def _judged(user: Any, pair: int) -> tuple[int, str]:
    from django.utils import timezone

    from baophu.linkage.actions import judge
    from baophu.linkage.models import DoubtfulPair

    doubt, batch = DoubtfulPair.objects.get(pk=pair), f"{user.pk:08x}{pair:08x}"
    number = judge(
        by=user, at=timezone.now(), subject="employer", left=doubt.left, right=doubt.right,
        verdict="unsure", of_queue=True, batch=batch,
    )  # fmt: skip
    return number, batch


def _received(user: Any) -> int:
    """A list that waits to be received."""
    from django.utils import timezone

    from baophu.jobs.actions import ask
    from baophu.jobs.queries import JobKind

    told = {"list": "commune_businesses", "agency": "X", "period": "2018-Q3", "file": "x.xlsx", "staged": ""}
    return ask(kind=JobKind.RECEIVE, arguments=told, by=user, at=timezone.now())


def _exported(user: Any) -> int:
    """An export that a worker has carried out, with its file."""
    from django.utils import timezone

    from baophu.jobs import actions, queries, queue

    told = {"what": "coverage", "ending": "csv"}
    number = actions.ask(kind=queries.JobKind.EXPORT, arguments=told, by=user, at=timezone.now())
    while (taken := queue.take(worker="walk", at=timezone.now())) and taken.id != number:
        queue.end(taken, state=queries.JobState.FAILED, outcome={}, at=timezone.now())
    assert taken is not None
    folder = queries.made_folder(number)
    folder.mkdir(parents=True)
    (folder / "x.csv").write_text("a\n")
    outcome = {"file": "x.csv", "rows": 1}
    queue.end(taken, state=queries.JobState.DONE, outcome=outcome, at=timezone.now())
    return number
