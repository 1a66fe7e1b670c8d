"""Addresses of the law's pages."""

from django.urls import path

from baophu.web.law import views

urlpatterns = [
    path("luat/", views.book, name="law"),
    path("luat/gia-tri/<int:number>/<str:deed>/", views.decide, name="law-decide"),
    path("luat/<str:key>/", views.parameter, name="law-parameter"),
    path("luat/<str:key>/ghi/", views.enter, name="law-enter"),
]
