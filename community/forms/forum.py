"""What people fill in to write in the forum, and to moderate it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models import Audience, Board, Post
from community.policy import (
    BOARD_ABOUT_CHARACTERS,
    BOARD_NAME_CHARACTERS,
    POST_CHARACTERS,
    REASON_CHARACTERS,
    TITLE_CHARACTERS,
)
from community.showing.names_and_times import language_choices
from core.language.own_names import own_name
from core.locales import LABELLED
from core.web.forms import AddressField, CleanForm, NameField
from core.web.language_fields import TongueField, begins_in
from core.web.widgets import Radios


def last_language(user: Any) -> str:
    """In which the person wrote last in the forum, else that of the page."""
    return begins_in(Post.objects.filter(author=user))


class PostForm(CleanForm):
    """A reply; also for changing one, where `version` notices that another window was faster."""

    source = forms.CharField(
        label=_("Your post"),
        max_length=POST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8, "data-source": ""}),
    )
    language = TongueField(label=_("Written in"), texts=("title", "source"))
    client_id = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=1, max_value=10**6, widget=forms.HiddenInput)

    def __init__(self, *args: Any, languages: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language: Any = self.fields["language"]
        language.choices = language_choices(languages)


class TopicForm(PostForm):
    title = NameField(
        label=_("Title"),
        max_length=TITLE_CHARACTERS,
        help_text=_("A question or a plain statement: others decide by it whether to read on."),
    )
    field_order = ("title", "source", "language")


class MoveForm(CleanForm):
    board = forms.ChoiceField(label=_("To which board?"), widget=Radios)

    def __init__(self, *args: Any, boards: Iterable[Board], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        board: Any = self.fields["board"]
        board.choices = [(one.code, one.name) for one in boards]


class MergeForm(CleanForm):
    into = forms.CharField(
        label=_("Address of the topic into which this one goes"),
        max_length=300,
        help_text=_("Copy it from the browser. Its posts stay in front, those of this topic hang behind them."),
    )


class ReasonForm(CleanForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The writer reads it, and may answer."),
    )


class BoardForm(CleanForm):
    audience = forms.ChoiceField(label=_("Who reads it?"), choices=Audience.choices, widget=Radios)
    order = forms.IntegerField(
        label=_("Place in the list"), min_value=0, max_value=999, initial=100, help_text=_("Small numbers stand first.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in LABELLED:
            self.fields[f"name_{language}"] = NameField(
                label=_("Name, %(language)s") % {"language": own_name(language)}, max_length=BOARD_NAME_CHARACTERS
            )
            self.fields[f"about_{language}"] = forms.CharField(
                label=_("What it is for, %(language)s") % {"language": own_name(language)},
                max_length=BOARD_ABOUT_CHARACTERS,
                required=False,
            )
        names = [f"{part}_{language}" for language in LABELLED for part in ("name", "about")]
        self.order_fields([*names, "audience", "order"])

    def facts(self) -> dict[str, Any]:
        """As the verbs take it."""
        data = self.cleaned_data
        return {
            "names": {language: data[f"name_{language}"] for language in LABELLED},
            "abouts": {language: data[f"about_{language}"] for language in LABELLED},
            "audience": data["audience"],
            "order": data["order"],
        }


class PersonForm(CleanForm):
    email = AddressField(label=_("E-mail address of the account"))
