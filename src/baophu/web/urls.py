"""Addresses of the web face, in Vietnamese without accents."""

from django.urls import URLPattern, URLResolver, include, path

from baophu.web import chart_files, entry, figures, own_map
from baophu.web.guide import views as guide
from baophu.web.homes import views as homes

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", homes.home, name="home"),
    path("dia-ban/<str:code>/", figures.area, name="area"),
    path("thay-doi/<str:change>/", figures.changes, name="changes"),
    path("bieu-do/<slug:name>/<str:code>.<slug:ending>", chart_files.chart, name="chart"),
    path("huong-dan/", guide.guide, name="guide"),
    path("ban-do/", own_map.own_map, name="map"),
    path("luot/", figures.runs, name="runs"),
    path("luot/<int:number>/", figures.run, name="run"),
    path("ngon-ngu-thiet-ke/", entry.design, name="design"),
    path("dang-xuat/", entry.SignOut.as_view(), name="sign-out"),
    path("ngon-ngu/", entry.language, name="language"),
    path("phim-tat/", entry.keys, name="keys"),
    path("mau-nen/", entry.theme, name="theme"),
    path("", include("baophu.web.calculator.urls")),
    path("", include("baophu.web.officers.urls")),
    path("", include("baophu.web.employers.urls")),
    path("", include("baophu.web.lists.urls")),
    path("", include("baophu.web.jobs.urls")),
    path("", include("baophu.web.trips.urls")),
    path("", include("baophu.web.money.urls")),
    path("", include("baophu.web.law.urls")),
    path("", include("baophu.web.review.urls")),
    path("", include("baophu.web.voluntary.urls")),
    path("", include("baophu.web.people.urls")),
]
