"""All addresses: the web face's own."""

from django.urls import include, path

urlpatterns = [path("", include("baophu.web.urls"))]
