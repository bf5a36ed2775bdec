from django.urls import URLPattern

app_name = "twinning"
urlpatterns: list[URLPattern] = []
