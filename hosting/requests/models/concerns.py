"""What one of the two tells in confidence: for coordinators, and never for a page."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from commons.organisations.models import RUNNING, Mandate
from core.ids import new_public_id
from hosting.cohosts.models import CoHost
from hosting.communities.models.communities import Membership
from hosting.requests.models.requests import Request

READ_ALL = "requests.read_concerns"


class ConcernQuerySet(models.QuerySet["Concern"]):
    def open(self) -> Self:
        """Nobody has said yet what was done."""
        return self.filter(settled_at__isnull=True)

    def coordinated_by(self, person: Visitor) -> Self:
        """In the communities of a coordinator, and by or about somebody else."""
        mine = Membership.objects.coordinating(person).values("community")
        there = self.filter(request__offer__community__in=mine)
        return there.apart_from(person)

    def apart_from(self, person: Visitor) -> Self:
        """Without those about a request on one of whose sides this person is, or was."""
        acted_for = Mandate.objects.filter(RUNNING, person=person.pk).order_by()
        sides = Request.objects.filter(
            models.Q(guest=person.pk)
            | models.Q(host=person.pk)
            | models.Q(on_behalf_of__in=acted_for.values("organisation"))
            | models.Q(offer__in=CoHost.objects.answering(person).order_by().values("offer"))
            | models.Q(thread__participants__person=person.pk)
            | models.Q(thread__messages__author=person.pk)
        )
        others = self.exclude(by=person.pk).exclude(about=person.pk)
        return others.exclude(request__in=sides.order_by().values("pk"))

    def readable_by(self, person: Visitor) -> Self:
        """What concerns safety is also read by those who have the right; nobody of either side."""
        theirs = models.Q(pk__in=Concern.objects.coordinated_by(person).values("pk"))
        if person.has_perm(READ_ALL):
            theirs |= models.Q(goes_to_safety=True)
        return self.filter(theirs).apart_from(person)

    def to_forget(self) -> Self:
        past = timezone.now() - settings.HOSTING_CONCERN_KEPT
        return self.filter(settled_at__lte=past)


class Concern(models.Model):
    """Words for those who look after a community, about the other side of one request.

    Whom it concerns never reads it, nor that it exists; nor do their colleagues of an organisation.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="concerns")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="concerns_told")
    about = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("what happened"), max_length=4000)
    is_safety = models.BooleanField(_("I didn’t feel safe"), default=False)
    goes_to_safety = models.BooleanField(default=False, editable=False)
    reported_at = models.DateTimeField(auto_now_add=True, db_column="told_at")
    outcome = models.TextField(_("action taken"), max_length=2000, blank=True)
    settled_by = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    settled_at = models.DateTimeField(null=True, editable=False)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = _("confidential report")
        verbose_name_plural = _("confidential reports")
        ordering = ("pk",)
        default_permissions = ()
        permissions = (("read_concerns", _("Can read confidential safety reports")),)

    def __str__(self) -> str:
        return self.public_id  # never its words

    def get_absolute_url(self) -> str:
        return reverse("hosting:concern-list")
