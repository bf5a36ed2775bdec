"""The search page, and suggestions while typing. Open to everybody; the page works without script."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.queries.offices import is_officer
from core.text import clean
from core.web.pagination import page_or_last
from core.web.query_params import count_page, shorten, trimmed, values_by_name
from search.analysis import read_question
from search.policy import HITS_A_PAGE, QUESTION_CHARACTERS
from search.queries.answers import answer
from search.queries.reserve import in_reserve
from search.queries.search_filters import SearchFilters, facet_names
from search.queries.search_results import SearchResults, suggestions
from search.rules.limits import SEARCH_NETWORK, SEARCH_PERSON, SUGGEST_NETWORK, SUGGEST_PERSON
from search.showing.facets import facet_groups, labels_of_chosen
from search.showing.hits import shown_hits, shown_suggestions
from search.showing.readings import EXACT, address, reading_of

_TEXTS: Final = ("q", EXACT)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    names = facet_names()
    asked = SearchFilters.read(values_by_name(request.GET, names), text=clean(request.GET.get("q", "")))
    shorten(request, names, _TEXTS, longest=QUESTION_CHARACTERS)
    typed = asked.question
    if typed or asked.facets:
        count_page(request, by_network=SEARCH_NETWORK, by_person=SEARCH_PERSON)
    language = (get_language() or "ky")[:2]
    exact = EXACT in request.GET
    answered = answer(typed, user=request.user, language=language, facets=asked.facets, exact=exact)
    found = answered.found
    page, beyond = page_or_last(request, found.groups, HITS_A_PAGE)
    query = trimmed(request.GET, names, _TEXTS, longest=QUESTION_CHARACTERS)
    reading = reading_of(answered, query)
    context = {
        "asked": asked,
        "exact": exact,
        "found": found,
        "page": page,
        "beyond": beyond,
        "hits": shown_hits(list(page.object_list), answered.question, user=request.user, language=language),
        "reading": reading,
        "facets": _facets(asked, found, exact=exact),
        "tags": [*reading.chips, *_chosen(query, asked)],
        "unread": bool(asked.text) and not typed,
        "noindex": bool(request.GET),
        "reserve": is_officer(request.user) and in_reserve(),
    }
    return render(request, "search/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Matching titles, as JSON for the listbox under a field. Fewer than two characters suggest nothing."""
    text = clean(request.GET.get("q", ""))
    question = read_question(text)
    options = []
    if question and len(question.words[-1].surface) > 1:
        count_page(request, by_network=SUGGEST_NETWORK, by_person=SUGGEST_PERSON)
        language = (get_language() or "ky")[:2]
        groups = suggestions(question, user=request.user, language=language)
        options = shown_suggestions(groups, text, user=request.user)
    shown = [{"url": one.url, "title": one.title, "lang": one.lang, "shelf": str(one.shelf)} for one in options]
    return JsonResponse({"options": shown})


def _facets(asked: SearchFilters, found: SearchResults, *, exact: bool) -> dict[str, Any]:
    text = asked.text[:QUESTION_CHARACTERS]
    kept = [("q", text), *([(EXACT, "1")] if exact else [])]
    return {
        "url": reverse("search:search"),
        "groups": facet_groups(asked, found) if found.wide or asked.facets else [],
        "hidden": kept if asked.text else [],
        "chosen": len(asked.chosen),
        "submit": _("Show what was found"),
        "clear_url": address(QueryDict(), text),
    }


def _chosen(query: QueryDict, asked: SearchFilters) -> list[dict[str, str]]:
    """One removable tag for each chosen value."""
    return [
        {"label": label, "icon": "x", "tone": "blue", "url": _without(query, name, value)}
        for name, value, label in labels_of_chosen(asked)
    ]


def _without(query: QueryDict, name: str, value: str) -> str:
    left = query.copy()
    left.setlist(name, [other for other in query.getlist(name) if other != value])
    return f"{reverse('search:search')}?{left.urlencode()}"
