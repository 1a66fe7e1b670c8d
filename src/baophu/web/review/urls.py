"""Addresses of the review of doubtful pairs."""

from django.urls import path

from baophu.web.review import checking, views

urlpatterns = [
    path("xet-cap/", views.pairs, name="pairs"),
    path("xet-cap/<int:pair_id>/", views.pair, name="pair"),
    path("xet-cap/rut/<int:judgement>/", views.withdraw, name="pair-withdraw"),
    path("xet-cap/nhom/<str:pattern>/", views.alike, name="pair-alike"),
    path("xet-cap/rut-dot/<str:batch>/", views.withdraw_together, name="pair-batch-withdraw"),
    path("xet-cap/chat-luong/", checking.quality, name="pair-quality"),
    path("xet-cap/mau/<int:check_id>/", checking.check, name="pair-check"),
]
