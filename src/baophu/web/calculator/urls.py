"""Addresses of the calculators, open to everyone."""

from django.urls import URLPattern, path

from baophu.web.calculator import benefits, contribution, deadline, index, interest, obligation, voluntary

urlpatterns: list[URLPattern] = [
    path("tinh/", index.page, name="calculators"),
    path("tinh/muc-dong/", contribution.page, name="calculator-contribution"),
    path("tinh/dien-tham-gia/", obligation.page, name="calculator-obligation"),
    path("tinh/tien-lai/", interest.page, name="calculator-interest"),
    path("tinh/tu-nguyen/", voluntary.page, name="calculator-voluntary"),
    path("tinh/che-do/", benefits.index, name="calculator-benefits"),
    path("tinh/che-do/<slug:kind>/", benefits.page, name="calculator-benefit"),
    path("tinh/thoi-han/", deadline.page, name="calculator-deadline"),
]
