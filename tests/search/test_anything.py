"""Whatever is asked is answered, and whatever is written can be laid into the index, on either database."""

from collections.abc import Callable

from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import LimitCount
from search.queries.index_differences import differences, faults
from tests.search.shelf import Things

# What FTS5 and tsquery read as orders, what breaks SQL and HTML, and letters that change their number when folded.
PIECES = st.sampled_from(
    [
        *('"', "'", "*", "^", ":", "-", "+", "(", ")", "{", "}", "|", "&", "!", "<->", "%", "_", "\\", ";", "--", "\0"),
        *(" AND ", " OR ", " NOT ", " NEAR(a b, 2) ", "title:", "col:*", "<script>", "</mark>", "\u202e", "\ufeff"),
        *("ө", "ү", "ң", "İ", "ß", "ﬁ", "e\u0301", "㎏", "мектептерде", "школами", "schools", "кө пү рө", "\n", "\t"),
    ]
)
WORDS = st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join)
QUIET = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUIET
@given(WORDS)
def test_whatever_is_asked_is_answered(
    things: Things, indexed: Callable[[], int], client: Client, question: str
) -> None:
    LimitCount.objects.all().delete()
    if not things.documents:
        things.put("a", "Мектептер", "Биздин мектепте көпүрө курулат, schools too")
        indexed()
    # NUL in an address is refused for the whole site.
    expected = 400 if "\0" in question else 200
    for address in ("/ky/search/", "/ky/search/suggest/"):
        assert client.get(address, {"q": question, "kind": question}).status_code == expected


@QUIET
@given(WORDS, WORDS)
def test_whatever_is_written_is_laid_and_found_true(
    things: Things, indexed: Callable[[], int], title: str, body: str
) -> None:
    things.documents.clear()
    things.put("a", title.replace("\0", "") + " мектептерде", body.replace("\0", ""))
    indexed()
    assert ([d.missing + d.stale + d.extra for d in differences()], faults()) == ([[]], [])
