"""An itinerary that hosts compose: the draft, its steps, and who wrote in it."""

from __future__ import annotations

from typing import ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.geography.choices import TravelMode
from commons.geography.models import Locality
from commons.media.choices import WORK_LICENCES, Licence
from commons.media.models import Photo
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from core.values.geo import Point
from hosting.communities.models.communities import Community, Membership
from hosting.communities.models.terms import Interest
from hosting.offers.models.offers import Offer
from hosting.offers.models.places import Place
from hosting.offers.validators import validate_no_contacts
from travel_stories.collaboration.models import Reviewable, Snapshotted
from travel_stories.itineraries.choices import StageKind
from travel_stories.itineraries.errors import NotAsReadError, OwnItineraryError
from travel_stories.itineraries.states import ITINERARY_TRANSITIONS, ItineraryState
from travel_stories.itineraries.validators import LONGEST_ITINERARY
from travel_stories.stories.models.stories import Story


class ItineraryFrame(Snapshotted):
    """What is said of the whole: the same in the draft and in what everybody reads."""

    WORDS: ClassVar = (
        "title",
        "summary",
        "language",
        "licence",
        "days",
        "season_from",
        "season_until",
        "cover",
    )
    LISTS: ClassVar = ("themes",)

    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(
        _("introduction"),
        max_length=600,
        blank=True,
        validators=[validate_no_contacts],
        help_text=_("Two or three sentences that make people want to go."),
    )
    language = models.CharField(_("language of the itinerary"), max_length=10, default="fr")
    licence = models.CharField(
        _("how others may use the itinerary"),
        max_length=24,
        choices=WORK_LICENCES,
        default=Licence.CC_BY_SA,
    )
    days = models.PositiveSmallIntegerField(
        _("days"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_ITINERARY)],
    )
    season_from = models.PositiveSmallIntegerField(
        _("first recommended month"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    season_until = models.PositiveSmallIntegerField(
        _("last recommended month"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    cover = models.ForeignKey(
        Photo, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    themes = models.ManyToManyField(
        Interest, verbose_name=_("themes"), blank=True, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class StageWords(Snapshotted):
    """One stop: an offer, a place or a story, in the words of whoever composed it.

    `day` counts from 1; `mode` says how one goes on from here, `metres` how far if that is known.
    """

    WORDS: ClassVar = (
        "kind",
        "title",
        "words",
        "offer",
        "story",
        "locality",
        "spot",
        "mode",
        "metres",
    )
    PLACE: ClassVar = ("day", "rank")

    kind = models.CharField(_("type"), max_length=8, choices=StageKind)
    title = models.CharField(_("title"), max_length=120, blank=True)
    words = models.TextField(
        _("your own words"), max_length=3000, blank=True, validators=[validate_no_contacts]
    )
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.SET_NULL, related_name="%(class)ss"
    )
    story = models.ForeignKey(
        Story, null=True, blank=True, on_delete=models.SET_NULL, related_name="%(class)ss"
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
    mode = models.CharField(
        _("transport to the next step"), max_length=16, choices=TravelMode, blank=True
    )
    metres = models.PositiveIntegerField(
        _("distance in metres"), null=True, blank=True, validators=[MaxValueValidator(20_000_000)]
    )
    day = models.PositiveSmallIntegerField(_("day"), default=1, validators=[MinValueValidator(1)])
    rank = models.FloatField(default=0, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def point(self) -> Point | None:
        """Where it is, as far as everybody may know: an offer shows its public point only."""
        place: Place | None = self.offer.place if self.offer is not None else None
        if place is not None:
            return place.public_point
        return self.locality.point if self.locality is not None else None


class ItineraryQuerySet(LockingQuerySet["Itinerary"]):
    def existing(self) -> Self:
        return self.exclude(state=ItineraryState.DELETED)

    def with_frame(self) -> Self:
        """With whose it is, its picture and what is public of it."""
        return self.select_related("community", "cover", "edition")

    def written_by(self, visitor: Visitor) -> Self:
        """Whose community this person is active in: they compose together."""
        if not visitor.is_authenticated:
            return self.none()
        mine = Membership.objects.active().filter(person=visitor.pk)
        return self.existing().filter(community__in=mine.values("community"))


class Itinerary(ItineraryFrame, Reviewable):
    """The draft. Everybody reads its edition, which was frozen when somebody else had read it.

    `last_number` counts every change of anything in it, `version` is that of the frame's last one.
    """

    wagtail_reference_index_ignore = True  # read in the admin alone, which deletes none
    TRANSITIONS: ClassVar = ITINERARY_TRANSITIONS
    CLOSED = frozenset({ItineraryState.SUBMITTED, ItineraryState.DELETED})
    WRITTEN_BY_READER: ClassVar = OwnItineraryError
    CHANGED_SINCE_READ: ClassVar = NotAsReadError

    key = models.UUIDField(default=uuid4, unique=True, editable=False)  # of the press that began it
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="itineraries")
    state = models.CharField(max_length=12, choices=ItineraryState, default=ItineraryState.DRAFT)

    objects = ItineraryQuerySet.as_manager()

    class Meta:
        verbose_name = _("itinerary")
        verbose_name_plural = _("itineraries")
        ordering = ("-pk",)

    def get_absolute_url(self) -> str:
        """Where everybody reads it."""
        return reverse("travel_stories:itinerary-detail", args=[self.address])

    @property
    def workshop_url(self) -> str:
        """Where its composers write it."""
        return reverse("travel_stories:itinerary-compose", args=[self.public_id])

    def is_written_by(self, person: User) -> bool:
        return self.composers.filter(person=person).exists()


class Composer(models.Model):
    """Who wrote in an itinerary: named under it, and never the one who publishes it."""

    itinerary = models.ForeignKey(Itinerary, on_delete=models.CASCADE, related_name="composers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="itineraries_composed"
    )
    credit = models.CharField(
        _("name in the credits"),
        max_length=80,
        blank=True,
        help_text=_("Shown below the itinerary. Leave empty if you don’t want to be named."),
    )
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("itinerary", "person"), name="one_composer_per_itinerary"
            ),
        )

    def __str__(self) -> str:
        return self.credit


class StageQuerySet(LockingQuerySet["Stage"]):
    def present(self) -> Self:
        return self.filter(removed_at=None)

    def in_order(self) -> Self:
        return self.order_by("day", "rank", "pk")


class Stage(StageWords):
    """A step of the draft. What was taken out stays, so that it can be brought back."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    key = models.UUIDField(default=uuid4, editable=False)  # of the press that added it
    itinerary = models.ForeignKey(Itinerary, on_delete=models.CASCADE, related_name="stages")
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = StageQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of an itinerary")
        verbose_name_plural = _("steps of itineraries")
        indexes = (models.Index(fields=("itinerary", "day", "rank"), name="stage_in_order"),)
        constraints = (
            models.UniqueConstraint(fields=("itinerary", "key"), name="one_stage_per_press"),
        )
