"""What holds everywhere, and enough to run on a laptop without any service."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from kombu.entity import Queue

from config.buckets import read_bucket
from config.environment import Environment, phone_countries
from config.settings.limits import *
from config.settings.logs import *
from config.settings.quotas import QUOTAS as QUOTAS
from config.settings.schedule import *

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"
env = Environment()

# Signs sessions and links.
SECRET_KEY = env("SECRET_KEY", default="not-a-secret")
# Former values of SECRET_KEY, separated by commas, whose links still work: see "Secrets".
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = False  # only development.py shows what went wrong
# The names that the site answers to, separated by commas.
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "config",
    "demo",
    "cms.discovery",
    "cms.translations",
    "cms.pages",
    "cms.blocks",
    "cms.recordings",
    "emergency.simulation",
    "emergency.desk",
    "emergency.public_pages",
    "emergency.retention",
    "emergency.figures",
    "emergency.safety",
    "emergency.standby",
    "emergency.housing",
    "emergency.intake",
    "emergency.activations",
    "travel_stories.notebooks",
    "travel_stories.itineraries",
    "travel_stories.stories",
    "travel_stories.trip_requests",
    "travel_stories.trip_decisions",
    "travel_stories.trip_lists",
    "travel_stories.trip_sign_ups",
    "travel_stories.trip_expenses",
    "travel_stories.trips",
    "travel_stories.collaboration",
    "search.saved",
    "search.results",
    "search.upkeep",
    "search.index",
    "hosting.network_imports",
    "hosting.coordination",
    "hosting.host_space",
    "hosting.favourites",
    "hosting.calendar_links",
    "hosting.public_pages",
    "hosting.notes",
    "hosting.quotes",
    "hosting.calendar_conflicts",
    "hosting.erasure",
    "hosting.requests",
    "hosting.enquiries",
    "hosting.cohosts",
    "hosting.calendars",
    "hosting.calendar_feeds",
    "hosting.offers",
    "hosting.communities",
    "commons.profiles",
    "commons.conversations",
    "commons.organisations",
    "commons.geography",
    "commons.media",
    "commons.moderation",
    "commons.push_messages",
    "commons.blocking",
    "commons.privacy",
    "commons.notifications",
    "commons.accounts",
    "commons.mail",
    "commons.outbox",
    "commons.signing",
    "commons.audit",
    "commons.quotas",
    "ui",
    "core",
    "rules.apps.AutodiscoverRulesConfig",
    "phonenumber_field",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "commons.accounts.apps.AdminUsersConfig",  # stands for wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "django_prose_editor",
    "modelcluster",
    "taggit",
    "django_permissions_policy",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]
CSRF_FAILURE_VIEW = "core.http.middleware.return_to_form.csrf_failure"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "core.http.middleware.null_characters.refuse_null_characters",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.http.middleware.private_responses.PrivateCacheControlMiddleware",
    "core.http.middleware.languages.LanguageCookieMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.http.middleware.return_to_form.ReturnToFormMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commons.accounts.middleware.SessionActivityMiddleware",
    "commons.accounts.middleware.AskWhoItIsMiddleware",
    "commons.notifications.middleware.WaitingCountMiddleware",
    "config.redirects.RedirectsThatEnd",
    "ui.middleware.QuotaExceededMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["ui.templatetags.components", "ui.templatetags.languages"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.csp",
                "ui.context_processors.layout_context",
                "commons.notifications.context_processors.waiting_count",
                "emergency.activations.context_processors.emergency_banner",
            ],
        },
    }
]
FORM_RENDERER = "ui.forms.SiteFormRenderer"
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"

DATABASES = {
    # PostgreSQL 15 or newer for a real site: `postgres://user:password@host:5432/name`.
    "default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'hirondelle.sqlite3'}")
}
SQLITE: dict[str, Any] = {
    "ENGINE": "config.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    },
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"] |= SQLITE
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# What is remembered for a while, limits on tries among it: one for all processes.
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "commons.accounts.password_validators.UserAttributeSimilarityValidator"},
    {
        "NAME": "commons.accounts.password_validators.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "commons.accounts.password_validators.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"

LOGIN_REDIRECT_URL = "notifications:desk"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "commons.accounts.views.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # without one, a code is mailed at each visit
ACCOUNT_SIGNUP_FORM_CLASS = "commons.accounts.forms.signup.NewcomerForm"
ACCOUNT_FORMS = {
    "add_email": "commons.accounts.forms.entrance.AddEmailForm",
    "change_password": "commons.accounts.forms.entrance.ChangePasswordForm",
    "confirm_login_code": "commons.accounts.forms.entrance.ConfirmLoginCodeForm",
    "login": "commons.accounts.forms.entrance.LoginForm",
    "reauthenticate": "commons.accounts.forms.entrance.ReauthenticateForm",
    "request_login_code": "commons.accounts.forms.entrance.RequestLoginCodeForm",
    "reset_password": "commons.accounts.forms.entrance.ResetPasswordForm",
    "reset_password_from_key": "commons.accounts.forms.entrance.ResetPasswordKeyForm",
    "set_password": "commons.accounts.forms.entrance.SetPasswordForm",
    "signup": "commons.accounts.forms.entrance.SignupForm",
}
ACCOUNT_CHANGE_EMAIL = True  # one address a person; the new one counts once it is confirmed
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up, nowhere else
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # a mail may take its time
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = ACCOUNTS_IDENTITY_CONFIRMED.total_seconds()
SESSION_ENGINE = "commons.accounts.sessions"
SESSION_COOKIE_AGE = 30 * 24 * 60 * 60  # seconds after the last day on which somebody came
KNOWN_BROWSER_COOKIE_NAME = "known_browser"
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds; a link opens the account once, and not tomorrow
USERSESSIONS_ADAPTER = "commons.accounts.views.sessions_adapter.SessionsAdapter"
MFA_ADAPTER = "commons.accounts.views.mfa_adapter.MFAAdapter"
MFA_FORMS = {
    "activate_totp": "commons.accounts.forms.two_step.ActivateAppForm",
    "add_webauthn": "commons.accounts.forms.two_step.AddPasskeyForm",
    "authenticate": "commons.accounts.forms.two_step.CodeForm",
    "edit_webauthn": "commons.accounts.forms.two_step.RenamePasskeyForm",
    "reauthenticate": "commons.accounts.forms.two_step.ConfirmCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A passkey is asked for its PIN or finger wherever it is used: allauth keeps one challenge for the
# second step and for the login without password, so none may be answered without.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Hirondelle"
# Without it nobody could change their address any more: allauth refuses a second one as long as it
# isn't confirmed. Who hasn't confirmed the first one doesn't get in at all.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Days during which someone who coordinates, moderates or administers may do so before they have set
# up two-step login.
TWO_STEP_GRACE_DAYS = env.int("TWO_STEP_GRACE_DAYS", default=14)
# How many proxies in front say who a visitor is; limits on tries count by that.
TRUSTED_PROXY_COUNT = ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

LANGUAGE_CODE = env("LANGUAGE_CODE", default="fr")  # where nobody said which
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 << 20  # a whole book that somebody pastes gets its answer in words
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fr", "français"), ("en", "English")]
FORMAT_MODULE_PATH = ["core.formats"]
# One catalogue for each package; an app that is a package of its own is found without a line.
LOCALE_PATHS = [
    BASE_DIR / name / "locale"
    for name in ("config", "cms", "emergency", "travel_stories", "search", "hosting")
]
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60  # seconds
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Paris"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static_root"
MEDIA_URL = "/media/"
# The folder of photographs; a web server in front may serve it.
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR_DIR / "media")))
# The folder of documents, which no web server may serve.
PRIVATE_ROOT = Path(env("PRIVATE_ROOT", default=str(VAR_DIR / "private")))
# The folder of the journal of erasures: keep it out of backups, on a disk that outlives a restore.
ERASURES_ROOT = Path(env("ERASURES_ROOT", default=str(VAR_DIR / "erasures")))
# The folder of pages that a web server in front shows while the site doesn't answer.
OUTAGE_ROOT = Path(env("OUTAGE_ROOT", default=str(VAR_DIR / "outage")))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # Files for members alone: a view hands them out, and a web server never finds them.
    "private": {"BACKEND": "config.storage.PrivateFiles"},
    # What was erased, by public ids, to be erased again after a restore.
    "erasures": {"BACKEND": "config.storage.ErasureJournalFiles"},
}
# Photographs and documents in a bucket instead of the two folders:
# `s3://key:secret@host:port/bucket?region=&tls=`.
MEDIA_STORAGE = env("MEDIA_STORAGE", default="")
if MEDIA_STORAGE:
    STORAGES |= read_bucket(MEDIA_STORAGE).storages()

WAGTAIL_SITE_NAME = "Hirondelle"
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a translation begins as a draft
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # addresses that can be read out, and stay whole in a mail
# The public address, without a slash at its end: emails link to it.
WAGTAILADMIN_BASE_URL = BASE_URL = env("BASE_URL", default="http://localhost:8000")
WAGTAILIMAGES_IMAGE_MODEL = "media.Photo"
WAGTAILADMIN_LOGIN_URL = "/cms/login/"  # leads to our own page
WAGTAIL_PASSWORD_RESET_ENABLED = False
# Nothing counts the tries of a password that a page shares.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_IMAGE_FORM_BASE = "commons.media.forms.EditorPhotoForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "heic", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
SEARCH_TIMEOUT = timedelta(seconds=2)  # for one question to the engine
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],  # the preview of an offer stands in a frame of the admin
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": ["self"],
    "microphone": [],
    "payment": [],
    "usb": [],
}

MAILERS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
}
# The sender of emails.
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Hirondelle <bonjour@hirondelle.invalid>")
# Where answers and bounces come in, `answers@mail.example.org`: see "Mail that comes in". Without
# one, people answer on the site, and mail that can't be delivered comes back to DEFAULT_FROM_EMAIL.
MAIL_INBOUND_ADDRESS = env("MAIL_INBOUND_ADDRESS", default="")

# Where jobs wait: `redis://host:6379/0`. Without one they run right after commit.
CELERY_BROKER_URL = env("CELERY_BROKER_URL", default="")
CELERY_TASK_ALWAYS_EAGER = not CELERY_BROKER_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True  # a killed worker gives its job back
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Pictures stand in a line of their own; the outbox delivers each job in the line it belongs to.
CELERY_TASK_QUEUES = (Queue("celery"), Queue("pictures"))
# A PDF takes as much memory as a large picture, so it waits in the same line.
CELERY_TASK_ROUTES = {
    "media.render_photo": {"queue": "pictures"},
    "travel_stories.make_booklet": {"queue": "pictures"},
    "privacy.make_archive": {"queue": "pictures"},
    "privacy.import_archive": {"queue": "pictures"},
}
CELERY_TIMEZONE = TIME_ZONE

# A Redis that wakes open pages of trips at once; where it is empty they look from time to time.
CORE_PUBSUB_URL = env(
    "BELLS_URL", default=CELERY_BROKER_URL if CELERY_BROKER_URL.startswith("redis") else ""
)
# Pages without anything personal that each worker keeps while nothing is written; 0 for none.
CORE_PAGE_CACHE_SIZE = env.int("KEPT_PAGES", default=32)
PHONENUMBER_DEFAULT_REGION = "FR"

# Path of an adapter: `emergency.activations.openid.OpenIDLogin` (docs/adr/0038), or one of your
# own.
EMERGENCY_LOGIN = env("EMERGENCY_LOGIN", default="")
EMERGENCY_OPENID = {
    "issuer": env("EMERGENCY_OPENID_ISSUER", default=""),  # address of the issuer
    "client": env("EMERGENCY_OPENID_CLIENT", default=""),  # who we are there
    "secret": env("EMERGENCY_OPENID_SECRET", default=""),  # and what both know
    "scope": env("EMERGENCY_OPENID_SCOPE", default="openid email"),  # what we ask to be told
    "level": env("EMERGENCY_OPENID_LEVEL", default=""),  # `acr_values`, where it has several
}
# Path of an adapter for a gateway of text messages: docs/adr/0039; without one no number leaves.
EMERGENCY_TEXTS = env("EMERGENCY_TEXTS", default="")
# Countries to whose numbers text messages go, by ISO codes: premium lines abroad cost, and whoever
# owns one is paid for each message. "GP" is Guadeloupe, "RE" Réunion.
EMERGENCY_TEXT_COUNTRIES = env.list(
    "EMERGENCY_TEXT_COUNTRIES", default=["AD", "BE", "CH", "DE", "ES", "FR", "IT", "LU", "MC"]
)
EMERGENCY_TEXT_COUNTRIES = phone_countries("EMERGENCY_TEXT_COUNTRIES", EMERGENCY_TEXT_COUNTRIES)
EMERGENCY_REHEARSAL = False  # true only where one is played, in tables of its own
UI_SHOW_STYLEGUIDE = env.bool(
    "UI_SHOW_STYLEGUIDE", default=False
)  # every component; DEBUG shows it
# Whether the site itself serves photographs.
MEDIA_SERVED_HERE = env.bool("MEDIA_SERVED_HERE", default=True)
# An Elasticsearch 9, `elasticsearchs://user:password@host:9200/prefix?ca=&api_key=&timeout=`;
# without one the database searches.
SEARCH_URL = env("SEARCH_URL", default="")
# Public points are drawn with it, and digests of contacts in an emergency: it never changes, and no
# one else knows it.
HOSTING_PLACE_SECRET = env("HOSTING_PLACE_SECRET", default="not-a-secret-either")
# Days after the end of an agreement during which its two parties read contacts and address.
HOSTING_CONTACTS_DAYS = env.int("HOSTING_CONTACTS_DAYS", default=14)
# A tile server, `https://host/{z}/{x}/{y}.png`; without one maps show our own outlines.
HOSTING_MAP_TILES = env("HOSTING_MAP_TILES", default="")
# Path of a PMTiles file with streets for maps that are zoomed in: see "Street map"; without one
# maps show our own outlines.
GEOGRAPHY_STREET_MAP = env("GEOGRAPHY_STREET_MAP", default="")
# Multiplies every quota: for load tests, in which one machine plays many people.
QUOTA_FACTOR = env.int("QUOTA_FACTOR", default=1)
# Hosts at which neither addresses nor ports are checked (core/http): of tests alone.
HTTP_CLIENT_ALLOWED_HOSTS: list[str] = []
# A private key by which push services know this site (`manage.py make_push_key`): see "Browser
# notifications"; without one no browser gets any.
PUSH_MESSAGES_KEY = env("PUSH_MESSAGES_KEY", default="")
# Hosts of push services to which notifications may go; one that begins with a dot stands for all
# below it.
PUSH_MESSAGES_HOSTS = env.list(
    "PUSH_MESSAGES_HOSTS",
    default=[
        "fcm.googleapis.com",
        "updates.push.services.mozilla.com",
        ".push.apple.com",
        ".notify.windows.com",
    ],
)
# By one process; each is a thread that may hold a large page.
REQUESTS_AT_A_TIME = env.int("REQUESTS_AT_A_TIME", default=6)

LANGUAGES_SPOKEN = [
    ("fr", _("French")),
    ("en", _("English")),
    ("de", _("German")),
    ("es", _("Spanish")),
    ("it", _("Italian")),
    ("nl", _("Dutch")),
    ("pt", _("Portuguese")),
    ("ar", _("Arabic")),
    ("br", _("Breton")),
    ("oc", _("Occitan")),
    ("lsf", _("French Sign Language")),
]
