"""The first page of the calculators."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from baophu.web.guards import public

PAGES: tuple[tuple[str, str, str], ...] = (  # address, title, what it answers
    (
        "calculator-contribution",
        gettext_noop("Đóng bao nhiêu?"),
        gettext_noop("Đơn vị và người lao động đóng bao nhiêu mỗi tháng, từng quỹ, và luật đã đổi khi nào."),
    ),
    (
        "calculator-obligation",
        gettext_noop("Có phải tham gia không?"),
        gettext_noop("Ai phải tham gia BHXH bắt buộc, vào những quỹ nào, từ ngày nào."),
    ),
    (
        "calculator-interest",
        gettext_noop("Tiền lãi chậm đóng"),
        gettext_noop("Lãi trên số tiền chưa đóng, đến một ngày; năm nào chưa có mức lãi thì nói rõ."),
    ),
    (
        "calculator-voluntary",
        gettext_noop("Tự nguyện: kế hoạch đóng"),
        gettext_noop(
            "Đóng BHXH tự nguyện theo từng cách, ai hỗ trợ bao nhiêu, sau này hưởng lương hưu thế nào."
        ),
    ),
    (
        "calculator-benefits",
        gettext_noop("Được hưởng gì?"),
        gettext_noop("Lương hưu, BHXH một lần, ốm đau, thai sản, tử tuất, tai nạn lao động, thất nghiệp."),
    ),
    (
        "calculator-deadline",
        gettext_noop("Hạn giải quyết"),
        gettext_noop("Cơ quan phải giải quyết xong hồ sơ, khiếu nại, tố cáo chậm nhất ngày nào."),
    ),
)


@require_safe
@public("calculators")
def page(request: HttpRequest) -> HttpResponse:
    """What can be calculated."""
    return render(request, "web/calculator/index.html", {"pages": PAGES, "page": "index"})
