"""An activity, in sessions with seats or on request."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer, OfferQuerySet


class Activity(Offer):
    """Something to do together: a walk, a workshop, a visit."""

    KIND: ClassVar[OfferKind] = OfferKind.ACTIVITY

    duration_minutes = models.PositiveSmallIntegerField(
        _("duration in minutes"), null=True, blank=True, validators=[MaxValueValidator(10_080)]
    )
    minimum_age = models.PositiveSmallIntegerField(
        _("minimum age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    is_on_request = models.BooleanField(
        _("on request"), default=False, help_text=_("Guests can suggest a day that suits them.")
    )
    bring = models.CharField(_("what to bring"), max_length=255, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
