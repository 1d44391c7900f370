"""A community of hosts, and how a person becomes part of it."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.geography.models import Locality
from commons.media.models import Photo
from core.db.locks import LockingQuerySet
from core.ids import new_public_id, url_slug
from core.languages import page_language
from core.values.geo import Point
from hosting.communities.models.terms import Cause
from hosting.communities.states import CommunityState, MembershipState


class CommunityQuerySet(LockingQuerySet["Community"]):
    def public(self) -> Self:
        return self.filter(_is_public())

    def visible_to(self, visitor: Visitor) -> Self:
        """Public ones, and in any state those whose coordinator looks."""
        if not visitor.is_authenticated:
            return self.public()
        coordinated = Membership.objects.coordinating(visitor).values("community")
        return self.filter(_is_public() | models.Q(pk__in=coordinated))

    def coordinated_by(self, person: User) -> Self:
        """In every state: a community that rests is still somebody's task."""
        return self.filter(pk__in=Membership.objects.coordinating(person).values("community"))


def _is_public() -> models.Q:
    """Alive, and not hidden by a decision."""
    live = (CommunityState.ACTIVE, CommunityState.ACCOMPANIED)
    return models.Q(state__in=live, hidden_at__isnull=True)


class Community(models.Model):
    """Hosts who know each other, welcome new ones and tell their place."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language of the texts"), max_length=10, default="fr")
    summary_fr = models.CharField(
        _("summary in one sentence, in French"), max_length=255, blank=True
    )
    summary_en = models.CharField(
        _("summary in one sentence, in English"),
        max_length=255,
        blank=True,
        help_text=_(
            "Fill in one language or both. If you leave one empty, people "
            "who use the site in that language see the other."
        ),
    )
    story = models.TextField(_("story"), max_length=10_000)
    territory = models.CharField(
        _("territory"),
        max_length=255,
        help_text=_("In your own words: a valley, a neighbourhood, three villages and a wood."),
    )
    locality = models.ForeignKey(
        Locality, verbose_name=_("centre"), on_delete=models.PROTECT, related_name="+"
    )
    causes = models.ManyToManyField(Cause, verbose_name=_("causes"), blank=True)
    charter = models.TextField(_("charter"), max_length=10_000)
    charter_version = models.PositiveSmallIntegerField(_("charter version"), default=1)
    photo = models.ForeignKey(
        Photo,
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    photo_before = models.ForeignKey(  # taken out or replaced, and still to be put back
        Photo, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    answer_hours = models.PositiveSmallIntegerField(
        _("hours to answer a request"),
        default=settings.HOSTING_ANSWER_HOURS,
        validators=[
            MinValueValidator(settings.HOSTING_ANSWER_HOURS_LEAST),
            MaxValueValidator(settings.HOSTING_ANSWER_HOURS_MOST),
        ],
        help_text=_("A request that no one answers in this time expires."),
    )
    state = models.CharField(
        _("state"), max_length=16, choices=CommunityState, default=CommunityState.DRAFT
    )
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)  # by a decision
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                name="community_has_a_summary",
                condition=~models.Q(summary_fr="", summary_en=""),
                violation_error_message=_(
                    "Write a summary in one sentence, in French or in English."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("hosting:community-detail", args=[self.address])

    @property
    def summary(self) -> str:
        """In the language of whoever reads, else in the other one."""
        return str(getattr(self, f"summary_{self.summary_language}"))

    @property
    def summary_language(self) -> str:
        """The language of `summary`."""
        mine = page_language()
        other = "en" if mine == "fr" else "fr"
        return mine if getattr(self, f"summary_{mine}") else other

    @property
    def address(self) -> str:
        """Its part of an address: the slug may change, the id stays."""
        return url_slug(self.name, self.public_id)

    @property
    def is_public(self) -> bool:
        is_live = self.state in {CommunityState.ACTIVE, CommunityState.ACCOMPANIED}
        return is_live and self.hidden_at is None

    @property
    def point(self) -> Point:
        return self.locality.point


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> Self:
        return self.filter(state=MembershipState.ACTIVE)

    def candidates(self) -> Self:
        """Not welcomed yet, the longest waiting first."""
        waiting = (MembershipState.CANDIDATE, MembershipState.COOPTED)
        return self.filter(state__in=waiting).order_by("applied_at", "pk")

    def signed(self) -> Self:
        """The charter, whatever version."""
        return self.filter(charter_signed_at__isnull=False)

    def coordinating(self, visitor: Visitor) -> Self:
        return self.active().filter(person=visitor.pk, is_coordinator=True)

    def visible_to(self, visitor: Visitor) -> Self:
        """One's own, those one coordinates, and candidates of a community where one is active."""
        if not visitor.is_authenticated:
            return self.none()
        mine = Membership.objects.active().filter(person=visitor.pk)
        waiting = models.Q(state__in=(MembershipState.CANDIDATE, MembershipState.COOPTED))
        return self.filter(
            models.Q(person=visitor.pk)
            | models.Q(community__in=mine.filter(is_coordinator=True).values("community"))
            | (waiting & models.Q(community__in=mine.values("community")))
        )


class Membership(models.Model):
    """A person in a community. Steps lead in; the log tells every change and its reason."""

    wagtail_reference_index_ignore = True  # read in the admin alone, which deletes none
    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    state = models.CharField(
        max_length=16, choices=MembershipState, default=MembershipState.CANDIDATE
    )
    is_coordinator = models.BooleanField(_("coordinator"), default=False)
    words = models.TextField(
        _("who you are, and why this community"),
        max_length=4000,
        help_text=_("Your future sponsors will read this first."),
    )
    applied_at = models.DateTimeField(auto_now_add=True)
    charter_signed_version = models.PositiveSmallIntegerField(null=True, editable=False)
    charter_signed_at = models.DateTimeField(null=True, editable=False)
    met_at = models.DateField(_("date of the meeting"), null=True, blank=True)
    activated_at = models.DateTimeField(null=True, editable=False)
    nudged_at = models.DateTimeField(null=True, editable=False)
    answers_by_phone = models.BooleanField(_("answers requests by phone"), default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = (
            models.UniqueConstraint(
                fields=("community", "person"), name="one_membership_per_person_and_community"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.community}"

    def get_absolute_url(self) -> str:
        return reverse("hosting:membership-detail", args=[self.public_id])

    @property
    def is_active(self) -> bool:
        return self.state == MembershipState.ACTIVE

    @property
    def has_signed_charter(self) -> bool:
        """Signed, whatever version: a later version asks again without shutting anybody out."""
        return self.charter_signed_at is not None


class SponsorshipQuerySet(models.QuerySet["Sponsorship"]):
    def by_members(self) -> Self:
        """Words that still count: their sponsors are active members."""
        members = Membership.objects.active().filter(
            community=models.OuterRef("membership__community"), person=models.OuterRef("sponsor")
        )
        return self.filter(models.Exists(members))


class Sponsorship(models.Model):
    """A member's word for a candidate."""

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="sponsorships"
    )
    sponsor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sponsorships")
    words = models.TextField(_("how you know each other"), max_length=1000, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = SponsorshipQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("membership", "sponsor"), name="one_word_per_sponsor_and_membership"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sponsor} for {self.membership_id}"


class MembershipChange(models.Model):
    """One line of the log: from which state to which, who, when, why. Written once."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="changes")
    old_state = models.CharField(max_length=16, choices=MembershipState, blank=True)
    new_state = models.CharField(max_length=16, choices=MembershipState)
    reason = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.old_state} to {self.new_state}"
