"""The moderator's answer: reason, words, note. All are optional here: the verb refuses what its button lacks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.language.own_names import own_name
from core.locales import site_languages
from core.terms import terms_of
from core.web.forms import CleanForm
from core.web.language_fields import TongueField
from core.web.widgets import Choice, Radios
from library.policy import NOTE_CHARACTERS, WORDS_CHARACTERS


class Codes(forms.RadioSelect):
    """Nine reasons in a square of equal cells."""

    template_name = "desk/codes.html"


class ReviewForm(CleanForm):
    reason = forms.ChoiceField(label=_("Reason, if you send it back"), required=False, widget=Codes)
    language = TongueField(label=_("Language of your text"), widget=Choice, texts=("words",))
    words = forms.CharField(
        label=_("Message to the author"),
        max_length=WORDS_CHARACTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The author reads them on the page of the practice. The mail leads there."),
    )
    note = forms.CharField(
        label=_("Note for moderators"),
        max_length=NOTE_CHARACTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Authors never see it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason: Any = self.fields["reason"]
        reason.choices = [(term.code, term.label) for term in terms_of("review_reason").order_by("order", "pk")]
        language: Any = self.fields["language"]
        language.choices = [(code, own_name(code)) for code in site_languages()]


class TakeDownForm(CleanForm):
    reason = forms.ChoiceField(label=_("Reason"), widget=Radios)
    words = forms.CharField(
        label=_("Message to the authors"),
        max_length=WORDS_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They read this with the reason. Say what they can do next."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason: Any = self.fields["reason"]
        reason.choices = [(term.code, term.label) for term in terms_of("report").order_by("order", "pk")]


class RestoreForm(CleanForm):
    words = forms.CharField(
        label=_("Why is it shown again?"),
        max_length=WORDS_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The authors read this."),
    )
