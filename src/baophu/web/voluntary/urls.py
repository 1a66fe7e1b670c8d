"""Addresses of the pages of voluntary participants."""

from django.urls import path

from baophu.web.voluntary import claims, views

urlpatterns = [
    path("tu-nguyen/", views.voluntary, name="voluntary"),
    path("tu-nguyen/nguoi/", views.people, name="voluntary-people"),
    path("tu-nguyen/nguoi/<str:person_id>/", views.person, name="voluntary-person"),
    path("tu-nguyen/ho-tro/", claims.support, name="voluntary-support"),
    path("tu-nguyen/ho-tro/<int:claim_id>/", claims.claim, name="voluntary-claim"),
    path("tu-nguyen/ho-tro/<int:claim_id>/thay-doi/", claims.changes, name="voluntary-claim-changes"),
    path("tu-nguyen/ho-tro/<int:claim_id>/<str:step>/", claims.step, name="voluntary-claim-step"),
]
