"""The demonstration on one's own machine: one folder, no service, nothing leaves."""

from pathlib import Path

from config.settings.base import *

DEMO_DIR = Path(env("DEMO_DIR", default=str(VAR_DIR / "demo")))
env.read_env(DEMO_DIR / "secrets.env")

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
HOSTING_PLACE_SECRET = env("HOSTING_PLACE_SECRET")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

DATABASES = {"default": env.db_url_config(f"sqlite:///{DEMO_DIR / 'hirondelle.sqlite3'}")}
DATABASES["default"] |= SQLITE
MEDIA_ROOT = DEMO_DIR / "media"
PRIVATE_ROOT = DEMO_DIR / "private"
ERASURES_ROOT = DEMO_DIR / "erasures"
STATIC_ROOT = DEMO_DIR / "static"
STORAGES["staticfiles"] = {"BACKEND": "config.storage.HashedStaticFiles"}  # as a site serves them

MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(DEMO_DIR / "mail")},
    }
}
CELERY_BROKER_URL = "filesystem://"
CELERY_BROKER_TRANSPORT = "config.folder_broker:Transport"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "data_folder_in": str(DEMO_DIR / "jobs"),
    "data_folder_out": str(DEMO_DIR / "jobs"),
    "control_folder": str(DEMO_DIR / "jobs-control"),
    "store_processed": False,
    "polling_interval": 0.1,  # seconds: a folder is looked into, it can't call
}
CELERY_TASK_ALWAYS_EAGER = False
CORE_PUBSUB_URL = ""
