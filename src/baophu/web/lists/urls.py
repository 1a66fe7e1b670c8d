"""Addresses of the lists' pages."""

from django.urls import path

from baophu.web.lists import blank, sending, views

urlpatterns = [
    path("danh-sach/", views.lists, name="lists"),
    path("danh-sach/lich/", views.calendar, name="send-calendar"),
    path("danh-sach/gui/", sending.upload, name="upload"),
    path("danh-sach/mau/<str:list_name>.xlsx", blank.blank, name="blank"),
    path("danh-sach/<int:receipt_id>/", views.receipt, name="receipt"),
    path("danh-sach/<int:receipt_id>/tep/", views.file, name="receipt-file"),
    path("danh-sach/<int:receipt_id>/tra-loi/", sending.answer, name="receipt-answer"),
    path("danh-sach/<int:receipt_id>/rut/", sending.withdraw, name="receipt-withdraw"),
    path("danh-sach/<int:receipt_id>/sua/<int:fault_id>/", sending.correct, name="receipt-correct"),
    path("danh-sach/<int:receipt_id>/dong/<int:number>/", views.row, name="row"),
]
