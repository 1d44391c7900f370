"""What communities put on the desk, and how their notices are fetched."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from commons.accounts.models import User
from commons.accounts.panels import Panel
from hosting.communities.models.communities import Membership
from hosting.communities.models.founding import FoundingRequest, FoundingRequestQuerySet
from hosting.communities.states import FoundingState

ROWS = 5


def founding_panels(person: User) -> Iterator[Panel]:
    """What isn't public yet: all for the co-operative, their own for others.

    The co-operative keeps the way to the whole list, whatever waits.
    """
    runs_communities = person.has_perm("communities.change_community")
    under_way = FoundingRequest.objects.visible_to(person).under_way()
    requests = list(under_way.select_related("locality", "community")[:ROWS])
    if requests or runs_communities:
        # For an answer, or to be made public.
        yield Panel(
            title=_("Community requests"),
            template="communities/parts/desk_founding.html",
            rows=requests,
            waiting=(under_way.waiting().count() + _may_be_public(under_way).count())
            if runs_communities
            else 0,
            url=reverse("hosting:founding-list") if runs_communities else "",
            more=_("All community requests"),
        )


def _may_be_public(requests: FoundingRequestQuerySet) -> FoundingRequestQuerySet:
    """Those whose founders have signed: the co-operative's turn."""
    signed = Membership.objects.active().filter(community=OuterRef("community")).order_by()
    counted = signed.values("community").annotate(n=Count("pk")).values("n")
    return (
        requests.filter(state=FoundingState.OPENED)
        .annotate(signed=Subquery(counted))
        .filter(signed__gte=settings.HOSTING_SPONSORS_NEEDED)
    )
