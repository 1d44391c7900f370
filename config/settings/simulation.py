"""A rehearsal of an emergency: tables of its own, and nothing leaves this process."""

import secrets

from config.settings.base import *

EMERGENCY_REHEARSAL = True
DEBUG = False  # nothing remembers each question
SECRET_KEY = secrets.token_urlsafe(48)
# No default: whoever doesn't say where it is played plays nowhere.
DATABASES = {"default": env.db("REHEARSAL_DATABASE_URL")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"] |= SQLITE | {
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;",
        }
    }
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
CELERY_BROKER_URL = "memory://"
CELERY_TASK_ALWAYS_EAGER = False  # what is promised stays promised: it can be counted
CORE_PUBSUB_URL = SEARCH_URL = ""
