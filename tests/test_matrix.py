"""Who may what: every permission of the house, for everybody who may come."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import translation

from accounts.models import User
from core.permissions import allowed, permissions
from tests.world_of_everyone import ROLES, World, plant

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
