"""Addresses of people: ways in, one's own account, everybody's accounts, the journal."""

from django.urls import URLPattern, path

from baophu.web.people import account, entering, journal, persons

urlpatterns: list[URLPattern] = [
    path("dang-nhap/", entering.SignIn.as_view(), name="sign-in"),
    path("dang-nhap/buoc-hai/", entering.second_step, name="second-step"),
    path("dang-nhap/khoa/hoi/", entering.passkey_ask, name="passkey-ask"),
    path("dang-nhap/khoa/", entering.passkey_enter, name="passkey-enter"),
    path("moi/<str:token>/", entering.invited, name="invitation"),
    path("tai-khoan/", account.account, name="my-account"),
    path("tai-khoan/mat-khau/", account.password, name="my-password"),
    path("tai-khoan/ma-6-so/", account.app, name="my-app"),
    path("tai-khoan/khoa/hoi/", account.passkey_begin, name="my-passkey-ask"),
    path("tai-khoan/khoa/", account.passkey_made, name="my-passkey"),
    path("tai-khoan/<str:what>/", account.deed, name="my-deed"),
    path("nguoi-dung/", persons.people, name="people"),
    path("nguoi-dung/moi/", persons.invite, name="people-invite"),
    path("nguoi-dung/<int:number>/", persons.person, name="people-person"),
    path("nguoi-dung/<int:number>/<str:what>/", persons.deed, name="people-deed"),
    path("nhat-ky/", journal.journal, name="journal"),
    path("nhat-ky/xuat.xlsx", journal.sheet, name="journal-sheet"),
    path("ai-da-xem/", journal.seen, name="person-seen"),
]
