from django.urls import path

from twinning.views import desk, registers

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

urlpatterns = [*desk_urls]
