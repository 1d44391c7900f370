"""Written dialogues, walked step by step through the actions that a press would end in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

from commons.accounts.models import User
from commons.conversations.actions import post_message
from core.permissions import SYSTEM
from core.values.dates import DateRange
from demo.loading import ageing, dice
from demo.loading.world import Tick, World
from demo.loading.written import Conversation, conversations
from hosting.calendars.models import Session
from hosting.communities.selectors.answer_hours import answer_hours_of
from hosting.notes.actions.notes import answer_note, leave_note, publish_note
from hosting.notes.models import Note
from hosting.notes.periodic import publish_due_notes
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from hosting.offers.models.rates import Rate
from hosting.requests.actions.agreements import cancel_agreement, complete_agreement, report_no_show
from hosting.requests.actions.deadlines import half_time
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.actions.requests import (
    consider_request,
    decline_request,
    expire_request,
    send_request,
    withdraw_request,
)
from hosting.requests.models.requests import ProposedTerms, Request, RequestDraft
from hosting.requests.states import ProposalState

type Step = dict[str, Any]

AFTERWARDS: Final = {"complete", "no_show", "note", "reply"}
UNREAD = timedelta(days=4)


def load_conversations(world: World, tick: Tick) -> None:
    """Past ones first: their nights are given back to the calendar before others ask."""
    written = sorted(conversations(), key=lambda one: one.start is None or one.start > 0)
    for conversation in written:
        offer = world.offers.get((conversation.host, conversation.kind))
        if conversation.guest in world.people and offer is not None:
            Dialogue(conversation, offer, world).walk()
        tick(1)
    publish_due_notes()
    ageing.put_away_old_notices(world.clock.now - UNREAD)


class Dialogue:
    """One conversation while it is being walked."""

    def __init__(self, written: Conversation, offer: Offer, world: World) -> None:
        self.written = written
        self.offer = offer
        self.world = world
        self.guest = world.people[written.guest]
        self.host = world.people[written.host]
        self.request: Request
        self.handlers: dict[str, Callable[[User, Step], object]] = {
            "ask": self._ask,
            "say": self._say,
            "tentative": lambda by, step: consider_request(request=self.request, by=by),
            "propose": self._propose,
            "agree": self._agree,
            "decline": lambda by, step: decline_request(request=self.request, by=by),
            "withdraw": lambda by, step: withdraw_request(request=self.request, by=by),
            "expire": lambda by, step: expire_request(request=self.request, by=SYSTEM),
            "cancel": lambda by, step: cancel_agreement(agreement=self.request.agreement, by=by),
            "complete": self._complete,
            "no_show": self._miss,
            "note": self._note,
            "reply": self._reply,
        }

    @property
    def is_past(self) -> bool:
        return self.written.start is not None and self.written.start < 0

    def walk(self) -> None:
        """Do every step at its moment. What follows a stay is done once it lies in the past."""
        moment = self.world.clock.now
        moved = False
        for number, step in enumerate(self.written.steps):
            if self.is_past and step["does"] in AFTERWARDS and not moved:
                self._move()
                moved = True
            moment = self._moment(step, number, afterwards=moved)
            with ageing.happening_at(moment):
                self.handlers[step["does"]](self._person(step), step)
            if step["does"] == "ask":
                answer_by = moment + timedelta(hours=answer_hours_of(self.offer))
                Request.objects.filter(pk=self.request.pk).update(
                    answer_by=answer_by, remind_at=half_time(moment, answer_by)
                )
            self.request = Request.objects.select_related("thread").get(pk=self.request.pk)
        ageing.close_at(self.request, moment)
        ageing.read_by(self.request, self.world.clock.now)

    def _move(self) -> None:
        day = self.world.clock.today + timedelta(days=self.written.start or 0)
        ageing.move_nights(self.request, day)

    def _moment(self, step: Step, number: int, *, afterwards: bool) -> datetime:
        """Some hour of that day, each step later than the one before, and none ahead of us."""
        days = step["after"] - self.written.ago
        if afterwards:
            days = (self.written.start or 0) + self.written.nights
        hour = dice.number(8, 19, "hour", self.written.key)
        day = self.world.clock.today + timedelta(days=days)
        moment = self.world.clock.at(day, time(hour)) + timedelta(minutes=17 * number)
        return min(moment, self.world.clock.now - timedelta(minutes=90 - 3 * number))

    def _person(self, step: Step) -> User:
        return self.guest if step["by"] == "guest" else self.host

    def _ask(self, by: User, step: Step) -> None:
        asked = RequestDraft(
            offer=self.offer,
            adults=self.written.adults,
            children=self.written.children,
            message=step["words"],
            dates=self._dates(),
            session=self._session(),
            rate=self._rate(),
            needs=[self.world.needs[slug] for slug in self.written.needs],
            reason=self.written.reason,
            quantity=self.written.quantity,
            on_behalf_of=self.world.organisations.get(self.written.organisation),
        )
        key = uuid5(NAMESPACE_URL, f"hirondelle-demo/{self.written.key}")
        self.request = send_request(draft=asked, key=key, by=by)

    def _dates(self) -> DateRange | None:
        """Tomorrow for what is long past: it moves there once it is agreed."""
        if self.written.start is None:
            return None
        first = self.world.clock.today + timedelta(days=max(self.written.start, 1))
        return DateRange(first, first + timedelta(days=self.written.nights))

    def _session(self) -> Session | None:
        if self.written.kind != OfferKind.ACTIVITY:
            return None
        return Session.objects.upcoming().filter(activity=self.offer.pk).first()

    def _rate(self) -> Rate | None:
        rates = Rate.objects.filter(offer=self.offer.pk)
        return rates.filter(mode=self.written.mode).first() or rates.first()

    def _say(self, by: User, step: Step) -> None:
        post_message(thread=self.request.thread, body=step["words"], by=by)

    def _propose(self, by: User, step: Step) -> None:
        self._say(by, step)
        terms = ProposedTerms(
            adults=self.written.adults,
            children=self.written.children,
            total=Decimal(step["total"]) if step["total"] else None,
            conditions=step["conditions"],
            cancellation=step["cancellation"],
        )
        propose_terms(request=self.request, terms=terms, by=by)

    def _agree(self, by: User, step: Step) -> None:
        proposal = self.request.proposals.get(state=ProposalState.OPEN)
        agree_to_proposal(proposal=proposal, by=by)

    def _complete(self, by: User, step: Step) -> None:
        complete_agreement(agreement=self.request.agreement, by=SYSTEM)

    def _miss(self, by: User, step: Step) -> None:
        report_no_show(agreement=self.request.agreement, by=self.host)

    def _note(self, by: User, step: Step) -> None:
        leave_note(agreement=self.request.agreement, words=step["words"], by=by)

    def _reply(self, by: User, step: Step) -> None:
        note = Note.objects.filter(agreement=self.request.agreement, about=by).latest("pk")
        if not note.is_shown:  # the host let the time to write go by
            past = self.world.clock.now - settings.HOSTING_NOTES_WITHIN - timedelta(days=1)
            ageing.close_at(self.request, past)
            publish_note(note=note, by=SYSTEM)
        answer_note(note=note, reply=step["words"], by=by)
