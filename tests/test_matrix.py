"""Who may what: every permission of the house, for everybody who may come; and one may open exactly what one may list."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from accounts.queries.people import people_visible_to
from community.models import Appeal, Board, Notice, Post, Report, Room, Topic
from community.queries.appeals import appeals_to_judge, own_appeals
from community.queries.forum.visible import boards_visible_to, held_posts, posts_visible_to, topics_visible_to
from community.queries.notices import notices_of
from community.queries.rooms import rooms_visible_to
from community.queries.safety import reports_visible_to
from core.permissions import allowed, permissions
from library.models import Adoption, ArticlePage, EditorialDocument, Practice, PracticeReview, StoredFile
from library.queries.adoptions import adoptions_visible_to
from library.queries.pages import documents_visible_to, pages_visible_to
from library.queries.practices import practices_near_to, practices_visible_to, stored_visible_to
from library.queries.review_queue import reviews_visible_to
from tests.walking import client_of
from tests.world_of_everyone import ROLES, World, plant
from twinning.actions.people import leave
from twinning.models import (
    Agreement,
    Institution,
    Invitation,
    Partnership,
    Proposal,
    RegisterImport,
    SchoolClass,
    WaitingFacts,
    Wish,
)
from twinning.queries.classes import own_classes
from twinning.queries.institution_facts import waiting_facts_visible_to
from twinning.queries.invitations import invitations_visible_to
from twinning.queries.visibility import (
    institutions_visible_to,
    partnerships_visible_to,
    proposals_visible_to,
    registers_visible_to,
    wishes_visible_to,
)
from twinning.queries.wishes import own_wishes

# x may, - may not. Columns: tests.world_of_everyone.ROLES. `self` is the person who asks, `none` asks about no thing.
TABLE = """
permission                      thing               vis mem wai tea dep lea par str mod coo far own adm
accounts.change_security        self                -   x   x   x   x   x   x   x   x   x   x   x   x
accounts.change_security        teacher             -   -   -   x   -   -   -   -   -   -   -   -   -
accounts.delete_account         self                -   x   x   x   x   x   x   x   x   x   x   x   x
accounts.delete_account         teacher             -   -   -   x   -   -   -   -   -   -   -   -   -
accounts.accept_rules           self                -   x   x   x   x   x   x   x   x   x   x   x   x
accounts.accept_rules           teacher             -   -   -   x   -   -   -   -   -   -   -   -   -
accounts.edit_settings          self                -   x   x   x   x   x   x   x   x   x   x   x   x
accounts.edit_settings          teacher             -   -   -   x   -   -   -   -   -   -   -   -   -
accounts.end_office             none                -   -   -   -   -   -   -   -   -   -   -   -   x
accounts.give_office            none                -   -   -   -   -   -   -   -   -   -   -   -   x
accounts.see_offices            none                -   -   -   -   -   -   -   -   -   -   -   -   x
accounts.see_person             self                -   x   x   x   x   x   x   x   x   x   x   x   x
accounts.see_person             teacher             -   -   -   x   -   -   -   -   -   -   -   -   x
accounts.sign_in                self                x   x   x   x   x   x   x   x   x   x   x   x   x
accounts.sign_in                teacher             x   -   -   x   -   -   -   -   -   -   -   -   -
accounts.take_data              self                -   x   x   x   x   x   x   x   x   x   x   x   x
accounts.take_data              teacher             -   -   -   x   -   -   -   -   -   -   -   -   -
community.open_room             none                -   x   x   x   x   x   x   x   x   x   x   x   x
community.see_room              partnership_room    -   -   -   x   x   x   x   -   -   -   -   -   -
community.see_room              officers_room       -   -   -   -   -   -   -   -   x   -   -   -   x
community.see_room              ended_room          -   -   -   x   x   x   x   -   -   -   -   -   -
community.speak                 partnership_room    -   -   -   x   x   x   x   -   -   -   -   -   -
community.speak                 officers_room       -   -   -   -   -   -   -   -   -   -   -   -   -
community.speak                 ended_room          -   -   -   -   -   -   -   -   -   -   -   -   -
community.bring_in              partnership_room    -   -   -   x   x   x   x   -   -   -   -   x   -
community.bring_in              officers_room       -   -   -   -   -   -   -   -   x   -   -   -   x
community.leave_room            partnership_room    -   -   -   x   x   x   x   -   -   -   -   -   -
community.close_room            partnership_room    -   -   -   x   x   x   x   -   -   -   -   x   -
community.close_room            officers_room       -   -   -   -   -   -   -   -   x   -   -   -   x
community.take_back             teacher_message     -   -   -   x   -   -   -   -   -   -   -   -   -
community.take_back             partner_message     -   -   -   -   -   -   x   -   -   -   -   -   -
community.read_notices          none                -   x   x   x   x   x   x   x   x   x   x   x   x
community.report                none                -   x   x   x   x   x   x   x   x   x   x   x   x
community.block                 teacher             -   x   x   -   x   x   x   x   x   x   x   x   x
community.block                 self                -   -   -   -   -   -   -   -   -   -   -   -   -
community.see_report            none                -   -   -   -   -   -   -   -   x   -   -   -   x
community.see_reported          report              -   -   -   -   -   -   -   -   x   -   -   -   x
community.see_reported          moderator_report    -   -   -   -   -   -   -   -   -   -   -   -   -
community.answer_report         report              -   -   -   -   -   -   -   -   x   -   -   -   x
community.answer_report         moderator_report    -   -   -   -   -   -   -   -   -   -   -   -   -
twinning.see_institution        school              x   x   x   x   x   x   x   x   x   x   x   x   x
twinning.see_institution        listed              x   x   x   x   x   x   x   x   x   x   x   x   x
twinning.see_institution        claimed             -   x   x   x   x   x   x   x   x   x   x   x   x
twinning.see_institution        suspended           -   -   -   -   -   -   -   -   -   x   -   x   x
twinning.see_institution        hidden              -   -   -   -   -   -   -   -   -   x   -   x   x
twinning.see_institution        far                 -   -   -   -   -   -   -   -   -   -   x   -   x
twinning.add_institution        none                -   x   x   x   x   x   x   x   x   x   x   x   x
twinning.join_institution       school              -   x   x   x   x   x   x   x   x   x   x   x   x
twinning.edit_institution       school              -   -   -   -   x   x   -   -   -   -   -   -   -
twinning.edit_institution       claimed             -   -   x   -   -   -   -   -   -   -   -   -   -
twinning.edit_institution       listed              -   -   -   -   -   -   -   -   -   -   -   -   -
twinning.sign_rules             school              -   -   -   -   x   x   -   -   -   -   -   -   -
twinning.sign_rules             claimed             -   -   -   -   -   -   -   -   -   -   -   -   -
twinning.invite_colleague       school              -   -   -   -   x   x   -   -   -   -   -   -   -
twinning.invite_colleague       claimed             -   -   -   -   -   -   -   -   -   -   -   -   -
twinning.invite_partner         school              -   -   -   -   x   x   -   -   -   -   -   -   -
twinning.invite_partner         claimed             -   -   -   -   -   -   -   -   -   -   -   -   -
twinning.verify_institution     claimed             -   -   -   -   -   -   -   -   -   x   -   x   x
twinning.verify_institution     school              -   -   -   -   -   -   -   -   -   x   -   -   x
twinning.suspend_institution    school              -   -   -   -   -   -   -   -   -   x   -   -   x
twinning.merge_institutions     school              -   -   -   -   -   -   -   -   -   x   -   -   x
twinning.merge_institutions     listed              -   -   -   -   -   -   -   -   -   x   -   x   x
twinning.verify_person          waiting_place       -   -   -   -   -   -   -   -   -   x   -   x   -
twinning.verify_person          asker_place         -   -   -   -   x   x   -   -   -   -   -   -   -
twinning.verify_person          leader_place        -   -   -   -   -   -   -   -   -   -   -   -   -
twinning.publish_facts          school              -   -   -   -   x   x   -   -   -   -   -   -   -
twinning.publish_facts          claimed             -   -   -   -   -   -   -   -   -   -   -   -   -
twinning.see_waiting_facts      waiting_facts       -   -   x   -   -   -   -   -   -   x   -   x   x
twinning.change_role            teacher_place       -   -   -   -   x   x   -   -   -   -   -   -   -
twinning.hand_over              school              -   -   -   -   -   x   -   -   -   -   -   -   -
twinning.hand_over              claimed             -   -   -   -   -   -   -   -   -   -   -   -   -
twinning.leave_institution      teacher_place       -   -   -   x   x   x   -   -   -   -   -   -   -
twinning.leave_institution      leader_place        -   -   -   -   -   x   -   -   -   -   -   -   -
twinning.leave_institution      waiting_place       -   -   x   -   -   -   -   -   -   -   -   -   -
twinning.import_register        KG                  -   -   -   -   -   -   -   -   -   x   -   x   x
twinning.see_register           register            -   -   -   -   -   -   -   -   -   x   -   x   x
twinning.see_register           far_register        -   -   -   -   -   -   -   -   -   -   x   -   x
twinning.decide_register        register            -   -   -   -   -   -   -   -   -   x   -   x   x
twinning.decide_register        far_register        -   -   -   -   -   -   -   -   -   -   x   -   x
twinning.edit_class             school_class        -   -   -   x   x   x   -   -   -   -   -   x   -
twinning.edit_class             claimed_class       -   -   x   -   -   -   -   -   -   -   -   -   -
twinning.see_wish               school_draft_wish   -   -   -   x   x   x   -   -   -   -   -   x   -
twinning.see_wish               school_open_wish    -   -   -   x   x   x   x   x   -   -   -   x   -
twinning.see_wish               claimed_draft_wish  -   -   x   -   -   -   -   -   -   -   -   -   -
twinning.see_wish               other_open_wish     -   -   -   x   x   x   x   x   -   -   -   x   -
twinning.prepare_wish           school_draft_wish   -   -   -   -   x   x   -   -   -   -   -   -   -
twinning.prepare_wish           claimed_draft_wish  -   -   x   -   -   -   -   -   -   -   -   -   -
twinning.open_wish              school_draft_wish   -   -   -   -   x   x   -   -   -   -   -   -   -
twinning.open_wish              claimed_draft_wish  -   -   -   -   -   -   -   -   -   -   -   -   -
twinning.see_suggestions        school_open_wish    -   -   -   x   x   x   -   -   -   -   -   x   -
twinning.see_suggestions        claimed_draft_wish  -   -   x   -   -   -   -   -   -   -   -   -   -
twinning.decide_match           school_open_wish    -   -   -   -   x   x   -   -   -   -   -   -   -
twinning.decide_match           claimed_draft_wish  -   -   -   -   -   -   -   -   -   -   -   -   -
twinning.see_proposal           received            -   -   -   x   x   x   x   -   -   -   -   x   -
twinning.see_proposal           sent                -   -   -   x   x   x   x   -   -   -   -   x   -
twinning.send_proposal          school_open_wish    -   -   -   -   x   x   -   -   -   -   -   -   -
twinning.send_proposal          claimed_draft_wish  -   -   -   -   -   -   -   -   -   -   -   -   -
twinning.answer_proposal        received            -   -   -   -   x   x   -   -   -   -   -   -   -
twinning.answer_proposal        sent                -   -   -   -   -   -   x   -   -   -   -   -   -
twinning.withdraw_proposal      received            -   -   -   -   -   -   x   -   -   -   -   -   -
twinning.withdraw_proposal      sent                -   -   -   -   x   x   -   -   -   -   -   -   -
twinning.see_partnership        partnership         -   -   -   x   x   x   x   -   -   -   -   x   -
twinning.see_partnership        ended               -   -   -   x   x   x   x   -   -   -   -   x   -
twinning.edit_plan              partnership         -   -   -   x   x   x   x   -   -   -   -   x   -
twinning.edit_plan              ended               -   -   -   -   -   -   -   -   -   -   -   -   -
twinning.sign_agreement         partnership         -   -   -   -   x   x   x   -   -   -   -   -   -
twinning.sign_agreement         ended               -   -   -   -   -   -   -   -   -   -   -   -   -
twinning.end_partnership        partnership         -   -   -   -   x   x   x   -   -   -   -   -   -
twinning.end_partnership        ended               -   -   -   -   -   -   -   -   -   -   -   -   -
twinning.verify_person          abroad_place        -   -   -   -   -   -   -   -   -   -   -   -   x
twinning.verify_institution     abroad              -   -   -   -   -   -   -   -   -   -   -   -   x
community.read_notice           teacher_notice      -   -   -   x   -   -   -   -   -   -   -   -   -
community.appeal                teacher_warning     -   -   -   x   -   -   -   -   -   -   -   -   -
community.appeal                deputy_warning      -   -   -   -   x   -   -   -   -   -   -   -   -
community.see_appeal            appeal              -   -   -   -   -   -   -   -   -   -   -   -   x
community.answer_appeal         appeal              -   -   -   -   -   -   -   -   -   -   -   -   x
community.see_board             public_board        x   x   x   x   x   x   x   x   x   x   x   x   x
community.see_board             members_board       -   x   x   x   x   x   x   x   x   x   x   x   x
community.see_board             group_board         -   -   -   -   -   -   -   -   -   x   -   -   -
community.see_board             room_board          -   -   -   x   x   x   x   -   -   -   -   -   -
community.see_topic             public_topic        x   x   x   x   x   x   x   x   x   x   x   x   x
community.see_topic             members_topic       -   x   x   x   x   x   x   x   x   x   x   x   x
community.see_topic             group_topic         -   -   -   -   -   -   -   -   -   x   -   -   -
community.see_topic             room_topic          -   -   -   x   x   x   x   -   -   -   -   -   -
community.see_topic             held_topic          -   -   -   -   -   -   -   x   x   -   -   -   x
community.see_post              public_post         x   x   x   x   x   x   x   x   x   x   x   x   x
community.see_post              members_post        -   x   x   x   x   x   x   x   x   x   x   x   x
community.see_post              group_post          -   -   -   -   -   -   -   -   -   x   -   -   -
community.see_post              room_post           -   -   -   x   x   x   x   -   -   -   -   -   -
community.see_post              held_post           -   -   -   -   -   -   -   x   x   -   -   -   x
community.see_post              hidden_post         -   -   -   -   -   -   x   -   x   -   -   -   x
community.open_topic            public_board        -   -   -   x   x   x   x   x   x   x   x   x   x
community.open_topic            group_board         -   -   -   -   -   -   -   -   -   x   -   -   -
community.open_topic            room_board          -   -   -   x   x   x   x   -   -   -   -   -   -
community.reply                 public_topic        -   -   -   x   x   x   x   x   x   x   x   x   x
community.reply                 room_topic          -   -   -   x   x   x   x   -   -   -   -   -   -
community.reply                 held_topic          -   -   -   -   -   -   -   x   x   -   -   -   x
community.keep_draft            public_topic        -   x   x   x   x   x   x   x   x   x   x   x   x
community.keep_draft            group_board         -   -   -   -   -   -   -   -   -   x   -   -   -
community.keep_unsent           none                -   x   x   x   x   x   x   x   x   x   x   x   x
community.read_topic            none                -   x   x   x   x   x   x   x   x   x   x   x   x
community.follow                public_topic        -   x   x   x   x   x   x   x   x   x   x   x   x
community.follow                room_board          -   -   -   x   x   x   x   -   -   -   -   -   -
community.react                 public_post         -   -   -   -   x   x   x   x   x   x   x   x   x
community.react                 hidden_post         -   -   -   -   -   -   -   -   x   -   -   -   x
community.edit_post             public_post         -   -   -   x   -   -   -   -   -   -   -   -   -
community.edit_post             held_post           -   -   -   -   -   -   -   x   -   -   -   -   -
community.edit_post             hidden_post         -   -   -   -   -   -   -   -   -   -   -   -   -
community.delete_post           public_post         -   -   -   x   -   -   -   -   -   -   -   -   -
community.delete_post           hidden_post         -   -   -   -   -   -   x   -   -   -   -   -   -
community.see_versions          public_post         -   -   -   x   -   -   -   -   x   -   -   -   x
community.solve                 public_topic        -   -   -   x   -   -   -   -   x   -   -   -   x
community.solve                 room_topic          -   -   -   -   -   x   -   -   -   -   -   -   -
community.moderate_topic        public_topic        -   -   -   -   -   -   -   -   x   -   -   -   x
community.moderate_topic        group_topic         -   -   -   -   -   -   -   -   -   -   -   -   -
community.moderate_topic        room_topic          -   -   -   -   -   -   -   -   -   -   -   -   -
community.moderate_post         public_post         -   -   -   -   -   -   -   -   x   -   -   -   x
community.moderate_post         room_post           -   -   -   -   -   -   -   -   -   -   -   -   -
community.moderate_post         held_post           -   -   -   -   -   -   -   -   -   -   -   -   -
community.look_at_held          held_post           -   -   -   -   -   -   -   -   x   -   -   -   x
community.look_at_held          public_post         -   -   -   -   -   -   -   -   -   -   -   -   -
community.let_in                group_board         -   -   -   -   -   -   -   -   -   x   -   -   -
community.let_in                room_board          -   -   -   -   -   -   -   -   -   -   -   -   -
community.leave_board           group_board         -   -   -   -   -   -   -   -   -   x   -   -   -
community.unlock_topic          public_topic        -   -   -   -   -   -   -   -   x   -   -   -   x
community.unlock_topic          group_topic         -   -   -   -   -   -   -   -   -   -   -   -   -
community.edit_boards           none                -   -   -   -   -   -   -   -   x   -   -   -   x
community.edit_boards           room_board          -   -   -   -   -   -   -   -   -   -   -   -   -
community.open_group_board      partnership_room    -   -   -   x   x   x   x   -   -   -   -   -   -
community.open_group_board      ended_room          -   -   -   -   -   -   -   -   -   -   -   -   -
library.edit_pages              none                -   -   -   -   -   -   -   -   -   -   -   -   x
library.see_page                open_page           x   x   x   x   x   x   x   x   x   x   x   x   x
library.see_page                inner_page          -   -   -   -   -   -   -   -   -   -   -   -   x
library.see_page                draft_page          -   -   -   -   -   -   -   -   -   -   -   -   -
library.see_document            open_document       x   x   x   x   x   x   x   x   x   x   x   x   x
library.see_document            inner_document      -   -   -   -   -   -   -   -   -   -   -   -   x
library.see_adoption            river_trial         x   x   x   x   x   x   x   x   x   x   x   x   x
library.see_adoption            hidden_trial        -   -   -   -   -   -   -   x   x   -   -   -   x
library.adopt                   river               -   -   -   -   -   -   x   x   -   -   -   -   -
library.adopt                   river_draft         -   -   -   -   -   -   -   -   -   -   -   -   -
library.change_adoption         river_trial         -   -   -   -   -   -   x   -   -   -   -   -   -
library.change_adoption         hidden_trial        -   -   -   -   -   -   -   -   -   -   -   -   -
library.hide_adoption           river_trial         -   -   -   -   -   -   -   -   x   -   -   -   x
library.evaluate                river               -   -   -   -   -   -   -   -   x   -   -   -   x
library.evaluate                river_draft         -   -   -   -   -   -   -   -   -   -   -   -   -
library.translate               river               -   -   -   x   x   x   x   x   -   -   -   x   -
library.translate               river_draft         -   -   -   -   -   -   -   -   -   -   -   -   -
library.see                     draft_practice      -   -   -   x   x   x   -   -   -   -   -   x   x
library.see                     submitted_practice  -   -   -   x   x   x   -   -   x   -   -   x   x
library.see                     published_practice  x   x   x   x   x   x   x   x   x   x   x   x   x
library.see                     foreign_practice    -   -   -   -   -   -   -   x   -   -   -   -   x
library.see_newest              draft_practice      -   -   -   x   x   x   -   -   -   -   -   x   x
library.see_newest              submitted_practice  -   -   -   x   x   x   -   -   x   -   -   x   x
library.see_newest              published_practice  -   -   -   x   x   x   -   -   -   -   -   x   x
library.see_file                draft_file          -   -   -   x   x   x   -   -   -   -   -   x   x
library.see_file                submitted_file      -   -   -   x   x   x   -   -   x   -   -   x   x
library.see_file                published_file      x   x   x   x   x   x   x   x   x   x   x   x   x
library.write                   none                -   x   x   x   x   x   x   x   x   x   x   x   x
library.edit                    draft_practice      -   -   -   x   x   x   -   -   -   -   -   -   -
library.edit                    submitted_practice  -   -   -   -   -   -   -   -   -   -   -   -   -
library.edit                    published_practice  -   -   -   x   x   x   -   -   -   -   -   -   -
library.submit                  draft_practice      -   -   -   x   x   x   -   -   -   -   -   -   -
library.submit                  foreign_practice    -   -   -   -   -   -   -   x   -   -   -   -   -
library.recall                  submitted_practice  -   -   -   x   x   x   -   -   -   -   -   -   -
library.delete                  draft_practice      -   -   -   x   x   x   -   -   -   -   -   -   -
library.delete                  published_practice  -   -   -   -   -   -   -   -   -   -   -   -   -
library.see_review              review              -   -   -   -   -   -   -   -   x   -   -   -   x
library.see_review              foreign_submitted_review -   -   -   -   -   -   -   -   x   -   -   -   x
library.review                  review              -   -   -   -   -   -   -   -   x   -   -   -   x
library.review                  foreign_submitted_review -   -   -   -   -   -   -   -   x   -   -   -   x
library.take_down               published_practice  -   -   -   -   -   -   -   -   x   -   -   -   x
library.take_down               draft_practice      -   -   -   -   -   -   -   -   -   -   -   -   -
library.restore                 down_practice       -   -   -   -   -   -   -   -   x   -   -   -   x
library.restore                 draft_practice      -   -   -   -   -   -   -   -   -   -   -   -   -
library.see_timeline            submitted_practice  -   -   -   x   x   x   -   -   x   -   -   -   x
library.see_timeline            foreign_submitted_practice -   -   -   -   -   -   -   x   x   -   -   -   x
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()[1:]]

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("matrix")]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Planted once for all rows: nobody here changes anything."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield plant()
        transaction.set_rollback(True)


def fresh(person: Any) -> Any:
    """As a new request finds them: offices and places are kept on the object while a request lasts."""
    return person if isinstance(person, AnonymousUser) else User.objects.get(pk=person.pk)


def thing_named(world: World, name: str, person: Any) -> Any:
    special = {"none": None, "self": person, "KG": "KG"}
    return special[name] if name in special else world.things[name]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1]}")
def test_the_table_of_permissions(world: World, row: list[str]) -> None:
    name, thing, *expected = row
    found = {}
    for role in ROLES:
        person = fresh(world.people[role])
        found[role] = "x" if allowed(person, name, thing_named(world, thing, person)) else "-"
    assert found == dict(zip(ROLES, expected, strict=True))


def test_every_permission_stands_in_the_table() -> None:
    assert {row[0] for row in ROWS} == set(permissions())


def test_each_permission_is_granted_to_somebody_and_refused_to_somebody() -> None:
    for name in permissions():
        cells = {cell for row in ROWS if row[0] == name for cell in row[2:]}
        assert (name, cells) == (name, {"x", "-"})


# noun: the model, what a person may list, the permission to see one (where there is one), the page of one and its arguments
Lister = Callable[[Any], Any]
NOUNS: dict[str, tuple[Any, Lister, str, str, Callable[[Any], list[str]]]] = {
    "institution": (
        Institution,
        institutions_visible_to,
        "twinning.see_institution",
        "twinning:institution",
        lambda x: [x.code],
    ),
    "wish": (Wish, wishes_visible_to, "twinning.see_wish", "", list),
    "own wish": (Wish, own_wishes, "", "twinning:wish", lambda x: [x.code]),
    "class": (SchoolClass, own_classes, "", "twinning:class", lambda x: [x.code]),
    "proposal": (Proposal, proposals_visible_to, "twinning.see_proposal", "twinning:proposal", lambda x: [x.code]),
    "partnership": (
        Partnership,
        partnerships_visible_to,
        "twinning.see_partnership",
        "twinning:space",
        lambda x: [x.code],
    ),
    "agreement": (
        Agreement,
        lambda user: Agreement.objects.filter(partnership__in=partnerships_visible_to(user)),
        "",
        "twinning:agreement_pdf",
        lambda x: [x.code, "en"],
    ),
    "register": (
        RegisterImport,
        registers_visible_to,
        "twinning.see_register",
        "twinning:register",
        lambda x: [x.code],
    ),
    "waiting facts": (WaitingFacts, waiting_facts_visible_to, "twinning.see_waiting_facts", "", list),
    "room": (Room, rooms_visible_to, "community.see_room", "community:room", lambda x: [x.code]),
    "report": (Report, reports_visible_to, "community.see_reported", "community:report", lambda x: [x.code]),
    "appeal": (Appeal, appeals_to_judge, "community.see_appeal", "community:desk_appeal", lambda x: [x.code]),
    "own appeal": (Appeal, own_appeals, "", "community:appeal", lambda x: [x.code]),
    "board": (Board, boards_visible_to, "community.see_board", "community:board", lambda x: [x.code]),
    "topic": (Topic, topics_visible_to, "community.see_topic", "community:topic", lambda x: [x.code]),
    "post": (Post, posts_visible_to, "community.see_post", "", list),
    "held post": (Post, held_posts, "community.look_at_held", "community:held_post", lambda x: [x.code]),
    "person": (User, people_visible_to, "accounts.see_person", "", list),
    "article": (
        ArticlePage,
        lambda user: pages_visible_to(user, ArticlePage),
        "library.see_page",
        "wagtail_serve",
        lambda x: [x.url_path.split("/", 2)[2]],
    ),
    "editors' document": (
        EditorialDocument,
        documents_visible_to,
        "library.see_document",
        "library_files:document",
        lambda x: [x.code, x.filename],
    ),
    "adoption": (Adoption, adoptions_visible_to, "library.see_adoption", "", list),
    "practice": (
        Practice,
        practices_visible_to,
        "library.see",
        "library:practice",
        lambda x: [x.code],
    ),
    "newest words": (Practice, practices_near_to, "library.see_newest", "", list),
    "file": (
        StoredFile,
        stored_visible_to,
        "library.see_file",
        "library:file",
        lambda x: [x.practice.code, x.code],
    ),
    "review": (PracticeReview, reviews_visible_to, "library.see_review", "library:review", lambda x: [x.code]),
}
PUBLIC = {"institution", "file", "practice"}
# A visitor may belong to those for whom it is kept, and is led to the log-in, unless it is a draft.
KEPT = {"article", "editors' document"}
# Whoever decides opens as well what was decided, which says what became of it: notices lead there for long.
SETTLED = {"held post": ("moderator", "administrator")}
GONE = 410  # what was public once says so


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("role", ROLES)
def test_one_may_open_exactly_what_one_may_list(world: World, noun: str, role: str) -> None:
    model, lister, permission, page, arguments = NOUNS[noun]
    things = list(model.objects.order_by("pk"))
    listed = {x.pk for x in lister(fresh(world.people[role]))}
    if permission:
        person = fresh(world.people[role])
        assert listed == {x.pk for x in things if allowed(person, permission, x)}
    if not page:
        return
    client = client_of(world, role)
    hidden = 302 if role == "visitor" and noun not in PUBLIC else 404
    with transaction.atomic():
        found = {x.pk: client.get(reverse(page, args=arguments(x))).status_code for x in things}
        transaction.set_rollback(True)
    if role in SETTLED.get(noun, ()):
        boards = boards_visible_to(fresh(world.people[role]))
        assert found == {x.pk: 200 if boards.filter(pk=x.topic.board_id).exists() else 404 for x in things}
        return
    if role == "visitor" and noun in KEPT:
        assert found == {x.pk: 200 if x.pk in listed else hidden if getattr(x, "live", True) else 404 for x in things}
        return
    gone = {x.pk for x in things if getattr(x, "state", "") == "taken_down" and noun == "practice"}
    assert found == {x.pk: 200 if x.pk in listed else GONE if x.pk in gone else hidden for x in things}


def test_each_noun_is_seen_by_some_and_hidden_from_some(world: World) -> None:
    """So that no row above compares nothing with nothing."""
    for model, lister, *_rest in NOUNS.values():
        whole = model.objects.count()
        counts = {lister(fresh(person)).count() for person in world.people.values()}
        assert (max(counts) > 0, min(counts) < whole) == (True, True)


@pytest.mark.parametrize("role", ROLES[1:])
def test_notices_and_invitations_are_listed_for_those_they_are_meant_for(world: World, role: str) -> None:
    person = fresh(world.people[role])
    assert set(notices_of(person)) == set(Notice.objects.filter(user=person))
    leads = role in {"deputy", "leader"}
    assert set(invitations_visible_to(person)) == (set(Invitation.objects.all()) if leads else set())


def test_somebody_whose_account_was_closed_may_nothing(world: World) -> None:
    """Nobody who is switched off does anything that takes signing in."""
    person = fresh(world.people["administrator"])
    person.is_active = False
    visitor = world.people["visitor"]
    may = {
        (name, thing)
        for name, thing, *_cells in ROWS
        if allowed(person, name, thing_named(world, thing, person))
        and not allowed(visitor, name, thing_named(world, thing, visitor))
    }
    # Their own place at an institution is theirs to see, were they let in.
    assert may <= {("accounts.see_person", "self"), ("twinning.see_institution", "claimed")}, may


def test_who_has_left_an_institution_reads_no_further(world: World) -> None:
    teacher = fresh(world.people["teacher"])
    assert set(rooms_visible_to(teacher)) == {world.things["partnership_room"], world.things["ended_room"]}
    leave(place=world.things["teacher_place"], by=teacher)
    for lister in (rooms_visible_to, partnerships_visible_to, proposals_visible_to, own_wishes, own_classes):
        assert list(lister(fresh(teacher))) == []
    assert set(rooms_visible_to(world.people["deputy"])) != set()
