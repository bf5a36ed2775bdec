"""The search page, and suggestions while typing. Open to everybody; the page works without script."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.web.pagination import page_of
from core.web.query_params import count_page, shorten, trimmed, values_by_name, words_of
from search.analysis import read_question
from search.policy import FEW_HITS, HITS_A_PAGE, QUESTION_CHARACTERS
from search.queries.did_you_mean import did_you_mean
from search.queries.search_filters import SearchFilters, facet_names
from search.queries.search_results import SearchResults, find, suggestions
from search.rules.limits import SEARCH_NETWORK, SEARCH_PERSON, SUGGEST_NETWORK, SUGGEST_PERSON
from search.showing.facets import facet_groups, labels_of_chosen
from search.showing.hits import shown_hits, shown_suggestions


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    names = facet_names()
    text, fault = words_of(request.GET, "q", most=QUESTION_CHARACTERS)
    asked = SearchFilters.read(values_by_name(request.GET, names), text=text, fault=fault)
    shorten(request, names, ("q",), longest=QUESTION_CHARACTERS)
    question = asked.question
    if question or asked.facets:
        count_page(request, by_network=SEARCH_NETWORK, by_person=SEARCH_PERSON)
    language = (get_language() or "ky")[:2]
    found = find(question, user=request.user, language=language, facets=asked.facets)
    page = page_of(request, found.groups, HITS_A_PAGE)
    few = (bool(question) and len(found.wide) < FEW_HITS) or not found.every
    context = {
        "asked": asked,
        "found": found,
        "page": page,
        "hits": shown_hits(list(page.object_list), question, user=request.user, language=language),
        "meant": did_you_mean(question, user=request.user, language=language) if question and few else "",
        "facets": _facets(asked, found),
        "tags": _chosen(trimmed(request.GET, names, ("q",)), asked),
        "noindex": bool(request.GET),
        "unread": bool(asked.text) and not question,
    }
    return render(request, "search/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Matching titles, as JSON for the listbox under a field. Fewer than two characters suggest nothing."""
    text, fault = words_of(request.GET, "q", most=QUESTION_CHARACTERS)
    question = read_question("" if fault else text)
    options = []
    if question and len(question.words[-1].surface) > 1:
        count_page(request, by_network=SUGGEST_NETWORK, by_person=SUGGEST_PERSON)
        language = (get_language() or "ky")[:2]
        groups = suggestions(question, user=request.user, language=language)
        options = shown_suggestions(groups, text, user=request.user)
    shown = [{"url": one.url, "title": one.title, "lang": one.lang, "shelf": str(one.shelf)} for one in options]
    return JsonResponse({"options": shown})


def _facets(asked: SearchFilters, found: SearchResults) -> dict[str, Any]:
    address = reverse("search:search")
    return {
        "url": address,
        "groups": facet_groups(asked, found) if found.wide or asked.facets else [],
        "hidden": [("q", asked.words)] if asked.words else [],
        "chosen": len(asked.chosen),
        "submit": _("Show what was found"),
        "clear_url": f"{address}?{_query(asked.words)}",
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


def _query(text: str) -> str:
    query = QueryDict(mutable=True)
    query["q"] = text
    return query.urlencode()
