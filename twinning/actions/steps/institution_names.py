"""Writing names and the words that search finds them by."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.errors import Invalid
from core.findable import changed
from core.language.name_refusals import check_name
from core.language.text_lengths import check_length
from core.text import fold
from twinning.models import Institution, InstitutionName, NameWord
from twinning.policy import INSTITUTION_NAME_CHARACTERS, SHELF
from twinning.queries.institution_names import name_words


@dataclass(frozen=True, slots=True)
class NameToWrite:
    institution: Institution
    text: str
    language: str = "und"
    official: bool = False


def checked_name(text: str) -> str:
    """Raise Invalid for a name that is too long or has no letters."""
    text = check_name(text)
    check_length(text, most=INSTITUTION_NAME_CHARACTERS, field="name")
    if text and not fold(text):
        raise Invalid(_("A name needs letters or numbers."), field="name")
    return text


def write_names(names: Iterable[NameToWrite]) -> None:
    """Write many names (imports). Six queries, however many: call it with at most a few thousand at once."""
    wanted = {(name.institution.pk, name.language): name for name in names}
    ids = {institution for institution, _language in wanted}
    had = {(name.institution_id, name.language): name for name in InstitutionName.objects.filter(institution__in=ids)}
    new = [_made(name) for key, name in wanted.items() if key not in had]
    official = {name.institution.pk for name in wanted.values() if name.official}
    rewritten = [_changed(had[key], name, official) for key, name in wanted.items() if key in had]
    with transaction.atomic():
        if official:
            InstitutionName.objects.filter(institution__in=official, official=True).update(official=False)
        InstitutionName.objects.bulk_create(new, batch_size=500)
        InstitutionName.objects.bulk_update(rewritten, ["text", "folded", "official"], batch_size=500)
        _write_words([*new, *rewritten], {n.institution.pk: n.institution.place for n in wanted.values()})
        changed(SHELF, *(name.institution.code for name in wanted.values()))


def rewrite_words(institution: Institution) -> None:
    """Call it after the town changed: the town is among the words that search finds the names by."""
    _write_words(list(institution.names.all()), {institution.pk: institution.place})


def _made(name: NameToWrite) -> InstitutionName:
    return InstitutionName(
        institution=name.institution,
        language=name.language,
        text=name.text,
        folded=fold(name.text)[:250],
        official=name.official,
    )


def _changed(had: InstitutionName, name: NameToWrite, moved: set[int]) -> InstitutionName:
    had.text, had.folded = name.text, fold(name.text)[:250]
    had.official = name.official or (had.official and name.institution.pk not in moved)
    return had


def _write_words(names: list[InstitutionName], places: dict[int, str]) -> None:
    NameWord.objects.filter(name__in=[name.pk for name in names]).delete()
    rows = [
        NameWord(name=name, word=word)
        for name in names
        for word in name_words(name.text, places.get(name.institution_id, ""))
    ]
    NameWord.objects.bulk_create(rows, batch_size=1000)
