"""The port to a professional login: who somebody is at work, said by an identity provider."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from emergency.activations.errors.logins import LoginNotReadyError


@dataclass(frozen=True, slots=True)
class Professional:
    """Whoever came back: the issuer, and the subject that is theirs alone there."""

    issuer: str
    subject: str


class ProfessionalLogin(Protocol):
    """The contract of an adapter. It keeps nothing: what has to come back travels with the person.

    `state` comes back beside the code and `nonce` inside the answer, letter for letter, and `back`
    is the address at which both arrive. Whatever else comes is a LoginFailedError.
    """

    def address(self, *, state: str, nonce: str, back: str) -> str:
        """Where the person logs in. Nothing is asked of anybody yet."""

    def who_came_back(self, *, code: str, nonce: str, back: str) -> Professional:
        """Exchange the code that the person brought at the issuer. Good once."""


def is_login_ready() -> bool:
    return bool(settings.EMERGENCY_LOGIN)


def professional_login() -> ProfessionalLogin:
    """The adapter that the settings name. Raises LoginNotReadyError where they name none."""
    if not is_login_ready():
        raise LoginNotReadyError
    return cast("ProfessionalLogin", import_string(settings.EMERGENCY_LOGIN)())
