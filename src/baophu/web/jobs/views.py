"""The pages of long work: one's own jobs, one of them with its progress, beginning and cancelling one."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

import baophu.access.actions as journal
from baophu.access.queries import current_run
from baophu.intake.receipts import last_received
from baophu.jobs import actions, queries
from baophu.jobs.queries import JobKind, JobState
from baophu.kernel.errors import NotFound, Refused
from baophu.web.guards import Asked, page
from baophu.web.jobs.words import EXPORTS, shown
from baophu.web.middleware import sentence
from baophu.web.rights import may_open

COOKIE = "jobs"  # the browser asks for news only while it holds this
COOKIE_SECONDS = 7 * 24 * 3600
ENDINGS = ("xlsx", "csv", "parquet")
FIRST_DAY = date(2017, 5, 11)


@never_cache
@require_GET
@page("jobs")
def jobs(request: Asked) -> HttpResponse:
    """One's own jobs, newest first; seeing them is being told."""
    at = timezone.now()
    found = [shown(job, at) for job in queries.mine(request.user)]
    actions.note_told(by=request.user, at=at)
    given = {
        "jobs": found,
        "running": sum(job.under_way for job in found),
        "may_reconcile": may_open(request.user.role, "job-reconcile"),
        "may_export": may_open(request.user.role, "job-export"),
    }
    return render(request, "web/jobs/index.html", given)


@never_cache
@require_GET
@page("job")
def job(request: Asked, job_id: int) -> HttpResponse:
    """One of one's own jobs: how far, how long still, what came of it."""
    found = queries.job(job_id, by=request.user)
    return render(request, "web/jobs/one.html", {"one": shown(found, timezone.now())})


@never_cache
@require_GET
@page("job")
def progress(request: Asked, job_id: int) -> HttpResponse:
    """The part of the page that changes while a job runs."""
    found = queries.job(job_id, by=request.user)
    answer = render(request, "web/jobs/_progress.html", {"one": shown(found, timezone.now())})
    answer["X-Under-Way"] = "1" if found.under_way else "0"
    return answer


@never_cache
@require_GET
@page("jobs")
def news(request: Asked) -> HttpResponse:
    """What became of one's jobs since one last looked: for the note on whatever page one is."""
    at = timezone.now()
    found = [shown(job, at) for job in queries.untold(request.user)]
    ended = [
        {"title": one.title, "state": one.state, "colour": one.colour, "told": one.told, "to": one.to}
        for one in found
        if not one.under_way
    ]
    if ended:
        actions.note_told(by=request.user, at=at)
    running = sum(one.under_way for one in found)
    answer = JsonResponse({"running": running, "ended": ended})
    if not running:
        answer.delete_cookie(COOKIE)
    return answer


def begun(job_id: int, *, script: bool = False) -> HttpResponse:
    """The answer to beginning a job: its page, and a browser that asks for news of it."""
    where = reverse("web:job", args=[job_id])
    answer: HttpResponse = JsonResponse({"to": where}) if script else HttpResponseRedirect(where)
    answer.set_cookie(COOKIE, "1", max_age=COOKIE_SECONDS, samesite="Lax")
    return answer


@require_http_methods(["GET", "POST"])
@page("job-reconcile")
def reconcile(request: Asked) -> HttpResponse:
    """Begin a reconciliation of a day."""
    today = timezone.localdate()
    text = request.POST.get("on", "").strip()
    refusal = ""
    if request.method == "POST":
        day = _day(text)
        if day is None or not FIRST_DAY <= day <= today:
            words = gettext(
                "Chưa đọc được ngày “%(text)s”. Ghi ngày từ 11/05/2017 đến hôm nay, ví dụ 30/06/2018."
            )
            refusal = words % {"text": text}
        else:
            try:
                arguments = {"on": day.isoformat()}
                return begun(
                    actions.ask(
                        kind=JobKind.RECONCILE, arguments=arguments, by=request.user, at=timezone.now()
                    )
                )
            except Refused as refused:
                refusal = sentence(refused)
    run = current_run()
    given = {
        "on": text or _usual_day(run.on if run else None, today).strftime("%d/%m/%Y"),
        "refusal": refusal,
        "run": run,
        "under_way": queries.under_way(JobKind.RECONCILE),
        "last": last_received(by=today),
    }
    return render(request, "web/jobs/reconcile.html", given, status=422 if refusal else 200)


def _usual_day(last: date | None, today: date) -> date:
    """The day filled in: while the newest figures are a year old, theirs again; else today."""
    return last if last and (today - last).days > 366 else today


def _day(text: str) -> date | None:
    """A day typed as 30/06/2018 or 2018-06-30; None when it is none."""
    parts = text.split("/")
    try:
        if len(parts) == 3:
            return date(int(parts[2]), int(parts[1]), int(parts[0]))
        return date.fromisoformat(text)
    except ValueError:
        return None


@require_http_methods(["GET", "POST"])
@page("job-export")
def export(request: Asked) -> HttpResponse:
    """Begin an export of the newest run."""
    if request.method == "POST":
        what, ending = request.POST.get("what", ""), request.POST.get("ending", "")
        if what in EXPORTS and ending in ENDINGS:
            arguments = {"what": what, "ending": ending}
            return begun(
                actions.ask(kind=JobKind.EXPORT, arguments=arguments, by=request.user, at=timezone.now())
            )
        raise Http404
    return render(request, "web/jobs/export.html", {"exports": EXPORTS, "endings": ENDINGS})


@require_POST
@page("job")
def cancel(request: Asked, job_id: int) -> HttpResponse:
    """Cancel one's own job."""
    try:
        actions.cancel(job_id=job_id, by=request.user, at=timezone.now())
        messages.success(request, gettext("Đã yêu cầu hủy. Việc dừng ở bước kế tiếp."), extra_tags="ok")
    except Refused as refused:
        messages.error(request, sentence(refused), extra_tags="bad")
    return HttpResponseRedirect(reverse("web:job", args=[job_id]))


@require_GET
@page("job-made")
def made(request: Asked, job_id: int) -> FileResponse:
    """The file that an export made; each fetch is journaled."""
    found = queries.job(job_id, by=request.user)
    path = queries.made_folder(found.id) / str(found.outcome.get("file", ""))
    if found.kind is not JobKind.EXPORT or found.state is not JobState.DONE or not path.is_file():
        raise NotFound(what=f"tệp của công việc số {job_id}")
    journal.record(
        by=request.user,
        at=timezone.now(),
        action="export.fetch",
        subject=f"job:{found.id}",
        area_code=request.user.area_code,
        detail={"file": path.name, "rows": found.outcome.get("rows", 0)},
    )
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)
