"""System checks for `manage.py check --deploy`: secrets, and who is believed about a visitor."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from core.security.landlock import landlock_version
from core.security.secret_keys import accepted_keys
from core.security.secret_values import HOW_TO_MAKE_ONE, weakness_of

SECRETS = ("SECRET_KEY", "HOSTING_PLACE_SECRET")


@register(Tags.security, deploy=True)
def check_secrets(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Sessions, links and public points hang on two secrets that nobody else knows."""
    found: list[CheckMessage] = [
        Error(f"{name} {weakness}.", hint=HOW_TO_MAKE_ONE, id="core.E001")
        for name in SECRETS
        if (weakness := weakness_of(str(getattr(settings, name, ""))))
    ]
    found += [
        Error(f"A key in SECRET_KEY_FALLBACKS {weakness}.", hint=HOW_TO_MAKE_ONE, id="core.E001")
        for key in settings.SECRET_KEY_FALLBACKS
        if (weakness := weakness_of(key))
    ]
    if not found and settings.HOSTING_PLACE_SECRET in accepted_keys():
        hint = (
            "They must differ: you may need to change one of them, but never the other. "
            + HOW_TO_MAKE_ONE
        )
        found.append(Error("Both secrets are the same.", hint=hint, id="core.E002"))
    return found


@register(Tags.security, deploy=True)
def check_proxies(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Behind a proxy all visitors come from its address: one could use up the tries of all."""
    if settings.SECURE_PROXY_SSL_HEADER is None or settings.TRUSTED_PROXY_COUNT:
        return []
    hint = "Set it to the number of proxies that append to X-Forwarded-For, usually 1."
    message = "BEHIND_TLS_PROXY is set and TRUSTED_PROXY_COUNT is 0."
    return [Error(message, hint=hint, id="core.E003")]


@register(Tags.security, deploy=True)
def check_landlock(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Parsers of strangers' files give up files and network, where the kernel lets them."""
    if landlock_version():
        return []
    hint = "Use Linux 5.13 or newer with Landlock, in containers too (landlock(7))."
    message = "This kernel has no Landlock: a parser that is taken over can read secrets in files."
    return [Warning(message, hint=hint, id="core.W001")]
