"""How often one visitor may send something that needs no account."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.shortcuts import render

from core.security.tokens import token_fingerprint


def rate_limited(name: str, *, most: int, seconds: int) -> Callable[[Any], Any]:
    """At most so many sendings in so many seconds from one address; looking is never counted."""

    def around(view):
        @wraps(view)
        def wrapper(request, *args, **parts):
            if request.method == "POST" and _count(request, name, seconds) > most:
                return render(request, "429.html", status=429)
            return view(request, *args, **parts)

        return wrapper

    return around


def _count(request, name, seconds):
    """Addresses are kept as fingerprints, and no longer than they count."""
    who = token_fingerprint(get_adapter().get_client_ip(request) or "")
    key = f"limited.{name}.{who}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # forgotten between the two
        return 1
