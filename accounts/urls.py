from django.urls import path

from accounts.views import accepting_rules, my_data, offices, settings, sign_in_links, today

app_name = "accounts"
urlpatterns = [
    path("accounts/link/", sign_in_links.ask_link, name="ask_link"),
    path("accounts/link/sent/", sign_in_links.link_sent, name="link_sent"),
    path("accounts/link/<str:token>/", sign_in_links.link, name="link"),
    path("accounts/confirm-email/correct/", sign_in_links.correct, name="correct_address"),
    path("accounts/rules/", accepting_rules.accept, name="accept_rules"),
    path("accounts/home/", today.home, name="home"),
    path("accounts/settings/", settings.overview, name="settings"),
    path("accounts/settings/name/", settings.name, name="name"),
    path("accounts/settings/language/", settings.language, name="language"),
    path("accounts/settings/notices/", settings.notices, name="notices"),
    path("accounts/settings/keys/", settings.keys, name="keys"),
    path("unsubscribe/<str:token>/", settings.end_mails, name="end_mails"),
    path("accounts/settings/data/", my_data.data, name="data"),
    path("accounts/settings/delete/", my_data.delete, name="delete"),
    path("desk/offices/", offices.offices, name="offices"),
    path("desk/offices/<int:number>/end/", offices.end, name="end_office"),
]
