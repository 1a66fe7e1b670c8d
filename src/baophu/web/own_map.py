"""The page where an administrator takes the agency's own map into use, or goes back to the schematic."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from baophu.kernel.errors import Refused
from baophu.places.queries import areas
from baophu.reporting.charts import keeping
from baophu.reporting.charts.outlines import CODES, MOST_BYTES
from baophu.web.context import run_of
from baophu.web.guards import Asked, page
from baophu.web.middleware import sentence


@never_cache
@require_http_methods(["GET", "POST"])
@page("map")
def own_map(request: Asked) -> HttpResponse:
    """The map in use, the form that changes it; a file that does not fit is refused with the reason."""
    run = run_of(request)
    on = run.on if run is not None else timezone.localdate()
    refused = ""
    if request.method == "POST" and "withdraw" in request.POST:
        keeping.withdraw_map(by=request.user, at=timezone.now())
        messages.success(request, gettext("Đã dùng lại sơ đồ có sẵn."), extra_tags="ok")
        return redirect("web:map")
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None or not hasattr(file, "read"):
            refused = gettext("Chưa chọn tệp. Chọn tệp GeoJSON rồi bấm “Dùng bản đồ này”.")
        else:
            try:
                content = file.read(MOST_BYTES + 1)
                keeping.keep_map(
                    by=request.user, at=timezone.now(), on=on, name=file.name or "", content=content
                )
                messages.success(request, gettext("Đã dùng bản đồ của cơ quan."), extra_tags="ok")
                return redirect("web:map")
            except Refused as error:
                refused = sentence(error)
    given = {
        "own": keeping.own_map(), "on": on, "refused": refused, "code_name": CODES[0],
        "districts": areas("district", on), "most": MOST_BYTES // 1_000_000,
    }  # fmt: skip
    return render(request, "web/own_map.html", given, status=409 if refused else 200)
