import zoneinfo
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.codes import new_code
from core.locales import legible
from core.text import canonical_address, in_latin


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **more: Any) -> "User":
        user = self.model(email=canonical_address(email), **more)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **more: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **more)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=canonical_address(username or ""))


def check_time_zone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("There is no time zone “%(name)s”."), params={"name": name})


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Signs in by e-mail address; nothing about them is public unless they said so."""

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    latin_name = models.CharField(_("name in Latin letters"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=5, default="ky")
    time_zone = models.CharField(_("time zone"), max_length=60, default="Asia/Bishkek", validators=[check_time_zone])
    mail_notices = models.BooleanField(_("notices by mail"), default=True)
    # Whether single letters do something on the pages of the site (static/js/keys.js).
    keys = models.BooleanField(default=True, db_default=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    # The version of the rules of the site that they accepted last, and when.
    rules_version = models.CharField(max_length=20, blank=True, default="", db_default="", editable=False)
    rules_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        """As the reader of the page can read it: {{ person }} in a template, str(person) in a sentence."""
        return self.shown or str(_("A person without a name"))

    @property
    def shown(self) -> str:
        """The name in the reader's letters; empty where there is none. What is stored or signed takes `name`."""
        return legible(self.name, asked=self.latin_name)

    @property
    def is_staff(self) -> bool:
        """Wagtail's admin asks for it; the permission `wagtailadmin.access_admin` decides."""
        return self.is_superuser

    @property
    def latin(self) -> str:
        """In Latin letters, whoever reads: as the person writes it, else letter by letter."""
        return in_latin(self.name, self.latin_name)

    def get_full_name(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()[:2]).upper() or "?"
