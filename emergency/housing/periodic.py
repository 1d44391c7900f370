"""What the clock does in an emergency. It flags, parks and takes in; it ends nobody's request.

Each job returns how many rows failed; they are in the log.
"""

from datetime import timedelta
from typing import Final

from celery import shared_task
from django.utils import timezone

from core.periodic import for_each_row
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from emergency.activations.models.activations import Activation
from emergency.activations.states.activations import ActivationState
from emergency.housing.actions.alerts import raise_alerts
from emergency.housing.actions.code_alerts import warn_of_many_codes, warn_of_wrong_codes
from emergency.housing.actions.drafts import abandon_run
from emergency.housing.actions.ending import tell_of_end
from emergency.housing.actions.entry import remind_of_entry
from emergency.housing.actions.extensions import expire_longer
from emergency.housing.actions.follow_ups import ASKED_BEFORE, ask_how_it_goes
from emergency.housing.actions.messages import notify_of_messages, release_messages
from emergency.housing.actions.offers import end_offer, park_offer, remind_host
from emergency.housing.actions.placements import record_missing_guest
from emergency.housing.actions.proposals import expire_proposal
from emergency.housing.actions.suspensions import warn_of_appeal
from emergency.housing.actions.texts import send_text
from emergency.housing.models.drafts import MatchingRun
from emergency.housing.models.extensions import Extension
from emergency.housing.models.messages import RelayMessage
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.suspensions import Suspension
from emergency.housing.models.texts import Text
from emergency.housing.selectors.submissions import submissions_to_tell_of_end
from emergency.housing.states.proposals import PlacementState
from emergency.housing.states.requests import NextAction

MISSING_AFTER: Final = timedelta(hours=6)
TEXTS_AT_ONCE: Final = 100


@shared_task(name="emergency.park_silent_offers")
def park_silent_offers() -> int:
    return for_each_row(
        HousingOffer.objects.stale(),
        lambda offer: park_offer(offer=offer, by=SYSTEM),
        ignoring=IllegalTransitionError,  # withdrawn since the list was made
    )


@shared_task(name="emergency.remind_hosts")
def remind_hosts() -> int:
    """Who confirms in time is never parked, and can be asked for without a gap."""
    return for_each_row(
        HousingOffer.objects.to_remind(), lambda offer: remind_host(offer=offer, by=SYSTEM)
    )


@shared_task(name="emergency.end_past_offers")
def end_past_offers() -> int:
    """What was lent until today is lent no more, and its host is thanked."""
    return for_each_row(
        HousingOffer.objects.past(), lambda offer: end_offer(offer=offer, by=SYSTEM)
    )


@shared_task(name="emergency.tell_of_end")
def tell_all_of_end() -> int:
    """Whoever waits or lends where an emergency is ending hears once what happens now."""
    return for_each_row(
        submissions_to_tell_of_end().select_related("activation"),
        lambda submission: tell_of_end(submission=submission, by=SYSTEM),
    )


@shared_task(name="emergency.expire_silent_asks")
def expire_silent_proposals() -> int:
    return for_each_row(
        Proposal.objects.silent().select_related("request", "offer"),
        lambda proposal: expire_proposal(proposal=proposal, by=SYSTEM),
    )


@shared_task(name="emergency.give_runs_up")
def abandon_stuck_runs() -> int:
    """A worker died over a weighing: somebody may press again."""
    return for_each_row(MatchingRun.objects.stuck(), lambda run: abandon_run(run=run, by=SYSTEM))


@shared_task(name="emergency.look_for_missing")
def look_for_missing() -> int:
    """Six hours after somebody should have arrived a person is told; nothing else happens."""
    return for_each_row(
        Placement.objects.missing().select_related("activation", "request"), note_if_missing
    )


def note_if_missing(placement: Placement) -> None:
    """The hour of an arrival is that of its territory."""
    if timezone.now() >= placement.arrival + MISSING_AFTER:
        record_missing_guest(placement=placement, by=SYSTEM)


@shared_task(name="emergency.watch_codes")
def watch_wrong_codes() -> int:
    """More wrong codes than people mistype: whoever is on duty looks who was verified by one."""
    return for_each_row(
        Activation.objects.filter(state=ActivationState.ACTIVE),
        lambda activation: warn_of_wrong_codes(activation=activation, by=SYSTEM),
    )


@shared_task(name="emergency.watch_sent_codes")
def watch_sent_codes() -> int:
    """So many codes that a ceiling is near: whoever is on duty looks who asks for them."""
    return for_each_row(
        Activation.objects.filter(state=ActivationState.ACTIVE),
        lambda activation: warn_of_many_codes(activation=activation, by=SYSTEM),
    )


@shared_task(name="emergency.raise_alerts")
def raise_all_alerts() -> int:
    """Clocks that ran out; people acknowledge them."""
    return for_each_row(
        Activation.objects.public(),
        lambda activation: raise_alerts(activation=activation, by=SYSTEM),
    )


@shared_task(name="emergency.remind_of_entry")
def remind_all_of_entry() -> int:
    """A day before the first night its host is asked how the guest gets in, where nobody said."""
    return for_each_row(
        Placement.objects.to_remind_of_entry().select_related("activation", "request", "offer"),
        lambda placement: remind_of_entry(placement=placement, by=SYSTEM),
    )


@shared_task(name="emergency.release_messages")
def release_all_messages() -> int:
    """What was held back before both had signed, once the two are shown it anyway."""
    held = Proposal.objects.filter(messages__in=RelayMessage.objects.held_too_long()).distinct()
    return for_each_row(
        held.select_related("activation", "request", "offer"),
        lambda proposal: release_messages(proposal=proposal, by=SYSTEM),
    )


@shared_task(name="emergency.tell_of_messages")
def notify_of_all_messages() -> int:
    """What was passed on and not told yet, one letter a side; at night it waits."""
    waiting = Proposal.objects.filter(messages__in=RelayMessage.objects.not_notified()).distinct()
    return for_each_row(
        waiting.select_related("activation", "request", "offer"),
        lambda proposal: notify_of_messages(proposal=proposal, by=SYSTEM),
    )


@shared_task(name="emergency.send_texts")
def send_texts() -> int:
    """What is due, a batch at a time: the next one takes the rest."""
    return for_each_row(
        Text.objects.due()[:TEXTS_AT_ONCE], lambda text: send_text(text=text, by=SYSTEM)
    )


@shared_task(name="emergency.expire_longer")
def expire_silent_extensions() -> int:
    return for_each_row(
        Extension.objects.silent().select_related("placement__request"),
        lambda extension: expire_longer(extension=extension, by=SYSTEM),
    )


@shared_task(name="emergency.watch_appeals")
def watch_appeals() -> int:
    return for_each_row(
        Suspension.objects.late().select_related("offer"),
        lambda suspension: warn_of_appeal(suspension=suspension, by=SYSTEM),
    )


@shared_task(name="emergency.ask_how_it_goes")
def ask_all_how_it_goes() -> int:
    """A day before a clock of a stay runs out, whoever lives there is asked by a letter."""
    soon = timezone.now() + ASKED_BEFORE
    stays = Placement.objects.filter(state=PlacementState.CHECKED_IN)
    due = stays.filter(request__next_action=NextAction.FOLLOW_UP, request__next_action_at__lte=soon)
    return for_each_row(
        due.select_related("activation", "request"),
        lambda placement: ask_how_it_goes(placement=placement, by=SYSTEM),
    )
