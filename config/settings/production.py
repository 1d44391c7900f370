"""Secrets without a default, and a strict transport."""

import os

from config.environment import MAIL_PORTS, one_of, refuse_old_names, session_limits
from config.settings.base import *
from core.security.process_memory import hide_process_memory
from core.security.secret_values import require_secret

refuse_old_names(os.environ)
hide_process_memory()  # of the site, its workers and its clock
DEBUG = False
env("DATABASE_URL")  # PostgreSQL 15 or newer: `postgres://user:password@host:5432/name`
SECRET_KEY = require_secret("SECRET_KEY", env("SECRET_KEY"))
SECRET_KEY_FALLBACKS = [require_secret("SECRET_KEY_FALLBACKS", key) for key in SECRET_KEY_FALLBACKS]
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
    # One that died is replaced before it is used, after a restart of the database for instance.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,  # seconds
        # Seconds after which one statement is ended; 0 for commands that take long.
        "options": session_limits(env.int("DATABASE_STATEMENT_TIMEOUT", default=30)),
        "pool": {
            "min_size": 2,
            # Connections of one process; some more than requests at a time.
            "max_size": env.int("DATABASE_POOL", default=10),
            "timeout": 10,  # seconds for one to come free
            "reconnect_timeout": 5,  # longer pauses between tries would outlast a restart
        },
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
# Browsers take cookies of such names only over TLS, for this host alone and for all of it.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
KNOWN_BROWSER_COOKIE_NAME = "__Host-known_browser"
SESSION_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

# Whether the site itself serves photographs: yes out of a bucket, no out of a folder.
MEDIA_SERVED_HERE = env.bool("MEDIA_SERVED_HERE", default=bool(MEDIA_STORAGE))

# How the way to the mail server is protected: `tls` (port 465), `starttls` (port 587) or `none`.
EMAIL_SECURITY = one_of(MAIL_PORTS, "EMAIL_SECURITY", env("EMAIL_SECURITY", default="starttls"))
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
            "timeout": 10,  # well below the lease of what is sent
        },
    }
}
STORAGES["staticfiles"] = {"BACKEND": "config.storage.HashedStaticFiles"}
