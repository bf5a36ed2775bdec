from django.urls import URLPattern, path

from core.web import keeping
from core.web.theme import choose_theme

app_name = "core"
urlpatterns: list[URLPattern] = [
    path("theme/", choose_theme, name="theme"),
    path("kept/", keeping.keep, name="keep"),
    path("kept/away/", keeping.throw_away, name="throw_away"),
    path("kept/back/", keeping.bring_back, name="bring_back"),
    path("kept/token/", keeping.token, name="token"),
]
