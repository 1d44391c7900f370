"""What hosts and readers hear while an offer is read."""

from commons.accounts.models import User
from commons.notifications.actions import notices
from hosting.communities.models.communities import Membership
from hosting.offers.models.offers import Offer


def notify_reviewers(offer: Offer) -> None:
    """Everybody who coordinates the community, but not the host."""
    readers = Membership.objects.active().filter(community=offer.community_id, is_coordinator=True)
    for reader in readers.exclude(person=offer.host_id).select_related("person"):
        data = {"is_change": 1} if offer.live else {}
        notices.notify(reader.person, "offers/email/offer_submitted.txt", offer, **data)


def notify_host_of_publication(offer: Offer, reader: User | None) -> None:
    """A page that was public before has changed: it can't be found only now."""
    data: dict[str, int | str] = {"reader": reader.display_name if reader else ""}
    if offer.first_published_at != offer.last_published_at:
        data["is_change"] = 1
    notices.notify(offer.host, "offers/email/offer_published.txt", offer, **data)


def notify_host_of_requested_change(offer: Offer, reader: User | None, reason: str) -> None:
    name = reader.display_name if reader else ""
    template, words = "offers/email/offer_sent_back.txt", {"reason": reason}
    notices.notify(offer.host, template, offer, words, reader=name)
