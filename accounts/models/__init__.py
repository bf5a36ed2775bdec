from accounts.models.mail import Every, Group, Mailing, MailSettings, Part
from accounts.models.offices import Office, OfficeKind
from accounts.models.standing import Standing
from accounts.models.users import User

__all__ = ["Every", "Group", "MailSettings", "Mailing", "Office", "OfficeKind", "Part", "Standing", "User"]
