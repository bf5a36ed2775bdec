"""What the four forms share in which a practice is written. No field is required: a draft may be half empty.

What is missing is found by library.queries.preflight; `checked` sets its sentences beside their fields.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.web.forms import CleanForm
from library.judging.preflight_findings import ERROR, Finding
from library.models import Practice
from library.showing.preflight_findings import saying

Step = TypeVar("Step", bound="StepForm")


class StepForm(CleanForm):
    """`practice` is the newest text; `version` notices that somebody else changed it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    quiet = False
    optional: ClassVar[tuple[str, ...]] = ()  # what the page folds away

    def __init__(self, *args: Any, practice: Practice, by: Any, **kwargs: Any) -> None:
        self.practice, self.by = practice, by
        super().__init__(*args, **kwargs)
        self.initial = {"version": practice.version, **self.known(), **self.initial}
        self.prepare()

    def main(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.optional]

    def more(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in self.optional]

    def unfolded(self) -> bool:
        """Whether something of what the page folds away is filled in or wrong."""
        return any(field.value() or field.errors for field in self.more())

    def prepare(self) -> None:
        """Fields and choices that depend on the practice."""

    def known(self) -> dict[str, Any]:
        """What the practice says already."""
        return {}

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def as_sent(self) -> QueryDict:
        """What a browser would send of this form as it stands, so that bound fields show it."""
        data = QueryDict(mutable=True)
        for name, field in self.fields.items():
            value = field.prepare_value(self.get_initial_for_field(field, name))
            if isinstance(value, list | tuple | set):
                data.setlist(name, [str(v) for v in value])
            elif value not in {None, False}:
                data[name] = "on" if value is True else str(value)
        return data


def checked(kind: type[Step], *, practice: Practice, by: Any, found: Iterable[Finding]) -> Step:
    """The form as it stands, with each error of the pre-flight beside its field."""
    form = kind(kind(practice=practice, by=by).as_sent(), practice=practice, by=by)
    form.quiet = True  # the summary leaves the focus where the link of the finding leads
    form.is_valid()
    for finding in found:
        if finding.weight == ERROR and finding.field in form.fields:
            form.add_error(finding.field, saying(finding))
    return form


TITLES = {
    1: _("What it is about"),
    2: _("The story in five parts"),
    3: _("Pictures and files"),
    4: _("Authors and rights"),
}
LEADS = {
    1: _("So that others find it. Everything is saved as you write; you can go on another day."),
    2: _("Write as you would tell a colleague in the staff room. No names of children."),
    3: _("A photo of the blackboard says more than a page. Places and times are taken out of every picture."),
    4: _("Who made it, and what others may do with it."),
}
