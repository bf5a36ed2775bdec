"""External evaluations, which a moderator has read and enters: the highest step of the evidence ladder."""

from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Invalid
from core.language.text_lengths import check_length
from core.permissions import require
from core.text import clean
from library.actions.steps.adoption_news import authors_or_leaders
from library.actions.steps.list_changes import lists_changed
from library.models import Evaluation, Practice

LENGTHS: Final = {"evaluator": 200, "words": 600}


def evaluate_practice(
    *, practice: Practice, by: Any, evaluator: str, url: str, words: str, language: str
) -> Evaluation:
    """Enter the evaluation of a practice; it replaces an earlier one."""
    require(by, "library.evaluate", practice)
    said = {"evaluator": clean(evaluator), "words": clean(words, multiline=True)}
    for name, text in said.items():
        if not text:
            raise Invalid(_("Write at most %(n)s characters, and at least one.") % {"n": LENGTHS[name]}, field=name)
        check_length(text, most=LENGTHS[name], field=name)
    with transaction.atomic():
        made, _new = Evaluation.objects.update_or_create(
            practice=practice, defaults={**said, "url": url, "language": language, "by": by}
        )
        record("library.evaluate", practice, by=by, concerns=authors_or_leaders(practice), ground=url)
        lists_changed(practice)
    return made
