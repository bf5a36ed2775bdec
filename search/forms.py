"""The form of a saved search."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.web.forms import CleanForm
from search.policy import SAVED_TITLE_CHARACTERS


class SavedSearchForm(CleanForm):
    title = forms.CharField(label=_("What you call it"), max_length=SAVED_TITLE_CHARACTERS)
    tell = forms.BooleanField(
        label=_("Tell me when something new fits"),
        required=False,
        help_text=_("As a notice; by mail as you have set it for talk."),
    )
