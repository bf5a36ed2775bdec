"""Files of the editors have no language before them (`files`)."""

from django.urls import URLPattern, path

from library.views import media as views

files: list[URLPattern] = [
    path("media/images/<str:name>", views.picture, name="picture"),
    path("media/documents/<slug:code>/<str:name>", views.document, name="document"),
]
