"""The public page of a practice, its older editions, a sheet to print, and the short address."""

import io
from typing import Any, Final

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from core.people import is_signed_in
from core.permissions import Reason, allowed, why_not
from library.judging.evidence_ladder import Ladder
from library.models import Adoption, Evaluation, Evidence, Practice
from library.policy import TRIALS_SHOWN
from library.queries.adoptions import adoptions_of, ladder_for, may_try_for, told_by, trials_of
from library.queries.catalogue import catalogue
from library.queries.editions import built_upon
from library.queries.editions import edition as older_edition
from library.queries.practices import practices_near_to, practices_published, practices_visible_to
from library.queries.schools_alike import worked_alike
from library.showing.evidence_ladder import why
from library.showing.linked_data import linked_data
from library.showing.listed import shown_at
from library.showing.practice_glance import beside_the_text, first_picture, glance, writers
from library.showing.practice_page import (
    adoption_row,
    alternates_of,
    citation,
    editions_of,
    missing_languages,
    short_url,
    shown_whole,
    siblings_of,
)
from library.showing.practice_rows import mark_of
from twinning.showing.institution_names import shown_name

GONE: Final = 410
A_DAY: Final = 86_400


def found_practice(request: HttpRequest, code: str) -> Practice | None:
    """None where it was taken down; 404 where there is none for this reader."""
    rows = practices_visible_to(request.user).select_related(
        "locale", "kind", "institution", "based_on", "based_on__locale", "owner", "live_revision"
    )
    practice = rows.prefetch_related("institution__names", "files__stored").filter(code=code).first()
    if practice is None and not Practice.objects.filter(code=code, state=Practice.State.TAKEN_DOWN).exists():
        raise Http404
    return practice


def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "library/practice_gone.html", {"noindex": True}, status=GONE)


@require_safe
def practice(request: HttpRequest, code: str) -> HttpResponse:
    found = found_practice(request, code)
    if found is None:
        return gone(request)
    told, user = shown_whole(found), request.user
    near = practices_near_to(user).filter(pk=found.pk).exists()
    siblings = siblings_of(found, near=near)
    alternates = alternates_of(found) if found.live else {}
    trials = _trials(request, found)
    where = [row["country"] for row in trials["trials"] if row["adoption"].worked != Adoption.Worked.NO]
    context = {
        "practice": found,
        "shown": beside_the_text(told),
        "picture": first_picture(told),
        "mark": mark_of(found),
        "writers": writers(told),
        "school": shown_name(found.institution) if found.institution else None,
        "glance": glance(
            told, trials["ladder_facts"], where=list(dict.fromkeys(where)), alike=_like_the_readers(request.user, found)
        ),
        "short_url": short_url(found),
        "siblings": siblings,
        "missing": missing_languages(siblings),
        "addresses": shown_at(request, found, alternates) if found.live else None,
        "noindex": not found.live,
        "preview": "article",
        "near": near,
        "newer": near and found.live and found.state != Practice.State.PUBLISHED,
        "editions": editions_of(found),
        "built_upon": built_upon(found) if found.live else [],
        "data": linked_data(told, alternates) if found.live else "",
        "citation": citation(told, found) if found.live else "",
        "may_translate": found.live and allowed(user, "library.translate", found),
        "may_edit": near and allowed(user, "library.edit", found),
        "may_evaluate": found.live and allowed(user, "library.evaluate", found),
        "report": found.live and user.is_authenticated,
        **trials,
    }
    return render(request, "library/practice.html", context)


def _like_the_readers(user: Any, found: Practice) -> int:
    """For how many schools like the reader's it worked."""
    worked = worked_alike(user, catalogue()) if is_signed_in(user) and found.live else None
    return worked.schools.get(found.translation_key, 0) if worked else 0


def _trials(request: HttpRequest, found: Practice) -> dict[str, Any]:
    """The ladder and what others say."""
    key = found.translation_key
    evaluation = Evaluation.objects.filter(practice__translation_key=key).first()
    ladder = ladder_for(found, trials_of([key]).get(key, []), evaluated=evaluation is not None)
    home = found.institution.country if found.institution else ""
    rows = list(adoptions_of(found).prefetch_related("institution__names")[:TRIALS_SHOWN]) if found.live else []
    return {
        "ladder": ladder_steps(ladder),
        "level": ladder.level,
        "why": why(ladder),
        "ladder_facts": ladder,
        "trials": [{**adoption_row(row, home), "own": _own(request, row)} for row in rows],
        "try_refused": _try_refused(request, found) if request.user.is_authenticated else None,
        "evaluation": evaluation,
    }


def _try_refused(request: HttpRequest, found: Practice) -> Reason | None:
    """The form takes what a school tells and what it told before: of that another rule speaks."""
    if refused := why_not(request.user, "library.adopt", found):
        return refused
    told = told_by(found, may_try_for(request.user, found))
    return why_not(request.user, "library.change_adoption", told) if told is not None else None


def _own(request: HttpRequest, row: Adoption) -> bool:
    return request.user.is_authenticated and allowed(request.user, "library.change_adoption", row)


def ladder_steps(ladder: Ladder) -> list[dict[str, Any]]:
    """For components/evidence_ladder.html."""
    return [
        {"label": step.label, "reached": step.value <= ladder.level, "current": step.value == ladder.level}
        for step in Evidence
    ]


@require_safe
def edition(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """An older edition."""
    found = found_practice(request, code)
    if found is None:
        return gone(request)
    old = older_edition(found, number)
    if old is None:
        raise Http404
    context = {"practice": found, "shown": shown_whole(old), "number": number, "editions": editions_of(found)}
    return render(request, "library/edition.html", context)


@require_safe
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """One page for the notice board of the staff room."""
    found = found_practice(request, code)
    if found is None:
        return gone(request)
    context = {"practice": found, "shown": shown_whole(found), "short_url": short_url(found)}
    return render(request, "library/sheet.html", context)


@require_safe
def qr(request: HttpRequest, code: str) -> HttpResponse:
    found = found_practice(request, code)
    if found is None:
        raise Http404
    drawn = io.BytesIO()
    made = segno.make(short_url(found), error="m", micro=False)
    made.save(drawn, kind="svg", scale=4, border=2, dark="#10304f", light="#fff", xmldecl=False, omitsize=True)
    answer = HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = f"public, max-age={A_DAY}" if found.live else "private, no-store"
    return answer


@require_safe
def short(request: HttpRequest, short_code: str) -> HttpResponse:
    """Redirect from the printed short code to the page, in the reader's language where there is one."""
    found = Practice.objects.filter(short_code=short_code.upper()).select_related("locale").first()
    if found is None:
        raise Http404
    if found_practice(request, found.code) is None:
        return gone(request)
    here = getattr(request, "LANGUAGE_CODE", found.language)
    siblings = practices_published().filter(translation_key=found.translation_key, locale__language_code=here)
    best = siblings.first() or found
    return redirect("library:practice", best.code)
