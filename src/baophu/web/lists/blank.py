"""A list's workbook to fill in, for those who send it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import FileResponse, Http404
from django.views.decorators.http import require_GET

from baophu.intake.contracts import contracts
from baophu.intake.templates import write_template
from baophu.web.guards import Asked, page
from baophu.web.lists.asof import day_shown


@require_GET
@page("upload")
def blank(request: Asked, list_name: str) -> FileResponse:
    """The workbook of one list, its titles and the checks of its cells in it."""
    contract = contracts().get(list_name)
    if contract is None:
        raise Http404
    with tempfile.TemporaryDirectory(prefix="baophu-blank-") as folder:
        path = Path(folder) / "mau.xlsx"
        write_template(contract, path, year=day_shown(request).year)
        content = path.open("rb")  # read to its end by the response; the name may go at once
    return FileResponse(content, as_attachment=True, filename=f"mau-{list_name}.xlsx")
