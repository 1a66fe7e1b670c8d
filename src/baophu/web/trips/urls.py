"""Addresses of the trip sheets."""

from django.urls import path

from baophu.web.trips import views

urlpatterns = [
    path("chuyen-di/", views.trips, name="trips"),
    path("chuyen-di/<str:commune>/", views.trip, name="trip"),
    path("chuyen-di/<str:commune>/phieu.pdf", views.paper, name="trip-pdf"),
    path("chuyen-di/<str:commune>/phieu.xlsx", views.workbook, name="trip-xlsx"),
    path("chuyen-di/<str:commune>/tep/", views.back_as_file, name="trip-file"),
]
