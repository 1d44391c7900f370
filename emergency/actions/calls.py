"""The call list: a host is rung by one person at a time, and one press says what came of it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from commons.accounts.actions import audit
from commons.accounts.models import User
from commons.accounts.permissions import require
from emergency.actions.offers import confirm_offer, lock_offer, withdraw_offer
from emergency.actions.reveals import Revealed, reveal_host_phone
from emergency.enums import CallOutcome
from emergency.errors.calls import OnTheLineError
from emergency.models import HostCall, HousingOffer


@transaction.atomic
def ring_host(*, offer: HousingOffer, by: User) -> Revealed:
    """The number, read and written down as read. Raises OnTheLineError with who is faster."""
    require(by, "emergency.coordinate", offer)

    offer = lock_offer(offer)
    other = offer.calls.on_the_line().exclude(by=by).select_related("by").first()
    if other is not None:
        raise OnTheLineError(who=other.by.display_name)

    if not offer.calls.on_the_line().filter(by=by).exists():
        HostCall.objects.create(offer=offer, by=by)
    return reveal_host_phone(offer=offer, by=by)


@transaction.atomic
def note_call(*, offer: HousingOffer, outcome: CallOutcome, by: User) -> HostCall:
    """Still there: it counts as free. Gone: taken back. No answer: again tomorrow morning."""
    require(by, "emergency.coordinate", offer)

    locked = lock_offer(offer)
    call = locked.calls.on_the_line().filter(by=by).last() or HostCall(offer=locked, by=by)
    call.outcome = outcome
    if outcome == CallOutcome.NO_ANSWER:
        activation = locked.activation
        morning = activation.morning_of(activation.today() + timedelta(days=1))
        call.again_at = activation.after_quiet(morning)
    call.save()
    if outcome == CallOutcome.STILL_THERE:
        confirm_offer(offer=locked, by=by)
    if outcome == CallOutcome.GONE:
        withdraw_offer(offer=locked, by=by)
    audit.record(by, f"housing_offer.called_{outcome}", locked)
    return call
