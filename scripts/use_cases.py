"""The four use cases of docs/architecture.md, played by Django's test client.

Needs a migrated database and the factories of the tests. Each function sends its requests through
`send`; the last of them decides: after it the offer is public, both have agreed, the change is
published to the other phones, the address has been read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from typing import Any, Final, Protocol
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commons.accounts.models import User
from core.permissions import SYSTEM
from emergency.housing.actions.proposals import ask_host
from emergency.housing.models.placements import Placement
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.requests import RequestState
from emergency.intake.actions.submissions import process_submission
from emergency.intake.models.submissions import Submission
from hosting.requests.models.requests import Request
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    VerificationFactory,
    roof_words,
)
from tests.factories.hosting import MembershipFactory, RateFactory, StayFactory, UnitFactory
from tests.factories.travel_stories import SeatFactory, StepFactory

SIGNED: Final = {"full_name": "Camille Roussel", "signs": "on", "insured": "on"}


class Send(Protocol):
    """Sends a request under a name and records what it runs through."""

    def __call__(
        self,
        name: str,
        request: Callable[[], Any],
        *,
        status: int = HTTPStatus.FOUND,
        shows: str = "",
    ) -> Any: ...


def publish_offer(send: Send) -> None:
    """A host hands an offer in, a coordinator publishes it."""
    stay = StayFactory(draft=True, declared_at=timezone.now(), declared_version=1)
    UnitFactory(stay=stay)
    RateFactory(offer=stay)
    host = _signed_in(stay.host)
    coordinator = _signed_in(MembershipFactory(community=stay.community, coordinator=True).person)
    desk = [stay.community.public_id, stay.public_id]

    submit = reverse("hosting:offer-submit", args=[stay.public_id])
    send("the host hands it in", lambda: host.post(submit))
    stay.refresh_from_db()
    seen = stay.latest_revision.created_at.isoformat()
    publish = reverse("hosting:review-publish", args=desk)
    send("a coordinator publishes it", lambda: coordinator.post(publish, {"seen": seen}))


def ask_and_agree(send: Send) -> None:
    """A guest asks, the host proposes, the guest agrees."""
    unit = UnitFactory()
    rate = RateFactory(offer=unit.stay)
    host, guest = _signed_in(unit.stay.host), _signed_in(UserFactory())
    first = timezone.localdate() + timedelta(days=40)
    dates = {
        "check_in": first.isoformat(),
        "check_out": (first + timedelta(days=3)).isoformat(),
        "adults": 2,
        "children": 0,
    }

    ask = reverse("hosting:request-ask", args=[unit.stay.address])
    asked = dates | {"rate": rate.pk, "message": "May we?", "key": str(uuid4())}
    send("a guest asks", lambda: guest.post(ask, asked))
    request = Request.objects.get()
    propose = reverse("hosting:proposal-make", args=[request.public_id])
    terms = dates | {"unit": unit.public_id, "total": "150.00", "conditions": ""}
    send("the host proposes", lambda: host.post(propose, terms))
    latest = request.proposals.count()
    agree = reverse("hosting:proposal-agree", args=[request.public_id, latest])
    send("the guest agrees", lambda: guest.post(agree))


def change_trip(send: Send) -> None:
    """A member renames a step, and the page of another one asks what is new."""
    camille = SeatFactory(organiser=True)
    zoe = _signed_in(SeatFactory(trip=camille.trip).person)
    step = StepFactory(trip=camille.trip)
    organiser, address = _signed_in(camille.person), camille.trip.address

    changes = reverse("travel_stories:trip-changes", args=[address])
    send("another phone asks", lambda: zoe.get(changes, {"since": 0}), status=HTTPStatus.OK)
    change = reverse("travel_stories:step-change", args=[address, step.public_id])
    words = {"key": str(uuid4()), "based_on": 1, "title": "Fair"}
    send("a step is changed", lambda: organiser.post(change, words))


def read_address(send: Send) -> None:
    """Somebody asks for a roof, a host and then they themselves say yes, and read the address."""
    activation = ActivationFactory()
    offer = HousingOfferFactory(activation=activation)
    coordinator = DutyFactory(activation=activation).person
    anybody = Client()

    roof = reverse("emergency:intake-roof", args=[activation.address])
    words = roof_words(activation, HospitalFactory())
    send("somebody asks for a roof", lambda: anybody.post(roof, words))
    submission = Submission.objects.exclude(pk=offer.submission_id).get()
    process_submission(submission=submission, by=SYSTEM)
    request = HousingRequest.objects.get()
    VerificationFactory(request=request)
    HousingRequest.objects.update(state=RequestState.MATCHING)
    proposal = ask_host(request=request, offer=offer, by=coordinator)
    for who, row in (("the host", offer), ("the guest", request)):
        address = _by_link(row, "proposal-yes", proposal.public_id)
        send(f"{who} says yes", partial(anybody.post, address, SIGNED))
    own_page = request.submission.get_absolute_url()
    send("the guest opens their page", lambda: anybody.get(own_page), status=HTTPStatus.OK)
    read = _by_link(request, "own-stay-read", Placement.objects.get().public_id)
    send(
        "the guest reads the address",
        lambda: anybody.post(read),
        status=HTTPStatus.OK,
        shows="7 Canary Lane",
    )


USE_CASES: Final[Mapping[str, Callable[[Send], None]]] = {
    "publish an offer": publish_offer,
    "ask → agree": ask_and_agree,
    "a trip's change goes live": change_trip,
    "emergency request → address": read_address,
}


def _signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _by_link(row: Any, name: str, *args: str) -> str:
    return reverse(f"emergency:{name}", args=[row.submission.token, *args])
