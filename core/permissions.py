"""The one question that every action asks first: may this actor do that?"""

from enum import Enum
from typing import Any, Final, Literal, Protocol

from django.core.exceptions import PermissionDenied
from django.db.models import Model


class System(Enum):
    SYSTEM = "system"


SYSTEM: Final = System.SYSTEM


class HasPermissions(Protocol):
    """Whoever can be asked about: an account, or a seat that a package above gives."""

    def has_perm(self, permission: str, subject: Model, /) -> bool: ...


class Account(HasPermissions, Protocol):
    """A row of AUTH_USER_MODEL, for the apps below the one that defines it."""

    pk: Any


type AnyActor = Account | Literal[System.SYSTEM]


def require(
    actor: HasPermissions | Literal[System.SYSTEM], permission: str, subject: Model
) -> None:
    """Raise PermissionDenied unless `actor` may. The system itself always may."""
    if actor is not SYSTEM and not actor.has_perm(permission, subject):
        raise PermissionDenied(permission)
