"""Whom somebody has blocked, and what stays between two people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from commons.accounts.models import User
from commons.blocking.models import PersonBlock
from core.registry import Registry


@dataclass(frozen=True, slots=True)
class ContactStatus:
    """Somebody as the reader of a page may contact them."""

    other: User
    is_blocked: bool
    """By the reader. Whether the other has blocked the reader isn't shown anywhere."""


@dataclass(frozen=True, slots=True)
class RemainingTie:
    """Something that a block doesn't end, in a sentence, and where it can be ended."""

    words: str
    url: str


type TieProvider = Callable[[User, User], Iterable[RemainingTie]]

_providers = Registry[TieProvider]()


def register_remaining_ties(provider: TieProvider) -> None:
    """A package above registers what it keeps between a person and another whom they block."""
    _providers.register(provider)


def remaining_ties(person: User, other: User) -> list[RemainingTie]:
    return [tie for provide in _providers for tie in provide(person, other)]


def contact_status(reader: User, other: User) -> ContactStatus:
    """One query."""
    block = PersonBlock.objects.made_by(reader).filter(blocked=other)
    return ContactStatus(other, block.exists())


def out_of_contact(person: User, others: Iterable[User]) -> set[int]:
    """Primary keys of those of them who have blocked this person, or are blocked by them.

    For a notice that leaves them out without a word. One query.
    """
    blocks = PersonBlock.objects.between(person, list(others))
    pairs = blocks.values_list("blocker", "blocked")
    return {one for pair in pairs for one in pair} - {person.pk}


def blocks_of(person: User) -> QuerySet[PersonBlock]:
    """With those who are blocked, the newest first."""
    return PersonBlock.objects.made_by(person).select_related("blocked")


def blocked_among(person: User, others: Iterable[User]) -> list[User]:
    """Those of them whom this person has blocked."""
    blocks = blocks_of(person).filter(blocked__in=[other.pk for other in others])
    return [block.blocked for block in blocks.order_by("pk")]
