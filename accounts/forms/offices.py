from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import OfficeKind, User
from accounts.queries.people import person_with_address
from core.language.formats import alphabetical, country_codes, country_name
from core.web.forms import AddressField, CleanForm
from core.web.widgets import Radios


class OfficeForm(CleanForm):
    address = AddressField(label=_("E-mail address of the person"))
    office = forms.ChoiceField(label=_("Office"), choices=OfficeKind.choices, widget=Radios)
    country = forms.ChoiceField(
        label=_("Country"), help_text=_("Only for coordinators. Empty means all countries."), required=False
    )
    ground = forms.CharField(
        label=_("Why"),
        help_text=_("It stands in the log, and the person can read it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = alphabetical((code, country_name(code)) for code in country_codes())
        self.fields["country"].choices = [("", "—"), *named]  # type: ignore[attr-defined]
        self.person: User | None = None

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        self.person = person_with_address(address)
        if self.person is None:
            raise forms.ValidationError(_("Nobody has an account with this address."), code="unknown")
        return address
