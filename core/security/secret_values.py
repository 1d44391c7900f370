"""What a secret of the site has to be before anything is signed or drawn with it."""

from typing import Final

from django.core.exceptions import ImproperlyConfigured

LEAST_LENGTH: Final = 32  # characters; `openssl rand -base64 48` gives 64
KNOWN_TO_ALL: Final = frozenset({"not-a-secret", "not-a-secret-either"})  # our own defaults
HOW_TO_MAKE_ONE: Final = "Generate one with `openssl rand -base64 48`."


def weakness_of(value: str) -> str:
    """Why this isn't a secret, in a few words; empty where it may be one."""
    if not value.strip():
        return "is empty"
    if value in KNOWN_TO_ALL:
        return "is the public default value"
    if len(value) < LEAST_LENGTH:
        return f"is shorter than {LEAST_LENGTH} characters"
    if len(set(value)) < LEAST_LENGTH // 4:
        return "repeats a few characters"
    return ""


def require_secret(name: str, value: str) -> str:
    """The same value, or ImproperlyConfigured with the name of the setting and never its value."""
    if weakness := weakness_of(value):
        raise ImproperlyConfigured(f"{name} {weakness}. {HOW_TO_MAKE_ONE}")
    return value
