"""What members of a trip let its hosts read of them."""

from __future__ import annotations

from typing import Final, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.blocking.models import PersonBlock
from commons.privacy.registries.consents import ConsentPurpose
from core.db.locks import LockingQuerySet
from hosting.requests.models.requests import Request
from hosting.requests.states import PENDING_STATES
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.states import TripState

SHOWN_TO_HOSTS: Final = ConsentPurpose(
    code="trips.introduction",
    title=_("Your name in a trip’s requests to hosts"),
    words=_("Show my name to the hosts this trip asks"),
    data=_("your name in the trip, and a few words of yours"),
    recipients=_("the hosts that the trip asks, until their request ends"),
)
LONGEST_WORDS: Final = 300


class IntroductionQuerySet(LockingQuerySet["Introduction"]):
    def standing(self) -> Self:
        """Of members who are still on a trip that exists."""
        return self.filter(seat__left_at=None).exclude(seat__trip__state=TripState.DELETED)

    def of_person(self, person: User) -> Self:
        return self.standing().filter(seat__person=person)

    def for_host(self, request: Request, reader: User) -> Self:
        """Whom the host of this request, or who answers for them, may read of.

        Nobody once it has ended, nor anybody between whom and the host or the reader a block
        stands. One query where a group asks, else none.
        """
        if not request.group_kind or request.state not in PENDING_STATES:
            return self.none()
        seated = models.OuterRef("seat__person")
        hosts = {request.host_id, reader.pk}
        blocks = PersonBlock.objects.filter(
            models.Q(blocker__in=hosts, blocked=seated)
            | models.Q(blocker=seated, blocked__in=hosts)
        )
        rows = self.standing().filter(seat__trip__requests__request=request.pk)
        return rows.exclude(models.Exists(blocks)).select_related("seat")


class Introduction(models.Model):
    """A member with an account agrees to be shown to hosts that the trip asks, in their own words.

    Without a row nobody is shown. Whoever has no account may be a child, and is never named.
    """

    seat = models.OneToOneField(TripMember, on_delete=models.CASCADE, related_name="introduction")
    words = models.CharField(_("a few words about you"), max_length=LONGEST_WORDS, blank=True)
    agreed_at = models.DateTimeField(auto_now_add=True)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        verbose_name = _("introduction to hosts")
        verbose_name_plural = _("introductions to hosts")
        ordering = ("seat",)

    def __str__(self) -> str:
        return f"Introduction of {self.seat}"
