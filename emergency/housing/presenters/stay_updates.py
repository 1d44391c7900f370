"""What lasts beyond one answer: messages, more nights, and a suspension with its appeal."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse

from emergency.activations.choices import Side
from emergency.activations.models.activations import Activation
from emergency.activations.states.activations import ActivationState
from emergency.housing.models.extensions import Extension
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.requests import HousingRequest
from emergency.housing.models.suspensions import Suspension
from emergency.housing.presenters.messages import MessageThread, threads_by_link, threads_on_desk
from emergency.housing.states.extensions import ExtensionState, SuspensionState
from emergency.housing.states.offers import OfferState
from emergency.intake.choices import IntakeType
from emergency.intake.models.submissions import Submission


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    """More nights of one stay, with what this reader may do about them."""

    placement: Placement
    extension: Extension | None = None
    follow_up: HousingRequest | None = None
    ask_url: str = ""
    yes_url: str = ""
    no_url: str = ""

    @property
    def id(self) -> str:
        return self.placement.public_id

    @property
    def is_refused(self) -> bool:
        return self.extension is not None and self.extension.state == ExtensionState.REFUSED


@dataclass(frozen=True, slots=True)
class StayUpdates:
    threads: list[MessageThread] = field(default_factory=list)
    extensions: list[ExtensionRow] = field(default_factory=list)
    suspension: Suspension | None = None


def stay_updates_by_link(
    submission: Submission, subject: HousingRequest | HousingOffer | None
) -> StayUpdates:
    if subject is None:
        return StayUpdates()
    side = Side.HOST if submission.intake_type == IntakeType.OFFER else Side.REQUESTER
    suspension = suspension_of(subject) if isinstance(subject, HousingOffer) else None
    return StayUpdates(
        threads=threads_by_link(submission, subject, side),
        extensions=[_extension_by_link(submission, one, side) for one in _live(subject)],
        suspension=suspension,
    )


def stay_updates_on_desk(request: HousingRequest, *, is_placed: bool) -> StayUpdates:
    """`is_placed`: whether it has any stay, lived or not; without one none is read."""
    live = _live(request) if is_placed else []
    return StayUpdates(
        threads=threads_on_desk(request),
        extensions=[_extension_on_desk(request, one) for one in live],
    )


def suspension_of(offer: HousingOffer) -> Suspension | None:
    """The newest one: in force, or lifted with the reason."""
    return offer.suspensions.select_related("by", "decided_by").order_by("-pk").first()


def appeals_of(activation: Activation) -> list[Suspension]:
    """Those that wait for a decision, the least time left first."""
    waiting = Suspension.objects.filter(activation=activation, state=SuspensionState.APPEALED)
    return list(waiting.select_related("offer__submission").order_by("due_at")[:100])


def _live(subject: HousingRequest | HousingOffer) -> list[Placement]:
    stays = subject.placements.live().select_related("activation", "offer", "request")
    return list(stays.prefetch_related("extensions__follow_up__submission"))


def _newest(placement: Placement) -> Extension | None:
    return max(placement.extensions.all(), key=lambda one: one.pk, default=None)


def _extension_by_link(submission: Submission, placement: Placement, side: Side) -> ExtensionRow:
    newest = _newest(placement)
    is_open = newest is not None and newest.state == ExtensionState.ASKED
    may_ask = not is_open and placement.activation.state == ActivationState.ACTIVE
    ask_url = reverse("emergency:own-longer", args=[submission.token, placement.public_id])
    answers = newest is not None and is_open and newest.answered_by == side
    agrees = answers and placement.offer.state != OfferState.SUSPENDED
    parts = [submission.token, newest.public_id] if newest is not None else []
    return ExtensionRow(
        placement,
        newest,
        follow_up=newest.follow_up if newest is not None and side == Side.REQUESTER else None,
        ask_url=ask_url if may_ask else "",
        yes_url=reverse("emergency:own-extension-yes", args=parts) if agrees else "",
        no_url=reverse("emergency:own-extension-no", args=parts) if answers else "",
    )


def _extension_on_desk(request: HousingRequest, placement: Placement) -> ExtensionRow:
    """A coordinator asks, and writes down a no that was said by telephone; a yes is signed."""
    newest = _newest(placement)
    is_open = newest is not None and newest.state == ExtensionState.ASKED
    parts = [request.activation.address, request.public_id]
    ask_url = reverse("emergency:stay-longer", args=[*parts, placement.public_id])
    no_url = ""
    if newest is not None and is_open:
        no_url = reverse("emergency:extension-refuse", args=[*parts, newest.public_id])
    return ExtensionRow(
        placement,
        newest,
        follow_up=newest.follow_up if newest is not None else None,
        ask_url="" if is_open else ask_url,
        no_url=no_url,
    )
