"""People ask the co-operative to open a community."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.geography.models import Locality
from core.ids import new_public_id
from hosting.communities.models.communities import Community
from hosting.communities.models.terms import Cause
from hosting.communities.states import CommunityState, FoundingState


class FoundingRequestQuerySet(models.QuerySet["FoundingRequest"]):
    def waiting(self) -> Self:
        """The longest waiting first."""
        return self.filter(state=FoundingState.ASKED).order_by("asked_at", "pk")

    def under_way(self) -> Self:
        """Unanswered, the longest waiting first; then those whose community isn't public yet."""
        is_prepared = models.Q(state=FoundingState.OPENED, community__state=CommunityState.DRAFT)
        rows = self.filter(models.Q(state=FoundingState.ASKED) | is_prepared)
        return rows.order_by("state", "asked_at", "pk")  # asked comes before opened

    def visible_to(self, visitor: Visitor) -> Self:
        """One's own, those that name one as a founder, and all for the co-operative."""
        if not visitor.is_authenticated:
            return self.none()
        if visitor.has_perm("communities.change_community"):
            return self.all()
        named = models.Q(person=visitor.pk)
        if visitor.email_verified_at is not None:
            named |= models.Q(email=visitor.email)
        founders = FoundingMember.objects.filter(named, request=models.OuterRef("pk"))
        return self.filter(models.Q(asked_by=visitor.pk) | models.Exists(founders))

    def to_forget(self) -> Self:
        """Decided or withdrawn HOSTING_FOUNDING_REQUEST_KEPT ago."""
        last = timezone.now() - settings.HOSTING_FOUNDING_REQUEST_KEPT
        return self.exclude(state=FoundingState.ASKED).filter(decided_at__lte=last)


class FoundingRequest(models.Model):
    """A community that people would like to found, until the co-operative has answered."""

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="founding_requests")
    state = models.CharField(
        _("state"), max_length=16, choices=FoundingState, default=FoundingState.ASKED
    )
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language of the texts"), max_length=10)
    locality = models.ForeignKey(
        Locality, verbose_name=_("centre"), on_delete=models.PROTECT, related_name="+"
    )
    causes = models.ManyToManyField(Cause, verbose_name=_("causes"), blank=True)
    why = models.TextField(_("why this community"), max_length=4000)
    asked_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(_("your reason"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, editable=False)
    community = models.ForeignKey(
        Community, null=True, on_delete=models.SET_NULL, related_name="founding_requests"
    )

    objects = FoundingRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("community request")
        verbose_name_plural = _("community requests")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("hosting:founding-detail", args=[self.public_id])

    @property
    def stage(self) -> str:
        """How far it has come, in words: its state, then that of its community."""
        if self.community is None or self.community.state == CommunityState.DRAFT:
            return self.get_state_display()
        return str(_("Public") if self.community.is_public else _("Paused"))

    @property
    def stage_colour(self) -> str:
        """What components/status.html knows for it."""
        if self.state == FoundingState.ASKED:
            return "waiting"
        if self.state != FoundingState.OPENED:
            return "declined" if self.state == FoundingState.DECLINED else "neutral"
        return "open" if self.community and self.community.is_public else "tentative"

    @property
    def is_waiting(self) -> bool:
        return self.state == FoundingState.ASKED


class FoundingMember(models.Model):
    """A co-founder. Named by an email address until the person who reads it has confirmed."""

    request = models.ForeignKey(FoundingRequest, on_delete=models.CASCADE, related_name="founders")
    email = models.EmailField(blank=True)
    person = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="founding_memberships"
    )
    confirmed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("request", "email"),
                condition=~models.Q(email=""),
                name="one_founder_per_request_and_address",
            ),
            models.UniqueConstraint(
                fields=("request", "person"), name="one_founder_per_request_and_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_id}: {self.person_id or 'not confirmed'}"
