"""The demonstration's settings, on the database that a benchmark brings, as in production."""

from config.settings.demo import *

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
ROOT_URLCONF = "bench.urls"

WHITENOISE_USE_FINDERS = False
STORAGES["staticfiles"] = {"BACKEND": "config.storage.HashedStaticFiles"}

if "DATABASE_URL" in env.ENVIRON:
    DATABASES = {"default": env.db("DATABASE_URL")}
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 2, "max_size": 10, "timeout": 120}}
    CELERY_BROKER_URL = env("REDIS_URL")
    CELERY_BROKER_TRANSPORT_OPTIONS = {}
    CORE_BELLS_URL = env("REDIS_URL")
