from django.urls import URLPattern, path

from core.web.machines import robots, sitemaps, terms
from core.web.saved_forms import views
from core.web.theme import choose_theme

app_name = "core"
urlpatterns: list[URLPattern] = [
    path("theme/", choose_theme, name="theme"),
    path("kept/", views.keep, name="keep"),
    path("kept/away/", views.throw_away, name="throw_away"),
    path("kept/back/", views.bring_back, name="bring_back"),
    path("kept/token/", views.token, name="token"),
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", robots.icon, {"name": "favicon.ico"}, name="favicon"),
    path("apple-touch-icon.png", robots.icon, {"name": "apple-touch-icon.png"}, name="touch_icon"),
    path(
        "apple-touch-icon-precomposed.png", robots.icon, {"name": "apple-touch-icon-precomposed.png"}, name="old_icon"
    ),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
    path("terms/<str:scheme>", terms.terms, name="terms"),
    path("terms/<str:scheme>/<str:code>", terms.term, name="term"),
]
