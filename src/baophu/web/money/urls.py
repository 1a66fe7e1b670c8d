"""Addresses of the pages of money."""

from django.urls import path

from baophu.web.money import deciding, papers, views

urlpatterns = [
    path("don-vi/<str:employer_id>/thu-nop/", views.account, name="account"),
    path("don-vi/<str:employer_id>/thong-bao/<str:unit_code>/<str:month>/", papers.notice, name="notice"),
    path(
        "don-vi/<str:employer_id>/thong-bao/<str:unit_code>/<str:month>/c12.<str:ending>",
        papers.notice_file,
        name="notice-file",
    ),
    path(
        "don-vi/<str:employer_id>/thu-nop/<str:unit_code>/<str:kind>/", deciding.decide, name="account-decide"
    ),
    path("no-dong/", views.arrears, name="arrears"),
    path("tien-cho-khop/", views.held, name="held"),
    path("tien-cho-khop/<str:key>/", deciding.assign, name="held-transfer"),
    path("chot-so/", deciding.closing, name="closing"),
]
