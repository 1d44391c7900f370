"""What the clock does in an emergency. It flags, parks and takes in; it ends nobody's request."""

import logging
from contextlib import suppress
from datetime import timedelta
from typing import Final

from celery import shared_task
from django.utils import timezone

from commons.accounts.permissions import SYSTEM
from core.states import IllegalTransitionError
from emergency import notifications
from emergency.actions.activations import end
from emergency.actions.alerts import raise_alerts, warn_of_flood
from emergency.actions.asking import expire_ask
from emergency.actions.drafting import give_run_up
from emergency.actions.extensions import expire_longer
from emergency.actions.figures import keep_figures
from emergency.actions.follow_ups import ASKED_BEFORE, ask_how_it_goes
from emergency.actions.incidents import warn_of_late
from emergency.actions.intake import take_in
from emergency.actions.lapsing import end_offer, park_offer, remind_host
from emergency.actions.lending_again import call_hosts_again
from emergency.actions.messages import tell_of_messages
from emergency.actions.placements import note_missing
from emergency.actions.purging import purge
from emergency.actions.standby import call_standbys
from emergency.actions.suspensions import warn_of_appeal
from emergency.actions.texts import send_text
from emergency.enums import ActivationState, NextAction, PlacementState
from emergency.errors.activations import KeptYetError
from emergency.models import (
    Activation,
    Extension,
    HousingOffer,
    Incident,
    MatchingRun,
    Placement,
    Proposal,
    RelayMessage,
    Submission,
    Suspension,
    Text,
)
from emergency.queries.checks import what_is_broken
from emergency.queries.counting import days_to_count

logger = logging.getLogger(__name__)

MISSING_AFTER: Final = timedelta(hours=6)
TEXTS_AT_ONCE: Final = 100


@shared_task(name="emergency.take_in_waiting")
def take_in_waiting() -> None:
    """What the doors received becomes requests, offers and helpers."""
    for submission in Submission.objects.waiting().select_related("activation"):
        take_in(submission=submission, by=SYSTEM)


@shared_task(name="emergency.park_silent_offers")
def park_silent_offers() -> None:
    for offer in HousingOffer.objects.stale():
        with suppress(IllegalTransitionError):  # withdrawn since the list was made
            park_offer(offer=offer, by=SYSTEM)


@shared_task(name="emergency.remind_hosts")
def remind_hosts() -> None:
    """Who confirms in time is never parked, and can be asked for without a gap."""
    for offer in HousingOffer.objects.to_remind():
        remind_host(offer=offer, by=SYSTEM)


@shared_task(name="emergency.end_past_offers")
def end_past_offers() -> None:
    """What was lent until today is lent no more, and its host is thanked."""
    for offer in HousingOffer.objects.past():
        end_offer(offer=offer, by=SYSTEM)


@shared_task(name="emergency.end_unrenewed")
def end_unrenewed() -> None:
    """Nobody decided anew in time: no new request from today on, and everybody is told."""
    for activation in Activation.objects.filter(state=ActivationState.ACTIVE):
        if activation.review_on is not None and activation.review_on < activation.today():
            end(activation=activation, by=SYSTEM)


@shared_task(name="emergency.expire_silent_asks")
def expire_silent_asks() -> None:
    for proposal in Proposal.objects.silent().select_related("request", "offer"):
        expire_ask(proposal=proposal, by=SYSTEM)


@shared_task(name="emergency.give_runs_up")
def give_runs_up() -> None:
    """A worker died over a weighing: somebody may press again."""
    for run in MatchingRun.objects.stuck():
        give_run_up(run=run, by=SYSTEM)


@shared_task(name="emergency.look_for_missing")
def look_for_missing() -> None:
    """Six hours after somebody should have arrived a person is told; nothing else happens."""
    for placement in Placement.objects.missing().select_related("activation", "request"):
        if timezone.now() >= placement.arrival + MISSING_AFTER:
            note_missing(placement=placement, by=SYSTEM)


@shared_task(name="emergency.raise_alerts")
def raise_all_alerts() -> None:
    """Clocks that ran out; people acknowledge them."""
    for activation in Activation.objects.public():
        raise_alerts(activation=activation, by=SYSTEM)


@shared_task(name="emergency.watch_doors")
def watch_doors() -> None:
    """More forms than people send: somebody looks whether they are people."""
    for activation in Activation.objects.filter(state=ActivationState.ACTIVE):
        warn_of_flood(activation=activation, by=SYSTEM)


@shared_task(name="emergency.watch_safety")
def watch_safety() -> None:
    """Reports that nobody took within the half hour."""
    for incident in Incident.objects.late():
        warn_of_late(incident=incident, by=SYSTEM)


@shared_task(name="emergency.tell_of_messages")
def tell_of_all_messages() -> None:
    """What was passed on and not told yet, one letter a side; at night it waits."""
    waiting = Proposal.objects.filter(messages__in=RelayMessage.objects.untold()).distinct()
    for proposal in waiting.select_related("activation", "request", "offer"):
        tell_of_messages(proposal=proposal, by=SYSTEM)


@shared_task(name="emergency.send_texts")
def send_texts() -> None:
    """What is due, a batch at a time: the next one takes the rest."""
    for text in Text.objects.due()[:TEXTS_AT_ONCE]:
        send_text(text=text, by=SYSTEM)


@shared_task(name="emergency.expire_longer")
def expire_silent_extensions() -> None:
    for extension in Extension.objects.silent().select_related("placement__request"):
        expire_longer(extension=extension, by=SYSTEM)


@shared_task(name="emergency.watch_appeals")
def watch_appeals() -> None:
    for suspension in Suspension.objects.late().select_related("offer"):
        warn_of_appeal(suspension=suspension, by=SYSTEM)


@shared_task(name="emergency.ask_how_it_goes")
def ask_all_how_it_goes() -> None:
    """A day before a clock of a stay runs out, whoever lives there is asked by a letter."""
    soon = timezone.now() + ASKED_BEFORE
    stays = Placement.objects.filter(state=PlacementState.CHECKED_IN)
    due = stays.filter(request__next_action=NextAction.FOLLOW_UP, request__next_action_at__lte=soon)
    for placement in due.select_related("activation", "request"):
        ask_how_it_goes(placement=placement, by=SYSTEM)


@shared_task(name="emergency.check_invariants")
def check_invariants() -> None:
    """Once a night: what must always hold is looked at, and said aloud where it doesn't."""
    for activation in Activation.objects.public():
        broken = what_is_broken(activation)
        if broken:
            found = "; ".join(f"{one.name}: {one.count}" for one in broken)
            logger.error("Emergency %s: %s", activation.public_id, found)
            notifications.tell_coordinators(activation, notifications.SOMETHING_WRONG, found=found)


@shared_task(name="emergency.keep_figures")
def keep_figures_of_yesterday() -> None:
    """In the morning: what yesterday was, and what was missed while the clock stood still."""
    for activation in Activation.objects.counted():
        for day in days_to_count(activation):
            keep_figures(activation=activation, day=day, by=SYSTEM)


@shared_task(name="emergency.purge_closed")
def purge_closed() -> None:
    """The day that the rules name has come: people are forgotten, numbers stay."""
    for activation in Activation.objects.filter(state=ActivationState.CLOSED):
        with suppress(KeptYetError):
            purge(activation=activation, by=SYSTEM)


@shared_task(name="emergency.call_standbys")
def call_all_standbys() -> None:
    """Whoever promised a home beforehand hears of an emergency around it."""
    for activation in Activation.objects.filter(state=ActivationState.ACTIVE):
        call_standbys(activation=activation, by=SYSTEM)


@shared_task(name="emergency.call_hosts_again")
def call_all_hosts_again() -> None:
    """Whoever lent a home in an emergency that is over hears of a new one around it."""
    for activation in Activation.objects.filter(state=ActivationState.ACTIVE):
        call_hosts_again(activation=activation, by=SYSTEM)
