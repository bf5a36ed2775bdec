from django.urls import path

from library.views import files, sending, writing

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

urlpatterns = [*writing_urls]
