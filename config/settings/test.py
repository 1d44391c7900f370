"""The embedded database unless DATABASE_URL says otherwise, jobs at once, nothing slow."""

import os
from datetime import timedelta

from config.settings.base import *

DEBUG = False
LANGUAGE_CODE = "en"
# Rows that a test makes itself send no notice; crawls and tests of the cache have one.
NOTIFICATIONS_WAITING_CACHE_TTL = timedelta(0)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Each test process copies a migrated template (scripts/database_template.py), and `flush` puts the
# copy back after a test that committed.
INSTALLED_APPS = ["tests.restoring", *INSTALLED_APPS]
database = f"test_{os.environ.get('TEST_LEG', 'main')}"  # legs run side by side
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR_DIR.mkdir(exist_ok=True)
    database = str(VAR_DIR / f"{database}.sqlite3")  # a file, which threads share
DATABASES["default"]["TEST"] = {"NAME": database, "MIGRATE": False}

# What isn't done at once stays in memory: without a broker each commit looks for one for 0.6 s.
CELERY_BROKER_URL = "memory://"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
MAIL_INBOUND_ADDRESS = "answers@mail.testserver"
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
MEDIA_ROOT = (
    VAR_DIR
    / "test_media"
    / os.environ.get("TEST_LEG", "main")
    / os.environ.get("PYTEST_XDIST_WORKER", "main")
)
PRIVATE_ROOT = MEDIA_ROOT / "private"
ERASURES_ROOT = MEDIA_ROOT / "erasures"

HOSTING_CALENDAR_WAIT = timedelta(0)  # nobody else works meanwhile
WHITENOISE_AUTOREFRESH = True  # nothing is collected here, and nothing scanned at each start
