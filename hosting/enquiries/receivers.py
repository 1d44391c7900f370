"""Signal handlers. They write rows only."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from commons.blocking.signals import person_blocked
from commons.conversations.models import Message
from commons.conversations.signals import message_posted
from hosting.communities.models.communities import Community, Membership
from hosting.communities.signals import coordinators_changed
from hosting.enquiries.actions import close_enquiries_of, note_message, part_people, sync_seats


@receiver(message_posted, dispatch_uid="enquiries.note_message")
def note_posted_message(sender: type, message: Message, **kwargs: Any) -> None:
    note_message(message)


@receiver(coordinators_changed, dispatch_uid="enquiries.sync_seats")
def follow_coordinators(sender: type[Membership], community: Community, **kwargs: Any) -> None:
    sync_seats(community)


@receiver(person_blocked, dispatch_uid="enquiries.part_people")
def part_blocked_people(sender: type, blocker: User, blocked: User, **kwargs: Any) -> None:
    part_people(blocker, blocked)


@receiver(account_closed, dispatch_uid="enquiries.close")
def close_enquiries_of_person(sender: type, person: User, **kwargs: Any) -> None:
    close_enquiries_of(person)
