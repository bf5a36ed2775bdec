"""The form that submits a practice: the version that was looked at, and an answer to the moderator."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.web.forms import CleanForm, OfThePage
from library.policy import ANSWER_CHARACTERS


class SendForm(CleanForm):
    version = forms.IntegerField(widget=OfThePage, min_value=0, max_value=2_000_000_000)
    answer = forms.CharField(
        label=_("A word to the moderator"),
        max_length=ANSWER_CHARACTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("May stay empty. After it was sent back: what you changed."),
    )
