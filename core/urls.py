from django.urls import URLPattern, path

from core.theme import choose_theme

app_name = "core"
urlpatterns: list[URLPattern] = [path("theme/", choose_theme, name="theme")]
