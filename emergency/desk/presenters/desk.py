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
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.proposals import Proposal
from emergency.housing.models.requests import HousingRequest, HousingRequestQuerySet
from emergency.housing.presenters.descriptions import needs_of
from emergency.housing.states.offers import OfferState
from emergency.housing.states.proposals import PlacementState
from emergency.housing.states.requests import NextAction, RequestState

PAGE: Final = 25
MOST_HOMES: Final = 200


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """The frame of every page of one emergency's desk."""

    activation: Activation
    tabs: list[Tab]
    duty: Duty | None
    can_rule: bool
    pending: SwitchProposal | None
    change: SwitchChange | None = None  # what this person can propose now

    @property
    def is_on_duty(self) -> bool:
        return self.duty is not None


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
    rows: list[QueueRow]
    filters: list[Filter]
    open: int
    overdue: int
    ready: int
    placed_today: int
    more: bool


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


def desk_of(activation: Activation, viewer: Visitor, part: str) -> Desk:
    can_rule = viewer.has_perm("emergency_activations.manage_activation", activation)
    duty = duty_of(activation, viewer)
    hidden = set() if can_rule else {"people", "rules", "forgetting"}
    hidden |= set() if duty else {"rosters", "matching", "calls"}
    hidden |= set() if duty and duty.sees_safety else {"safety"}
    pages = {
        "queue": (_("The queue"), "desk"),
        "matching": (_("Matching"), "desk-matching"),
        "homes": (_("Homes"), "desk-homes"),
        "board": (pgettext("emergency", "Where homes are short"), "board"),
        "report": (_("Report of the day"), "report"),
        "calls": (_("To ring"), "calls"),
        "rosters": (_("Employers’ lists"), "rosters"),
        "readings": (pgettext("emergency", "Readings"), "readings"),
        "safety": (_("Safety"), "safety"),
        "people": (_("On duty"), "duties"),
        "rules": (_("Rules"), "rules-change"),
        "forgetting": (pgettext("emergency", "Forgetting"), "forgetting"),
    }
    tabs = [
        Tab(label, reverse(f"emergency:{name}", args=[activation.address]), key == part)
        for key, (label, name) in pages.items()
        if key not in hidden
    ]
    pending = open_proposal(activation)
    change = next_change(activation, pending) if can_rule else None
    return Desk(activation, tabs, duty, can_rule, pending, change)


def duty_of(activation: Activation, viewer: Visitor) -> Duty | None:
    return activation.duties.on_duty().filter(person=viewer.pk).first()


def queue_of(desk: Desk, viewer: Visitor, *, only: str, page: int = 1) -> Queue:
    """Tonight without a roof first, then the least time left, then urgency; one page of it."""
    activation = desk.activation
    requests = _within(desk).open()
    counts = requests.aggregate(
        **{key: Count("pk", filter=_condition(key, viewer)) for key in FILTERS}
    )
    ready, placed_today = _ready_and_placed(activation)
    chosen = requests_on(desk, viewer, only).most_pressing(activation.today())
    chosen = chosen.annotate(ask_ends=first_end_of_asks())
    rows = list(
        chosen.select_related("submission", "hospital", "owner")[
            (page - 1) * PAGE : page * PAGE + 1
        ]
    )
    return Queue(
        rows=[_row(request, activation) for request in rows[:PAGE]],
        filters=[Filter(key, _label(key), counts[key], key == only) for key in FILTERS],
        open=counts["all"],
        overdue=counts["late"],
        ready=ready,
        placed_today=placed_today,
        more=len(rows) > PAGE,
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
        state_label=_("Lived in") if is_lived_in else offer.get_state_display(),
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
    if desk.duty is not None:
        return HousingRequest.objects.within(desk.duty)
    return HousingRequest.objects.filter(activation=desk.activation)


def _condition(key: str, viewer: Visitor) -> Q:
    if key == "late":
        return Q(next_action_at__lte=timezone.now())
    return Q(owner=viewer.pk) if key == "mine" else FILTERS[key]


def _label(key: str) -> str:
    return {
        "all": _("All"),
        "late": _("Late"),
        "mine": _("Mine"),
        "verify": _("To verify"),
        "match": _("Looking for a place"),
        "waiting": _("Waiting for an answer"),
    }[key]


def _row(request: HousingRequest, activation: Activation) -> QueueRow:
    call_url = ""
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
        state_label=request.get_state_display(),
        owner=request.owner.display_name if request.owner else _("everybody"),
        next_action=request.get_next_action_display(),
        call_url=call_url,
        urgency=request.urgency,
        is_tonight=request.is_without_roof_tonight(activation.today()),
        clock=request.clock_until(getattr(request, "ask_ends", None)),
    )


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
