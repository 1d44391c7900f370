"""Secrets without a default, and a strict transport."""

import os

from config.environment import MAIL_PORTS, one_of, refuse_old_names
from config.settings.base import *
from core.security.secret_values import require_secret

refuse_old_names(os.environ)
DEBUG = False
env("DATABASE_URL")  # PostgreSQL 15 or newer: `postgres://user:password@host:5432/name`
SECRET_KEY = require_secret("SECRET_KEY", env("SECRET_KEY"))
HOSTING_PLACE_SECRET = require_secret("HOSTING_PLACE_SECRET", env("HOSTING_PLACE_SECRET"))
CELERY_BROKER_URL = env("CELERY_BROKER_URL")
CELERY_TASK_ALWAYS_EAGER = False
WAGTAILADMIN_BASE_URL = BASE_URL = env("BASE_URL")
if "CACHE_URL" not in env:  # limits on tries have to count in all processes together
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": CELERY_BROKER_URL,
            "OPTIONS": {"socket_timeout": 2},  # seconds; without, a silent Redis is waited for
        }
    }

if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Each request has a thread of its own: they share connections instead of opening one each.
    # Those who watch open trips need theirs as well.
    DATABASES["default"]["OPTIONS"] = {
        "pool": {
            "min_size": 2,
            # Connections of one process; some more than requests at a time.
            "max_size": env.int("DATABASE_POOL", default=10),
            "timeout": 60,
        }
    }

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # a supervisor asks from inside
# Only where a proxy in front sets X-Forwarded-Proto itself, and lets none through.
if env.bool("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Seconds for which browsers refuse to come without TLS. An hour can be taken back; once the site
# has gone well for some weeks, a year (31536000) is usual.
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=3600)
# Whether that holds for every name below as well.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
SESSION_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

# Whether the site itself serves photographs: yes out of a bucket, no out of a folder.
MEDIA_SERVED_HERE = env.bool("MEDIA_SERVED_HERE", default=bool(MEDIA_STORAGE))

# How the way to the mail server is protected: `tls` (port 465), `starttls` (port 587) or `none`.
EMAIL_SECURITY = one_of(MAIL_PORTS, "EMAIL_SECURITY", env("EMAIL_SECURITY", default="none"))
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env("EMAIL_HOST"),  # the mail server
            # 465, 587 or 25 by EMAIL_SECURITY, if nothing is said
            "port": env.int("EMAIL_PORT", default=MAIL_PORTS[EMAIL_SECURITY]),
            "username": env("EMAIL_USER", default=""),  # who we are there
            "password": env("EMAIL_PASSWORD", default=""),  # and how it knows
            "use_tls": EMAIL_SECURITY == "starttls",
            "use_ssl": EMAIL_SECURITY == "tls",
            "timeout": 10,  # a mail is sent under the lock of its row
        },
    }
}
STORAGES["staticfiles"] = {"BACKEND": "config.storage.HashedStaticFiles"}
