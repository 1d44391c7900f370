"""What the invented groups ask of their hosts, alone or together, and what these answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid5

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
            edit=Edit(by=by, key=key),
        )
        for request, (_step, spec) in zip(made.requests.order_by("pk"), together, strict=True):
            _answer(request, spec["answer"])


def _terms(step: Step, spec: dict[str, Any]) -> RequestTerms:
    rate = Rate.objects.filter(offer=step.offer_id).first()
    session, wished = None, step.date
    if step.offer is not None and step.offer.kind == OfferKind.ACTIVITY and wished is not None:
        session = _session_on(step.offer_id, wished)
    return RequestTerms(
        step=step,
        adults=spec["adults"],
        children=spec["children"],
        rate=rate,
        session=session,
        seen=dates_of(step),
    )


def _session_on(activity: int | None, day: date) -> Session | None:
    """One on that day, inside the trip: where the week has none, its host has added one."""
    sessions = Session.objects.upcoming().filter(activity=activity)
    nearest = min(sessions, key=lambda one: abs(one.starts_at.date() - day), default=None)
    if nearest is None or nearest.starts_at.date() == day:
        return nearest
    later = day - nearest.starts_at.date()
    return Session.objects.create(
        activity=nearest.activity,
        starts_at=nearest.starts_at + later,
        ends_at=nearest.ends_at + later,
        seats=nearest.seats,
    )


def _answer(request: Request, answer: str) -> None:
    if answer == "yes":
        agree_to_proposal(proposal=request.proposals.get(), by=request.host)
    elif answer == "no":
        decline_request(request=request, by=request.host)
