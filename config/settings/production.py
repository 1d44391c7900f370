"""Secrets without a default, and a strict transport."""

from config.settings.base import *

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
HOSTING_PLACE_SECRET = env("HOSTING_PLACE_SECRET")
CELERY_BROKER_URL = env("CELERY_BROKER_URL")
CELERY_TASK_ALWAYS_EAGER = False
WAGTAILADMIN_BASE_URL = BASE_URL = env("BASE_URL")  # mails lead there
if "CACHE_URL" not in env:  # limits on tries have to count in all processes together
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": CELERY_BROKER_URL,
        }
    }

if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Each request has a thread of its own: they share connections instead of opening one each.
    # Some more than requests at a time: those who watch open trips need theirs as well.
    DATABASES["default"]["OPTIONS"] = {
        "pool": {"min_size": 2, "max_size": env.int("DATABASE_POOL", default=10), "timeout": 60}
    }

SECURE_SSL_REDIRECT = True
if env.bool("BEHIND_TLS_PROXY", default=False):  # only where the proxy itself sets this header
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

# A folder is the web server's work; what lies in a bucket comes from here.
MEDIA_SERVED_HERE = env.bool("MEDIA_SERVED_HERE", default=bool(MEDIA_STORAGE))

MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env("EMAIL_HOST"),
            "port": env.int("EMAIL_PORT", default=25),
            "username": env("EMAIL_USER", default=""),
            "password": env("EMAIL_PASSWORD", default=""),
            "use_tls": env.bool("EMAIL_TLS", default=False),
            "timeout": 10,  # a mail is sent under the lock of its row
        },
    }
}
STORAGES["staticfiles"] = {"BACKEND": "config.storage.HashedStaticFiles"}
