from django.urls import path

from demo import views

app_name = "demo"
urlpatterns = [
    path("mails/", views.mails, name="mails"),
    path("mails/<str:code>/", views.mail, name="mail"),
    path("enter/", views.enter, name="enter"),
]
