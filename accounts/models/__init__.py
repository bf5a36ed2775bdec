from accounts.models.known_networks import KnownNetwork
from accounts.models.mail import Every, Group, Mailing, MailSettings, Part, WaitingMail
from accounts.models.offices import Office, OfficeKind
from accounts.models.standing import Standing
from accounts.models.users import User

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
