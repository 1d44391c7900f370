"""Beginning an offer and writing on: what is published stays until somebody has read the new."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import SYSTEM, require
from core.quotas.checks import require_quota
from hosting.communities.models.communities import Community, Membership
from hosting.offers.choices.lists import OfferKind
from hosting.offers.errors import UnderReviewError, WithdrawnOfferError
from hosting.offers.models.activities import Activity
from hosting.offers.models.goods import Product, Tip
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay
from hosting.offers.models.workspaces import Workspace
from hosting.offers.states import OfferState

KINDS: Mapping[str, type[Offer]] = {
    model.KIND: model for model in (Stay, Workspace, Activity, Product, Tip)
}
DUPLICATE_WINDOW = timedelta(minutes=10)


@transaction.atomic
def draft_offer(
    *, kind: OfferKind, community: Community, title: str, language: str, by: User
) -> Offer:
    """Begin an offer that nobody else sees. The same title pressed twice begins one.

    Raises QuotaExceededError, as whatever begins a draft.
    """
    require(by, "offers.draft_offer", community)

    Membership.objects.select_for_update(no_key=True).get(community=community, person=by)
    drafts = Offer.objects.of_host(by).filter(
        kind=kind, community=community, title=title, live=False, first_published_at=None
    )
    just_now = drafts.not_withdrawn().filter(created_at__gt=timezone.now() - DUPLICATE_WINDOW)
    if earlier := just_now.first():
        return earlier.specific
    require_quota("drafts", by)

    offer = KINDS[kind](host=by, community=community, title=title, language=language, live=False)
    offer.save()
    return save_draft(offer, verb="offer.drafted", by=by)


@transaction.atomic
def revise_offer(*, offer: Offer, changes: Mapping[str, object], by: Actor) -> Offer:
    """Write on: limits, needs, whatever a form of the host space asks for."""
    require(by, "offers.revise_offer", offer)

    return _revise(offer, changes, by)


@transaction.atomic
def rewrite_offer(*, offer: Offer, changes: Mapping[str, object], by: Actor) -> Offer:
    """Write its words. So does who writes in the name of the host, and the host hands them in."""
    require(by, "offers.write_words", offer)

    return _revise(offer, changes, by)


def _revise(offer: Offer, changes: Mapping[str, object], by: Actor) -> Offer:
    draft = lock_draft(offer)

    for name, value in changes.items():
        setattr(draft, name, value)
    return save_draft(draft, verb="offer.revised", by=by)


def lock_draft(offer: Offer) -> Offer:
    """Lock the offer and give its newest draft, unless it is being read or was withdrawn."""
    offer = lock_offer(offer)
    if offer.workflow_in_progress:
        raise UnderReviewError
    draft: Offer = offer.get_latest_revision_as_object()
    return draft


def lock_offer(offer: Offer) -> Offer:
    """The row of its own kind, for whoever may still change it."""
    offer = Offer.objects.locked(offer.pk, no_key=True)
    if offer.state == OfferState.WITHDRAWN:
        raise WithdrawnOfferError
    return offer.specific


def save_draft(draft: Offer, *, verb: str, by: Actor) -> Offer:
    """Write a revision. The row itself follows only while it was never published."""
    if not draft.live and draft.first_published_at is None:
        draft.save()
    draft.save_revision(user=None if by is SYSTEM else by)
    audit.record(by, verb, draft)
    return draft
