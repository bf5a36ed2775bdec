"""The refusals of files: each function gives an Invalid that says what is wrong and what to do next."""

from django.utils.translation import gettext as _

from core.errors import Invalid


def not_taken() -> Invalid:
    return Invalid(
        _(
            "This kind of file is not taken. Take a picture, PDF, DOCX, XLSX, PPTX, ODT, TXT, RTF, ZIP, EPUB, SB3, "
            "GGB, MP3, WAV, MP4 or 3GP."
        )
    )


def damaged() -> Invalid:
    return Invalid(_("This file cannot be opened; it may be damaged. Save it anew and try again."))


def locked() -> Invalid:
    return Invalid(_("This file is locked with a password, so nobody can read it here. Save it without the password."))


def two_faced() -> Invalid:
    return Invalid(_("This file reads as two kinds of file at once. Save it anew and try again."))


def misnamed() -> Invalid:
    return Invalid(_("The file holds something else than its name says. Save it anew and try again."))


def unfolds() -> Invalid:
    return Invalid(_("This document carries a definition that unfolds by itself. Save it anew and try again."))


def macros() -> Invalid:
    return Invalid(_("This document holds macros or scripts. Save it without them, or as PDF."))


def objects() -> Invalid:
    return Invalid(
        _("An object of another program is built into this document. Put it in as a picture, or save it all as PDF.")
    )


def picture_elsewhere() -> Invalid:
    return Invalid(_("A picture of this document lies elsewhere. Insert the picture itself and try again."))


def template_elsewhere() -> Invalid:
    return Invalid(_("This document takes its template from another computer. Save it without a template, or as PDF."))


def elsewhere() -> Invalid:
    return Invalid(
        _("This document fetches something from elsewhere when it is opened. Take that out, or save it as PDF.")
    )
