"""Addresses of the lists' pages."""

from django.urls import path

from baophu.web.lists import blank, papers, previewing, sending, typing, views

urlpatterns = [
    path("danh-sach/", views.lists, name="lists"),
    path("danh-sach/lich/", views.calendar, name="send-calendar"),
    path("danh-sach/gui/", sending.upload, name="upload"),
    path("danh-sach/xem-truoc/", previewing.look, name="preview"),
    path("danh-sach/xem-truoc/gui/", previewing.confirm, name="preview-confirm"),
    path("danh-sach/nhac/", papers.reminders, name="reminders"),
    path("danh-sach/nhac/giay-nhac.pdf", papers.reminder_paper, name="reminder-paper"),
    path("danh-sach/<int:receipt_id>/bien-nhan.pdf", papers.receipt_paper, name="receipt-paper"),
    path("danh-sach/nhap/", typing.begin, name="typing-begin"),
    path("danh-sach/nhap/<int:draft_id>/", typing.typing, name="typing"),
    path("danh-sach/nhap/<int:draft_id>/dong/", typing.typed_row, name="typed-new"),
    path("danh-sach/nhap/<int:draft_id>/dong/<str:key>/", typing.typed_row, name="typed-row"),
    path("danh-sach/nhap/<int:draft_id>/bo/<str:key>/", typing.leave_out, name="typed-leave-out"),
    path("danh-sach/nhap/<int:draft_id>/gui/", typing.send, name="typed-send"),
    path("danh-sach/nhap/<int:draft_id>/xoa/", typing.throw_away, name="typed-discard"),
    path("danh-sach/mau/<str:list_name>.xlsx", blank.blank, name="blank"),
    path("danh-sach/<int:receipt_id>/", views.receipt, name="receipt"),
    path("danh-sach/<int:receipt_id>/tep/", views.file, name="receipt-file"),
    path("danh-sach/<int:receipt_id>/tra-loi/", sending.answer, name="receipt-answer"),
    path("danh-sach/<int:receipt_id>/rut/", sending.withdraw, name="receipt-withdraw"),
    path("danh-sach/<int:receipt_id>/sua/<int:fault_id>/", sending.correct, name="receipt-correct"),
    path("danh-sach/<int:receipt_id>/dong/<int:number>/", views.row, name="row"),
]
