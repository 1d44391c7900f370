"""Invitations to help with an offer, on the desk of who is invited."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel, Rows, WaitingItem
from hosting.cohosts.models import CoHost
from hosting.cohosts.selectors import invitations_to


def waiting_invitations(person: User) -> Rows:
    return [CoHost.objects.open_to(person)]


def desk_panels(person: User) -> Iterator[Panel]:
    url = reverse("hosting:co-hosting")
    items = [
        WaitingItem(
            title=co_host.offer.title,
            url=url,
            action=_("View the invitation"),
            text=_("%(name)s asks you to help with this offer")
            % {"name": co_host.offer.host.display_name},
            person=co_host.offer.host.display_name,
        )
        for co_host in invitations_to(person)
    ]
    if items:
        yield Panel(
            title=_("Invitations to help a host"),
            items=items,
            waiting=len(items),
            url=url,
            more=_("Offers you help with"),
        )
