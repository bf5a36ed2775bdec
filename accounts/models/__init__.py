from accounts.models.known_networks import KnownNetwork
from accounts.models.mail_settings import Every, Group, Mailing, MailSettings, Part
from accounts.models.offices import Office, OfficeKind
from accounts.models.standing import Standing
from accounts.models.users import User
from accounts.models.waiting_mails import WaitingMail

__all__ = [
    "Every",
    "Group",
    "KnownNetwork",
    "MailSettings",
    "Mailing",
    "Office",
    "OfficeKind",
    "Part",
    "Standing",
    "User",
    "WaitingMail",
]
