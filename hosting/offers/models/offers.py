"""What a host offers: the base that every kind shares, with revisions, drafts and moderation."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
    WorkflowState,
)

from commons.accounts.permissions import Visitor
from commons.media.models import Photo
from commons.organisations.models import RUNNING, Mandate, Organisation
from core.db.locks import LockingQuerySet
from core.ids import new_public_id, url_slug
from core.values.dates import in_season, is_in_season
from hosting.communities.models.communities import Community, Membership
from hosting.communities.models.terms import Cause, Interest, Need
from hosting.communities.states import CommunityState, MembershipState
from hosting.offers.choices.lists import (
    LEGAL_STATUS,
    PARTY_OF_ORGANISATION,
    ContractParty,
    OfferKind,
    OfferLanguage,
)
from hosting.offers.models.places import Place
from hosting.offers.states import OfferState

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Revision

    from commons.accounts.models import User


PUBLISHED: Final[dict[str, Any]] = {
    "live": True,
    "state": OfferState.OPEN,
    "hidden_at__isnull": True,
    "host__is_active": True,
}
OF_PUBLIC_COMMUNITY: Final[dict[str, Any]] = {
    "community__state__in": (CommunityState.ACTIVE, CommunityState.ACCOMPANIED),
    "community__hidden_at__isnull": True,
}


class OfferQuerySet(LockingQuerySet["Offer"]):
    def public(self) -> Self:
        """Read and published, open, not hidden; of a live community, by a host who is a member."""
        return self.filter(_by_member(), **PUBLISHED, **OF_PUBLIC_COMMUNITY)

    def public_with_community(self) -> Self:
        """Those that are public whenever their community is."""
        return self.filter(_by_member(), **PUBLISHED)

    def public_with_membership(self) -> Self:
        """Those that are public whenever their host is an active member."""
        return self.filter(**PUBLISHED, **OF_PUBLIC_COMMUNITY)

    def visible_to(self, visitor: Visitor) -> Self:
        """Public ones, and one's own in any state."""
        if not visitor.is_authenticated:
            return self.public()
        return self.filter(models.Q(pk__in=self.public().values("pk")) | models.Q(host=visitor.pk))

    def of_host(self, person: Visitor) -> Self:
        """Those that this person may work on: not of an organisation that they have left."""
        return self.filter(host=person.pk).exclude(left_by_host())

    def under_review(self) -> Self:
        """Handed in and not answered yet, with when, and with the title of the draft."""
        states = WorkflowState.objects.filter(
            base_content_type__app_label=Offer._meta.app_label,
            base_content_type__model=Offer._meta.model_name,
            object_id=Cast(models.OuterRef("pk"), models.CharField()),
            status=WorkflowState.STATUS_IN_PROGRESS,
        )
        return self.annotate(
            submitted_at=models.Subquery(states.values("current_task_state__started_at")[:1]),
            draft_title=models.F("latest_revision__object_str"),
        ).filter(submitted_at__isnull=False)

    def not_withdrawn(self) -> Self:
        return self.exclude(state=OfferState.WITHDRAWN)


@cache  # an expression holds no rows: each query that it is put into copies it
def _by_member() -> models.Exists:
    """The host is an active member of the community."""
    return models.Exists(
        Membership.objects.filter(
            community=models.OuterRef("community"),
            person=models.OuterRef("host"),
            state=MembershipState.ACTIVE,
        )
    )


@cache
def without_mandate() -> models.Q:
    """The host acts no longer for the organisation that offers it."""
    mandates = Mandate.objects.filter(
        RUNNING, organisation=models.OuterRef("on_behalf_of"), person=models.OuterRef("host")
    )
    return models.Q(on_behalf_of__isnull=False) & models.Q(~models.Exists(mandates))


@cache
def left_by_host() -> models.Q:
    """The same, once it was published for the organisation, and waits for a colleague.

    What nobody read as the organisation's stays with who wrote it.
    """
    return without_mandate() & of_organisation()


def of_organisation() -> models.Q:
    """In SQL what the property of an offer says."""
    return models.Q(organisation_since__isnull=False)


def in_season_only(months: Iterable[int]) -> models.Q:
    """Rows whose season has one of these months, and isn't the whole year."""
    whole_year = models.Q(season_from=1, season_until=12)
    return in_season(months) & ~whole_year


class Offer(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    ClusterableModel,
):
    """A base for every kind. `live` is Wagtail's word for "read and published"."""

    KIND: ClassVar[OfferKind]
    OUTSIDE_REVISIONS: ClassVar[tuple[str, ...]] = (
        "public_id",
        "host",
        "on_behalf_of",
        "organisation_since",
        "first_host",
        "community",
        "place",
        "state",
        "hidden_at",
        "erased_at",
        "time_zone",
        "created_at",
    )

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=12, choices=OfferKind, editable=False)
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("host"),
        on_delete=models.PROTECT,
        related_name="offers",
    )
    on_behalf_of = models.ForeignKey(
        Organisation,
        verbose_name=_("on behalf of"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="offers",
    )
    # Since when it has been published for that organisation, and isn't the host's alone.
    organisation_since = models.DateTimeField(null=True, blank=True, editable=False)
    # Who brought it to the organisation, while a colleague who took it over is the host.
    first_host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    community = models.ForeignKey(
        Community,
        verbose_name=_("community"),
        on_delete=models.PROTECT,
        related_name="offers",
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="offers",
    )
    state = models.CharField(
        _("state"), max_length=12, choices=OfferState, default=OfferState.OPEN, editable=False
    )
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)  # by a decision
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)  # the host has left
    time_zone = models.CharField(max_length=40, blank=True, editable=False)  # of an erased place
    title = models.CharField(_("title"), max_length=120)
    language = models.CharField(
        _("language you write in"),
        max_length=10,
        choices=OfferLanguage,
        default=OfferLanguage.FRENCH,
    )
    words = models.TextField(
        _("in your own words"),
        max_length=6000,
        blank=True,
        help_text=_("What you’d tell a neighbour. It’s shown first on the page."),
    )
    contract_party = models.CharField(
        _("legal status"),
        max_length=16,
        choices=ContractParty,
        default=ContractParty.PRIVATE,
    )
    party_min = models.PositiveSmallIntegerField(
        _("minimum number of people"), default=1, validators=[MinValueValidator(1)]
    )
    party_max = models.PositiveSmallIntegerField(
        _("maximum number of people"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(500)],
    )
    season_from = models.PositiveSmallIntegerField(
        _("open from (month)"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    season_until = models.PositiveSmallIntegerField(
        _("open until (month)"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    notice_days = models.PositiveSmallIntegerField(
        _("minimum notice (days)"), default=1, validators=[MaxValueValidator(365)]
    )
    without_car = models.TextField(_("how to get here without a car"), max_length=1500, blank=True)
    station_name = models.CharField(_("nearest station or stop"), max_length=80, blank=True)
    station_distance = models.PositiveIntegerField(
        _("distance to the station (metres)"), null=True, blank=True
    )
    by_car = models.CharField(_("by car"), max_length=500, blank=True)
    causes = ParentalManyToManyField(Cause, verbose_name=_("causes"), blank=True)
    interests = ParentalManyToManyField(Interest, verbose_name=_("interests"), blank=True)
    needs = ParentalManyToManyField(
        Need, verbose_name=_("needs met"), blank=True, related_name="offers"
    )
    source = models.CharField(_("source of the text"), max_length=255, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        # None on `live` or `state`: nearly all offers are public, and SQLite, which keeps no
        # statistics, would take it for the narrowest of all.
        indexes = (models.Index(fields=("community", "kind"), name="offer_community_kind"),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.kind and type(self) is not Offer:
            self.kind = self.KIND

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("hosting:offer-detail", args=[self.address])

    @property
    def address(self) -> str:
        """Its part of an address: the slug may change, the id stays."""
        return url_slug(self.title, self.public_id)

    @property
    def specific(self) -> Offer:
        """The row of its own kind. One query unless this is that row already."""
        return self if type(self) is not Offer else getattr(self, self.kind)

    @property
    def snippet_viewset(self) -> Any:
        """Wagtail's workflow report loads the base class and asks it for the view set."""
        return self.specific.snippet_viewset

    @property
    def is_open(self) -> bool:
        return self.state == OfferState.OPEN

    def legal_status_of(self, organisation: Organisation | None) -> str:
        """The code of what the host is in law; of an organisation it is never a person's.

        Where its type doesn't say it, what its host chose for the offer counts, or the type itself.
        """
        if organisation is None:
            return self.contract_party
        if organisation.kind in PARTY_OF_ORGANISATION:
            return PARTY_OF_ORGANISATION[organisation.kind].value
        is_person = self.contract_party in {ContractParty.PRIVATE, ContractParty.SELF_EMPLOYED}
        return organisation.kind if is_person else self.contract_party

    @property
    def legal_status(self) -> str:
        """`an association`: of whom a guest would make the contract with."""
        return str(LEGAL_STATUS[self.legal_status_of(self.on_behalf_of)])

    @property
    def is_published(self) -> bool:
        """Read and open. Whether the host is still a member, only the queryset knows."""
        return self.live and self.is_open and self.hidden_at is None

    @property
    def is_of_organisation(self) -> bool:
        """Once published for it. What it was published for before doesn't count."""
        return self.organisation_since is not None

    def is_in_season(self, month: int) -> bool:
        return is_in_season(month, self.season_from, self.season_until)

    def publish(self, revision: Revision, user: User | None = None, **options: Any) -> None:
        """Whoever publishes was asked by `publish_offer` or by the reading, never by Wagtail:
        it would look for a permission on the model, which no coordinator has.
        """
        options["skip_permission_checks"] = True
        super().publish(revision, user=user, **options)

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], **options: Any) -> Self | None:
        """From a revision, without photographs that are gone meanwhile, in one read for all."""
        if rows := data.get("photos"):
            there = Photo.objects.in_bulk([row["photo"] for row in rows])
            data = data | {"photos": [row for row in rows if row["photo"] in there]}
        made: Self | None = super().from_serializable_data(data, **options)
        return made

    def with_content_json(self, content: dict[str, Any]) -> Offer:
        """What a draft must never bring back: whose it is, where it is, and the host's switch."""
        draft: Offer = super().with_content_json(content)
        for name in self.OUTSIDE_REVISIONS:
            field = self._meta.get_field(name).attname
            setattr(draft, field, getattr(self, field))
        return draft

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "offers/offer_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {"offer": self, "is_preview": True}
