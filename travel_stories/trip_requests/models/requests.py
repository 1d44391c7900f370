"""What a trip asks of hosts. The question itself is hosting's, between the two who talk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.organisations.models import Organisation
from core.db.locks import LockingQuerySet
from core.values.dates import DateRange
from hosting.calendars.models import Session
from hosting.communities.models.terms import Need
from hosting.offers.models.rates import Rate
from hosting.requests.models.requests import Proposal, Request
from hosting.requests.states import GroupKind, RequestState
from travel_stories.collaboration.models import VersionedRoot
from travel_stories.trips.choices import Noun
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.parts import Undoable
from travel_stories.trips.models.steps import Step
from travel_stories.trips.models.trips import Trip


@dataclass(frozen=True, slots=True)
class RequestTerms:
    """For how many a host is asked, and on which terms. `seen` are the nights that stood there.

    `quantity` is of a product.
    """

    step: Step
    adults: int
    children: int = 0
    rate: Rate | None = None
    session: Session | None = None
    seen: DateRange | None = None
    quantity: int | None = None


@dataclass(frozen=True, slots=True)
class RequestWords:
    """What every host reads who is asked with one press, and for which organisation, if any.

    `reason` is a ReasonOfStay, or empty. `group_kind` is a GroupKind, and that of the trip where
    nobody chose one; `group_words` say which, where it is another one.
    """

    message: str
    needs: list[Need] = field(default_factory=list)
    on_behalf_of: Organisation | None = None
    reason: str = ""
    group_kind: str = ""
    group_words: str = ""


def group_kind_of(trip: Trip) -> str:
    """The GroupKind that a trip is of by itself; empty where somebody travels alone."""
    return trip.kind if trip.kind in GroupKind else ""


class TripRequestQuerySet(LockingQuerySet["TripRequest"]):
    def with_details(self) -> Self:
        """With all that the members of the trip may read of it; the newest first."""
        rows = self.select_related(
            *("step", "by", "request__offer__place__locality", "request__host"),
            *("request__session", "request__agreement", "request__request_set"),
            "request__on_behalf_of",
        )
        proposals = models.Prefetch("request__proposals", Proposal.objects.current())
        return rows.prefetch_related(proposals).order_by("-pk")


class TripRequest(Undoable):
    """A member asked the host of a step. `state` is what the trip was told last."""

    NOUN = Noun.REQUEST
    WORDS: ClassVar = ("state",)

    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="requests")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="requests")
    request = models.OneToOneField(Request, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(TripMember, on_delete=models.CASCADE, related_name="requests")
    state = models.CharField(
        _("state"), max_length=16, choices=RequestState, default=RequestState.SENT
    )
    asked_at = models.DateTimeField(auto_now_add=True)

    objects = TripRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("trip request")
        verbose_name_plural = _("trip requests")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.request.offer.title

    def detach(self) -> bool:
        """A request that left the trip has no undo; one that was made elsewhere is let go again."""
        Step.objects.filter(request=self.request_id, trip=self.trip_id).update(request=None)
        self.delete()
        return True

    @property
    def root(self) -> VersionedRoot:
        return self.trip
