"""As in production where it matters to jobs: a broker, nothing eager."""

from config.settings.base import *

CELERY_TASK_ALWAYS_EAGER = False
OUTBOX_LEASE = timedelta(seconds=2)  # long enough for a mail, short enough to wait for
MAIL_LEASE = timedelta(seconds=1)  # shorter
MAILERS = {
    "default": {
        "BACKEND": env("MAIL_BACKEND", default="django.core.mail.backends.filebased.EmailBackend"),
        "OPTIONS": {"file_path": env("MAIL_DIR", default=str(VAR_DIR / "mail"))},
    }
}

CELERY_TASK_ROUTES = CELERY_TASK_ROUTES | {"tests.write_picture": {"queue": "pictures"}}
