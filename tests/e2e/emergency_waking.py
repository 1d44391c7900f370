"""The emergency that sleeps in the demonstration, woken, with what a few days bring to it.

Also one in preparation, one that is ending and one that is over, so that each room has its empty
state and its last one.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import time, timedelta
from itertools import product
from uuid import uuid4

from django.utils import timezone

from commons.accounts.models import User
from core.errors import DomainError
from core.permissions import SYSTEM
from demo.loading.emergency import RULER, SECOND
from emergency.activations.actions import activations
from emergency.activations.actions.duties import put_on_duty
from emergency.activations.actions.partner_queues import add_partner
from emergency.activations.choices import Side
from emergency.activations.models.activations import Activation
from emergency.activations.states.activations import Proof
from emergency.activations.states.switching import SwitchChange
from emergency.figures.actions import keep_figures
from emergency.housing import periodic
from emergency.housing.actions.drafts import request_matching_run
from emergency.housing.actions.extensions import ask_longer
from emergency.housing.actions.messages import write_message
from emergency.housing.actions.offers import suspend_offer
from emergency.housing.actions.proposals import ask_host
from emergency.housing.actions.rosters import upload_roster, verify_listed
from emergency.housing.actions.suspensions import appeal
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.offers import OfferState
from emergency.housing.states.requests import RequestState
from emergency.housing.tasks import weigh_queue
from emergency.intake.actions.submissions import process_submission, receive_submission
from emergency.intake.choices import IntakeType
from emergency.intake.models.parties import Party
from emergency.intake.models.submissions import Submission
from emergency.safety.actions.incidents import report_incident, take_incident
from emergency.safety.models import IncidentReport
from tests.factories.emergency import switch

NIGHT_AND_DAY = {"quiet_from": time(3), "quiet_until": time(3)}
ELSEWHERE = {"departments": "45", "operator": "Coopérative Hirondelle", "responsible": "Nadia B."}
WORDS = ("Y a-t-il une bouilloire ?", "Appelez-moi au 06 12 34 56 78.")


@dataclass(frozen=True)
class Woken:
    """Four emergencies, by where they stand, and who works in them."""

    open: Activation
    draft: Activation
    ending: Activation
    over: Activation
    ruler: User
    second: User
    helper: Submission


def wake() -> Woken:
    """One press, as in the demonstration; then everything that a room may have to show."""
    ruler, second = (User.objects.get(email=f"{key}@example.org") for key in (RULER, SECOND))
    activation = Activation.objects.get()
    put_on_duty(activation=activation, email=second.email, sees_safety=True, by=ruler)
    activations.change_rules(activation=activation, words=NIGHT_AND_DAY, by=ruler)
    activation = switch(activation, SwitchChange.DECLARE, by=ruler)
    _few_days(activation)
    _stays(activation, ruler, second)
    _homes(activation, second)
    _hour_that_passed(activation, ruler)
    weigh_queue(run_id=request_matching_run(activation=activation, by=ruler).pk)
    helper = _helper(activation)
    _lists(activation, ruler)
    _login(activation)
    ending, over = (_elsewhere(where, ruler, second) for where in ("Loiret", "Loir-et-Cher"))
    ending = switch(ending, SwitchChange.END, by=ruler)
    over = switch(over, SwitchChange.END, by=ruler)
    over = switch(over, SwitchChange.CLOSE, by=ruler)
    draft = activations.plan_activation(words=_words("Cher"), by=ruler)
    return Woken(activation, draft, ending, over, ruler, second, helper)


def _few_days(activation: Activation) -> None:
    """What time does is done to the rows: two days have passed, and a clock ran out."""
    now = timezone.now()
    Activation.objects.filter(pk=activation.pk).update(opened_at=now - timedelta(days=3))
    for days in (2, 1):
        keep_figures(
            activation=activation, day=timezone.localdate() - timedelta(days=days), by=SYSTEM
        )
    late = HousingRequest.objects.filter(activation=activation, state=RequestState.SUBMITTED)
    late.update(next_action_at=now - timedelta(hours=1))
    periodic.raise_all_alerts()


def _stays(activation: Activation, ruler: User, second: User) -> None:
    """Messages before the arrival; more nights, and two reports, where somebody lives."""
    expected, lived_in = (
        HousingRequest.objects.get(activation=activation, state=state).placements.get()
        for state in (RequestState.CONFIRMED, RequestState.HOUSED)
    )
    guest = Party(lived_in.request.submission, Side.REQUESTER)
    host = Party(expected.offer.submission, Side.HOST)
    for body in WORDS:
        write_message(proposal=expected.proposal, body=body, key=uuid4(), by=host)
    longer = lived_in.check_out + timedelta(days=3)
    ask_longer(placement=lived_in, check_out=longer, full_name="Camille Exercice", by=guest)
    for words in ("Quelqu’un est entré la nuit.", "La serrure ne ferme plus."):
        report = IncidentReport(key=uuid4(), words=words)
        incident = report_incident(subject=lived_in.request, report=report, by=guest)
    take_incident(incident=incident, by=second)


def _homes(activation: Activation, second: User) -> None:
    """One is silent, one suspended, one host appeals, and the days of one are over."""
    free = activation.housing_offers.filter(state=OfferState.LIVE, proposals=None).order_by("pk")
    silent, suspended, appealed, past = free[:4]
    days = {"check_in": timezone.localdate() - timedelta(days=9), "check_out": timezone.localdate()}
    HousingOffer.objects.filter(pk=past.pk).update(**days)
    periodic.end_past_offers()
    HousingOffer.objects.filter(pk=silent.pk).update(fresh_until=timezone.now())
    periodic.park_silent_offers()
    for offer in (suspended, appealed):
        suspend_offer(offer=offer, reason="Nous regardons quelque chose.", by=second)
    host = Party(appealed.submission, Side.HOST)
    appeal(suspension=appealed.suspensions.get(), words="Tout est en ordre.", by=host)


def _hour_that_passed(activation: Activation, ruler: User) -> None:
    """A host was asked and said nothing, and the person still looks: a yes still counts."""
    ask = _asked(activation, ruler)
    Proposal.objects.filter(pk=ask.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    periodic.expire_silent_proposals()


def _asked(activation: Activation, ruler: User) -> Proposal:
    """The first home that fits somebody."""
    looking = activation.housing_requests.filter(state=RequestState.MATCHING).order_by("pk")
    free = activation.housing_offers.filter(state=OfferState.LIVE, proposals=None).order_by("pk")
    for request, offer in product(looking, free):
        with suppress(DomainError):
            return ask_host(request=request, offer=offer, by=ruler, despite="Agreed by phone")
    raise LookupError("no home fits anybody")


def _lists(activation: Activation, ruler: User) -> None:
    """An employer's list that names two requests alike, a partner, a text that couldn't go."""
    waiting = HousingRequest.objects.filter(activation=activation, state=RequestState.SUBMITTED)
    contact = waiting.exclude(contact__phone="")[0].contact
    twice = {"name": "Alex", "phone": contact.phone, "email": ""}
    request = activation.housing_requests.filter(contact=contact).get()
    words = twice | {
        "category": request.category_id,
        "hospital": request.hospital_id,
        "check_in": str(request.check_in),
        "check_out": str(request.check_out),
        "travel_mode": request.travel_mode,
        "situation": request.situation,
    }
    slip = receive_submission(
        activation=activation,
        intake_type=IntakeType.REQUEST,
        words=words,
        key=uuid4(),
        language="fr",
    )
    process_submission(submission=slip, by=SYSTEM)
    lines = f"Alex;{contact.phone}\nSam;0612345678".encode()
    verify_listed(upload=upload_roster(activation=activation, data=lines, by=ruler), by=ruler)
    add_partner(activation=activation, name="Croix-Rouge de Touraine", by=ruler)


def _login(activation: Activation) -> None:
    """Their category takes a professional login; one is connected where this is asked."""
    verifying = HousingRequest.objects.filter(activation=activation, state=RequestState.VERIFYING)
    category = verifying[0].category
    category.proofs = [*category.proofs, Proof.OPENID]
    category.save(update_fields=["proofs"])


def _helper(activation: Activation) -> Submission:
    words = {"name": "Alex", "phone": "+33639970001", "skills": ["call", "drive"], "words": ""}
    slip = receive_submission(
        activation=activation,
        intake_type=IntakeType.HELPER,
        words=words,
        key=uuid4(),
        language="fr",
    )
    return process_submission(submission=slip, by=SYSTEM)


def _words(territory: str) -> dict[str, object]:
    return ELSEWHERE | {"territory": territory, "phone": "+33238000000", "reason": "Exercice"}


def _elsewhere(territory: str, ruler: User, second: User) -> Activation:
    today = timezone.localdate()
    days = {"review_on": today + timedelta(days=20), "hard_end": today + timedelta(days=90)}
    activation = activations.plan_activation(words=_words(territory) | days, by=ruler)
    for person in (ruler, second):
        put_on_duty(activation=activation, email=person.email, sees_safety=True, by=SYSTEM)
    return switch(activation, SwitchChange.DECLARE, by=ruler)
