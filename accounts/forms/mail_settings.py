"""Which notices come by mail, and when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Every, Group, Mailing, MailSettings, Part, User
from core.web.forms import CleanForm
from core.web.widgets import Choice, Radios

WHAT = {
    Group.PROPOSALS: _("Proposals, answers to them, agreements."),
    Group.TALK: _("Replies, mentions, decisions about what you wrote."),
    Group.REVIEWS: _("What a moderator says of your practice, and who tried it."),
    Group.VERIFICATION: _("Who is verified, who asks to join."),
    Group.DESK: _("What waits for you as a moderator, coordinator or administrator."),
}


class NoticesForm(CleanForm):
    """The switch over all mails, a choice for each group, and when what is gathered comes."""

    mail_notices = forms.BooleanField(
        label=_("Send me notices by mail too"),
        required=False,
        help_text=_("On the site you see them in any case. Mails about your account come always."),
    )

    def __init__(self, *args: Any, user: User, chosen: MailSettings, office: bool, **kwargs: Any) -> None:
        values = {name: getattr(chosen, name) for name in (*Group.values, "every", "part")}
        kwargs["initial"] = {"mail_notices": user.mail_notices, **values}
        super().__init__(*args, **kwargs)
        for group in Group:
            if group != Group.DESK or office:
                self.fields[group.value] = forms.ChoiceField(
                    label=group.label, choices=Mailing.choices, widget=Choice, help_text=WHAT[group]
                )
        self.fields["every"] = forms.ChoiceField(
            label=_("How often gathered notices come"), choices=Every.choices, widget=Choice
        )
        self.fields["part"] = forms.ChoiceField(
            label=_("When gathered notices come"), choices=Part.choices, widget=Radios
        )

    def groups(self) -> list[Any]:
        return [self[name] for name in Group.values if name in self.fields]
