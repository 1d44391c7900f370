"""Every room of an emergency: who opens which doors, and what they press to see more.

Asked in a process of the demonstration itself, as the other atlas is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta
from itertools import chain

from django.urls import reverse
from django.utils import timezone, translation

from emergency.activations.models.activations import Activation
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.offers import AccessMode, OfferState
from emergency.housing.states.requests import RequestState
from emergency.intake.choices import IntakeType
from emergency.safety.models import Incident
from emergency.standby.actions.standbys import stand_by
from hosting.offers.models.stays import Unit
from tests.e2e.atlas import HOST, session_of
from tests.e2e.emergency_waking import Woken, wake

type Rooms = tuple[str, list[str]]
type Press = tuple[str, str, str]  # who, on which page, the form of which address

BOARDS = ("desk", "desk-homes", "board", "report", "readings")
ON_DUTY = ("desk-matching", "calls", "rosters")
RULED = ("duties", "rules-change", "forgetting")


def addresses_json(language: str = "fr") -> str:
    """Each person with a session and the pages that they open, presses, and a login, as JSON."""
    with translation.override(language):
        woken = wake()
        rooms = [(email, session_of(email), urls) for email, urls in _rooms(woken)]
        post_forms = [(session_of(email), *press) for email, *press in _post_forms(woken)]
        login = _login(woken)
    return json.dumps([rooms, post_forms, login])


def _rooms(woken: Woken) -> Iterable[Rooms]:
    yield "", [*_public(woken), *_by_link(woken)]
    yield HOST, [_of(woken.open, "lend-unit"), reverse("emergency:standby"), _promised(woken.open)]
    yield woken.second.email, _of_safety(woken)
    yield woken.ruler.email, [*_of_a_desk(woken.open), *_cards(woken.open), *_of_a_ruler(woken)]


def _of(activation: Activation, name: str, *parts: str) -> str:
    return reverse(f"emergency:{name}", args=[activation.address, *parts])


def _public(woken: Woken) -> list[str]:
    intake = ("intake", "intake-roof", "intake-lend", "intake-help", "rules", "in-figures")
    return [
        reverse("emergency:landing"),
        *(_of(woken.open, name) for name in intake),
        _of(woken.ending, "intake"),
        *(_of(woken.over, name) for name in ("rules", "in-figures")),
    ]


def _promised(activation: Activation) -> str:
    """Where a host who had promised a room says from when to when it is lent."""
    unit = Unit.objects.filter(stay__host__email=HOST).order_by("pk")[0]
    by = unit.stay.host
    promised = stand_by(unit=unit, access_mode=AccessMode.IN_PERSON, access_hours="18–21", by=by)
    return reverse("emergency:standby-lend", args=[promised.public_id, activation.public_id])


def _by_link(woken: Woken) -> list[str]:
    """The own page in every state, and what can be answered or told from there."""
    asks = Proposal.objects.open().filter(activation=woken.open)
    to_host, to_guest = (asks.get(state=state) for state in ("asked", "offered"))
    missed = Proposal.objects.filter(activation=woken.open).still_wanted()[0]
    bearers = (
        (to_host.offer.submission.token, to_host),
        (to_guest.request.submission.token, to_guest),
    )
    lives_there = HousingRequest.objects.get(activation=woken.open, state=RequestState.HOUSED)
    return [
        *(one.submission.get_absolute_url() for one in _each_state(woken.open)),
        lives_there.placements.get().offer.submission.get_absolute_url(),
        woken.helper.get_absolute_url(),
        missed.offer.submission.get_absolute_url(),
        reverse("emergency:proposal-yes", args=[missed.offer.submission.token, missed.public_id]),
        *(
            reverse(f"emergency:proposal-{answer}", args=[token, ask.public_id])
            for token, ask in bearers
            for answer in ("yes", "no")
        ),
        *(
            reverse(f"emergency:{name}", args=[lives_there.submission.token])
            for name in ("report-incident", "incident-reported")
        ),
        reverse("emergency:status", args=["nobody-has-this-one"]),
    ]


def _each_state(activation: Activation) -> list[HousingRequest | HousingOffer]:
    """One request and one home in every state that there is."""
    requests = HousingRequest.objects.filter(activation=activation).order_by("pk")
    offers = HousingOffer.objects.filter(activation=activation).order_by("pk")
    found = chain(
        (requests.filter(state=state).first() for state in RequestState),
        (offers.filter(state=state).first() for state in OfferState),
    )
    return [one for one in found if one is not None]


def _of_a_desk(activation: Activation) -> list[str]:
    yesterday = timezone.localdate() - timedelta(days=2)
    return [
        *(_of(activation, name) for name in (*BOARDS, *ON_DUTY)),
        *(f"{_of(activation, 'desk')}?only={only}" for only in ("late", "match")),
        f"{_of(activation, 'board')}?only=all",
        f"{_of(activation, 'board')}?work={_place_of_work(activation)}",
        *(one.get_absolute_url() for one in activation.rosters.all()),
        *(_of(activation, "phone", intake_type) for intake_type in IntakeType.values),
        *([_of(activation, "report-of", str(yesterday))] if activation.figures.exists() else []),
    ]


def _place_of_work(activation: Activation) -> int:
    asked = activation.housing_requests.open().exclude(hospital=None)
    return asked.values_list("hospital", flat=True)[0]


def _cards(activation: Activation) -> list[str]:
    return [one.get_absolute_url() for one in _each_state(activation)]


def _of_a_ruler(woken: Woken) -> list[str]:
    return [
        *(reverse(f"emergency:activation-{name}") for name in ("list", "plan")),
        *(_of(woken.open, name) for name in RULED),
        _of(woken.open, "switch", "end"),
        _of(woken.draft, "switch", "declare"),
        *(_of(woken.ending, "switch", change) for change in ("reopen", "close")),
        f"{_of(woken.open, 'duties')}?change={woken.open.duties.on_duty()[0].public_id}",
        *(_of(woken.draft, name) for name in ("desk", *RULED)),
        *(_of(woken.ending, name) for name in (*BOARDS, *ON_DUTY, "safety", "rules-change")),
        *(_of(woken.over, name) for name in ("desk", *RULED)),
    ]


def _of_safety(woken: Woken) -> list[str]:
    incidents = Incident.objects.filter(activation=woken.open)
    return [
        _of(woken.open, "safety"),
        *(_of(woken.open, "safety-incident", one.public_id) for one in incidents),
        *(one.get_absolute_url() for one in woken.open.housing_offers.filter(state="suspended")),
    ]


def _login(woken: Woken) -> tuple[str, str, str]:
    """A page from which somebody leaves for a professional login, the press, and the way back."""
    verifying = woken.open.housing_requests.filter(state=RequestState.VERIFYING)[0].submission
    go = reverse("emergency:login-go", args=[verifying.token])
    return verifying.get_absolute_url(), go, reverse("emergency:login-back")


def _post_forms(woken: Woken) -> Iterable[tuple[str, str, str]]:
    """A page and the address that a form of it sends to: what was read, and what was refused."""
    lives_there = HousingRequest.objects.get(activation=woken.open, state=RequestState.HOUSED)
    stay, home = lives_there.placements.get(), lives_there.placements.get().offer
    silent = woken.open.housing_offers.get(state=OfferState.PARKED, proposals=None)
    for one in (lives_there, home):
        read = reverse("emergency:own-stay-read", args=[one.submission.token, stay.public_id])
        yield "", one.submission.get_absolute_url(), read
    for intake_type in ("roof", "lend", "help"):
        yield "", _of(woken.open, f"intake-{intake_type}"), ""
    yield "", _of(woken.open, "intake"), _of(woken.open, "find")
    for name, one in (("request", lives_there), ("offer", home)):
        contact = _of(woken.open, f"{name}-contact", one.public_id)
        yield woken.ruler.email, one.get_absolute_url(), contact
    yield (
        woken.ruler.email,
        _of(woken.open, "calls"),
        _of(woken.open, "call-ring", silent.public_id),
    )
