from django.urls import path

from library.views import desk, files, reviewing, sending, standing, writing

app_name = "library"

writing_urls = [
    path("my/practices/", writing.my_practices, name="my_practices"),
    path("practices/new/", writing.new_practice, name="new_practice"),
    path("practices/<slug:code>/write/<int:step>/", writing.write, name="write"),
    path("practices/<slug:code>/look/", sending.look, name="look"),
    path("practices/<slug:code>/preview/", sending.preview, name="preview"),
    path("practices/<slug:code>/recall/", sending.recall, name="recall"),
    path("practices/<slug:code>/delete/", sending.delete, name="delete"),
    path("practices/<slug:code>/files/", files.add, name="add_file"),
    path("practices/<slug:code>/files/<slug:file>/", files.give, name="file"),
    path("practices/<slug:code>/files/<slug:file>/<int:width>/", files.give, name="file_width"),
]

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

urlpatterns = [*writing_urls, *desk_urls]
