"""Many at once: the same form twice, and many writers; numbers stay without gap and double."""

from collections.abc import Callable
from uuid import uuid4

from accounts.models import User
from community.actions.forum.posting import write_post
from community.models import Post, Topic
from tests.community.committing import committing
from tests.community.test_at_once import at_once, look

pytestmark = committing


def test_numbers_have_no_gap_and_the_same_form_stores_once(topic: Topic, aida: User, kadri: User) -> None:
    once = uuid4().hex

    def write(by: User, text: str, client_id: str) -> Callable[[], Post]:
        return lambda: write_post(topic=topic, by=by, source=text, language="en", client_id=client_id)

    works = [write(by, f"Post {n}", uuid4().hex) for n in range(3) for by in (aida, kadri)]
    found = at_once(*works, write(aida, "Twice", once), write(aida, "Twice", once))
    assert [one for one in found if isinstance(one, Exception)] == []

    def stored() -> tuple[list[int | None], int, int]:
        posts = Post.objects.filter(topic=topic).order_by("seq")
        seqs = list(posts.values_list("seq", flat=True))
        return seqs, Topic.objects.get(pk=topic.pk).head_seq, posts.filter(client_id=once).count()

    assert look(stored) == (list(range(1, 9)), 8, 1)
