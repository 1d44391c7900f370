"""What we hold of somebody who has a link and no account, as they may take it along."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import QuerySet

from emergency.activations.choices import Noun, Side
from emergency.activations.models.events import Event
from emergency.activations.models.reveals import RevealLog
from emergency.housing.models.calls import RequestCall
from emergency.housing.models.drafts import Draft
from emergency.housing.models.messages import RelayMessage
from emergency.housing.models.offers import ENTRY_FIELDS, Helper, HousingAddress, HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.suspensions import Suspension
from emergency.housing.models.texts import Text
from emergency.housing.models.verification import Verification
from emergency.housing.states.offers import OVER
from emergency.housing.states.proposals import LIVE_PLACEMENTS, OPEN_ASKS
from emergency.intake.models.contacts import Contact
from emergency.intake.models.submissions import Submission
from emergency.safety.models import Incident
from emergency.safety.states import IncidentState

OF_REQUEST: Final = (
    *("check_in", "check_out", "people", "with_minors", "pets", "step_free", "household"),
    *("share_bed", "infants", "smokes", "avoids"),
    *("travel_mode", "travel_minutes", "shift_begins", "shift_ends", "situation", "words"),
    *("workplace", "hospital__name", "category__name_en", "state", "outcome", "created_at"),
)
OF_OFFER: Final = (
    *("kind", "check_in", "check_out", "sleeps", "step_free", "takes_pets", "parking"),
    *("double_beds", "cots", "smoking", "presences"),
    *("household", "access_mode", "access_hours", "words", "locality__name", "state"),
    *("check_level", "last_confirmed_at", "created_at", "partner__name"),
)

OF_ADDRESS: Final = ("address", "has_no_number", "directions", *ENTRY_FIELDS)

OWN_STEPS: Final = frozenset({(Noun.REQUEST, Side.REQUESTER), (Noun.OFFER, Side.HOST)})


def data_of(submission: Submission) -> dict[str, Any]:
    """Everything that hangs on this link, without a word of the other side."""
    requests = HousingRequest.objects.filter(submission=submission)
    offers = HousingOffer.objects.filter(submission=submission)
    helpers = Helper.objects.filter(submission=submission)
    contacts = Contact.objects.filter(housing_request__in=requests)
    contacts |= Contact.objects.filter(housing_offer__in=offers)
    contacts |= Contact.objects.filter(helper__in=helpers)
    addresses = HousingAddress.objects.filter(offer__in=offers)
    stays = Placement.objects.filter(request__in=requests)
    stays |= Placement.objects.filter(offer__in=offers)
    verified = Verification.objects.filter(request__in=requests)
    messages = _of_side(RelayMessage.objects.all(), requests, offers, "proposal__")
    reports = _of_side(Incident.objects.all(), requests, offers)
    suspensions = Suspension.objects.filter(offer__in=offers)
    mine = RevealLog.objects.filter(noun=Noun.REQUEST, number__in=requests.values("pk"))
    mine |= RevealLog.objects.filter(noun=Noun.OFFER, number__in=offers.values("pk"))
    return {
        "reference": submission.reference,
        "received_at": submission.received_at,
        "not_yet_taken_in": submission.words,
        "texts": _rows(Text.objects.filter(submission=submission), "at", "title", "state"),
        "contact": _rows(contacts, "name", "full_name", "phone", "email", "language"),
        "request": _rows(requests, *OF_REQUEST),
        "offer": _rows(offers, *OF_OFFER),
        "address": _rows(addresses, *OF_ADDRESS),
        "help": _rows(helpers, "skills", "words", "created_at"),
        "verified": _rows(verified, "method", "at", "valid_until"),
        "calls": _rows(RequestCall.objects.filter(request__in=requests), "at", "outcome"),
        "weighed": _rows(Draft.objects.filter(request__in=requests), "run__ended_at"),
        "stays": _rows(stays, "check_in", "check_out", "state"),
        "messages": _rows(messages, "at", "body"),
        "reports": _rows(reports, "reported_at", "about", "words"),
        "suspensions": _rows(suspensions, "at", "reason", "appeal", "decision"),
        "steps": _steps(requests, offers),
        "read_by_others": _rows(mine, "at", "side", "group", "fields"),
    }


def is_needed(submission: Submission) -> bool:
    """Open, in play, asked for or lived in: then others count on it."""
    requests = HousingRequest.objects.filter(submission=submission)
    offers = HousingOffer.objects.filter(submission=submission)
    return (
        requests.open().exists()
        or offers.exclude(state__in=OVER).exists()
        or _runs(Proposal.objects.filter(state__in=OPEN_ASKS), requests, offers)
        or _runs(Placement.objects.filter(state__in=LIVE_PLACEMENTS), requests, offers)
    )


def is_held(submission: Submission) -> bool:
    """Not read yet, of a helper who is still there, or part of an open report on safety."""
    requests = HousingRequest.objects.filter(submission=submission)
    offers = HousingOffer.objects.filter(submission=submission)
    return (
        submission.taken_in_at is None
        or Helper.objects.filter(submission=submission, left_at=None).exists()
        or _runs(Incident.objects.exclude(state=IncidentState.CLOSED), requests, offers)
    )


def _runs(rows: QuerySet[Any], requests: QuerySet[Any], offers: QuerySet[Any]) -> bool:
    return (rows.filter(request__in=requests) | rows.filter(offer__in=offers)).exists()


def _of_side(
    rows: QuerySet[Any], requests: QuerySet[Any], offers: QuerySet[Any], path: str = ""
) -> QuerySet[Any]:
    """What was said from this side, and not what the other one answered."""
    asked = rows.filter(**{f"{path}request__in": requests, "side": Side.REQUESTER})
    return asked | rows.filter(**{f"{path}offer__in": offers, "side": Side.HOST})


def _steps(requests: QuerySet[Any], offers: QuerySet[Any]) -> list[dict[str, Any]]:
    """When and to which state. A reason only where they gave it themselves: what the other side
    or the coordination wrote is about somebody else as well (GDPR, article 15.4).
    """
    mine = Event.objects.filter(noun=Noun.REQUEST, number__in=requests.values("pk"))
    mine |= Event.objects.filter(noun=Noun.OFFER, number__in=offers.values("pk"))
    steps = _rows(mine, "at", "noun", "old", "new", "side", "reason")
    for step in steps:
        if (step["noun"], step["side"]) not in OWN_STEPS:
            del step["reason"]
    return steps


def _rows(rows: QuerySet[Any], *fields: str) -> list[dict[str, Any]]:
    return list(rows.values(*fields))
