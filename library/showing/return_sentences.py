"""Template sentences for sending a practice back, one for each reason: the moderator edits them before sending."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

SENTENCES: Final[dict[str, Promise]] = {
    "licence": _(
        "Thank you for this practice. One thing about the rights: for some of the files it is not clear who made them "
        "and under which licence they may be shared. Please name both beside each file, or take the file out."
    ),
    "consent": _(
        "Thank you for this practice. In some pictures people can be recognised, and it is not said that they agreed. "
        "Please choose other pictures, or confirm the consent of the people, for children that of their parents."
    ),
    "incomplete": _(
        "Thank you for this practice. To try it, another teacher needs a little more: please say in the steps "
        "what exactly you did, how long it took and what you used."
    ),
    "quality": _(
        "Thank you for this practice. The idea is good, but the result is not clear yet: please say what the pupils "
        "could do afterwards, and by what you noticed it."
    ),
    "duplicate": _(
        "Thank you for this practice. A very similar one stands in the library already. If you tried that one, press "
        "“We tried it” on its page; if yours differs, please say how."
    ),
    "not_practice": _(
        "Thank you for writing. The library collects what teachers tried in their own work. Please add what you did "
        "yourselves and what came of it; for news and announcements the forum is the better place."
    ),
    "technical": _(
        "Thank you for this practice. Something cannot be opened: please look at the files and links once more "
        "and replace those that do not work."
    ),
    "language": _(
        "Thank you for this practice. Please read the text once more, or ask a colleague to: in some places "
        "it is hard to understand what is meant. Short sentences help, also those who will translate it."
    ),
    "other": _("Thank you for this practice. Before it can be published, please change the following:"),
}


def sentence_for(reason: str, language: str) -> str:
    """In the language of the words, whatever the moderator's own is. Empty for a reason that has none."""
    with override(language):
        return str(SENTENCES.get(reason, ""))
