"""The demonstration's settings, on the database that a benchmark brings, as in production."""

from config.settings.demo import *

INSTALLED_APPS = [*INSTALLED_APPS, "bench", "bench.calendars", "bench.relevance"]
ROOT_URLCONF = "bench.urls"

# Figures tell what it costs to make a page; those beside other sites start as a site does.
CORE_PAGE_CACHE_SIZE = env.int("KEPT_PAGES", default=0)

if "DATABASE_URL" in env.ENVIRON:
    DATABASES = {"default": env.db("DATABASE_URL")}
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 2, "max_size": 10, "timeout": 120}}
    CELERY_BROKER_URL = env("REDIS_URL")
    CELERY_BROKER_TRANSPORT, CELERY_BROKER_TRANSPORT_OPTIONS = "redis", {}
    CORE_PUBSUB_URL = env("REDIS_URL")

if "BENCH_ALL_DOWN" in env.ENVIRON:  # nobody listens there: no broker, no cache, no mail server
    NOBODY = "redis://127.0.0.1:9/0"
    CELERY_BROKER_URL = CORE_PUBSUB_URL = NOBODY
    CELERY_BROKER_TRANSPORT, CELERY_BROKER_TRANSPORT_OPTIONS = "redis", {}
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": NOBODY,
        }
    }
    MAILERS["default"] = {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": 9},
    }

HTTP_CLIENT_ALLOWED_HOSTS = env.list("PLAYED_HOSTS", default=[])  # other sites on this machine

QUOTA_FACTOR = 1_000  # one machine plays many people
