"""Every address of the site, for everybody who may come: the exact status of reading it and of sending an empty form."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, resolve
from django.utils import translation

from tests.main_deeds import MAIN, main_deeds
from tests.walking import address_of, addresses_of, ask, faults_of, own_addresses
from tests.world_of_everyone import PASSWORD, World, plant

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("addresses")]
WHO = ("visitor", "member", "leader", "stranger", "moderator", "coordinator", "administrator")
# A public post's own address leads everybody to its topic; what takes a form, to the page that holds it; who signed
# nobody up has no address to correct.
LEADS_ON = {
    *("community:post", "core:theme", "core:bring_back", "core:keep", "core:throw_away", "demo:enter"),
    "accounts:correct_address",
}
WAYS_IN = {"account-login/", "admin/login/", "_util/login/", "library_short:short"}
# Pages on which nothing stands out for anybody, and why. All others have one thing to do first; none has two (faults_of).
NOTHING_FIRST = {
    "accounts:link_sent": "the next step is in the mail box",
    "accounts:settings": "a list of places",
    "community:blocks": "a list in which nothing is due",
    "community:deeds": "to read: nothing in it can be changed",
    "community:forum": "a list of boards",
    "community:notices": "to read: what is due stands in Today",
    "community:post_versions": "to read",
    "community:reported": "thanks; to block somebody is never pressed on anybody",
    "community:verdict": "to read; an appeal is offered, not urged",
    "core:term": "to read",
    "core:terms": "to read",
    "demo:mail": "to read",
    "demo:mails": "a list of mails",
    "library:collection": "to read",
    "library:compare": "two texts side by side, to read",
    "library:preview": "to read, as a reader would",
    "library:sheet": "paper",
    "library:taken_down": "a list in which nothing is due",
    "twinning:counter": "this institution has to sign the rules first: the note leads there",
    "twinning:invite_to": "a choice of institutions; who may not invite is led on by a note",
    "twinning:proposal": "this institution has to sign the rules first: the note leads there",
    "twinning:rules": "to read",
    "twinning:sign_rules": "signed already",
    "twinning:suggestions": "each row opens and has its own",
    "twinning:suspects": "two answers, neither of which is the usual one",
}
EMPTY = {"csrfmiddlewaretoken": "-"}  # what a browser sends of a form that nobody filled in

# `stranger` leads a verified institution that has nothing to do with the thing: what is foreign is 404, never 403.
# 302 of a visitor leads to the log-in page. Who may see but not do reads 403 with the reason.
TABLE = """
name                         of                               GET vis mem lea str mod coo adm  POST vis mem lea str mod coo adm
account-login/               -                                302 403 403 403 403 403 403   302 403 403 403 403 403 403
accounts:accept_rules        -                                302 302 302 302 302 302 302   302 302 302 302 302 302 302
accounts:correct_address     -                                302 302 302 302 302 302 302   302 302 302 302 302 302 302
accounts:data                -                                302 200 200 200 200 200 200   302 302 302 302 302 302 302
accounts:delete              -                                302 200 200 200 200 200 200   302 200 200 200 200 200 200
accounts:end_office          #office                          302 403 403 403 403 403 200   302 403 403 403 403 403 302
accounts:home                -                                302 200 200 200 200 200 200   405 405 405 405 405 405 405
accounts:keys                -                                302 200 200 200 200 200 200   302 302 302 302 302 302 302
accounts:language            -                                302 200 200 200 200 200 200   302 200 200 200 200 200 200
accounts:ask_link            -                                200 302 302 302 302 302 302   200 302 302 302 302 302 302
accounts:link                sign_in_link                     200 302 302 302 302 302 302   302 302 302 302 302 302 302
accounts:link_sent           -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
accounts:name                -                                302 200 200 200 200 200 200   302 200 200 200 200 200 200
accounts:end_mails           mail_link                        200 200 200 200 200 200 200   200 200 200 200 200 200 200
accounts:notices             -                                302 200 200 200 200 200 200   302 200 200 200 200 200 200
accounts:offices             -                                302 403 403 403 403 403 200   302 403 403 403 403 403 200
accounts:settings            -                                302 200 200 200 200 200 200   405 405 405 405 405 405 405
api-1:api-root               -                                404 404 404 404 404 404 404   404 404 404 404 404 404 404
api-1:line                   -                                401 204 204 204 204 204 204   405 405 405 405 405 405 405
api-1:notices                -                                401 200 200 200 200 200 200   405 405 405 405 405 405 405
api-1:openapi-json           -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
api-1:read                   partnership_room                 405 405 405 405 405 405 405   401 400 400 400 400 400 400
api-1:read_notices           -                                405 405 405 405 405 405 405   401 400 400 400 400 400 400
api-1:room_events            partnership_room                 401 404 200 404 404 404 404   405 405 405 405 405 405 405
api-1:room_messages          partnership_room                 401 404 200 404 404 404 404   401 400 400 400 400 400 400
api-1:say                    partnership_room                 401 404 200 404 404 404 404   401 400 400 400 400 400 400
api-1:tongue                 -                                405 405 405 405 405 405 405   401 400 400 400 400 400 400
community:appeal             appeal                           302 404 404 404 404 404 404   405 405 405 405 405 405 405
community:appeal_new         =community.warned,deputy_warned  302 404 404 404 404 404 404   302 404 404 404 404 404 404
community:appeals            -                                302 404 404 404 200 404 200   405 405 405 405 405 405 405
community:block              partner                          302 302 302 302 302 302 302   302 404 302 404 404 404 404
community:blocks             -                                302 200 200 200 200 200 200   405 405 405 405 405 405 405
community:deeds              -                                302 200 200 200 200 200 200   405 405 405 405 405 405 405
community:desk_appeal        appeal                           302 404 404 404 404 404 200   302 404 404 404 404 404 200
community:leave              partnership_room                 302 404 200 404 404 404 404   302 404 302 404 404 404 404
community:notices            -                                302 200 200 200 200 200 200   405 405 405 405 405 405 405
community:read_all           -                                302 302 302 302 302 302 302   302 302 302 302 302 302 302
community:read_one           =1                               302 302 302 302 302 302 302   302 302 302 302 302 302 302
community:report             report                           302 404 404 404 200 404 200   302 404 404 404 200 404 200
community:report_this        =message,partner_message         302 404 200 404 404 404 404   302 404 200 404 404 404 404
community:reported           =message,partner_message         302 404 200 404 404 404 404   405 405 405 405 405 405 405
community:reports            -                                302 404 404 404 200 404 200   405 405 405 405 405 405 405
community:room               partnership_room                 302 404 200 404 404 404 404   405 405 405 405 405 405 405
community:rooms              -                                302 200 200 200 200 200 200   405 405 405 405 405 405 405
community:say                partnership_room                 302 302 302 302 302 302 302   302 404 400 404 404 404 404
community:take_back          teacher_message                  302 404 404 404 404 404 404   302 404 404 404 404 404 404
community:unblock            partner                          302 302 302 302 302 302 302   302 404 404 404 404 404 404
community:verdict            answered                         302 404 200 404 404 404 404   405 405 405 405 405 405 405
core:theme                   -                                302 302 302 302 302 302 302   302 302 302 302 302 302 302
demo:enter                   -                                302 302 302 302 302 302 302   404 404 404 404 404 404 404
core:bring_back              -                                302 302 302 302 302 302 302   302 302 302 302 302 302 302
core:keep                    -                                302 302 302 302 302 302 302   400 400 400 400 400 400 400
core:favicon                 -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
core:old_icon                -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
core:robots                  -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
core:sitemap                 -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
core:sitemap_section         =practices                       200 200 200 200 200 200 200   405 405 405 405 405 405 405
core:term                    =subject,=primary                200 200 200 200 200 200 200   405 405 405 405 405 405 405
core:terms                   =subject                         200 200 200 200 200 200 200   405 405 405 405 405 405 405
core:touch_icon              -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
core:throw_away              -                                302 302 302 302 302 302 302   302 302 302 302 302 302 302
core:token                   -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
demo:mail                    mail                             200 200 200 200 200 200 200   405 405 405 405 405 405 405
demo:mails                   -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
insights:healthz             -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
insights:readyz              -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
search:search                -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
search:suggest               -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
styleguide                   -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
twinning:add_school          -                                302 200 200 200 200 200 200   302 400 400 400 400 400 400
twinning:agreement           partnership                      302 404 200 404 404 404 404   302 404 200 404 404 404 404
twinning:agreement_pdf       partnership_agreement,=en        302 404 200 404 404 404 404   405 405 405 405 405 405 405
twinning:archive_class       school_class                     302 404 200 404 404 404 404   302 404 302 404 404 404 404
twinning:check_register      register                         302 302 302 302 302 302 302   302 404 404 404 404 400 400
twinning:class               school_class                     302 404 200 404 404 404 404   302 404 400 404 404 404 404
twinning:classes             -                                302 200 200 200 200 200 200   405 405 405 405 405 405 405
twinning:close_wish          school_open_wish                 302 404 200 404 404 404 404   302 404 302 404 404 404 404
twinning:counter             received                         302 404 200 404 404 404 404   302 404 200 404 404 404 404
twinning:decide              register,#suspect                302 404 404 404 404 200 200   302 404 404 404 404 302 302
twinning:decide_institution  claimed                          302 404 404 404 404 200 200   302 404 404 404 404 200 200
twinning:decide_person       waiting_place                    302 404 404 404 404 200 404   302 404 404 404 404 200 404
twinning:delete_draft        school_draft_wish                302 404 200 404 404 404 404   302 404 302 404 404 404 404
twinning:desk                -                                302 404 404 404 200 200 200   405 405 405 405 405 405 405
twinning:desk_institutions   -                                302 404 404 404 404 200 200   405 405 405 405 405 405 405
twinning:desk_people         -                                302 404 404 404 404 200 200   405 405 405 405 405 405 405
twinning:directory           -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
twinning:draw_up             partnership                      302 302 302 302 302 302 302   302 404 302 404 404 404 404
twinning:edit                school                           302 403 200 403 403 403 403   302 403 400 403 403 403 403
twinning:find_school         -                                302 200 200 200 200 200 200   302 200 200 200 200 200 200
twinning:free_days           school                           302 403 200 403 403 403 403   302 403 400 403 403 403 403
twinning:import_register     register                         302 302 302 302 302 302 302   302 404 404 404 404 409 409
twinning:institution         school                           200 200 200 200 200 200 200   405 405 405 405 405 405 405
twinning:invitation          token                            200 200 200 200 200 200 200   200 302 409 302 302 302 302
twinning:invitations         -                                302 200 200 200 200 200 200   405 405 405 405 405 405 405
twinning:invite_colleague    school                           302 404 200 404 404 404 404   302 404 400 404 404 404 404
twinning:invite_partner      school                           302 404 200 404 404 404 404   302 404 400 404 404 404 404
twinning:invite_to           listed                           302 200 302 302 200 200 200   405 405 405 405 405 405 405
twinning:join                school                           302 200 302 200 200 200 200   302 400 302 400 400 400 400
twinning:leave               leader_place                     302 404 200 404 404 404 404   302 404 302 404 404 404 404
twinning:my                  -                                302 302 200 200 302 302 302   405 405 405 405 405 405 405
twinning:new_class           -                                302 200 200 200 200 200 200   302 200 400 400 200 200 200
twinning:new_register        -                                302 404 404 404 404 200 200   302 404 404 404 404 400 400
twinning:new_wish            -                                302 302 302 302 302 302 302   302 404 302 302 404 404 404
twinning:all_wishes          -                                302 200 200 200 200 200 200   405 405 405 405 405 405 405
twinning:bring_back          school_open_wish                 302 302 302 302 302 302 302   302 404 404 404 404 404 404
twinning:not_now             school_open_wish                 302 302 302 302 302 302 302   302 404 404 404 404 404 404
twinning:open_wish           school_draft_wish                302 302 302 302 302 302 302   302 404 302 404 404 404 404
twinning:people              school                           302 404 200 404 404 404 404   405 405 405 405 405 405 405
twinning:person              school,teacher_place             302 404 200 404 404 404 404   302 404 200 404 404 404 404
twinning:plan                partnership                      302 404 200 404 404 404 404   302 404 200 404 404 404 404
twinning:plan_done           partnership,partnership_item     302 404 200 404 404 404 404   302 404 200 404 404 404 404
twinning:plan_drop           partnership,partnership_item     302 404 200 404 404 404 404   302 404 302 404 404 404 404
twinning:plan_edit           partnership,partnership_item     302 404 200 404 404 404 404   302 404 200 404 404 404 404
twinning:plan_reopen         partnership,partnership_item     302 302 302 302 302 302 302   302 404 302 404 404 404 404
twinning:proposal            received                         302 404 200 404 404 404 404   405 405 405 405 405 405 405
twinning:proposal_accept     received                         302 302 302 302 302 302 302   302 404 302 404 404 404 404
twinning:proposal_decline    received                         302 302 302 302 302 302 302   302 404 200 404 404 404 404
twinning:proposal_read       received                         302 302 302 302 302 302 302   302 404 302 404 404 404 404
twinning:proposal_withdraw   sent                             302 404 200 404 404 404 404   302 404 302 404 404 404 404
twinning:proposals           -                                302 200 200 200 200 200 200   405 405 405 405 405 405 405
twinning:propose             school_open_wish,other_open_wish 302 404 200 404 404 404 404   302 404 200 404 404 404 404
twinning:register            register                         302 404 404 404 404 200 200   405 405 405 405 405 405 405
twinning:registers           -                                302 404 404 404 404 200 200   405 405 405 405 405 405 405
twinning:relax               school_open_wish                 302 302 302 302 302 302 302   302 404 302 404 404 404 404
twinning:remove_free_days    school,#free_days                302 403 200 403 403 403 403   302 403 302 403 403 403 403
twinning:rules               -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
twinning:sign_rules          school                           302 404 200 404 404 404 404   302 404 400 404 404 404 404
twinning:space               partnership                      302 404 200 404 404 404 404   405 405 405 405 405 405 405
twinning:space_bring         partnership                      302 302 302 302 302 302 302   302 404 404 404 404 404 404
twinning:space_end           partnership                      302 404 200 404 404 404 404   302 404 200 404 404 404 404
twinning:spaces              -                                302 200 200 200 200 200 200   405 405 405 405 405 405 405
twinning:suggestions         school_open_wish                 302 404 200 404 404 404 404   405 405 405 405 405 405 405
twinning:suspects            -                                302 404 404 404 404 200 200   405 405 405 405 405 405 405
twinning:wish                school_open_wish                 302 404 200 404 404 404 404   405 405 405 405 405 405 405
twinning:wish_step           school_draft_wish,=2             302 404 200 404 404 404 404   302 404 400 404 404 404 404
twinning:wishes              -                                302 200 302 302 200 200 200   405 405 405 405 405 405 405
twinning:withdraw_invitation invitation                       302 404 200 404 404 404 404   302 404 302 404 404 404 404
community:board              public_board                     200 200 200 200 200 200 200   405 405 405 405 405 405 405
community:let_in             group_board                      302 404 404 404 404 200 404   302 404 404 404 404 200 404
community:leave_board        group_board                      302 404 404 404 404 200 404   302 404 404 404 404 302 404
community:board_draft        members_board                    302 302 302 302 302 302 302   302 204 204 204 204 204 204
community:board_feed         public_board                     200 200 200 200 200 200 200   405 405 405 405 405 405 405
community:board_follow       members_board                    302 302 302 302 302 302 302   302 302 302 302 302 302 302
community:board_person       group_board                      302 302 302 302 302 302 302   302 404 404 404 200 404 200
community:boards             -                                302 404 404 404 200 404 200   405 405 405 405 405 405 405
community:close_board        group_board                      302 302 302 302 302 302 302   302 404 404 404 302 404 302
community:delete_post        public_post                      302 404 404 404 404 404 404   302 404 404 404 404 404 404
community:edit_board         public_board                     302 404 404 404 200 404 200   302 404 404 404 200 404 200
community:edit_post          public_post                      302 403 403 403 403 403 403   302 403 403 403 403 403 403
community:forum              -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
community:held_post          held_post                        302 404 404 404 200 404 200   302 404 404 404 302 404 302
community:held_posts         -                                302 404 404 404 200 404 200   405 405 405 405 405 405 405
community:hide_post          public_post                      302 404 404 404 200 404 200   302 404 404 404 200 404 200
community:mark_topic         public_topic                     302 302 302 302 302 302 302   302 404 404 404 404 404 404
community:merge_topic        public_topic                     302 404 404 404 200 404 200   302 404 404 404 200 404 200
community:move_topic         public_topic                     302 404 404 404 200 404 200   302 404 404 404 200 404 200
community:new_board          -                                302 404 404 404 200 404 200   302 404 404 404 200 404 200
community:new_topic          members_board                    302 403 200 200 200 200 200   302 403 200 200 200 200 200
community:post               public_post                      302 302 302 302 302 302 302   405 405 405 405 405 405 405
community:post_versions      public_post                      302 404 404 404 200 404 200   405 405 405 405 405 405 405
community:quote_post           members_post                    302 302 302 302 302 302 302   405 405 405 405 405 405 405
community:remove_board_person group_board,coordinator         302 404 404 404 200 404 200   302 404 404 404 302 404 302
community:reply              members_topic                    302 403 200 200 200 200 200   302 403 200 200 200 200 200
community:topic              public_topic                     200 200 200 200 200 200 200   405 405 405 405 405 405 405
community:topic_draft        members_topic                    302 302 302 302 302 302 302   302 204 204 204 204 204 204
community:topic_follow       members_topic                    302 302 302 302 302 302 302   302 302 302 302 302 302 302
community:topic_news         members_topic                    302 404 404 404 404 404 404   405 405 405 405 405 405 405
community:topic_say          members_topic                    302 302 302 302 302 302 302   302 404 404 404 404 404 404
twinning:space_topic         partnership                      302 302 302 302 302 302 302   302 404 302 404 404 404 404
library_files:document       open_document,open_name          200 200 200 200 200 200 200   405 405 405 405 405 405 405
library_files:picture        =nothing.webp                    404 404 404 404 404 404 404   405 405 405 405 405 405 405
library:articles_feed        -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
library:library_feed         -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
library:edition              river,=1                         404 404 404 404 404 404 404   405 405 405 405 405 405 405
library:evaluated            river                            302 404 404 404 200 404 200   302 404 404 404 400 404 400
library:collection           library_collection               200 200 200 200 200 200 200   405 405 405 405 405 405 405
library:library              -                                200 200 200 200 200 200 200   405 405 405 405 405 405 405
library:practice             river                            200 200 200 200 200 200 200   405 405 405 405 405 405 405
library:qr                   river                            200 200 200 200 200 200 200   405 405 405 405 405 405 405
library:sheet                river                            200 200 200 200 200 200 200   405 405 405 405 405 405 405
library:translate            river                            302 302 302 302 302 302 302   302 403 302 302 403 403 403
library:tried                river                            302 403 403 403 403 403 403   302 403 403 403 403 403 403
library:withdraw_adoption    river,river_trial                302 403 403 403 403 403 403   302 403 403 403 403 403 403
library_short:short          river_short                      302 302 302 302 302 302 302   405 405 405 405 405 405 405
library:add_file             draft_practice                   302 302 302 302 302 302 302   302 404 302 404 404 404 403
library:delete               draft_practice                   302 404 200 404 404 404 403   302 404 302 404 404 404 403
library:file                 published_practice,published_file 200 200 200 200 200 200 200   405 405 405 405 405 405 405
library:file_width           draft_practice,draft_file,=480   404 404 200 404 404 404 200   405 405 405 405 405 405 405
library:look                 draft_practice                   302 404 200 404 404 404 403   302 404 400 404 404 404 403
library:my_practices         -                                302 200 200 200 200 200 200   405 405 405 405 405 405 405
library:new_practice         -                                302 200 200 200 200 200 200   302 400 400 400 400 400 400
library:preview              submitted_practice               302 404 200 404 200 404 200   405 405 405 405 405 405 405
library:recall               submitted_practice               302 302 302 302 302 302 302   302 404 302 404 403 404 403
library:write                draft_practice,=1                302 404 200 404 404 404 403   302 404 400 404 404 404 403
library:claim                review                           302 302 302 302 302 302 302   302 404 404 404 302 404 302
library:compare              review,foreign_submitted_practice 302 404 404 404 200 404 200   405 405 405 405 405 405 405
library:desk                 -                                302 404 404 404 200 404 200   405 405 405 405 405 405 405
library:down                 published_practice               302 403 403 403 200 403 200   302 403 403 403 400 403 400
library:release              review                           302 302 302 302 302 302 302   302 404 404 404 302 404 302
library:review               review                           302 404 404 404 200 404 200   302 404 404 404 400 404 400
library:taken_down           -                                302 404 404 404 200 404 200   405 405 405 405 405 405 405
library:timeline             submitted_practice               302 404 200 404 200 404 200   405 405 405 405 405 405 405
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()[1:]]

# Of Wagtail's admin, allauth and Wagtail's pages a sample.
THEIRS = """
/en/                                  -                       200 200 200 200 200 200 200   200 200 200 200 200 200 200
/ky/                                  -                       200 200 200 200 200 200 200   200 200 200 200 200 200 200
/                                     -                       302 302 302 302 302 302 302   302 302 302 302 302 302 302
/nothing/                             -                       302 302 302 302 302 302 302   302 302 302 302 302 302 302
/en/nothing/                          -                       404 404 404 404 404 404 404   404 404 404 404 404 404 404
/en/accounts/login/                   -                       200 302 302 302 302 302 302   200 302 302 302 302 302 302
/en/accounts/signup/                  -                       200 302 302 302 302 302 302   200 302 302 302 302 302 302
/en/accounts/logout/                  -                       302 200 200 200 200 200 200   302 302 302 302 302 302 302
/en/accounts/email/                   -                       302 200 200 200 200 200 200   302 302 302 302 302 302 302
/en/accounts/password/change/         -                       302 200 200 200 200 200 200   302 200 200 200 200 200 200
/en/accounts/password/reset/          -                       200 200 200 200 200 200 200   200 200 200 200 200 200 200
/en/accounts/confirm-email/           -                       200 200 200 200 200 200 200   405 405 405 405 405 405 405
/en/accounts/confirm-email/nonsense/  -                       200 200 200 200 200 200 200   404 404 404 404 404 404 404
/en/accounts/reauthenticate/          -                       302 200 200 200 200 200 200   302 200 200 200 200 200 200
/en/accounts/sessions/                -                       302 200 200 200 200 200 200   302 302 302 302 302 302 302
/en/accounts/2fa/                     -                       302 200 200 200 200 200 200   302 405 405 405 405 405 405
/en/accounts/2fa/totp/activate/       -                       302 302 302 302 302 302 302   302 302 302 302 302 302 302
/en/accounts/2fa/recovery-codes/      -                       302 404 404 404 404 404 404   302 405 405 405 405 405 405
/en/accounts/2fa/webauthn/keys/1/edit/ -                       302 302 302 302 302 302 302   302 302 302 302 302 302 302
/en/_util/login/                      -                       302 403 403 403 403 403 403   302 403 403 403 403 403 403
/en/about/                            -                       200 200 200 200 200 200 200   200 200 200 200 200 200 200
/en/articles/                         -                       200 200 200 200 200 200 200   200 200 200 200 200 200 200
/en/articles/open-article/            -                       200 200 200 200 200 200 200   200 200 200 200 200 200 200
/en/articles/inner-article/           -                       302 404 404 404 404 404 200   302 404 404 404 404 404 200
/en/articles/draft-article/           -                       404 404 404 404 404 404 404   404 404 404 404 404 404 404
/admin/                               -                       302 302 302 302 302 302 200   302 302 302 302 302 302 405
/admin/pages/                         -                       302 302 302 302 302 302 200   302 302 302 302 302 302 405
/admin/images/                        -                       302 302 302 302 302 302 200   302 302 302 302 302 302 405
/admin/users/                         -                       302 302 302 302 302 302 200   302 302 302 302 302 302 405
/admin/login/                         -                       302 403 403 403 403 403 403   302 403 403 403 403 403 403
/admin/password_reset/                -                       404 404 404 404 404 404 404   404 404 404 404 404 404 404
/admin/nothing/                       -                       302 302 302 302 302 302 404   302 302 302 302 302 302 404
/media/nothing.png                    -                       404 404 404 404 404 404 404   404 404 404 404 404 404 404
/static/nothing.css                   -                       404 404 404 404 404 404 404   404 404 404 404 404 404 404
"""
THEIR_ROWS = [line.split() for line in THEIRS.strip().splitlines()]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Planted once for all rows: each request takes back what it changed."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield plant()
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", ROWS + THEIR_ROWS, ids=lambda row: row[0])
def test_the_table_of_addresses(world: World, row: list[str]) -> None:
    name, of, *expected = row
    address = address_of(world, name, of)
    of_a_machine = address.startswith("/api/")
    found, faults = [], []
    for method in ("GET", "POST"):
        for role in WHO:
            data = EMPTY if method == "POST" and not of_a_machine else None
            answer = ask(world, role, method, address, data)
            found.append(str(answer.status_code))
            if not address.startswith(("/admin/", "/api/", "/static/", "/media/")):
                faults += [(method, role, fault) for fault in faults_of(answer)]
    assert (dict(zip(LABELS, found, strict=True)), faults) == (dict(zip(LABELS, expected, strict=True)), [])


LABELS = [f"{method} {role}" for method in ("GET", "POST") for role in WHO]


def test_every_page_has_one_thing_to_do_first(world: World) -> None:
    """For at least one of those who may open it; where there is nothing, the list says why."""
    found = {row[0]: _deeds_of(world, row) for row in ROWS}
    assert {name for name, deeds in found.items() if deeds == []} == set(NOTHING_FIRST)


def _deeds_of(world: World, row: list[str]) -> list[str] | None:
    """The main buttons of the first role that has any, where need be in red; None where no page opens."""
    name, of, *codes = row
    address, opened = address_of(world, name, of), False
    for role in sorted(WHO, key=lambda role: role != "leader") if not address.startswith("/api/") else ():
        answer = ask(world, role, "GET", address) if codes[WHO.index(role)] == "200" else None
        if answer and answer.headers.get("Content-Type", "").startswith("text/html"):
            opened = True
            if deeds := main_deeds(answer.content.decode(), MAIN | {"btn-red"}):
                return deeds
    return [] if opened else None


def test_every_address_stands_in_the_table() -> None:
    assert {row[0] for row in ROWS} == own_addresses()


def test_visitors_are_led_to_the_log_in_page_before_anything_is_looked_up(world: World) -> None:
    """A thing that is there and one that is not answer alike."""
    for row in ROWS:
        name, of, visitor = row[0], row[1], row[2]
        if visitor != "302" or name in WAYS_IN | LEADS_ON:
            continue
        answer = ask(world, "visitor", "GET", address_of(world, name, of))
        assert (name, answer.url.split("?")[0]) == (name, "/en/accounts/login/")


@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")  # of wagtail_localize
def test_no_page_of_the_editors_breaks(world: World) -> None:
    """Every page of Wagtail's admin that takes no argument, but the one that breaks on purpose."""
    for name, route in addresses_of(get_resolver()):
        if route.startswith("admin/") and "<" not in route and name != "wagtailadmin_error_test":
            answer = ask(world, "administrator", "GET", f"/{route}")
            assert (name, answer.status_code < 500) == (name, True)


@pytest.mark.parametrize("door", ["/admin/login/", "/en/_util/login/", "/account-login/"])
def test_nobody_signs_in_beside_the_one_door(world: World, door: str) -> None:
    """allauth alone asks for the second factor and counts wrong passwords."""
    client = Client()
    answer = client.post(door, {"username": "leader@example.org", "password": PASSWORD})
    assert (answer.status_code, "_auth_user_id" in client.session) == (302, False)
    assert answer.headers["Location"].endswith("/accounts/login/")


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_pages_of_the_other_languages_are_as_whole(world: World, language: str) -> None:
    # Read before the first request, which leaves its own language behind.
    for row, address in [(row, address_of(world, row[0], row[1])) for row in ROWS]:
        role = next((who for who, cell in zip(WHO, row[2:9], strict=True) if cell == "200"), "")
        if role and address.startswith("/en/"):
            answer = ask(world, role, "GET", f"/{language}/{address.removeprefix('/en/')}")
            assert (address, answer.status_code, faults_of(answer)) == (address, 200, [])


def test_no_address_answers_a_reader_with_nothing_but_a_number(world: World) -> None:
    """Whoever opens an address that takes forms alone gets the page of the form, and each page of it exists."""
    for row in ROWS:
        name, address = row[0], address_of(world, row[0], row[1])
        if address.startswith("/api/"):
            continue
        for method in ("GET", "HEAD"):
            assert (name, ask(world, "administrator", method, address).status_code != 405) == (name, True)
        options = ask(world, "administrator", "OPTIONS", address)
        assert (name, options.status_code < 500, faults_of(options)) == (name, True, [])


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_a_method_that_nobody_takes_gets_a_page_with_the_menu(world: World, method: str) -> None:
    for row in ROWS:
        address = address_of(world, row[0], row[1])
        answer = ask(world, "leader", method, address)
        if address.startswith("/api/"):
            assert answer.headers["Content-Type"].startswith("application/json")
        elif answer.status_code == 405:
            assert (address, faults_of(answer)) == (address, [])
            assert address.startswith("/media/") or (
                'class="rail"' in answer.content.decode(),
                'role="search"' in answer.content.decode(),
            ) == (
                True,
                True,
            )


def test_what_only_takes_forms_leads_to_a_page_that_opens(world: World) -> None:
    """For somebody who may post there, the page of the form is there as well."""
    led = 0
    for row in ROWS:
        name, address = row[0], address_of(world, row[0], row[1])
        view: Any = resolve(address).func
        role = next((who for who, cell in zip(WHO[1:], row[10:], strict=True) if cell in {"302", "204", "200"}), "")
        if hasattr(view, "page_of_form") and role and name not in LEADS_ON:
            answer = ask(world, role, "GET", address)
            assert (name, answer.status_code, ask(world, role, "GET", answer.url).status_code) == (name, 302, 200)
            led += 1
    assert led > 20
