"""Addresses of the employers' pages."""

from django.urls import path

from baophu.web.employers import browse, views

urlpatterns = [
    path("don-vi/", browse.employers, name="employers"),
    path("don-vi/xuat.xlsx", browse.sheet, name="employers-sheet"),
    path("don-vi/chon/", browse.selection, name="employers-selection"),
    path("don-vi/giao/", browse.charge, name="employers-charge"),
    path("don-vi/bo-loc/", browse.keep, name="employers-keep"),
    path("don-vi/<str:employer_id>/", views.employer, name="employer"),
    path("don-vi/<str:employer_id>/lich-su/", views.history, name="employer-history"),
    path("don-vi/<str:employer_id>/dien-bien/", views.story, name="employer-timeline"),
    path("don-vi/<str:employer_id>/nguoi/", views.people, name="employer-people"),
    path("don-vi/<str:employer_id>/ai-da-xem/", views.seen, name="employer-seen"),
    path("don-vi/<str:employer_id>/ket-qua/", views.finding, name="employer-finding"),
]
