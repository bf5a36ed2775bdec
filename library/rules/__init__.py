"""Permissions of the library: conditions with their refusals, joined to the names of verbs. Import registers them."""

from django.utils.translation import gettext_lazy as _

from core.permissions import name_deeds
from library.rules import adoptions, pages, practices, reviews  # noqa: F401 - importing registers the permissions

# What each deed is called where it is refused.
name_deeds(
    {
        "library.adopt": _("Tell of a trial of your own"),
        "library.change_adoption": _("Change what was told of a trial"),
        "library.delete": _("Delete the practice"),
        "library.edit": _("Change the practice"),
        "library.edit_pages": _("Edit the pages of the site"),
        "library.evaluate": _("Enter an evaluation from outside"),
        "library.hide_adoption": _("Hide what a school tells"),
        "library.recall": _("Recall the practice to draft"),
        "library.restore": _("Show the practice again"),
        "library.review": _("Judge the practice"),
        "library.submit": _("Submit the practice"),
        "library.take_down": _("Take the practice down"),
        "library.translate": _("Translate the practice"),
        "library.write": _("Write a practice"),
    }
)
