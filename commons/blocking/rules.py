"""Who may block whom, and whether two people may contact each other."""

from __future__ import annotations

from collections.abc import Iterable

import rules

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.accounts.rules import is_themselves
from commons.blocking.errors import ContactRefusedError, OwnBlockError
from commons.blocking.models import PersonBlock
from core.text.contacts import email_key


@rules.predicate
def is_blocker(person: Visitor, block: PersonBlock) -> bool:
    return block.blocker_id == person.pk


def require_contact(by: User, others: Iterable[User]) -> None:
    """Asked by every action that writes to people whom it names. One query.

    No lock stands behind it: what is sent in the very moment of a block may still arrive (see
    docs/adr/0053). Raises OwnBlockError for whoever has blocked one of them, else
    ContactRefusedError.
    """
    blocks = list(PersonBlock.objects.between(by, list(others)).select_related("blocked"))
    for block in blocks:
        if block.blocker_id == by.pk:
            raise OwnBlockError(name=block.blocked.display_name)
    if blocks:
        raise ContactRefusedError


def is_mailbox_blocked(by: User, email: str) -> bool:
    """Whether one of the two has blocked the other, for an action that writes to an address.

    Such an action never says so: a refusal would tell whose address it is. It keeps and answers
    everything as for any other address, and only leaves the email out. One query. Addresses are
    compared by their `email_key`, as accounts may be registered with a plus themselves.
    """
    mailbox = email_key(email)
    blocks = PersonBlock.objects.about(by).select_related("blocker", "blocked")
    others = (block.blocked if block.blocker_id == by.pk else block.blocker for block in blocks)
    return any(email_key(other.email) == mailbox for other in others)


rules.add_perm("blocking.block_person", rules.is_active & ~is_themselves)
rules.add_perm("blocking.unblock_person", rules.is_active & is_blocker)
