"""Days and steps, in the order in which they are travelled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.geography.choices import TravelMode
from commons.geography.models import Locality
from core.registry import KeyedRegistry
from core.values.dates import DateRange
from core.values.geo import Point
from hosting.calendars.models import Session
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from hosting.offers.models.places import Place
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from travel_stories.collaboration.choices import Verb
from travel_stories.collaboration.models import Movable, PartQuerySet
from travel_stories.trips.choices import Noun, StepKind
from travel_stories.trips.errors.plans import AgreedSinceError
from travel_stories.trips.errors.steps import AlreadyAskedError
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.parts import Part, count_of
from travel_stories.trips.models.routes import Route
from travel_stories.trips.validators import LONGEST_TRIP

_counts = KeyedRegistry[str, str]()


def register_step_count(name: str, model: str) -> None:
    """Count the parts of a model (`label.Model`) that have a field `step`, as `name`."""
    _counts.register(name, model)


class StepQuerySet(PartQuerySet["Step"]):
    def in_order(self) -> Self:
        """By day and place in it; what has no day yet comes last."""
        return self.order_by(models.F("day").asc(nulls_last=True), "rank", "pk")

    def with_counts(self) -> Self:
        """How many parts of other apps stand at each: see `register_step_count`."""
        return self.annotate(**{name: count_of(model, "step") for name, model in _counts.items()})


class Step(Part, Movable):
    """A wish, an offer, a meeting, a leg of travel or a note.

    `day` counts from 1 on the first day; without one the step waits for its day. `rank` orders a
    day. Words and place in the order have a version each: a move is no change of words.
    """

    NOUN = Noun.STEP
    WORDS: ClassVar = (
        "kind",
        "title",
        "words",
        "at",
        "minutes",
        "nights",
        "locality",
        "spot",
        "offer",
        "session",
        "mode",
        "metres",
        "route",
    )
    LISTS: ClassVar = ("people",)
    PLACE: ClassVar = ("day", "rank")

    kind = models.CharField(_("type"), max_length=12, choices=StepKind)
    title = models.CharField(_("title"), max_length=120)
    words = models.TextField(_("your own words"), max_length=4000, blank=True)
    day = models.PositiveSmallIntegerField(
        _("day"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    at = models.TimeField(_("time"), null=True, blank=True)
    minutes = models.PositiveIntegerField(
        _("duration in minutes"), null=True, blank=True, validators=[MaxValueValidator(1440)]
    )
    nights = models.PositiveSmallIntegerField(
        _("nights"), null=True, blank=True, validators=[MaxValueValidator(LONGEST_TRIP)]
    )
    locality = models.ForeignKey(
        Locality,
        verbose_name=_("town, village or city"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    spot = models.CharField(_("exact place"), max_length=120, blank=True)
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    request = models.ForeignKey(
        Request, null=True, blank=True, on_delete=models.SET_NULL, related_name="steps"
    )
    asked_there = models.JSONField(null=True, editable=False)  # in the trip that a file came from
    mode = models.CharField(_("means of transport"), max_length=16, choices=TravelMode, blank=True)
    metres = models.PositiveIntegerField(
        _("distance in metres"), null=True, blank=True, validators=[MaxValueValidator(20_000_000)]
    )
    route = models.ForeignKey(
        Route,
        verbose_name=_("recorded route"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    people = models.ManyToManyField(
        TripMember, verbose_name=_("who it’s for"), blank=True, related_name="+"
    )  # nobody named: for everybody

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        indexes = (models.Index(fields=("trip", "day", "rank"), name="step_in_order"),)

    def __str__(self) -> str:
        return self.title

    def fit(self, trip: models.Model) -> None:
        """A day that the trip no longer has is left open; a request is for one offer only."""
        if self.day is not None and self.day > self.trip.days:
            self.day = None
        if self.request is not None and self.request.offer_id != self.offer_id:
            self.request = None

    def require_undoable(
        self, verb: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> None:
        """The offer of a step stays while its host has a request for it; all else that was agreed
        on stays too.
        """
        if self.agreed_people is not None and self._touches_agreement(verb, before, after):
            raise AgreedSinceError
        if before is None:
            return
        if self.stands and before.get("offer", self.offer_id) != self.offer_id:
            raise AlreadyAskedError

    def _touches_agreement(
        self, verb: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> bool:
        """Whether an undo would take the step out or change its day, nights or session."""
        if verb in {Verb.ADDED, Verb.RESTORED}:
            return True
        before, after = before or {}, after or {}
        agreed = ("day", "nights", "session", *(("at", "minutes") if self.session_id else ()))
        return any(before.get(name) != after.get(name) for name in agreed if name in after)

    @property
    def point(self) -> Point | None:
        """Where it is, as far as everybody may know: an offer shows its public point only."""
        if self.offer is not None:
            place: Place | None = self.offer.place
            return place.public_point if place else None
        return self.locality.point if self.locality is not None else None

    @property
    def stands(self) -> bool:
        """A host has been asked for it and something may still come of it, or has."""
        asked: Request | None = self.request
        return asked is not None and (asked.is_waiting or asked.is_agreed or asked.is_over)

    @property
    def is_cancelled(self) -> bool:
        """It was agreed, and one of the two has cancelled."""
        asked: Request | None = self.request
        return asked is not None and asked.state == RequestState.CANCELLED

    @property
    def agreed_people(self) -> int | None:
        """For how many its agreement is; nothing without one."""
        asked: Request | None = self.request
        if asked is None or not (asked.is_agreed or asked.is_over):
            return None
        agreement = getattr(asked, "agreement", None)
        return None if agreement is None else int(agreement.party)

    @property
    def asks_somebody(self) -> bool:
        """There is an offer, and whoever makes it can be asked: a tip is simply there."""
        return self.offer is not None and self.offer.kind != OfferKind.TIP

    @property
    def date(self) -> date | None:
        return self.trip.date_of(self.day)

    @property
    def dates(self) -> DateRange | None:
        """The nights of a stay, once the trip has its dates."""
        first = self.date
        if first is None or not self.nights:
            return None
        return DateRange(first, date.fromordinal(first.toordinal() + self.nights))
