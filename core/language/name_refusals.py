"""Names and words as verbs and forms refuse them: one judge (core.text), one sentence each."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.errors import Invalid, Text
from core.text import Fault, canonical_address, clean, fault_of_name, is_address, marks_pile_up

SENTENCES: Final[dict[Fault, Text]] = {
    Fault.LETTERS: _("A name needs at least two letters that can be seen."),
    Fault.UNSEEN: _("There are characters in it that nobody can see. Type it anew, do not paste it."),
    Fault.MARKS: _("More than three marks stand above or below one letter. Take some of them away."),
    Fault.OFFICE: _("This reads like an office of the site, or like the site itself. Write your own name."),
    Fault.ADDRESS: _("This is a mail address. Write your name."),
}
NO_ADDRESS: Final = _("Enter a valid email address.")


def check_name(text: str, *, person: bool = False, field: str = "name") -> str:
    """The cleaned name of a person, or of something; raise Invalid with what is wrong. Empty stays empty."""
    name = clean(text)
    if name and (fault := fault_of_name(name, person=person)):
        raise Invalid(SENTENCES[fault], field=field)
    return name


def check_marks(text: str, *, field: str = "") -> None:
    """For words of any length: raise Invalid where marks pile up."""
    if marks_pile_up(text):
        raise Invalid(SENTENCES[Fault.MARKS], field=field)


def check_address(text: str, *, field: str = "email") -> str:
    """The address in the spelling that is kept (core.text.canonical_address); raise Invalid where it is none."""
    address = canonical_address(clean(text))
    if not is_address(address):
        raise Invalid(NO_ADDRESS, field=field)
    return address
