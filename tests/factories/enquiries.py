"""Conversations without a request."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from hosting.enquiries.actions import send_enquiry
from hosting.enquiries.models import EnquiryDraft
from tests.factories.accounts import UserFactory
from tests.factories.hosting import CommunityFactory, MembershipFactory

if TYPE_CHECKING:
    from commons.accounts.models import User
    from hosting.communities.models.communities import Community
    from hosting.enquiries.models import Enquiry

WORDS = "Is there a shed for bicycles?"


def enquire(
    sender: User, *, words: str = WORDS, key: object = None, **recipient: object
) -> Enquiry:
    """`host=`, `community=` or both `host=` and `offer=`: what somebody writes to them."""
    return send_enquiry(draft=EnquiryDraft(words, **recipient), key=key or uuid4(), by=sender)


def coordinated(*names: str) -> tuple[Community, list[User]]:
    """A community, and its coordinators by these names."""
    community = CommunityFactory()
    people = [UserFactory(display_name=name) for name in names]
    for person in people:
        MembershipFactory(community=community, person=person, coordinator=True)
    return community, people
