"""A housing request: for whom, near which place of work, which nights, and where it stands."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.permissions import Visitor
from core.values.countdown import Countdown, countdown_between
from core.values.dates import DateRange
from emergency.activations.models.activations import Activation, Duty
from emergency.activations.models.categories import Category
from emergency.activations.models.places import Hospital
from emergency.housing.states.requests import (
    ENDED,
    Household,
    NextAction,
    RequestState,
    Situation,
    TravelMode,
)
from emergency.housing.validators import MOST_COTS, MOST_PEOPLE, validate_presences
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission

SOON_DAYS: Final = 7
LATEST: Final = datetime.max.replace(tzinfo=UTC)
WITHOUT_ROOF: Final = (
    *(RequestState.SUBMITTED, RequestState.VERIFYING, RequestState.NEEDS_INFO),
    *(RequestState.VERIFIED, RequestState.MATCHING, RequestState.PROPOSED),
)
SITUATION_WEIGHT: Final = {
    Situation.NOWHERE: 40,
    Situation.FRAGILE: 20,
    Situation.APART: 15,
    Situation.FAR: 5,
}


class HousingRequestQuerySet(models.QuerySet["HousingRequest"]):
    def open(self) -> Self:
        return self.exclude(state__in=ENDED)

    def within(self, duty: Duty) -> Self:
        """What this coordinator looks after: everything, or the hospitals they were given."""
        hospitals = duty.hospitals.order_by().values("pk")
        theirs = models.Q(hospital__in=hospitals) | ~models.Exists(hospitals)
        return self.filter(theirs, activation=duty.activation_id)

    def looked_after_by(self, person: Visitor) -> Self:
        """Of the emergencies in which they are on duty, within the hospitals they were given."""
        duties = Duty.objects.on_duty().filter(
            activation=models.OuterRef("activation"), person=person.pk
        )
        theirs = models.Q(hospitals=None) | models.Q(hospitals=models.OuterRef("hospital"))
        return self.filter(models.Exists(duties.filter(theirs)))

    def by_clock(self) -> Self:
        """The most pressing first: least time left, then urgency."""
        return self.order_by("next_action_at", "-urgency", "pk")

    def most_pressing(self, today: date) -> Self:
        """Who has nowhere to sleep tonight before everybody else, then by the clock.

        `rank` is 0 for them and 1 for all others.
        """
        tonight = models.Q(check_in__lte=today, situation=Situation.NOWHERE, state__in=WITHOUT_ROOF)
        rank = models.Case(models.When(tonight, then=0), default=1)
        return self.annotate(rank=rank).order_by("rank", "next_action_at", "-urgency", "pk")

    def without_roof_tonight(self, today: date) -> Self:
        """Those with nowhere to sleep tonight, as `most_pressing` puts them first."""
        return self.filter(check_in__lte=today, situation=Situation.NOWHERE, state__in=WITHOUT_ROOF)

    def overdue(self) -> Self:
        return self.open().filter(next_action_at__lte=timezone.now())


class HousingRequest(models.Model):
    """Known by the reference of its submission. Whom it is for stands in `contact`."""

    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, related_name="housing_request"
    )
    activation = models.ForeignKey(
        Activation, on_delete=models.PROTECT, related_name="housing_requests"
    )
    contact = models.OneToOneField(
        Contact, null=True, on_delete=models.SET_NULL, related_name="housing_request"
    )
    phone_digest = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    email_digest = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    hospital = models.ForeignKey(
        Hospital, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    workplace = models.CharField(_("another workplace"), max_length=120, blank=True)

    check_in = models.DateField(_("first night"))
    check_out = models.DateField(_("departure day"))
    people = models.PositiveSmallIntegerField(
        _("people"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)]
    )
    with_minors = models.BooleanField(_("with children"), default=False)
    pets = models.BooleanField(_("with a pet"), default=False)
    step_free = models.BooleanField(_("step-free"), default=False)
    share_bed = models.BooleanField(_("two people share a bed"), default=False)
    infants = models.PositiveSmallIntegerField(
        _("babies who need a cot"),
        default=0,
        validators=[MaxValueValidator(MOST_COTS)],
    )
    smokes = models.BooleanField(_("smokes indoors"), default=False)
    avoids = models.JSONField(
        _("what you can’t live with"),
        default=list,
        blank=True,
        null=True,
        validators=[validate_presences],
    )
    household = models.CharField(
        _("who you could live with"), max_length=8, choices=Household, default=Household.ALONE
    )
    travel_mode = models.CharField(_("how you get to work"), max_length=8, choices=TravelMode)
    travel_minutes = models.PositiveSmallIntegerField(
        _("longest journey, in minutes"),
        default=30,
        validators=[MinValueValidator(5), MaxValueValidator(120)],
    )
    shift_begins = models.TimeField(_("work starts at"), null=True, blank=True)
    shift_ends = models.TimeField(_("work ends at"), null=True, blank=True)
    situation = models.CharField(
        _("where you’re sleeping for now"), max_length=8, choices=Situation
    )
    words = models.TextField(_("anything else we should know"), max_length=500, blank=True)

    state = models.CharField(
        max_length=10, choices=RequestState, default=RequestState.SUBMITTED, editable=False
    )
    state_since = models.DateTimeField(default=timezone.now, editable=False)
    urgency = models.PositiveSmallIntegerField(default=0, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    next_action = models.CharField(max_length=14, choices=NextAction, blank=True)
    next_action_at = models.DateTimeField(null=True)
    clock_from = models.DateTimeField(default=timezone.now, editable=False)
    outcome = models.CharField(_("outcome"), max_length=300, blank=True)
    duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="duplicates"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = HousingRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("housing request")
        verbose_name_plural = _("housing requests")
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("activation", "state", "next_action_at"), name="request_queue"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(check_out__gt=models.F("check_in")),
                name="housing_request_has_a_night",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ENDED) | models.Q(next_action_at__isnull=False),
                name="open_request_has_a_next_action",
            ),
            models.CheckConstraint(
                condition=~models.Q(
                    state__in=(RequestState.REFERRED, RequestState.UNMET), outcome=""
                ),
                name="ended_request_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(state=RequestState.DUPLICATE, duplicate_of__isnull=False)
                | ~models.Q(state=RequestState.DUPLICATE),
                name="duplicate_names_the_first",
            ),
            models.CheckConstraint(
                condition=models.Q(hospital__isnull=False) | ~models.Q(workplace=""),
                name="request_has_a_place_of_work",
            ),
        )

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("emergency:request", args=[self.activation.address, self.public_id])

    @property
    def public_id(self) -> str:
        return self.submission.public_id

    @property
    def reference(self) -> str:
        return self.submission.reference

    @property
    def is_open(self) -> bool:
        return self.state not in ENDED

    @property
    def dates(self) -> DateRange:
        return DateRange(self.check_in, self.check_out)

    @property
    def nights_ahead(self) -> DateRange | None:
        """Nobody is housed on a night that is over: whoever waited long asks for the rest."""
        first = max(self.check_in, self.activation.today())
        return DateRange(first, self.check_out) if first < self.check_out else None

    @property
    def place_of_work(self) -> str:
        return str(self.hospital) if self.hospital else self.workplace

    @property
    def needs_a_person(self) -> bool:
        """Minors are never placed by a program."""
        return self.with_minors

    def reckon_urgency(self, today: date) -> int:
        """A number, not a state: where the person sleeps now, and how soon they need the roof."""
        days = (self.check_in - today).days
        near = 30 if days <= 2 else 15 if days <= SOON_DAYS else 0
        return SITUATION_WEIGHT[Situation(self.situation)] + near

    def is_without_roof_tonight(self, today: date) -> bool:
        """As `most_pressing` asks the database."""
        is_waiting = self.state in WITHOUT_ROOF
        return is_waiting and self.situation == Situation.NOWHERE and self.check_in <= today

    @property
    def is_for_tonight(self) -> bool:
        """Nowhere to sleep, and the first night has come."""
        return self.situation == Situation.NOWHERE and self.check_in <= self.activation.today()

    @property
    def drives(self) -> bool:
        return self.travel_mode == TravelMode.CAR

    @property
    def urgency_class(self) -> int:
        """As the matching knows it: 3 tonight, 2 within two days, 1 soon, 0 planned."""
        days = (self.check_in - self.activation.today()).days
        if days <= 0 or self.situation == Situation.NOWHERE:
            return 3
        return 2 if days <= 2 else 1 if days <= SOON_DAYS else 0

    @property
    def clock(self) -> Countdown | None:
        return self.clock_until(None)

    def clock_until(self, ask_ends: datetime | None) -> Countdown | None:
        """Until the next step is due, or the open ask ends: whichever comes first."""
        if self.next_action_at is None:
            return None
        return countdown_between(self.clock_from, min(self.next_action_at, ask_ends or LATEST))
