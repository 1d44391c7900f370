"""For which organisation a host makes an offer, and what becomes of it when they leave.

The organisation is locked before memberships and offers.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.organisations.actions import lock_organisations
from commons.organisations.models import Organisation
from commons.organisations.selectors import people_acting_for
from core.permissions import SYSTEM, require
from hosting.communities.models.communities import Membership
from hosting.offers.actions.drafts import lock_draft, lock_offer
from hosting.offers.actions.host_mandates import require_mandate
from hosting.offers.actions.offers import DECLARED_FIELDS, transition_offer
from hosting.offers.actions.publication_rules import enforce_rules_of_hosts
from hosting.offers.errors import BroughtByOtherError
from hosting.offers.models.offers import Offer, OfferQuerySet, of_organisation
from hosting.offers.models.places import Place
from hosting.offers.models.stays import Stay
from hosting.offers.notifications import organisations as notifications
from hosting.offers.signals import (
    offer_changed,
    offer_handed_over,
    offer_left,
    offer_withdrawn,
)
from hosting.offers.states import OfferState


@transaction.atomic
def choose_organisation(*, offer: Offer, organisation: Organisation | None, by: User) -> Offer:
    """Make it for an organisation, or for oneself. What was published is read again first.

    Requests and agreements that are there keep whom they were sent to. Raises MandateEndedError,
    OrganisationHiddenError, UnderReviewError or, for who took it over, BroughtByOtherError.
    """
    require(by, "offers.choose_organisation", offer)

    lock_organisations(offer.on_behalf_of, organisation)
    lock_draft(offer)
    offer = lock_offer(offer)
    require(by, "offers.choose_organisation", offer)  # as it is behind the lock
    if organisation is not None:
        require_mandate(organisation, by)
    if offer.on_behalf_of == organisation:
        return offer
    if offer.first_host_id is not None:
        brought_by = offer.on_behalf_of
        raise BroughtByOtherError(organisation=brought_by.name if brought_by else "")

    was_public = offer.live
    offer.on_behalf_of, offer.organisation_since, offer.live = organisation, None, False
    offer.has_unpublished_changes = was_public or offer.has_unpublished_changes
    offer.save(
        update_fields=["on_behalf_of", "organisation_since", "live", "has_unpublished_changes"]
    )
    audit.record(by, "offer.organisation_chosen", offer, on_behalf_of=offer.on_behalf_of_id)

    if was_public:
        offer_withdrawn.send(sender=Offer, offer=offer)
    return offer


def note_organisation(offer: Offer) -> None:
    """An offer of an organisation is published now: from the first time on, it is theirs."""
    if offer.organisation_since is None:
        offer.organisation_since = timezone.now()
        offer.save(update_fields=["organisation_since"])


def hand_over(*, offer: Offer, to: User) -> Offer:
    """Make somebody else the host of a locked offer, and its place theirs.

    A place where other offers of the earlier host are stays with them, and is copied. What the
    earlier host swore about a stay doesn't speak for the new one: it is paused until they do.
    Raises LocalRuleError.
    """
    first = offer.first_host or offer.host
    offer.first_host = None if first == to else first
    offer.host = to
    place = offer.place
    if place is not None and place.host_id != to.pk:
        others = Offer.objects.filter(place=place).exclude(pk=offer.pk)
        if others.exists():
            place = _copy_of(place)
        place.host = to
        place.save()
        offer.place = place
    offer.save(update_fields=["host", "first_host", "place"])
    enforce_rules_of_hosts(offer)
    if isinstance(offer, Stay):
        _take_back_declaration(offer)
    return offer


def _take_back_declaration(stay: Stay) -> None:
    stay.is_main_residence, stay.registration_number = None, ""
    stay.declared_at = stay.declared_version = None
    stay.save(update_fields=DECLARED_FIELDS)
    if stay.live and stay.is_open:
        _pause(stay)


def pause_left_offers(organisation: Organisation | int, *, host: User | None = None) -> None:
    """Nobody finds them until a colleague takes them over, or their host resumes them.

    The caller has locked the organisation. `host`: who acts for it no longer; else all of them,
    since it was hidden, and nobody resumes them before it is shown again.
    """
    offers: OfferQuerySet = Offer.objects.filter(of_organisation(), on_behalf_of=organisation)
    offers = offers.exclude(state=OfferState.WITHDRAWN).order_by("pk")
    for row in list(offers if host is None else offers.filter(host=host)):
        offer = lock_offer(row)
        was_public = offer.live and offer.is_open
        if was_public:
            _pause(offer)
            if host is None:
                notifications.notify_of_hidden_organisation(offer)
        offer_left.send(sender=Offer, offer=offer, host=host, was_public=was_public)
        if host is not None:
            colleagues = people_acting_for(organisation).exclude(pk=host.pk)
            colleagues = _members_if_any(colleagues, offer)
            notifications.notify_of_left_offer(offer, colleagues)


def _members_if_any(colleagues: QuerySet[User], offer: Offer) -> QuerySet[User]:
    """Those in its community, who may take it over; all, where none is: one has to join first."""
    members = Membership.objects.active().filter(community=offer.community_id)
    there = colleagues.filter(pk__in=members.values("person"))
    return there if there.exists() else colleagues


def _pause(offer: Offer) -> None:
    transition_offer(offer, OfferState.PAUSED)
    audit.record(SYSTEM, "offer.paused", offer)

    offer_withdrawn.send(sender=Offer, offer=offer)


def note_new_host(offer: Offer, *, before: User, by: User) -> None:
    """Write down who took an offer over, and say so upwards."""
    audit.record(
        by, "offer.handed_over", offer, before=before.pk, on_behalf_of=offer.on_behalf_of_id
    )
    notifications.dismiss_left_offer(offer)
    notifications.notify_of_take_over(offer, before=before, by=by)
    offer_changed.send(sender=Offer, offer=offer)
    offer_handed_over.send(sender=Offer, offer=offer, before=before)


def _copy_of(place: Place) -> Place:
    """Another row with the same points: one door has one public point."""
    fields = [field.attname for field in Place._meta.concrete_fields if not field.unique]
    return Place(**{name: getattr(place, name) for name in fields})
