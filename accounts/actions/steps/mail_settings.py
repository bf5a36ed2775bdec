"""The row of a person's mail settings, stored before a link in a mail names it."""

from accounts.models import MailSettings, User


def stored_mail_settings(user: User) -> MailSettings:
    """With the defaults where the person has set nothing: the code in the row is what links that end mails carry."""
    return MailSettings.objects.get_or_create(user=user)[0]
