"""By which name this site is known to others."""

from urllib.parse import urlsplit

from django.conf import settings


def instance_name() -> str:
    """Its host name, by which events and mails are known again elsewhere."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"
