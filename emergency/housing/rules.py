"""What the two sides of a stay may do, and their coordinators."""

from __future__ import annotations

from typing import Any

import rules

from emergency.activations.choices import Side
from emergency.activations.models.actors import AnyVisitor
from emergency.activations.rules import is_on_duty
from emergency.intake.models.parties import Party
from emergency.intake.rules import bears_its_link


@rules.predicate
def lends_it(person: AnyVisitor, subject: Any = None) -> bool:
    """The host's own account."""
    return subject is not None and person.pk is not None and subject.host_id == person.pk


@rules.predicate
def is_its_host(by: AnyVisitor, subject: Any = None) -> bool:
    """The host of an ask or of a stay: by their link, or by their account."""
    if subject is None:
        return False
    offer = subject.offer
    if isinstance(by, Party):
        return bool(by.submission.pk == offer.submission_id)
    return by.pk is not None and offer.host_id == by.pk


@rules.predicate
def is_its_requester(by: AnyVisitor, subject: Any = None) -> bool:
    """Whoever asked for the roof, by their link."""
    if subject is None or not isinstance(by, Party):
        return False
    return bool(by.submission.pk == subject.request.submission_id)


@rules.predicate
def answers_extension(by: AnyVisitor, extension: Any = None) -> bool:
    """The side that was asked for more nights, not the one that asks."""
    if extension is None:
        return False
    if extension.answered_by == Side.HOST:
        return bool(is_its_host(by, extension.placement))
    return bool(is_its_requester(by, extension.placement))


@rules.predicate
def coordinates_its_home(by: AnyVisitor, subject: Any = None) -> bool:
    """On duty where the home of a stay is lent: a home belongs to no perimeter."""
    return subject is not None and bool(is_on_duty(by, subject.offer))


rules.add_perm(
    "emergency_housing.withdraw_request", bears_its_link | (rules.is_active & is_on_duty)
)
rules.add_perm(
    "emergency_housing.manage_offer", bears_its_link | (rules.is_active & (lends_it | is_on_duty))
)
rules.add_perm("emergency_housing.leave_helpers", bears_its_link | (rules.is_active & is_on_duty))
rules.add_perm("emergency_housing.remind_host", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency_housing.park_offer", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency_housing.end_offer", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency_housing.accept_as_host", rules.is_active & is_its_host)
rules.add_perm("emergency_housing.accept_as_requester", is_its_requester)
rules.add_perm("emergency_housing.decline_as_host", rules.is_active & (is_its_host | is_on_duty))
rules.add_perm(
    "emergency_housing.decline_as_requester", rules.is_active & (is_its_requester | is_on_duty)
)
rules.add_perm(
    "emergency_housing.manage_placement",
    rules.is_active & (is_its_host | is_its_requester | is_on_duty),
)
rules.add_perm("emergency_housing.withdraw_submission", bears_its_link)
rules.add_perm(
    "emergency_housing.describe_entry", rules.is_active & (is_its_host | coordinates_its_home)
)
rules.add_perm("emergency_housing.remind_of_entry", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency_housing.release_messages", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency_housing.reveal_home", is_its_requester)
rules.add_perm("emergency_housing.reveal_guest", rules.is_active & is_its_host)
rules.add_perm("emergency_housing.expire_proposal", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency_housing.abandon_run", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency_housing.record_missing_guest", rules.always_deny)  # left to SYSTEM
rules.add_perm(
    "emergency_housing.write_message",
    rules.is_active & (is_its_host | is_its_requester | is_on_duty),
)
rules.add_perm("emergency_housing.notify_of_messages", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency_housing.send_text", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency_housing.tell_of_end", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency_housing.agree_longer", rules.is_active & answers_extension)
rules.add_perm(
    "emergency_housing.refuse_longer", rules.is_active & (answers_extension | is_on_duty)
)
rules.add_perm("emergency_housing.expire_longer", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency_housing.warn_of_appeal", rules.always_deny)  # left to SYSTEM
rules.add_perm("emergency_housing.ask_how_it_goes", rules.always_deny)  # left to SYSTEM
