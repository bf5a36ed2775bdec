"""The client of the attacks itself: it signs in and acts as the person it was made for."""

from tests.attacks.hands import Hand, memory_mb
from tests.server import Server


def test_a_visitor_and_a_teacher_reach_the_site(site: Server, visitor: Hand, teacher: Hand) -> None:
    assert visitor.get("/en/accounts/settings/").status == 302
    assert teacher.get("/en/accounts/settings/").status == 200
    assert memory_mb(site) > 20


def test_a_form_of_the_hand_is_taken(teacher: Hand) -> None:
    assert (
        teacher.post("/en/accounts/settings/language/", {"language": "en", "time_zone": "Asia/Bishkek"}).status == 302
    )
