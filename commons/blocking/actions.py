"""Blocking somebody, and undoing it."""

from __future__ import annotations

from django.db import transaction

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.blocking.models import PersonBlock
from commons.blocking.signals import person_blocked
from core.permissions import require
from core.quotas.checks import require_quota


@transaction.atomic
def block_person(*, person: User, by: User) -> PersonBlock:
    """No contact between the two from now on. Twice is once.

    What is open between them is ended by receivers of `person_blocked`; what they have agreed
    stays. Raises QuotaExceededError.
    """
    require(by, "blocking.block_person", person)

    User.objects.locked(by.pk, no_key=True)  # a second press waits here
    if known := PersonBlock.objects.made_by(by).filter(blocked=person).first():
        return known
    require_quota("blocks", by)

    block = PersonBlock.objects.create(blocker=by, blocked=person)
    audit.record(by, "person.blocked", block)
    person_blocked.send(sender=PersonBlock, blocker=by, blocked=person)
    return block


@transaction.atomic
def unblock_person(*, block: PersonBlock, by: User) -> None:
    """They may contact each other again, unless the other has blocked too.

    What ended meanwhile stays ended.
    """
    require(by, "blocking.unblock_person", block)

    audit.record(by, "person.unblocked", block)
    block.delete()


@transaction.atomic
def forget_blocks(person: User) -> None:
    """Of somebody who leaves for good, in both directions."""
    PersonBlock.objects.about(person).delete()
