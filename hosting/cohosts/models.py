"""Who helps a host with an offer: invited, active, or ended."""

from __future__ import annotations

from typing import Final, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.blocking.models import PersonBlock
from core.db.locks import LockingQuerySet
from core.ids import new_public_id
from hosting.cohosts.choices import CoHostScope
from hosting.cohosts.states import CoHostState
from hosting.offers.choices.lists import OfferKind
from hosting.offers.choices.steps import STEPS, OfferStep
from hosting.offers.models.offers import Offer

ANSWERING: Final = models.Q(state=CoHostState.ACTIVE, may_answer=True)
WRITING: Final = models.Q(state=CoHostState.ACTIVE, may_write=True)
WITH_UNITS: Final = frozenset({OfferKind.STAY, OfferKind.WORKSPACE})


class CoHostQuerySet(LockingQuerySet["CoHost"]):
    def visible_to(self, visitor: Visitor) -> Self:
        """The host, the co-host, and who is invited."""
        if not visitor.is_authenticated:
            return self.none()
        mine = models.Q(offer__host=visitor.pk) | models.Q(person=visitor.pk)
        return self.filter(mine | models.Q(pk__in=CoHost.objects.open_to(visitor).values("pk")))

    def active(self) -> Self:
        return self.filter(state=CoHostState.ACTIVE)

    def invited(self) -> Self:
        """Nobody has answered, and it isn't too late to."""
        return self.filter(state=CoHostState.INVITED, expires_at__gt=timezone.now())

    def standing(self) -> Self:
        """Active ones, and those that wait for an answer."""
        return self.active() | self.invited()

    def open_to(self, visitor: Visitor) -> Self:
        """Invitations to the confirmed address of this person, unless a block stands between
        them and the host.
        """
        if not visitor.is_authenticated or visitor.email_verified_at is None:
            return self.none()
        host = models.OuterRef("offer__host")
        blocks = PersonBlock.objects.filter(
            models.Q(blocker=visitor.pk, blocked=host) | models.Q(blocker=host, blocked=visitor.pk)
        )
        return self.invited().filter(~models.Exists(blocks), email=visitor.email)

    def answering(self, person: Visitor) -> Self:
        """Of offers whose requests this person answers in the name of the host."""
        return self.filter(ANSWERING, person=person.pk)

    def keeping_calendar(self, person: Visitor) -> Self:
        """Of offers whose nights and dates this person opens and closes."""
        return self.active().filter(person=person.pk, may_set_nights=True)

    def writing(self, person: Visitor) -> Self:
        """Of offers whose texts and photos this person writes and adds."""
        return self.filter(WRITING, person=person.pk)

    def to_forget(self) -> Self:
        """Ended so long ago that nobody has to prove who acted; invitations that have expired."""
        since = timezone.now() - settings.HOSTING_CO_HOSTS_KEPT
        lapsed = models.Q(state=CoHostState.INVITED, expires_at__lte=timezone.now())
        return self.filter(models.Q(ended_at__lte=since) | lapsed)


class CoHost(models.Model):
    """One person helps with one offer of somebody else, from their yes until one of them ends it.

    An invitation has an address; who accepts it becomes its `person`, and the address goes. A
    person who comes back has a new row: who acted when stays readable.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="co_hosts")
    email = models.EmailField(_("email address"), blank=True)
    person = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="co_hostings"
    )
    may_answer = models.BooleanField(_("answers requests"), default=True)
    may_set_nights = models.BooleanField(_("keeps the calendar"), default=False)
    may_write = models.BooleanField(_("writes texts and adds photos"), default=False)
    state = models.CharField(max_length=8, choices=CoHostState, default=CoHostState.INVITED)
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = CoHostQuerySet.as_manager()

    class Meta:
        verbose_name = _("co-host")
        verbose_name_plural = _("co-hosts")
        ordering = ("pk",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("offer", "person"),
                condition=models.Q(state=CoHostState.ACTIVE),
                name="one_co_hosting_per_person_and_offer",
            ),
        )
        indexes = (models.Index(fields=("email",), name="co_host_by_email"),)

    def __str__(self) -> str:
        return f"Co-host {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("hosting:co-host-detail", args=[self.public_id])

    @property
    def scopes(self) -> list[CoHostScope]:
        """What they do, in the order in which pages say it."""
        return [scope for scope in CoHostScope if getattr(self, scope)]

    @property
    def scope_labels(self) -> list[str]:
        """The same in words."""
        return [str(scope.label) for scope in self.scopes]

    @property
    def calendar_url(self) -> str:
        """Where they keep the calendar: of nights, or of dates; empty where they keep none."""
        if not self.may_set_nights:
            return ""
        if self.offer.kind == OfferKind.ACTIVITY:
            return reverse("hosting:offer-sessions", args=[self.offer.public_id])
        return reverse("hosting:host-calendar") if self.offer.kind in WITH_UNITS else ""

    @property
    def has_photos(self) -> bool:
        """Whether offers of this kind show photos."""
        return OfferStep.PHOTOS in STEPS[self.offer.kind]

    @property
    def is_active(self) -> bool:
        return self.state == CoHostState.ACTIVE
