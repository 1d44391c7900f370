"""What coordinators see: the queue by its clock, the homes by their freshness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commons.accounts.models import User
from commons.accounts.permissions import Visitor
from core.values.countdown import Countdown, countdown_between
from emergency.activations.choices import Noun
from emergency.activations.models.activations import Activation, Duty
from emergency.activations.models.events import Event
from emergency.activations.models.switching import SwitchProposal
from emergency.activations.selectors.switching import next_change, open_proposal
from emergency.activations.states.activations import ServiceStep
from emergency.activations.states.switching import SwitchChange
from emergency.desk.presenters.truncated_lists import TruncatedList, truncate
from emergency.desk.selectors.waiting import count_waiting, requests_within
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest, HousingRequestQuerySet
from emergency.housing.presenters.descriptions import needs_of
from emergency.housing.states.offers import OfferState
from emergency.housing.states.proposals import PlacementState, ProposalState
from emergency.housing.states.requests import NextAction, RequestState

PAGE: Final = 25
MOST_HOMES: Final = 200


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the desk; `count` is how much waits there, where that can be counted."""

    label: str
    url: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """The frame of every page of one emergency's desk."""

    activation: Activation
    tabs: list[Tab]
    more: list[Tab]  # what is opened rarely
    duty: Duty | None
    can_rule: bool
    pending: SwitchProposal | None
    change: SwitchChange | None = None  # what this person can propose now

    @property
    def is_on_duty(self) -> bool:
        return self.duty is not None

    @property
    def opens(self) -> bool:
        """The change would open it: that is shown on every page, its end isn't."""
        return self.change in {SwitchChange.DECLARE, SwitchChange.REOPEN}

    @property
    def open_in_more(self) -> Tab | None:
        """The open part, where it is one of the rare ones."""
        return next((tab for tab in self.more if tab.is_current), None)


@dataclass(frozen=True, slots=True)
class Filter:
    key: str
    label: str
    count: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One request as a card: no name, no telephone, no address."""

    reference: str
    url: str
    place_of_work: str
    check_in: date
    check_out: date
    people: int
    needs: list[str]
    state: str
    state_label: str
    owner: str
    next_action: str
    call_url: str  # empty where something else than a call comes next
    urgency: int
    is_tonight: bool
    clock: Countdown | None


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of one part of the queue; `url` is the address of all of it."""

    url: str
    only: str
    page: int
    rows: list[QueueRow]
    filters: list[Filter]
    open: int
    overdue: int
    more: bool
    ready: int = 0  # of the whole emergency, as `placed_today`
    placed_today: int = 0

    @property
    def first(self) -> QueueRow | None:
        """The most pressing one of this page."""
        return next(iter(self.rows), None)


@dataclass(frozen=True, slots=True)
class HomeRow:
    reference: str
    url: str
    commune: str
    kind: str
    sleeps: int
    check_in: date
    check_out: date
    state: str
    state_label: str
    last_confirmed_at: datetime | None
    clock: Countdown | None  # until the first call that its host was promised


FILTERS: Final = {
    "all": Q(),
    "late": Q(),  # these two depend on the hour and on who looks
    "mine": Q(),
    "verify": Q(state__in=(RequestState.SUBMITTED, RequestState.VERIFYING)),
    "match": Q(state__in=(RequestState.VERIFIED, RequestState.MATCHING)),
    "waiting": Q(state__in=(RequestState.NEEDS_INFO, RequestState.PROPOSED)),
}


def desk_of(activation: Activation, viewer: User, part: str) -> Desk:
    """The parts that this person may open, what waits in each, and what they may propose."""
    can_rule = viewer.has_perm("emergency_activations.manage_activation", activation)
    duty = duty_of(activation, viewer)
    hidden = set() if can_rule else {"people", "rules", "forgetting"}
    hidden |= set() if duty else {"rosters", "matching", "calls"}
    hidden |= set() if duty and duty.sees_safety else {"safety"}
    waiting = count_waiting(activation, viewer, duty)

    def tabs(pages: dict[str, tuple[str, str]]) -> list[Tab]:
        return [
            Tab(
                label,
                reverse(f"emergency:{name}", args=[activation.address]),
                key == part,
                waiting.get(key) or None,
            )
            for key, (label, name) in pages.items()
            if key not in hidden
        ]

    often = {
        "queue": (_("Queue"), "desk"),
        "calls": (_("Calls to make"), "calls"),
        "matching": (_("Matching"), "desk-matching"),
        "homes": (_("Homes"), "desk-homes"),
        "safety": (_("Safety"), "safety"),
    }
    rarely = {
        "board": (pgettext("emergency", "Shortages"), "board"),
        "report": (_("Daily report"), "report"),
        "rosters": (_("Employers’ lists"), "rosters"),
        "readings": (pgettext("emergency", "Access log"), "readings"),
        "people": (_("On duty"), "duties"),
        "rules": (_("Rules"), "rules-change"),
        "forgetting": (pgettext("emergency", "Data deletion"), "forgetting"),
    }
    pending = open_proposal(activation)
    change = next_change(activation, pending) if can_rule else None
    return Desk(activation, tabs(often), tabs(rarely), duty, can_rule, pending, change)


def duty_of(activation: Activation, viewer: Visitor) -> Duty | None:
    return activation.duties.on_duty().filter(person=viewer.pk).first()


def queue_of(
    desk: Desk, viewer: Visitor, *, only: str, page: int = 1, with_figures: bool = True
) -> Queue:
    """Tonight without a roof first, then the least time left, then urgency; one page of it."""
    activation = desk.activation
    requests = _within(desk).open()
    counts = requests.aggregate(
        **{key: Count("pk", filter=_condition(key, viewer)) for key in FILTERS}
    )
    ready, placed_today = _ready_and_placed(activation) if with_figures else (0, 0)
    chosen = requests_on(desk, viewer, only).most_pressing(activation.today())
    chosen = chosen.annotate(ask_ends=first_end_of_asks(), host_signed=signed_by_host())
    rows = list(
        chosen.select_related("submission", "hospital", "owner")[
            (page - 1) * PAGE : page * PAGE + 1
        ]
    )
    return Queue(
        url=reverse("emergency:desk", args=[activation.address]),
        only=only,
        page=page,
        rows=[_row(request, activation) for request in rows[:PAGE]],
        filters=[Filter(key, _label(key), counts[key], key == only) for key in FILTERS],
        open=counts["all"],
        overdue=counts["late"],
        more=len(rows) > PAGE,
        ready=ready,
        placed_today=placed_today,
    )


def requests_on(desk: Desk, viewer: Visitor, only: str) -> HousingRequestQuerySet:
    """One part of the queue, within the places of work of whoever looks."""
    return _within(desk).open().filter(_condition(only, viewer))


def homes_of(activation: Activation, *, only: str = "") -> TruncatedList[HomeRow]:
    """The longest silent first: this is also the list of whom to call."""
    guests = Placement.objects.filter(state=PlacementState.CHECKED_IN, offer=OuterRef("pk"))
    offers = HousingOffer.objects.filter(activation=activation)
    offers = offers.annotate(is_lived_in=Exists(guests))
    if only in OfferState.values:
        offers = offers.filter(state=only)
    rows = offers.select_related("submission", "locality").order_by("last_confirmed_at", "pk")
    listed = truncate(rows, MOST_HOMES)
    return TruncatedList([_home_row(offer, activation) for offer in listed.rows], listed.left_out)


def _home_row(offer: HousingOffer, activation: Activation) -> HomeRow:
    is_lived_in: bool = getattr(offer, "is_lived_in", False)
    clock = None
    # The promise on the host's own page, until somebody has begun to check the home.
    if offer.state == OfferState.SUBMITTED:
        received_at = offer.submission.received_at
        due = activation.due_at(ServiceStep.FIRST_TOUCH, received_at)
        clock = countdown_between(received_at, due)
    return HomeRow(
        reference=offer.reference,
        url=reverse("emergency:offer", args=[activation.address, offer.public_id]),
        commune=offer.locality.name,
        kind=offer.get_kind_display(),
        sleeps=offer.sleeps,
        check_in=offer.check_in,
        check_out=offer.check_out,
        state=offer.state,
        state_label=_("Occupied") if is_lived_in else offer.get_state_display(),
        last_confirmed_at=offer.last_confirmed_at,
        clock=clock,
    )


def similar_requests(request: HousingRequest) -> list[HousingRequest]:
    """Others with the same telephone or address: shown to people, merged by nobody."""
    others = requests_with_same_contact(request)
    if others is None:
        return []
    return list(others.exclude(pk=request.pk).select_related("submission", "activation")[:10])


def requests_with_same_contact(request: HousingRequest) -> HousingRequestQuerySet | None:
    """This one and all others of the emergency with its telephone or e-mail, if it has any."""
    same = Q()
    if request.phone_digest:
        same |= Q(phone_digest=request.phone_digest)
    if request.email_digest:
        same |= Q(email_digest=request.email_digest)
    if not same:
        return None
    return HousingRequest.objects.filter(same, activation=request.activation_id)


def _within(desk: Desk) -> HousingRequestQuerySet:
    return requests_within(desk.activation, desk.duty)


def _condition(key: str, viewer: Visitor) -> Q:
    if key == "late":
        return Q(next_action_at__lte=timezone.now())
    return Q(owner=viewer.pk) if key == "mine" else FILTERS[key]


def _label(key: str) -> str:
    return {
        "all": _("All"),
        "late": _("Overdue"),
        "mine": _("Mine"),
        "verify": _("To verify"),
        "match": _("Looking for a home"),
        "waiting": _("Waiting for an answer"),
    }[key]


def _row(request: HousingRequest, activation: Activation) -> QueueRow:
    call_url = ""
    has_host_signed = bool(getattr(request, "host_signed", False))
    if request.next_action == NextAction.CALL:
        call_url = reverse("emergency:request-call", args=[activation.address, request.public_id])
    return QueueRow(
        reference=request.reference,
        url=reverse("emergency:request", args=[activation.address, request.public_id]),
        place_of_work=request.place_of_work,
        check_in=request.check_in,
        check_out=request.check_out,
        people=request.people,
        needs=needs_of(request),
        state=request.state,
        state_label=state_in_words(request, has_host_signed=has_host_signed),
        owner=request.owner.display_name if request.owner else _("all coordinators"),
        next_action=next_in_words(request, has_host_signed=has_host_signed),
        call_url=call_url,
        urgency=request.urgency,
        is_tonight=request.is_without_roof_tonight(activation.today()),
        clock=request.clock_until(getattr(request, "ask_ends", None)),
    )


def state_in_words(request: HousingRequest, *, has_host_signed: bool) -> str:
    """As the pages of both sides say it while the second signature is awaited."""
    return _("The host has signed") if has_host_signed else str(request.get_state_display())


def next_in_words(request: HousingRequest, *, has_host_signed: bool) -> str:
    """What the coordinators wait for, or do next."""
    if has_host_signed:
        return _("Waiting for the requester’s signature")
    return str(request.get_next_action_display())


def signed_by_host() -> Exists:
    """A condition on requests: an ask of theirs waits for their own yes."""
    return Exists(Proposal.objects.filter(request=OuterRef("pk"), state=ProposalState.OFFERED))


def first_end_of_asks() -> Subquery:
    """When the first open ask of a request ends, to annotate requests with."""
    asks = Proposal.objects.open().filter(request=OuterRef("pk")).order_by("expires_at")
    return Subquery(asks.values("expires_at")[:1])


def _ready_and_placed(activation: Activation) -> tuple[int, int]:
    """Fresh homes without a guest, and requests that got their roof today, in one question."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    placed = Event.objects.filter(noun=Noun.REQUEST, new=RequestState.CONFIRMED, at__gte=midnight)
    ready = HousingOffer.objects.fresh().without_guest()
    counts = Activation.objects.filter(pk=activation.pk).values_list(
        _count_of(ready), _count_of(placed)
    )
    found: tuple[int, int] = counts.get()
    return found


def _count_of(rows: QuerySet[Any]) -> Coalesce:
    mine = rows.filter(activation=OuterRef("pk")).order_by().values("activation")
    return Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n")), 0)
