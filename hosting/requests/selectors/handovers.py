"""Offers of organisations that somebody may take over."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from commons.accounts.models import User
from commons.organisations.choices import MandateRole
from commons.organisations.models import Mandate
from hosting.offers.models.offers import Offer, OfferQuerySet, of_organisation, without_mandate
from hosting.offers.states import OfferState


def offers_to_take_over(person: User) -> OfferQuerySet:
    """Of organisations for which they act: whose host has left, and if they manage it, all."""
    mandates = Mandate.objects.running().filter(
        person=person.pk, organisation=OuterRef("on_behalf_of")
    )
    managing = Exists(mandates.filter(role=MandateRole.MANAGER))
    offers: OfferQuerySet = Offer.objects.filter(
        of_organisation(), Exists(mandates), erased_at=None
    )
    offers = offers.exclude(state=OfferState.WITHDRAWN).exclude(host=person.pk)
    offers = offers.filter(Q(managing) | without_mandate())
    return offers.select_related("host", "on_behalf_of", "community").order_by("title", "pk")


def offers_taken_or_to_take_over(person: User) -> OfferQuerySet:
    """The same, and those that they took over just now: a button may be pressed twice."""
    mine = Offer.objects.of_host(person).filter(of_organisation())
    free = offers_to_take_over(person).order_by()
    offers: OfferQuerySet = Offer.objects.filter(
        Q(pk__in=free.values("pk")) | Q(pk__in=mine.values("pk"))
    )
    return offers
