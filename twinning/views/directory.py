"""The directory of institutions: facets, list, map. The same for everybody, works without script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.web.pagination import page_of
from core.web.query_params import count_page, shorten, values_by_name, words_of
from twinning.policy import INSTITUTIONS_A_PAGE, QUERY_CHARACTERS
from twinning.queries.directory import directory_terms, for_list, search
from twinning.queries.directory_filters import CHOSEN, DirectoryFilters
from twinning.queries.directory_map import clusters
from twinning.showing.directory import chosen_tags, facets_of
from twinning.showing.directory_map import map_of
from twinning.showing.institution_rows import institution_row


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    count_page(request)
    text, fault = words_of(request.GET, "q", most=QUERY_CHARACTERS)
    filters = DirectoryFilters.read(values_by_name(request.GET, CHOSEN), text=text, fault=fault)
    shorten(request, CHOSEN, ("q",), longest=QUERY_CHARACTERS)
    found = search(filters)
    page = page_of(request, for_list(found.rows), INSTITUTIONS_A_PAGE, total=found.total)
    terms = directory_terms()
    kinds = {term.pk: term.label for term in terms["kind"]}
    context = {
        "filters": filters,
        "found": found,
        "page": page,
        "rows": [institution_row(institution, kinds) for institution in page.object_list],
        "map": map_of(clusters(found.rows), found.countries.most_common()) if page.number == 1 else None,
        "facets": facets_of(filters, found, terms),
        "tags": chosen_tags(filters, terms),
    }
    return render(request, "twinning/directory.html", context)
