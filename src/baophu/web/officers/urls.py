"""Addresses of the officers' pages."""

from django.urls import path

from baophu.web.officers import handovers, objections, units

urlpatterns = [
    path("viec-cua-toi/", units.my_units, name="my-units"),
    path("ban-giao/", handovers.handovers, name="handovers"),
    path("ban-giao/<str:number>/", handovers.handover, name="handover"),
    path("ban-giao/<str:number>/bien-ban.pdf", handovers.minutes, name="handover-minutes"),
    path("phan-anh/cho-tra-loi/", objections.waiting, name="objections"),
    path("phan-anh/", objections.send, name="objection-send"),
    path("phan-anh/tra-cuu/", objections.look, name="objection-look"),
    path("don-vi/<str:employer_id>/phan-anh/", objections.of_employer, name="employer-objections"),
]
