"""A mail of gathered notices says the number of Today, as the frame does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from community.actions.duties.digests import mail_of
from community.actions.steps.notices import notify
from community.models import Notice
from core.today_numbers import counted
from twinning.models import Institution, Role, Staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("asking", [0, 2])
def test_the_mail_and_the_frame_say_one_number(
    make_user: Callable[..., User],
    make_institution: Callable[..., Institution],
    make_staff: Callable[..., Staff],
    signed_in: Callable[[User], Client],
    asking: int,
) -> None:
    school, leader = make_institution("Ala-Too"), make_user(name="Aida", language="en")
    make_staff(leader, school)
    for _n in range(asking):
        make_staff(make_user(), school, Role.TEACHER, Staff.State.ASKED)
    notify(user=leader, key="community.report_kept", dedupe="x")
    sent: Any = mail_of(leader, list(Notice.objects.filter(user=leader)))
    counts = [item.count for item in counted(leader)]
    assert sum(counts) == asking
    page = sent.alternatives[0][0]
    for text in (sent.body, page):
        assert (f"{asking} matters wait for you." in " ".join(text.split())) == bool(asking)
        assert ("/en/accounts/home/" in text) == bool(asking)
    assert (
        f"{asking} matters wait for you" in " ".join(signed_in(leader).get("/en/accounts/home/").text.split())
    ) == bool(asking)
    assert mail.outbox == []
