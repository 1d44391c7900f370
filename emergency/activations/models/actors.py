"""Whose side somebody acts on: an account, the bearer of a link, or the clock."""

from __future__ import annotations

from typing import Any, Literal, Protocol

from commons.accounts.models import User
from commons.accounts.permissions import Actor, Visitor
from core.permissions import SYSTEM
from emergency.activations.choices import Side


class LinkBearer(Protocol):
    """Somebody without an account, who acts by a link for one side."""

    @property
    def side(self) -> Side: ...

    @property
    def is_authenticated(self) -> Literal[False]: ...

    @property
    def pk(self) -> None: ...

    def has_perm(self, permission: str, subject: Any = None) -> bool: ...


type AnyActor = Actor | LinkBearer
type AnyVisitor = Visitor | LinkBearer


def side_of(by: AnyActor) -> Side:
    if by is SYSTEM:
        return Side.CLOCK
    return Side.COORDINATOR if isinstance(by, User) else by.side


def person_of(by: AnyActor) -> User | None:
    return by if isinstance(by, User) else None


def auditor(by: AnyActor) -> Actor:
    """The audit log knows accounts and the system; the event knows the side."""
    return by if isinstance(by, User) else SYSTEM
