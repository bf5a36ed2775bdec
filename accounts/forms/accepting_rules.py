"""The check box that accepts the rules of the site: in the sign-up, and as a form of its own."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.policy import RULES_VERSION
from accounts.queries.site_rules import papers
from core.web.forms import CleanForm


class AcceptedField(forms.BooleanField):
    """A required check box. Its label links to both pages in a new tab, so that the form keeps what was typed."""

    def __init__(self, **kwargs: Any) -> None:
        more: dict[str, Any] = {
            "error_messages": {"required": gettext_lazy("Tick this too: nobody takes part without it.")}
        }
        super().__init__(**{**more, **kwargs})


def accepted_label() -> SafeString:
    """Computed for each form, because the addresses of the two pages come from the database."""
    found = papers()
    said = _("I accept the <a%(rules)s>rules of the site</a> and have read the page on <a%(privacy)s>privacy</a>.")
    return format_html(
        said.replace("%(rules)s", "{}").replace("%(privacy)s", "{}"), _address(found.rules), _address(found.privacy)
    )


def _address(url: str) -> SafeString:
    return format_html(' href="{}" target="_blank"', url) if url else SafeString("")


class AcceptForm(CleanForm):
    accepted = AcceptedField()
    version = forms.CharField(max_length=20, widget=forms.HiddenInput)
    next = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accepted"].label = accepted_label()
        self.fields["version"].initial = RULES_VERSION
