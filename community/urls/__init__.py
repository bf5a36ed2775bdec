from django.urls import path

from community.urls.forum import urlpatterns as forum
from community.views import blocks, desk_appeals, desk_reports, log, notices, reports, rooms

app_name = "community"
urlpatterns = [
    *forum,
    path("rooms/", rooms.rooms, name="rooms"),
    path("rooms/<slug:code>/", rooms.room, name="room"),
    path("rooms/<slug:code>/say/", rooms.say, name="say"),
    path("rooms/<slug:code>/leave/", rooms.leave, name="leave"),
    path("messages/<slug:code>/take-back/", rooms.take_back, name="take_back"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.read_all, name="read_all"),
    path("notices/<int:number>/read/", notices.read_one, name="read_one"),
    path("deeds/", log.deeds, name="deeds"),
    path("appeals/<slug:code>/", log.own_appeal, name="appeal"),
    path("appeals/<str:deed>/<slug:code>/", log.appeal_new, name="appeal_new"),
    path("report/<slug:kind>/<slug:code>/", reports.report_this, name="report_this"),
    path("report/<slug:kind>/<slug:code>/sent/", reports.reported, name="reported"),
    path("verdicts/<slug:code>/", reports.verdict, name="verdict"),
    path("blocks/", blocks.blocks, name="blocks"),
    path("blocks/<slug:code>/add/", blocks.block_person, name="block"),
    path("blocks/<slug:code>/end/", blocks.unblock_person, name="unblock"),
    path("desk/reports/", desk_reports.reports, name="reports"),
    path("desk/appeals/", desk_appeals.appeals, name="appeals"),
    path("desk/appeals/<slug:code>/", desk_appeals.appeal, name="desk_appeal"),
    path("desk/reports/<slug:code>/", desk_reports.report, name="report"),
]
