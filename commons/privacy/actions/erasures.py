"""Erasures are written down where no backup reaches, and done again after a restore."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.accounts.models import User
from commons.outbox import actions as outbox
from commons.privacy.registries.erasures import Erasure, erasers, journal_files, read_line
from commons.privacy.tasks import write_erasure
from core.permissions import SYSTEM

PERSON = "person"


class UnknownNounError(Exception):
    """No package of this release erases what a line of the journal names."""


def record_erasure(noun: str, public_id: str) -> None:
    """Within the transaction of the erasure: a job writes it to the journal after commit."""
    outbox.enqueue(write_erasure, noun=noun, public_id=public_id, at=timezone.now().isoformat())


def replay_erasures(*, since: datetime) -> Iterator[tuple[str, bool | Exception]]:
    """Erase again what was erased since then; each file with whether there was anything to erase.

    One that fails holds up no other: its exception takes the place of the answer. So does
    UnknownNounError, and BrokenLineError for a file that can't be read, whenever it was written.
    """
    for name in journal_files():
        try:
            erasure = read_line(name)
            answer = _erase_again(erasure) if erasure.at >= since else False
        except Exception as error:
            yield name, error
        else:
            yield name, answer


def _erase_again(erasure: Erasure) -> bool:
    if erasure.noun not in erasers:
        raise UnknownNounError(erasure.noun)
    return erasers[erasure.noun](erasure.public_id)


def erase_person(public_id: str) -> bool:
    """For the journal: an account that a restore opened again."""
    person = User.objects.filter(public_id=public_id, closed_at=None).first()
    if person is None:
        return False
    close_account(person=person, by=SYSTEM)
    return True
