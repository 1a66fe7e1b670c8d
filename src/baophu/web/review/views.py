"""Pages of doubtful pairs: the queue, one pair, pairs alike, and taking a decision back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from baophu.access.queries import Run
from baophu.kernel.errors import NotFound, Refused
from baophu.linkage import actions
from baophu.linkage.review import Alike, Said, State, judged_by
from baophu.linkage.review import alike as kinds_alike
from baophu.linkage.rules import Verdict
from baophu.reporting import formats
from baophu.web.context import run_of
from baophu.web.guards import Asked, page
from baophu.web.middleware import sentence
from baophu.web.review import queue
from baophu.web.review.compare import compared, sides, waterfall
from baophu.web.rights import may_person_open

SHOWN, BESIDE = 100, 12
NO_RUN = "web/review/none.html"


@require_GET
@page("pairs")
def pairs(request: Asked) -> HttpResponse:
    """Every pair that waits for this reader, what changes most first."""
    run = run_of(request)
    if run is None:
        return render(request, NO_RUN)
    found = queue.lines(request, run)
    asked = request.GET.get("tinh_trang", "")
    states = [(state, gettext(words)) for state, words in queue.STATE_WORDS.items()]
    shown = [line for line in found if line.state == asked] if asked else queue.asking(found)
    given = {
        "said": queue.verdict_line(found),
        "minutes": queue.minutes(found),
        "first": next(iter(queue.asking(found)), None),
        "lines": shown[:SHOWN],
        "more": max(len(shown) - SHOWN, 0),
        "states": [(state, words, sum(line.state == state for line in found)) for state, words in states],
        "asked": asked,
        "kinds": kinds_alike([line.pair for line in found], reader=request.user.username)[:BESIDE],
        "mine": [(said, *_names(found, left, right)) for left, right, said in _own(request)[:SHOWN]],
        "may_quality": may_person_open(request.user, "pair-quality"),
    }
    return render(request, "web/review/queue.html", given)


@never_cache
@require_http_methods(["GET", "POST"])
@page("pair")
def pair(request: Asked, pair_id: int) -> HttpResponse:
    """Two rows side by side and why the machine doubts; a POST writes the reader's word."""
    run, found, line = _line(request, pair_id)
    before, after, place = queue.around(found, pair_id)
    if request.method == "POST":
        return _decide(request, line, after)
    left, right = sides(line.pair)
    others = [s for s in line.pair.said if s.withdrawn_at is None and s.by != request.user.username]
    own = [s for s in line.pair.said if s.by == request.user.username]
    given = {
        "line": line,
        "sides": (left, right),
        "compared": compared(line.pair, left, right),
        "fall": waterfall(line.pair),
        "effect": queue.effect(line),
        "place": place,
        "total": len(found),
        "beside": queue.asking(found)[:BESIDE],
        "before": before,
        "after": after,
        "own": own,
        # a second reader must not be led by the first: others' words show once one's own is said
        "others": others if own and own[-1].withdrawn_at is None else [],
        "others_n": len(others),
        "last": _last(request),
        "run": run,
    }
    return render(request, "web/review/pair.html", given)


@require_POST
@page("pair")
def withdraw(request: Asked, judgement: int) -> HttpResponse:
    """Take one's own word back; the pair waits again."""
    run = run_of(request)
    mine = {said.id: (left, right) for left, right, said in _own(request)}
    if run is None or judgement not in mine:
        raise NotFound(what=f"kết luận số {judgement} của bạn")
    actions.withdraw_judgement(
        by=request.user, at=timezone.now(), judgement=judgement, because=gettext("người xét hoàn tác")
    )
    messages.success(request, gettext("Đã hoàn tác. Cặp này chờ xét lại."), extra_tags="ok")
    keys = {line.pair.key: line.pair.id for line in queue.lines(request, run)}
    again = keys.get(mine[judgement])
    return HttpResponseRedirect(reverse("web:pair", args=[again]) if again else reverse("web:pairs"))


@never_cache
@require_http_methods(["GET", "POST"])
@page("pair-alike")
def alike(request: Asked, pattern: str) -> HttpResponse:
    """Pairs with the same for and against: the reader's sample, then all the rest at once."""
    run = run_of(request)
    if run is None:
        return render(request, NO_RUN)
    found = queue.lines(request, run)
    kind = _kind(request, found, pattern)
    refused = ""
    if request.method == "POST":
        try:
            batch, n = actions.judge_alike(
                by=request.user,
                at=timezone.now(),
                kind=kind,
                people=queue.people_of(found),
                verdict=_verdict(request),
                note=request.POST.get("note", ""),
            )
        except Refused as refusal:
            refused = sentence(refusal)
        else:
            said = gettext("Đã ghi kết luận cho %(n)s cặp. Cả đợt hoàn tác được ở “Kết luận của tôi”.")
            messages.success(request, said % {"n": formats.number(n)}, extra_tags="ok")
            return HttpResponseRedirect(f"{reverse('web:pairs')}?dot={batch}#cua-toi")
    known = {line.pair.id: line for line in found}
    given = {
        "kind": kind,
        "sample": [known[one.id] for one in kind.sample if one.id in known],
        "waiting": [known[one.id] for one in kind.waiting if one.id in known],
        "agreed": kind.agreed and queue.VERDICT_WORDS[kind.agreed],
        "refused": refused,
    }
    return render(request, "web/review/alike.html", given, status=409 if refused else 200)


@require_POST
@page("pair")
def withdraw_together(request: Asked, batch: str) -> HttpResponse:
    """Take back a whole batch of one's own."""
    if not any(said.batch == batch for _, _, said in _own(request)):
        raise NotFound(what=f"đợt kết luận {batch} của bạn")
    n = actions.withdraw_batch(
        by=request.user, at=timezone.now(), batch=batch, because=gettext("người xét hoàn tác cả đợt")
    )
    said = gettext("Đã hoàn tác %(n)s kết luận; các cặp chờ xét lại.") % {"n": formats.number(n)}
    messages.success(request, said, extra_tags="ok")
    return HttpResponseRedirect(reverse("web:pairs"))


def _line(request: Asked, pair_id: int) -> tuple[Run, list[queue.Line], queue.Line]:
    """The pair within the reader's area, and the whole queue around it."""
    run = run_of(request)
    found = queue.lines(request, run) if run else []
    line = next((one for one in found if one.pair.id == pair_id), None)
    if run is None or line is None:
        raise NotFound(what=f"cặp số {pair_id}")
    return run, found, line


def _verdict(request: Asked) -> str:
    """The answer of the form; raises NotFound for what is none of the three."""
    said = request.POST.get("verdict", "")
    if said not in set(Verdict):
        raise NotFound(what=f"kết luận “{said[:20]}”")
    return said


def _decide(request: Asked, line: queue.Line, after: queue.Line | None) -> HttpResponse:
    """Write the word, tell what it does, and go to the next pair."""
    verdict = _verdict(request)
    number = actions.judge(
        by=request.user,
        at=timezone.now(),
        subject="employer",
        left=line.pair.left,
        right=line.pair.right,
        verdict=verdict,
        note=request.POST.get("note", ""),
        of_queue=True,
        people=line.people,
    )
    waits = verdict == Verdict.SAME and line.needs_two and line.state is not State.SECOND
    said = gettext("Đã ghi: %(verdict)s.") % {"verdict": gettext(queue.VERDICT_WORDS[verdict])}
    if waits:
        said += " " + gettext("Liên quan %(n)s lao động: tính khi người thứ hai cùng kết luận.") % {
            "n": formats.number(line.people)
        }
    messages.success(request, said, extra_tags="ok")
    where = reverse("web:pair", args=[after.pair.id]) if after else reverse("web:pairs")
    return HttpResponseRedirect(f"{where}?vua={number}")


def _own(request: Asked) -> list[tuple[str, str, Said]]:
    """What the reader said of the queue's pairs, newest first."""
    return judged_by(request.user.username)


def _last(request: Asked) -> int | None:
    """The reader's judgement that Z takes back: the newest that stands."""
    return next((said.id for _, _, said in _own(request) if said.withdrawn_at is None), None)


def _names(found: list[queue.Line], left: str, right: str) -> tuple[str, str, int | None]:
    """Both names of a judged pair and its number in this run, where the run still knows the pair."""
    line = next((one for one in found if one.pair.key == (left, right)), None)
    return (*line.names, line.pair.id) if line else ("", "", None)


def _kind(request: Asked, found: list[queue.Line], pattern: str) -> Alike:
    """The kind of a pattern in the reader's area."""
    kinds = kinds_alike([line.pair for line in found], reader=request.user.username)
    kind = next((one for one in kinds if one.pattern == pattern), None)
    if kind is None:
        raise NotFound(what=f"nhóm cặp {pattern[:20]}")
    return kind
