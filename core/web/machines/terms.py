"""The vocabularies of the site as linked data: `/terms/<scheme>` and `/terms/<scheme>/<code>` answer for good.

What a practice says of its subject is the address of a term. Here it is a page for people, and JSON-LD for programs
that ask for it; both have the labels of all languages, whoever reads.
"""

import json
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.language.own_names import own_name, own_names
from core.models import Term
from core.terms import labels_of
from core.web.machine_errors import caller_language
from core.web.machines.addresses import PageAddresses, whole

Data = dict[str, Any]
AN_HOUR: Final = 3600
LD: Final = "application/ld+json"
PROGRAMS: Final = (LD, "application/json")


def term_path(term: Term) -> str:
    return reverse("core:term", args=[term.scheme, term.code])


def scheme_path(scheme: str) -> str:
    return reverse("core:terms", args=[scheme])


def term_data(term: Term) -> Data:
    """The same wherever it stands: in a practice, in its vocabulary, at its own address."""
    said: Data = {
        "@type": "DefinedTerm",
        "@id": whole(term_path(term)),
        "url": whole(term_path(term)),
        "termCode": term.code,
        "name": [{"@language": code, "@value": label} for code, label in term.labels.items() if label],
        "inDefinedTermSet": {"@type": "DefinedTermSet", "@id": whole(scheme_path(term.scheme))},
    }
    return {**said, **({"sameAs": term.uri} if term.uri else {})}


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def term(request: HttpRequest, scheme: str, code: str) -> HttpResponse:
    found = labels_of(scheme).get(code)
    if found is None:
        raise Http404
    data = {"@context": "https://schema.org", **term_data(found)}
    return _answer(request, data, "core/term.html", {"term": found, "labels": _labels(found), "set": scheme})


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def terms(request: HttpRequest, scheme: str) -> HttpResponse:
    found = sorted(labels_of(scheme).values(), key=lambda term: (term.order, term.code))
    if not found:
        raise Http404
    data = {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "@id": whole(scheme_path(scheme)),
        "url": whole(scheme_path(scheme)),
        "name": scheme,
        "hasDefinedTerm": [term_data(term) for term in found],
    }
    rows = [(term, term_path(term), _labels(term)) for term in found]
    return _answer(request, data, "core/terms.html", {"set": scheme, "rows": rows})


def _labels(term: Term) -> list[tuple[str, str, str]]:
    """(code of a language, its name in itself, the label in it)"""
    return [(code, own_name(code), label) for code, label in term.labels.items() if label]


def _answer(request: HttpRequest, data: Data, template: str, context: Data) -> HttpResponse:
    if _is_program(request):
        answer = HttpResponse(json.dumps(data, ensure_ascii=False), content_type=LD)
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    else:
        with override(caller_language(request)):
            answer = render(request, template, {**context, **_around(request)})
    patch_vary_headers(answer, ["Accept"])
    return answer


def _around(request: HttpRequest) -> Data:
    """The address has no language: the switch of languages names one, and the page stays at its one address."""
    switch = [(code, name, f"{request.path}?lang={code}") for code, name in own_names()]
    return {"languages": switch, "addresses": PageAddresses(request.path)}


def _is_program(request: HttpRequest) -> bool:
    """Whoever would rather have data than a page. A browser, and who takes anything, gets the page."""
    if not request.accepts("text/html"):
        return any(request.accepts(kind) for kind in PROGRAMS)
    return request.get_preferred_type(["text/html", *PROGRAMS]) in PROGRAMS
