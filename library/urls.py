from django.urls import path

from library.views import desk, reviewing, standing

app_name = "library"

desk_urls = [
    path("desk/practices/", desk.desk, name="desk"),
    path("desk/practices/down/", standing.taken_down, name="taken_down"),
    path("desk/practices/down/<slug:code>/", standing.down, name="down"),
    path("desk/practices/<slug:code>/", reviewing.review, name="review"),
    path("desk/practices/<slug:code>/claim/", desk.claim, name="claim"),
    path("desk/practices/<slug:code>/release/", desk.release, name="release"),
    path("desk/practices/<slug:code>/beside/<slug:other>/", reviewing.compare, name="compare"),
    path("practices/<slug:code>/review/", standing.timeline, name="timeline"),
]

urlpatterns = [*desk_urls]
