from django.urls import URLPattern, path

from core.web.saved_forms import views
from core.web.theme import choose_theme

app_name = "core"
urlpatterns: list[URLPattern] = [
    path("theme/", choose_theme, name="theme"),
    path("kept/", views.keep, name="keep"),
    path("kept/away/", views.throw_away, name="throw_away"),
    path("kept/back/", views.bring_back, name="bring_back"),
    path("kept/token/", views.token, name="token"),
]
