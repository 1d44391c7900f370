"""How many hours a host has to answer a request."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.db.models import Exists

from hosting.communities.models.communities import Community, Membership


class HostedOffer(Protocol):
    """What is offered by a host in a community."""

    @property
    def host_id(self) -> int: ...

    @property
    def community_id(self) -> int: ...


def answer_hours_of(offer: HostedOffer) -> int:
    """Those of its community; for a host who answers by phone at least those that take."""
    by_phone = Membership.objects.filter(
        community=offer.community_id, person=offer.host_id, answers_by_phone=True
    )
    hours, is_by_phone = (
        Community.objects.filter(pk=offer.community_id)
        .values_list("answer_hours", Exists(by_phone))
        .get()
    )
    return max(hours, settings.HOSTING_ANSWER_HOURS_BY_PHONE) if is_by_phone else int(hours)
