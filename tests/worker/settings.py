"""As in production where it matters to jobs: a broker, nothing eager."""

from config.settings.base import *

CELERY_TASK_ALWAYS_EAGER = False
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": env("MAIL_DIR", default=str(VAR_DIR / "mail"))},
    }
}
