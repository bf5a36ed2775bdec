"""What people fill in: a message, a report, an appeal, an answer to one of these."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.actions.appeals import OVERTURNED, UPHELD
from community.actions.reports import KEPT, REMOVED, WARNED
from community.policy import MESSAGE_CHARACTERS, REASON_CHARACTERS
from core.terms import terms_of
from core.web.forms import CleanForm
from core.web.widgets import Radios


class ReportForm(CleanForm):
    reason = forms.ChoiceField(label=_("What is wrong?"), widget=Radios)
    words = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=REASON_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only the moderators read this. The person does not learn who reported."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason: Any = self.fields["reason"]
        reason.choices = [(term.code, term.label) for term in terms_of("report")]


class AnswerForm(CleanForm):
    verdict = forms.ChoiceField(
        label=pgettext_lazy("of a report", "Verdict"),
        widget=Radios,
        choices=[
            (REMOVED, _("Remove it: its words are gone for everybody")),
            (WARNED, _("Leave it, and warn its author")),
            (KEPT, _("Nothing is wrong with it")),
        ],
    )
    answer = forms.CharField(
        label=_("Reason"),
        max_length=REASON_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The one who reported reads it; where the report was right, the author too."),
    )


class AppealForm(CleanForm):
    words = forms.CharField(
        label=_("Why do you see it otherwise?"),
        max_length=REASON_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Somebody who had no part in the decision reads it. You can ask once, so say everything here."),
    )


class AppealAnswerForm(CleanForm):
    outcome = forms.ChoiceField(
        label=_("Your answer"),
        widget=Radios,
        choices=[(UPHELD, _("The decision stands")), (OVERTURNED, _("The decision is taken back"))],
    )
    answer = forms.CharField(
        label=_("Reason"),
        max_length=REASON_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The person concerned reads it."),
    )


class MessageForm(CleanForm):
    """Drawn by templates/community/composer.html; here it carries errors and what was typed."""

    text = forms.CharField(
        label=_("Message"),
        max_length=MESSAGE_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = forms.CharField(max_length=5, widget=forms.HiddenInput)
    client_id = forms.CharField(max_length=40, widget=forms.HiddenInput)
    back = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
