from django.urls import path

from accounts.views import accepting_rules, entrance, home, mine, offices, person

app_name = "accounts"
urlpatterns = [
    path("accounts/link/", entrance.ask_link, name="ask_link"),
    path("accounts/link/sent/", entrance.link_sent, name="link_sent"),
    path("accounts/link/<str:token>/", entrance.link, name="link"),
    path("accounts/confirm-email/correct/", entrance.correct, name="correct_address"),
    path("accounts/rules/", accepting_rules.accept, name="accept_rules"),
    path("accounts/home/", home.home, name="home"),
    path("accounts/settings/", person.overview, name="settings"),
    path("accounts/settings/name/", person.name, name="name"),
    path("accounts/settings/language/", person.language, name="language"),
    path("accounts/settings/notices/", person.notices, name="notices"),
    path("unsubscribe/<str:token>/", person.end_mails, name="end_mails"),
    path("accounts/settings/data/", mine.data, name="data"),
    path("accounts/settings/delete/", mine.delete, name="delete"),
    path("desk/offices/", offices.offices, name="offices"),
    path("desk/offices/<int:number>/end/", offices.end, name="end_office"),
]
