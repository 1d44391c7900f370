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
from core.ids import new_public_id
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
        return there.exclude(by=person.pk).exclude(about=person.pk)

    def readable_by(self, person: Visitor) -> Self:
        """What concerns safety is also read by those who have the right; nobody reads their own."""
        theirs = models.Q(pk__in=Concern.objects.coordinated_by(person).values("pk"))
        if person.has_perm(READ_ALL):
            theirs |= models.Q(goes_to_safety=True)
        return self.filter(theirs).exclude(by=person.pk).exclude(about=person.pk)

    def to_forget(self) -> Self:
        past = timezone.now() - settings.HOSTING_CONCERN_KEPT
        return self.filter(settled_at__lte=past)


class Concern(models.Model):
    """Words for those who look after a community, about the other side of one request.

    Whom it concerns never reads it, nor that it exists.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_public_id, editable=False)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="concerns")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="concerns_told")
    about = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("what happened"), max_length=4000)
    is_safety = models.BooleanField(_("I didn't feel safe"), default=False)
    goes_to_safety = models.BooleanField(default=False, editable=False)
    reported_at = models.DateTimeField(auto_now_add=True, db_column="told_at")
    outcome = models.TextField(_("what was done"), max_length=2000, blank=True)
    settled_by = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    settled_at = models.DateTimeField(null=True, editable=False)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = _("told in confidence")
        verbose_name_plural = _("told in confidence")
        ordering = ("pk",)
        default_permissions = ()
        permissions = (("read_concerns", _("Can read what is told in confidence about safety")),)

    def __str__(self) -> str:
        return self.public_id  # never its words

    def get_absolute_url(self) -> str:
        return reverse("hosting:concern-list")
