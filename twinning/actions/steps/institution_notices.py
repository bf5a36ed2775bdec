"""Notices about institutions and places: keys and parameters, never text (twinning.wiring registers the words)."""

from collections.abc import Iterable
from typing import Any

from accounts.models import User
from accounts.queries.officers_to_tell import coordinators_to_tell
from community.actions.steps.notices import notify
from community.actions.steps.reading_notices import settled
from core.models import Term
from core.permissions import allowed
from twinning.models import Institution, Staff
from twinning.queries.institution_names import shown_everywhere
from twinning.queries.people import leaders_of

MY = "/my/"


def tell_people(
    people: Iterable[User],
    key: str,
    institution: Institution,
    *,
    url: str,
    dedupe: str,
    asks: str = "",
    **params: Any,
) -> None:
    """A notice to each; `url` is an address without its language, `dedupe` tells one occasion from the next."""
    said = {"institution": shown_everywhere(institution), **params}
    for person in people:
        here, once = f"/{person.language}{url}", f"{dedupe}:{person.pk}"
        notify(user=person, key=key, params=said, url=here, dedupe=once, asks=asks)


def tell_verifiers(place: Staff) -> None:
    """Those of the institution who may; else the coordinators of the country, else administrators."""
    school = place.institution

    def may(person: User) -> bool:
        return allowed(person, "twinning.verify_person", place)

    leaders = [leader.user for leader in leaders_of(school) if may(leader.user)]
    people = leaders or coordinators_to_tell(school.country, may=may)
    url = f"/institutions/{school.code}/people/" if leaders else "/desk/people/"
    said = {"dedupe": f"asked:{place.code}", "asks": f"asked:{place.code}", "person_code": place.user.code}
    tell_people(people, "twinning.asked", school, url=url, **said)


def no_longer_asks(place: Staff) -> None:
    """Decided, taken back, or gone: nobody need look at it any more."""
    settled(f"asked:{place.code}")


def tell_refused(place: Staff, **params: Any) -> None:
    """They may ask again, and then it is of no more use."""
    tell_place(place, "twinning.person_refused", asks=_refused(place), **params)


def asks_again(place: Staff) -> None:
    settled(_refused(place), among=[place.user])


def _refused(place: Staff) -> str:
    return f"refused:{place.institution.code}"


def tell_place(place: Staff, key: str, **params: Any) -> None:
    """To the person whose place it is."""
    tell_people([place.user], key, place.institution, url=MY, dedupe=f"{key}:{place.code}", **params)


def in_all_languages(term: Term) -> dict[str, str]:
    """A term as a parameter of a notice: each reader gets the label in their language."""
    return {"ky": term.label_ky, "ru": term.label_ru, "en": term.label_en}
