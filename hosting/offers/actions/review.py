"""From a host's draft to an offer that everybody sees: nobody publishes alone.

Wagtail keeps the states of a reading. Its signals end in `hosting.offers.receivers`, which write
audit and notices, whether somebody answers here or in the Wagtail admin.
"""

from datetime import datetime

from django.db import transaction
from wagtail.models import TaskState, WorkflowState

from commons.accounts.models import User
from commons.audit import actions as audit
from commons.organisations.actions import lock_organisation
from core.permissions import require
from hosting.communities.models.communities import Membership
from hosting.offers.actions.host_mandates import require_host_mandate
from hosting.offers.errors import (
    DraftChangedError,
    HostNotActiveError,
    NotMemberError,
    NotUnderReviewError,
    OwnReviewError,
    ReviewUnavailableError,
    UnderReviewError,
    WithdrawnOfferError,
)
from hosting.offers.models.offers import Offer
from hosting.offers.models.review import CommunityReading
from hosting.offers.notifications import review as notifications
from hosting.offers.states import OfferState


@transaction.atomic
def submit_for_review(*, offer: Offer, by: User) -> Offer:
    """Hand an offer, as its latest draft says it, to the coordinators of its community."""
    require(by, "offers.submit_for_review", offer)

    offer = _locked(offer)
    if offer.workflow_in_progress:
        raise UnderReviewError
    if offer.state == OfferState.WITHDRAWN:
        raise WithdrawnOfferError
    if not _is_by_member(offer):
        raise NotMemberError
    if offer.on_behalf_of is not None:
        require_host_mandate(offer)

    if offer.latest_revision_id is None:
        offer.save_revision(user=by)
    # Start a reading, or go on with the one that asked for a change.
    state = offer.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(by)
    else:
        # One in which somebody reads: Wagtail publishes at once what goes through an empty one.
        workflow = offer.get_workflow()
        readings = CommunityReading.objects.filter(active=True, workflow_tasks__workflow=workflow)
        if workflow is None or not readings.exists():
            raise ReviewUnavailableError
        workflow.start(offer, by)
    audit.record(by, "offer.submitted", offer)

    notifications.notify_reviewers(offer)
    return offer


@transaction.atomic
def withdraw_submission(*, offer: Offer, by: User) -> Offer:
    """Take an offer back before anybody has answered, to change it."""
    require(by, "offers.withdraw_submission", offer)

    offer = _locked(offer)
    step = _open_review_task(offer)

    step.workflow_state.cancel(user=by)
    audit.record(by, "offer.taken_back", offer)
    return offer


@transaction.atomic
def publish_offer(*, offer: Offer, by: User, seen: datetime | None = None) -> Offer:
    """Publish what was read. `seen` is when the draft that one has read was saved."""
    require(by, "offers.review_offer", offer)

    if offer.on_behalf_of is not None:
        lock_organisation(offer.on_behalf_of)  # the mandate of the host doesn't end meanwhile
    offer = _locked(offer)
    step = _review_task_for(offer, by, seen)

    step.approve(user=by)  # recorded by hosting.offers.receivers.review
    return _locked(offer)


@transaction.atomic
def request_changes(*, offer: Offer, reason: str, by: User, seen: datetime | None = None) -> Offer:
    """Send an offer back to its host, with a reason. What is public stays public."""
    require(by, "offers.review_offer", offer)

    offer = _locked(offer)
    step = _review_task_for(offer, by, seen)

    step.reject(user=by, comment=reason)  # recorded by hosting.offers.receivers.review
    return offer


def _locked(offer: Offer) -> Offer:
    return Offer.objects.locked(offer.pk, no_key=True).specific


def _is_by_member(offer: Offer) -> bool:
    members = Membership.objects.active().filter(community=offer.community_id)
    return members.filter(person=offer.host_id).exists()


def _open_review_task(offer: Offer) -> TaskState:
    step = offer.current_workflow_task_state
    if step is None:
        raise NotUnderReviewError
    return step


def _review_task_for(offer: Offer, by: User, seen: datetime | None) -> TaskState:
    """The open step, if this reader may end it and has read what it holds."""
    step = _open_review_task(offer)
    if offer.host_id == by.pk:
        raise OwnReviewError
    if not _is_by_member(offer):
        raise HostNotActiveError
    if offer.on_behalf_of is not None:
        require_host_mandate(offer)
    if step.revision_id != offer.latest_revision_id:
        raise DraftChangedError
    if seen is not None and seen != step.revision.created_at:
        raise DraftChangedError
    return step
