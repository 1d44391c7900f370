"""What a host decides about an offer: hand it in, open and close it, swear what the law asks."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from core.permissions import SYSTEM, require
from core.states import require_transition
from hosting.communities.models.communities import Membership
from hosting.offers.actions.drafts import lock_offer
from hosting.offers.actions.host_mandates import require_host_mandate
from hosting.offers.actions.publication_rules import enforce_publication_rules
from hosting.offers.actions.review import submit_for_review
from hosting.offers.errors import (
    DeclarationChangedError,
    DeclarationNeededError,
    NeverPublishedError,
    NothingToReviewError,
    OfferIncompleteError,
)
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay
from hosting.offers.selectors.drafts import missing_fields
from hosting.offers.signals import offer_changed, offer_withdrawn
from hosting.offers.states import OFFER_TRANSITIONS, OfferState

DECLARED_FIELDS = ("is_main_residence", "registration_number", "declared_at", "declared_version")


@transaction.atomic
def submit_offer(*, offer: Offer, by: User) -> Offer:
    """Hand an offer to its community. Pressing twice hands it in once.

    Raises NothingToReviewError, OfferIncompleteError or LocalRuleError.
    """
    require(by, "offers.submit_offer", offer)

    # Lock the host's place in the community: two homes handed in at once are counted in turn.
    # Before the offer, in the order of `leave_community`.
    members = Membership.objects.select_for_update(no_key=True)
    members.filter(community=offer.community_id, person=offer.host_id).first()
    offer = lock_offer(offer)
    if offer.workflow_in_progress:
        return offer
    if offer.live and not offer.has_unpublished_changes:
        raise NothingToReviewError
    draft = offer.get_latest_revision_as_object()
    if missing := missing_fields(draft):
        raise OfferIncompleteError(missing=", ".join(str(field.words) for field in missing))
    enforce_publication_rules(draft)

    return submit_for_review(offer=offer, by=by)


@transaction.atomic
def pause_offer(*, offer: Offer, by: Actor) -> Offer:
    """Take an offer off the public pages for now. Agreements stand."""
    require(by, "offers.change_offer_state", offer)

    offer = lock_offer(offer)
    require_transition(OFFER_TRANSITIONS, offer.state, OfferState.PAUSED)
    if not offer.live:
        raise NeverPublishedError

    transition_offer(offer, OfferState.PAUSED)
    audit.record(by, "offer.paused", offer)

    offer_withdrawn.send(sender=Offer, offer=offer)
    return offer


@transaction.atomic
def reopen_offer(*, offer: Offer, by: Actor) -> Offer:
    """Show a paused offer again, without another reading. Raises DeclarationNeededError, or a
    refusal of `require_host_mandate`.
    """
    require(by, "offers.change_offer_state", offer)

    offer = lock_offer(offer)
    if offer.on_behalf_of is not None:
        require_host_mandate(offer)
        if isinstance(offer, Stay) and offer.declared_at is None and offer.needs_declaration:
            raise DeclarationNeededError
    transition_offer(offer, OfferState.OPEN)
    audit.record(by, "offer.reopened", offer)

    offer_changed.send(sender=Offer, offer=offer)
    return offer


@transaction.atomic
def withdraw_offer(*, offer: Offer, by: Actor) -> Offer:
    """Close an offer for good. Agreements stand; what is being read is taken back."""
    require(by, "offers.change_offer_state", offer)

    offer = lock_offer(offer)
    require_transition(OFFER_TRANSITIONS, offer.state, OfferState.WITHDRAWN)

    if reading := offer.current_workflow_state:
        reading.cancel(user=None if by is SYSTEM else by)
    transition_offer(offer, OfferState.WITHDRAWN)
    audit.record(by, "offer.withdrawn", offer)

    offer_withdrawn.send(sender=Offer, offer=offer)
    return offer


@transaction.atomic
def declare_stay(
    *, stay: Stay, is_main_residence: bool, registration_number: str, version: int, by: User
) -> Stay:
    """Swear that the duties of a host are met (Code du tourisme, L. 324-2-1). It counts at once."""
    require(by, "offers.declare_stay", stay)

    lock_offer(stay)
    if version != settings.HOSTING_DECLARATION_VERSION:
        raise DeclarationChangedError

    stay = Stay.objects.get(pk=stay.pk)
    stay.is_main_residence = is_main_residence
    stay.registration_number = registration_number
    stay.declared_at, stay.declared_version = timezone.now(), version
    stay.save(update_fields=DECLARED_FIELDS)
    audit.record(by, "stay.declared", stay, version=version)

    offer_changed.send(sender=Offer, offer=stay)
    return stay


def transition_offer(offer: Offer, state: OfferState) -> None:
    """Put a locked offer into another state, or refuse it."""
    require_transition(OFFER_TRANSITIONS, offer.state, state)
    offer.state = state
    offer.save(update_fields=["state"])
