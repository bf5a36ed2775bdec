"""What programs ask the search: the feed of a question, and how a browser adds this site to its search engines."""

from typing import Any, Final
from urllib.parse import urlencode
from xml.sax.saxutils import escape, quoteattr

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.locales import language_of
from core.text import clean
from core.web.machines.addresses import whole
from core.web.machines.feeds import ENTRIES, Entry, Feed, atom
from core.web.query_params import count_page, values_by_name
from search.policy import QUESTION_CHARACTERS
from search.queries.answers import answer
from search.queries.ordering import NEWEST, ordered
from search.queries.search_filters import SearchFilters, facet_names
from search.queries.search_results import Group
from search.rules.limits import SEARCH_NETWORK, SEARCH_PERSON
from search.showing.hits import ShownHit, shown_hits

A_DAY: Final = 86_400


@atom
def feed(request: HttpRequest) -> Feed:
    """What everybody may read of the answers to a question, the newest first, whoever asks."""
    text = clean(request.GET.get("q", ""))[:QUESTION_CHARACTERS]
    asked = SearchFilters.read(values_by_name(request.GET, facet_names()), text=text)
    count_page(request, by_network=SEARCH_NETWORK, by_person=SEARCH_PERSON)
    nobody, language = AnonymousUser(), language_of()
    answered = answer(asked.question, user=nobody, language=language, facets=asked.facets)
    groups = ordered(answered.found.groups, NEWEST)[:ENTRIES]
    hits = shown_hits(groups, answered.question, user=nobody, language=language)
    places = {group_and_hit[1].url: group_and_hit[0] for group_and_hit in zip(groups, hits, strict=False)}
    own = urlencode([("q", text), *asked.chosen])
    return Feed(
        title=_("Köpürö: “%(question)s”") % {"question": text},
        about=_("What everybody may read of what this search finds, the newest first."),
        path=f"{reverse('search:search')}?{own}",
        entries=[_entry(hit, places[hit.url]) for hit in hits],
        own=f"{reverse('search:feed')}?{own}",
    )


def _entry(hit: ShownHit, group: Group) -> Entry:
    changed = max(entry.changed_at for entry in group.entries)
    about = "".join(piece.text for piece in hit.body.pieces) if hit.body else ""
    title: Any = "".join(piece.text for piece in hit.title.pieces)
    return Entry(
        path=hit.url, title=title, about=about, language=hit.title.lang or language_of(), published=changed,
        changed=changed, terms=[str(hit.shelf)],
    )  # fmt: skip


@require_safe
@cache_control(public=True, max_age=A_DAY)
def opensearch(_request: HttpRequest) -> HttpResponse:
    """The description after OpenSearch 1.1, in the language of the address."""
    page, feed_at = whole(reverse("search:search")), whole(reverse("search:feed"))
    said = "".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
            f"<ShortName>{escape(_('Köpürö'))}</ShortName>",
            f"<Description>{escape(_('Practices, institutions and the forum of Köpürö'))}</Description>",
            f"<Language>{language_of()}</Language><InputEncoding>UTF-8</InputEncoding>",
            f'<Image width="32" height="32">{escape(whole("/favicon.ico"))}</Image>',
            f'<Url type="text/html" template={quoteattr(page + "?q={searchTerms}")}/>',
            f'<Url type="application/atom+xml" template={quoteattr(feed_at + "?q={searchTerms}")}/>',
            "</OpenSearchDescription>",
        ]
    )
    return HttpResponse(said, content_type="application/opensearchdescription+xml; charset=utf-8")
