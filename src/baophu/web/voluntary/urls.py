"""Addresses of the pages of voluntary participants."""

from django.urls import path

from baophu.web.voluntary import agents, claims, sponsors, topups, views

urlpatterns = [
    path("tu-nguyen/", views.voluntary, name="voluntary"),
    path("tu-nguyen/tai-tro/", sponsors.sponsors, name="voluntary-sponsors"),
    path("tu-nguyen/tai-tro/<int:number>/", sponsors.sponsor, name="voluntary-sponsor"),
    path("tu-nguyen/ho-tro-them/", topups.topups, name="voluntary-topups"),
    path("tu-nguyen/ho-tro-them/<int:number>/", topups.topup, name="voluntary-topup"),
    path("tu-nguyen/ho-tro-them/<int:number>/bang.xlsx", topups.sheet, name="voluntary-topup-sheet"),
    path("tu-nguyen/dai-ly/", agents.agents, name="voluntary-agents"),
    path("tu-nguyen/dai-ly/<str:code>/", agents.agent, name="voluntary-agent"),
    path("tu-nguyen/nguoi/", views.people, name="voluntary-people"),
    path("tu-nguyen/nguoi/<str:person_id>/", views.person, name="voluntary-person"),
    path("tu-nguyen/ho-tro/", claims.support, name="voluntary-support"),
    path("tu-nguyen/ho-tro/<int:claim_id>/", claims.claim, name="voluntary-claim"),
    path("tu-nguyen/ho-tro/<int:claim_id>/thay-doi/", claims.changes, name="voluntary-claim-changes"),
    path("tu-nguyen/ho-tro/<int:claim_id>/<str:step>/", claims.step, name="voluntary-claim-step"),
]
