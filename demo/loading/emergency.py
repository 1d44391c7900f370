"""An emergency that sleeps: homes and people in every state, there with one press.

It is played through the actions of the desk, then laid to sleep: a quiet year is shown.
"""

from __future__ import annotations

from datetime import time, timedelta
from io import StringIO
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.utils import timezone

from commons.accounts.models import User
from core.permissions import SYSTEM
from demo.loading.world import Tick, World
from emergency.activations.actions.activations import plan_activation
from emergency.activations.actions.duties import put_on_duty
from emergency.activations.actions.switching import propose_switch
from emergency.activations.choices import Side
from emergency.activations.models.activations import Activation
from emergency.activations.models.places import Hospital
from emergency.activations.selectors.open_emergencies import clear_open_emergencies
from emergency.activations.states.activations import ActivationState
from emergency.activations.states.switching import SwitchChange
from emergency.housing.actions import placements, requests
from emergency.housing.actions.calls import record_request_call
from emergency.housing.actions.entry import describe_entry
from emergency.housing.actions.offers import begin_check, pass_check, pause_offer
from emergency.housing.actions.proposals import accept_as_host, ask_host
from emergency.housing.actions.rosters import upload_roster
from emergency.housing.actions.verification import see_card, verify_by_roster
from emergency.housing.choices import RequestCallOutcome
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.intake.actions.submissions import process_submission, receive_submission
from emergency.intake.choices import IntakeType
from emergency.intake.models.parties import Party
from emergency.intake.models.submissions import Submission

DEPARTMENT: Final = "37"
RULER, SECOND = "nadia.belkacem", "therese.gaillard"
AT_ANY_HOUR, QUIET = (time(3), time(3)), (time(21), time(8))
ASLEEP: Final = timedelta(days=30)  # so long nothing of it grows old
HOMES, PEOPLE = 14, 17
AGREED_BY_PHONE: Final = "Le trajet est convenu par téléphone"  # where it is longer than they said
THERE_ALREADY = 15  # from this one on they moved in today


def load_emergency(world: World, tick: Tick) -> None:
    """Prepared, filled, and asleep again."""
    call_command("load_hospitals", stdout=StringIO())
    # One may switch it on, and both coordinate.
    right = Permission.objects.get(
        content_type__app_label="emergency_activations", codename="change_activation"
    )
    world.people[RULER].user_permissions.add(right)
    ruler, second = (User.objects.get(pk=world.people[key].pk) for key in (RULER, SECOND))
    activation = _declared(ruler, second)
    homes = [_home(activation, world, number) for number in range(HOMES)]
    # The last two wait for a call, one is paused, all others are ready.
    for home in homes[:-2]:
        begin_check(offer=home, by=ruler)
        pass_check(offer=home, level=2, by=ruler)
    begin_check(offer=homes[-2], by=ruler)
    pause_offer(offer=homes[-3], by=Party(homes[-3].submission, Side.HOST))
    # One of each state at least, each brought there by its actions.
    people = [_person(activation, number) for number in range(PEOPLE)]
    roster = "\n".join(_telephone(number) for number in range(PEOPLE))
    upload_roster(activation=activation, data=roster.encode(), by=second)
    for one in people[2:]:
        requests.take_on(request=one, by=ruler)
        record_request_call(request=one, outcome=RequestCallOutcome.REACHED, by=ruler)
    see_card(request=people[2], by=second)
    requests.ask_for_more(request=people[3], reason="Quel service, s’il vous plaît ?", by=ruler)
    requests.mark_ineligible(
        request=people[4], reason="Hors des catégories de l’exercice", by=ruler
    )
    requests.mark_duplicate(request=people[5], first=people[6], by=ruler)
    for one in people[6:]:
        verify_by_roster(request=one, by=ruler)
    requests.refer(request=people[9], reason="Un hôtel partenaire", by=ruler)
    requests.close_as_unmet(request=people[10], reason="Le besoin est passé", by=ruler)
    requests.withdraw(request=people[11], by=Party(people[11].submission, Side.REQUESTER))
    _agree(activation, people[12:], ruler)
    # In preparation again, and nothing grows old meanwhile: no action would write these rows.
    later = timezone.now() + ASLEEP
    quiet_from, quiet_until = QUIET
    activation.housing_offers.fresh().update(fresh_until=later)
    activation.proposals.open().update(expires_at=later)
    Activation.objects.filter(pk=activation.pk).update(
        state=ActivationState.DRAFT, opened_at=None, quiet_from=quiet_from, quiet_until=quiet_until
    )
    clear_open_emergencies()
    tick(1)


def _declared(ruler: User, second: User) -> Activation:
    today = timezone.localdate()
    quiet_from, quiet_until = AT_ANY_HOUR
    words = {
        "territory": "Indre-et-Loire",
        "departments": DEPARTMENT,
        "operator": "Coopérative Hirondelle (démonstration)",
        "responsible": "Nadia Belkacem",
        "phone": "+33247000000",
        "reason": "Exercice : la Loire est dans les rues, les équipes ne peuvent plus rentrer.",
        "decision": "Exercice, aucune décision réelle",
        "is_drill": True,
        "work_domains": "chu-tours.example",
        "whole_only": False,
        "review_on": today + ASLEEP,
        "hard_end": today + 6 * ASLEEP,
        "quiet_from": quiet_from,
        "quiet_until": quiet_until,
    }
    activation = plan_activation(words=words, by=ruler)
    for person in (ruler, second):
        # By nobody: who puts themselves on duty waits for another.
        put_on_duty(activation=activation, email=person.email, sees_safety=True, by=SYSTEM)
    propose_switch(activation=activation, change=SwitchChange.DECLARE, by=ruler)
    activation.refresh_from_db()
    return activation


def _home(activation: Activation, world: World, number: int) -> HousingOffer:
    today = timezone.localdate()
    communes = [one for one in world.localities.values() if one.department_code == DEPARTMENT]
    words = {
        "name": f"Dominique {number}",
        "phone": f"+3326191{number:04}",
        "locality": communes[number % len(communes)].pk,
        "kind": "shared" if number % 5 == 4 else "whole",
        "household": "women" if number % 5 == 4 else "none",
        "check_in": (today - timedelta(days=3)).isoformat(),
        "check_out": (today + 4 * ASLEEP).isoformat(),
        "sleeps": 1 + number % 3,
        "step_free": number % 4 == 0,
        "takes_pets": number % 3 == 0,
        "double_beds": number % 2,
        "cots": int(number % 4 == 0),
        "presences": ["cat"] if number % 5 == 0 else [],
        "access_mode": "key_box",
        "address": f"{number + 1} rue de l’Exercice",
    }
    return _taken_in(activation, IntakeType.OFFER, words, number).housing_offer


def _person(activation: Activation, number: int) -> HousingRequest:
    today, works = timezone.localdate(), Hospital.objects.in_departments([DEPARTMENT])
    first = today if number >= THERE_ALREADY else today + timedelta(days=number % 5)
    words = {
        "name": f"Camille {number}",
        "phone": _telephone(number),
        "category": activation.categories.all()[number % 2].pk,
        "hospital": works[number % works.count()].pk,
        "check_in": first.isoformat(),
        "check_out": (first + timedelta(days=7 + number)).isoformat(),
        "people": 1,
        "household": "any" if number % 4 == 3 else "alone",
        "travel_mode": "car",
        "travel_minutes": 90,
        "situation": ("nowhere", "fragile", "far", "apart")[number % 4],
    }
    return _taken_in(activation, IntakeType.REQUEST, words, number).housing_request


def _taken_in(
    activation: Activation, intake_type: IntakeType, words: dict[str, Any], number: int
) -> Submission:
    """Nobody leaves an e-mail address: nothing is mailed while it is made, nor afterwards."""
    key = uuid5(NAMESPACE_URL, f"demo:emergency:{intake_type}:{number}")
    submission = receive_submission(
        activation=activation, intake_type=intake_type, words=words, key=key, language="fr"
    )
    return process_submission(submission=submission, by=SYSTEM)


def _telephone(number: int) -> str:
    return f"+3346571{number:04}"


def _agree(activation: Activation, people: list[HousingRequest], by: User) -> None:
    """A host is asked, a requester is asked, a roof is agreed, lived in, left.

    The host of the first stay still has to say how its guest gets in.
    """
    ready = activation.housing_offers.fresh().filter(kind="whole").order_by("pk")
    asks = []
    for one, home in zip(people, ready, strict=False):
        one.refresh_from_db()
        asks.append(ask_host(request=one, offer=home, by=by, despite=AGREED_BY_PHONE))
    for ask in asks[1:]:
        host = Party(ask.offer.submission, Side.HOST)
        accept_as_host(proposal=ask, full_name="Dominique Exercice", by=host)
    stays = [
        placements.accept_as_requester(
            proposal=ask,
            full_name="Camille Exercice",
            by=Party(ask.request.submission, Side.REQUESTER),
        )
        for ask in asks[2:]
    ]
    for stay in stays[1:]:
        host = Party(stay.offer.submission, Side.HOST)
        describe_entry(placement=stay, access_code="4821", bell="Exercice", by=host)
        placements.check_in(placement=stay, by=Party(stay.request.submission, Side.REQUESTER))
    placements.end_stay(placement=stays[2], reason="De retour à la maison", by=by)
