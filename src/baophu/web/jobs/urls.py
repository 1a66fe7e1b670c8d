"""Addresses of the pages of long work."""

from django.urls import path

from baophu.web.jobs import views

urlpatterns = [
    path("cong-viec/", views.jobs, name="jobs"),
    path("cong-viec/tin/", views.news, name="job-news"),
    path("cong-viec/doi-chieu/", views.reconcile, name="job-reconcile"),
    path("cong-viec/xuat/", views.export, name="job-export"),
    path("cong-viec/<int:job_id>/", views.job, name="job"),
    path("cong-viec/<int:job_id>/tien-do/", views.progress, name="job-progress"),
    path("cong-viec/<int:job_id>/huy/", views.cancel, name="job-cancel"),
    path("cong-viec/<int:job_id>/tep/", views.made, name="job-made"),
]
