"""The sentences that explain a step of the evidence ladder."""

from django.utils.translation import gettext as _

from core.language.formats import format_number
from library.judging.evidence_ladder import Ladder
from library.models import Evidence


def why(ladder: Ladder) -> str:
    """One or two sentences: whose word each step rests on."""
    said = [_own(ladder)]
    if ladder.evaluated:
        said.append(_("Somebody from outside has evaluated it; a moderator has read the evaluation."))
    if ladder.schools:
        said.append(_others(ladder))
    elif ladder.over:
        said.append(_("A higher step counts when another school tells here what came of it."))
    if ladder.international:
        said.append(_("It has worked in another country as well."))
    return " ".join(said)


def _own(ladder: Ladder) -> str:
    return {
        Evidence.IDEA: _("The authors call it an idea."),
        Evidence.ONCE: _("The authors have tried it once."),
        Evidence.REPEATED: _("The authors have repeated it with results."),
    }[Evidence(ladder.claimed)]


def _others(ladder: Ladder) -> str:
    numbers = {"n": ladder.schools, "worked": ladder.worked, "partly": ladder.partly}
    return _("Other schools that tell here of their own trial: %(n)s. It worked: %(worked)s; in part: %(partly)s.") % {
        name: format_number(number) for name, number in numbers.items()
    }
