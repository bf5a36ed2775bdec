"""Tasks wait in the database under the path of their function: where one has moved, its former path still finds it, so
that what was queued before an update is done after it. A line goes with the release after the next.
"""

import pytest
from django.utils.module_loading import import_string

FORMER = [
    ("community.actions", "naming", "tell_named"),
    ("community.actions", "mailing", "mail_notice"),
    ("community.actions", "digests", "send_digest"),
    ("community.actions", "forum.telling", "tell_of_post"),
    ("community.actions", "forum.telling", "tell_of_names"),
    ("community.actions", "forum.anew", "make_posts_anew"),
    ("twinning.actions", "invitation_mail", "mail_invitation"),
    ("accounts.actions", "posting", "send_waiting"),
]


@pytest.mark.parametrize(("place", "module", "name"), FORMER)
def test_a_task_is_found_under_its_former_path(place: str, module: str, name: str) -> None:
    task = import_string(f"{place}.{module}.{name}")
    assert task.name == name
    assert task.module_path != f"{place}.{module}.{name}"
    assert import_string(task.module_path) is task
