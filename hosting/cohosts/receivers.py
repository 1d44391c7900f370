"""Signal handlers: somebody leaves a community, closes their account, or blocks the other."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from commons.accounts.models import User
from commons.accounts.signals import account_closed
from commons.blocking.signals import person_blocked
from hosting.cohosts.actions import end_all_of, end_between, end_in_community
from hosting.communities.models.communities import Membership
from hosting.communities.signals import membership_ended


@receiver(membership_ended, dispatch_uid="cohosts.end_in_community")
def end_co_hosting_of_member(sender: type, membership: Membership, **kwargs: Any) -> None:
    end_in_community(membership.person, membership.community_id)


@receiver(account_closed, dispatch_uid="cohosts.end_all")
def end_co_hosting_of_account(sender: type, person: User, **kwargs: Any) -> None:
    end_all_of(person)


@receiver(person_blocked, dispatch_uid="cohosts.end_between")
def end_co_hosting_behind_block(sender: type, blocker: User, blocked: User, **kwargs: Any) -> None:
    end_between(blocker, blocked)
