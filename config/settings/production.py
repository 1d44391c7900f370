"""Secrets without a default, and a strict transport."""

from config.settings.base import *

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
HOSTING_PLACE_SECRET = env("HOSTING_PLACE_SECRET")
CELERY_BROKER_URL = env("CELERY_BROKER_URL")
CELERY_TASK_ALWAYS_EAGER = False
WAGTAILADMIN_BASE_URL = BASE_URL = env("BASE_URL")
if "CACHE_URL" not in env:  # limits on tries have to count in all processes together
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": CELERY_BROKER_URL,
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
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

# Whether the site itself serves photographs: yes out of a bucket, no out of a folder.
MEDIA_SERVED_HERE = env.bool("MEDIA_SERVED_HERE", default=bool(MEDIA_STORAGE))

MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env("EMAIL_HOST"),  # the mail server
            "port": env.int("EMAIL_PORT", default=25),  # 587 with EMAIL_TLS
            "username": env("EMAIL_USER", default=""),  # who we are there
            "password": env("EMAIL_PASSWORD", default=""),  # and how it knows
            "use_tls": env.bool("EMAIL_TLS", default=False),  # STARTTLS
            "timeout": 10,  # a mail is sent under the lock of its row
        },
    }
}
STORAGES["staticfiles"] = {"BACKEND": "config.storage.HashedStaticFiles"}
