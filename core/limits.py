"""How often one address may do something. Where the cache is gone, nobody is turned away."""

from __future__ import annotations

import hashlib
import logging
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

logger = logging.getLogger(__name__)


def is_too_often(request: HttpRequest, deed: str, *, most: int, within: timedelta) -> bool:
    """Count this try; true once there were more than `most` of them from where it comes."""
    where = hashlib.sha256(address_of(request).encode()).hexdigest()[:16]
    key = f"limit.{deed}.{where}"
    try:
        cache.add(key, 0, within.total_seconds())
        return cache.incr(key) > most
    except ValueError:  # ran out between the two lines
        return False
    except Exception:  # whatever the cache is made of: better too many than nobody
        logger.warning("The cache is out of reach; %s is not counted.", deed)
        return False


def address_of(request: HttpRequest) -> str:
    """Of the visitor: our own proxies write theirs at the end of the line."""
    proxies = settings.TRUSTED_PROXY_COUNT
    forwarded = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(forwarded) >= proxies and forwarded[-proxies]:
        return str(forwarded[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))
