"""What a decision on a report does to hosting's nouns. Whoever calls has asked and recorded."""

from __future__ import annotations

from django.utils import timezone

from hosting.enums import OfferState
from hosting.models import Community, Note, Offer
from hosting.signals import (
    community_changed,
    community_withdrawn,
    offer_changed,
    offer_withdrawn,
)


def hide_offer(offer: Offer) -> None:
    """Off every page, whatever its host does; the switch of the host stays as it is."""
    offer = Offer.objects.select_for_update(no_key=True).get(pk=offer.pk)

    offer.hidden_at = timezone.now()
    Offer.objects.filter(pk=offer.pk).update(hidden_at=offer.hidden_at)

    offer_withdrawn.send(sender=Offer, offer=offer)


def unhide_offer(offer: Offer) -> None:
    offer = Offer.objects.select_for_update(no_key=True).get(pk=offer.pk)

    offer.hidden_at = None
    Offer.objects.filter(pk=offer.pk).update(hidden_at=None)

    offer_changed.send(sender=Offer, offer=offer)


def erase_offer(offer: Offer) -> None:
    """Withdrawn, which is final. The words in its drafts are the host's own."""
    Offer.objects.filter(pk=offer.pk).update(state=OfferState.WITHDRAWN)


def hide_note(note: Note) -> None:
    Note.objects.filter(pk=note.pk).update(hidden_at=timezone.now())


def unhide_note(note: Note) -> None:
    Note.objects.filter(pk=note.pk).update(hidden_at=None)


def erase_note(note: Note) -> None:
    erased = {"words": "", "reply": "", "withdrawn_at": timezone.now()}
    Note.objects.filter(pk=note.pk).update(**erased)


def hide_community(community: Community) -> None:
    """Nothing of it can be found meanwhile, its offers included."""
    community = Community.objects.select_for_update(no_key=True).get(pk=community.pk)
    was_public = community.is_public

    Community.objects.filter(pk=community.pk).update(hidden_at=timezone.now())

    if was_public:
        community_withdrawn.send(sender=Community, community=community)
    community_changed.send(sender=Community, community=community)  # what pages remember


def unhide_community(community: Community) -> None:
    Community.objects.filter(pk=community.pk).update(hidden_at=None)

    community_changed.send(sender=Community, community=community)
