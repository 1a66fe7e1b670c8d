"""The guide as a page, and one chapter of it for the panel beside a page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from baophu.web.context import address_of
from baophu.web.guards import Asked, page
from baophu.web.guide.chapters import chapters
from baophu.web.rights import may_person_open


@require_GET
@page("guide")
def guide(request: Asked) -> HttpResponse:
    """Every chapter; with `manh`, that one alone without the frame."""
    asked = request.GET.get("manh", "")
    shown = [one for one in chapters() if one.key == asked] or list(chapters())
    user = request.user
    steps = {
        page: address_of(page) or "" if may_person_open(user, page) else ""
        for one in shown
        for page, _ in one.steps
    }
    template = "web/guide/part.html" if asked else "web/guide/index.html"
    return render(request, template, {"chapters": shown, "addresses": steps})
