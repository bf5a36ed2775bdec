from accounts.models.offices import Office, OfficeKind
from accounts.models.standing import Standing
from accounts.models.users import User

__all__ = ["Office", "OfficeKind", "Standing", "User"]
