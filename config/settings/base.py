"""Settings that every way of running shares; dev, test, small and prod override them."""

import zoneinfo
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.env import BASE, postgresql, read_environment, redis, sqlite

ENV = read_environment()
DEBUG = False
DEMO = False
# Several processes before strangers (prod).
FULL = False
# Asked before a process serves (core.server.startup_checks).
SETUP_JUDGE = "config.checks.judge"
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = list(ENV.hosts)
SITE_URL = ENV.site_url

INSTALLED_APPS = [
    "core",
    "accounts",
    "community",
    "twinning",
    "library",
    "search",
    "insights",
    "daphne",
    "channels",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "lucide",
    "rules",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "library.apps.EditorsConfig",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
]

MIDDLEWARE = [
    "core.web.middleware.request_code",
    "core.web.middleware.headers",
    "core.web.middleware.refuse_nul",
    "core.web.middleware.bound_visitors",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.web.middleware.PagesInLanguages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.web.middleware.person",
    "core.web.middleware.remember_browser",
    "accounts.middleware.limit_entrance",
    "accounts.middleware.guard_offices",
    "library.middleware.numbers_alone",
    "core.web.middleware.errors",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TAGS = (
    "components",
    "formats",
    "machines",
    "page_head",
    "parts",
    "permissions",
    "sheets",
)  # in every template, without {% load %}
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["core.web.template_loader.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": [f"core.web.tags.{name}" for name in TAGS],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.web.context_processors.site",
                "community.context_processors.notices",
            ],
        },
    },
]
FORM_RENDERER = "core.web.widgets.FormRenderer"

DATABASES: dict[str, dict[str, Any]] = {
    "default": postgresql(ENV.database_url) if ENV.database_url else sqlite(ENV.data / "db.sqlite3")
}

# Searches where it is named; the database holds the entries and steps in where it is silent.
ELASTICSEARCH_URL = ENV.elasticsearch_url
ELASTICSEARCH_INDEX = ENV.elasticsearch_index

REDIS_URL = redis(ENV.redis_url) if ENV.redis_url else ""
# One channel layer for all processes where Redis is there, its humble twin in memory where not.
CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    "default": (
        {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            # Without socket_timeout None redis-py 8 ends an idle consumer every five seconds.
            "CONFIG": {"hosts": [{"address": ENV.redis_url, "socket_timeout": None}], "prefix": "koepueroe"},
        }
        if ENV.redis_url
        else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    )
}
CACHES: dict[str, dict[str, Any]] = {
    "default": (
        {"BACKEND": "core.server.redis_cache.OutlivingRedisCache", "LOCATION": ENV.redis_url, "KEY_PREFIX": "koepueroe"}
        if ENV.redis_url
        else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}
    ),
    "database": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LANGUAGE_CODE = "ky"
LANGUAGES = [("ky", _("Kyrgyz")), ("ru", _("Russian")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
FORMAT_MODULE_PATH = "core.language.locale_formats"
USE_TZ = True
TIME_ZONE = "Asia/Bishkek"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "accounts:home"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.LoginForm",
    "signup": "accounts.forms.sign_in.SignupForm",
    "reset_password": "accounts.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.sign_in.ResetPasswordKeyForm",
    "reauthenticate": "accounts.forms.sign_in.ReauthenticateForm",
    "add_email": "accounts.forms.sign_in.AddEmailForm",
    "change_password": "accounts.forms.sign_in.ChangePasswordForm",
    "set_password": "accounts.forms.sign_in.SetPasswordForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
# allauth's own limits lie in a cache that forgets and are keyed by the Host header: ours stand at each of its doors
# (accounts.middleware, accounts.adapters), in the one table of core.limits.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
MFA_ADAPTER = "accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.second_factor.AuthenticateForm",
    "reauthenticate": "accounts.forms.second_factor.ReauthenticateForm",
    "activate_totp": "accounts.forms.second_factor.ActivateTOTPForm",
    "add_webauthn": "accounts.forms.second_factor.AddWebAuthnForm",
    "edit_webauthn": "accounts.forms.second_factor.EditWebAuthnForm",
}
MFA_TOTP_ISSUER = "Köpürö"
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# How many proxies before us may be believed about the client's address (core.web.client_address).
PROXY_COUNT = ALLAUTH_TRUSTED_PROXY_COUNT = ENV.proxy_count
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "core.web.error_pages.forbidden_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

STATIC_URL = "/static/"
STATIC_ROOT = ENV.data / "static"
STATICFILES_DIRS = [BASE / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = ENV.data / "media"
DATA_ROOT = ENV.data
LINES_A_PERSON = ENV.lines_a_person
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 500_000
# Streams uploads to disk; how large a body may be is said by its address (core.server.daphne_bodies).
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

# Every mail passes through it; what carries it is said where the mail server is.
EMAIL_BACKEND = "core.mails.Backend"
MAIL_CARRIER = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENV.from_email
SERVER_EMAIL = ENV.from_email

WAGTAIL_SITE_NAME = "Köpürö"
WAGTAILADMIN_BASE_URL = ENV.site_url or "http://localhost"
WAGTAIL_I18N_ENABLED = True
# A translation begins as a draft: else its page would speak the other language and call it its own.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "/account-login/"
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
# Wagtail has no Kyrgyz. Who has not chosen sees it in Russian where their own language is Kyrgyz (core.locales).
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ru", "Русский"), ("en", "English")]
# Names of cities: browsers do not know "localtime", which Python lists too.
WAGTAIL_USER_TIME_ZONES = sorted(name for name in zoneinfo.available_timezones() if "/" in name)
# Its mails lead into the admin; notices of ours tell what concerns people.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILIMAGES_IMAGE_MODEL = "library.EditorialImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "library.forms.media.EditorialImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10_000_000
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic", "heif", "tif", "tiff"]
WAGTAILDOCS_DOCUMENT_MODEL = "library.EditorialDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "library.forms.media.EditorialDocumentForm"
# What library.judging.files.file_kinds takes, and tables as plain text.
WAGTAILDOCS_EXTENSIONS = [
    *(
        "pdf",
        "docx",
        "xlsx",
        "pptx",
        "odt",
        "ods",
        "odp",
        "rtf",
        "txt",
        "csv",
        "zip",
        "epub",
        "sb3",
        "ggb",
        "mp3",
        "m4a",
    ),
    *("m4b", "ogg", "oga", "ogv", "opus", "wav", "wave", "amr", "mp4", "m4v", "mov", "3gp", "3gpp", "webm"),
]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"code": {"()": "core.server.logs.AddRequestCode"}},
    "formatters": {
        "plain": {"()": "core.server.logs.PlainFormatter"},
        "json": {"()": "core.server.logs.JsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["code"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django gives its own loggers handlers beside ours: one that prints in debug mode, one that mails.
    "loggers": {
        "koepueroe": {"level": "INFO"},
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
