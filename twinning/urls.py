from django.urls import path

from twinning.views import desk, registers, suggestions, wishes

app_name = "twinning"

desk_urls = [
    path("desk/", desk.desk, name="desk"),
    path("desk/registers/", registers.registers, name="registers"),
    path("desk/registers/new/", registers.new_register, name="new_register"),
    path("desk/registers/suspects/", registers.suspects, name="suspects"),
    path("desk/registers/<slug:code>/", registers.register, name="register"),
    path("desk/registers/<slug:code>/check/", registers.check_register, name="check_register"),
    path("desk/registers/<slug:code>/import/", registers.import_register, name="import_register"),
    path("desk/registers/<slug:code>/rows/<int:row>/", registers.decide, name="decide"),
]

wish_urls = [
    path("partners/", wishes.wishes, name="wishes"),
    path("partners/new/", wishes.new_wish, name="new_wish"),
    path("partners/<slug:code>/", suggestions.suggestions, name="suggestions"),
    path("partners/<slug:code>/not-now/", suggestions.not_now, name="not_now"),
    path("partners/<slug:code>/relax/", suggestions.relax_wish, name="relax"),
    path("partners/<slug:code>/wish/", wishes.wish, name="wish"),
    path("partners/<slug:code>/wish/open/", wishes.open_wish, name="open_wish"),
    path("partners/<slug:code>/wish/close/", wishes.close_wish, name="close_wish"),
    path("partners/<slug:code>/wish/delete/", wishes.delete_draft, name="delete_draft"),
    path("partners/<slug:code>/wish/<int:step>/", wishes.wish_step, name="wish_step"),
]

urlpatterns = [*desk_urls, *wish_urls]
