"""What the invented groups ask of their hosts, alone or together, and what these answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from hosting.calendars.models import Session
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.rates import Rate
from hosting.requests.actions.proposals import agree_to_proposal
from hosting.requests.actions.requests import decline_request
from hosting.requests.models.requests import Request
from travel_stories.collaboration.models import Edit
from travel_stories.trip_requests.actions.requests import ask_host, ask_together
from travel_stories.trip_requests.models.requests import RequestTerms, RequestWords
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.models.steps import Step
from travel_stories.trips.selectors.nights import dates_of

ANSWER_WITHIN = timedelta(days=6)

type Question = tuple[Step, dict[str, Any]]


def ask_hosts(questions: Sequence[Question], key: UUID, by: TripMember) -> None:
    """Those that go together as one set, each other one by itself; then the answers."""
    together = [one for one in questions if one[1]["together"]]
    alone = [one for one in questions if not one[1]["together"]]
    for number, (step, spec) in enumerate(alone):
        edit = Edit(by=by, key=uuid5(key, str(number)))
        asked = ask_host(terms=_terms(step, spec), words=RequestWords(spec["words"]), edit=edit)
        _answer(asked.request, spec["answer"])
    if len(together) > 1:
        made = ask_together(
            terms=[_terms(*one) for one in together],
            words=RequestWords(together[0][1]["words"]),
            closes_at=timezone.now() + ANSWER_WITHIN,
            edit=Edit(by=by, key=key),
        )
        for request, (_step, spec) in zip(made.requests.order_by("pk"), together, strict=True):
            _answer(request, spec["answer"])


def _terms(step: Step, spec: dict[str, Any]) -> RequestTerms:
    rate = Rate.objects.filter(offer=step.offer_id).first()
    session, wished = None, step.date
    if step.offer is not None and step.offer.kind == OfferKind.ACTIVITY and wished is not None:
        # The one that lies nearest to the day of the step.
        sessions = Session.objects.upcoming().filter(activity=step.offer_id)
        session = min(sessions, key=lambda one: abs(one.starts_at.date() - wished), default=None)
    return RequestTerms(
        step=step,
        adults=spec["adults"],
        children=spec["children"],
        rate=rate,
        session=session,
        seen=dates_of(step),
    )


def _answer(request: Request, answer: str) -> None:
    if answer == "yes":
        agree_to_proposal(proposal=request.proposals.get(), by=request.host)
    elif answer == "no":
        decline_request(request=request, by=request.host)
