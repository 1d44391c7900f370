"""What coordinators have read, and what waits for them: every state of an offer once."""

from __future__ import annotations

from commons.accounts.models import User
from demo.loading import ageing
from demo.loading.world import Tick, World
from hosting.communities.models.communities import Membership
from hosting.offers.actions.offers import pause_offer, submit_offer, withdraw_offer
from hosting.offers.actions.review import publish_offer, request_changes
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer

# host, kind, what has happened to it, how many days ago
READINGS = (
    ("fanny.courtois", OfferKind.PRODUCT, "published", 12),
    ("wim.de.backer", OfferKind.TIP, "published", 8),
    ("agathe.lemoine", OfferKind.TIP, "waiting", 2),
    ("bram.hendrickx", OfferKind.PRODUCT, "waiting", 1),
    ("maelle.tanguy", OfferKind.ACTIVITY, "sent back", 3),
    ("hilde.jacobs", OfferKind.TIP, "draft", 0),
    ("charlotte.baert", OfferKind.ACTIVITY, "paused", 20),
    ("nele.aerts", OfferKind.PRODUCT, "withdrawn", 40),
)
REASONS = {
    "fr": "Tout est clair. Il manque le lieu du rendez-vous, et ce qu’on fait s’il pleut.",
    "en": "It’s all clear. Please add where people meet, and what happens if it rains.",
}


def is_walked(host: str, kind: str) -> bool:
    """Whether the road of this offer is walked, so that nobody else says it was published."""
    return any(
        one[:2] == (host, kind) and one[2] not in ("paused", "withdrawn") for one in READINGS
    )


def load_readings(world: World, tick: Tick) -> None:
    """Walk the road of a few offers from their host to a coordinator."""
    for host, kind, outcome, days in READINGS:
        if (offer := world.offers.get((host, kind))) is not None:
            with ageing.happening_at(world.clock.ago(days)):
                if outcome == "paused":
                    pause_offer(offer=offer, by=offer.host)
                elif outcome == "withdrawn":
                    withdraw_offer(offer=offer, by=offer.host)
                else:
                    _read(offer, outcome)
            if outcome == "published":
                moment = world.clock.ago(days)
                moments = {"first_published_at": moment, "last_published_at": moment}
                Offer.objects.filter(pk=offer.pk).update(**moments)
        tick(1)


def _read(offer: Offer, outcome: str) -> None:
    """Back to a draft, then as far along the road as it went."""
    unpublished = {"live": False, "first_published_at": None, "last_published_at": None}
    Offer.objects.filter(pk=offer.pk).update(**unpublished)
    offer = Offer.objects.get(pk=offer.pk).specific
    offer.save_revision(user=offer.host)
    if outcome == "draft":
        return
    submit_offer(offer=offer, by=offer.host)
    if outcome == "published":
        publish_offer(offer=offer, by=_reader(offer))
    if outcome == "sent back":
        request_changes(offer=offer, reason=REASONS[offer.language], by=_reader(offer))


def _reader(offer: Offer) -> User:
    """A coordinator of its community who isn't its host."""
    coordinators = Membership.objects.active().filter(
        community=offer.community, is_coordinator=True
    )
    return coordinators.exclude(person=offer.host).order_by("pk")[0].person
