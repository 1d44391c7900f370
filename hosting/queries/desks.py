"""What a host finds in the host space: who waits, who arrives, and how one's offers stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from commons.accounts.models import User
from commons.conversations.models import Message
from commons.media.models import Photo
from core.clocks import Clock, clock_between
from core.words import day_in_words
from hosting.enums import OfferKind, OfferState
from hosting.models import Agreement, Membership, Offer, OfferPhoto, Place, Request, Unit
from hosting.queries.calendars import Month, host_month_of, month_from
from hosting.queries.cards import KIND_ICONS, kind_and_place
from hosting.queries.communities import Step, memberships_of, onboarding_steps
from hosting.queries.drafts import Gap, Perch, missing_in, perches_of
from hosting.queries.photos import untold_photos
from hosting.queries.requests import arriving_at, waiting_for
from hosting.queries.tellings import TranslationLine, lines_of

EXPECTED = 5  # arrivals on one page
UNDER_WAY = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


@dataclass(frozen=True, slots=True)
class WaitingRequest:
    """A question without an answer, its first words, and the time that is left."""

    request: Request
    words: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class OwnOffer:
    """An offer as its host sees it in a list. `state` colours, `label` says, `note` explains."""

    offer: Offer
    icon: str
    line: str
    photo: Photo | None
    state: str
    label: str | Promise
    note: str


@dataclass(frozen=True, slots=True)
class Road:
    """How far this person is in one community."""

    membership: Membership
    steps: list[Step]

    @property
    def done(self) -> int:
        return sum(step.state == "done" for step in self.steps)


@dataclass(frozen=True, slots=True)
class Overview:
    """One offer of one's own: how it stands, what it lacks, and which deeds are open."""

    state: str
    label: str | Promise
    note: str
    perches: list[Perch]
    languages: list[TranslationLine]
    gaps: list[Gap]
    is_member: bool
    is_new: bool  # says something that nobody has read yet
    is_shown: bool  # stands on the public pages, or would but for a pause
    untold: int  # photographs that say nothing to those who can’t see them

    @property
    def is_in_reading(self) -> bool:
        return self.state == "waiting"

    @property
    def may_write(self) -> bool:
        return self.state not in {"waiting", "withdrawn"}

    @property
    def may_submit(self) -> bool:
        return self.may_write and self.is_new and self.is_member and not self.gaps


@dataclass(frozen=True, slots=True)
class Desk:
    """The page of today."""

    waiting: list[WaitingRequest]
    arriving: list[Agreement]
    offers: list[OwnOffer]
    roads: list[Road]
    unit: Unit | None
    month: Month | None


def desk_of(person: User) -> Desk:
    """Everything that concerns a host today."""
    memberships = list(memberships_of(person).prefetch_related("sponsorships__sponsor"))
    roads = [Road(membership, onboarding_steps(membership)) for membership in memberships]
    unit = units_of(person).first()
    return Desk(
        waiting=_waiting(person),
        arriving=list(arriving_at(person)[:EXPECTED]),
        offers=own_offers(person),
        roads=[road for road in roads if road.done < len(road.steps)],
        unit=unit,
        month=host_month_of(unit, month_from("")) if unit else None,
    )


def is_on_the_way(person: User) -> bool:
    """Whether the host space is open: a member somewhere, or about to become one."""
    return memberships_of(person).exists()


def units_of(person: User) -> QuerySet[Unit]:
    """Whatever this host lets people sleep in."""
    return (
        Unit.objects.filter(stay__host=person)
        .exclude(stay__state=OfferState.WITHDRAWN)
        .select_related("stay")
        .order_by("stay__title", "stay", "sort_order", "pk")
    )


def places_of(person: User, *, besides: Offer) -> list[Place]:
    """Where else this host has put something, each place once."""
    places = Place.objects.filter(host=person, offers__isnull=False).exclude(pk=besides.place_id)
    return list(places.select_related("locality").distinct().order_by("pk"))


def own_offers(person: User) -> list[OwnOffer]:
    """What this host has written, the newest first; what was withdrawn comes last."""
    photos = OfferPhoto.objects.select_related("photo").prefetch_related(
        Prefetch("photo", Photo.objects.with_renditions())
    )
    offers = list(
        Offer.objects.of_host(person)
        .select_related("place__locality", "community")
        .prefetch_related(Prefetch("photos", photos))
        .order_by("-updated_at", "-pk")
    )
    offers.sort(key=lambda offer: offer.state == OfferState.WITHDRAWN)
    readings = _readings(offers)
    return [_own(offer, readings.get(offer.pk)) for offer in offers]


def overview_of(draft: Offer) -> Overview:
    """The page from which an offer is handed in, paused and withdrawn."""
    state, label, note = standing_of(draft, _readings([draft]).get(draft.pk))
    members = Membership.objects.active().filter(community=draft.community_id)
    return Overview(
        state=state,
        label=label,
        note=note,
        perches=perches_of(draft),
        languages=lines_of(draft),
        gaps=missing_in(draft),
        is_member=members.filter(person=draft.host_id).exists(),
        is_new=not draft.live or draft.has_unpublished_changes,
        is_shown=draft.live and state != "withdrawn",
        untold=untold_photos(draft),
    )


def standing_of(offer: Offer, reading: WorkflowState | None) -> tuple[str, str | Promise, str]:
    """State, word and explanation of an offer, for its host."""
    if offer.state == OfferState.WITHDRAWN:
        return "withdrawn", _("Withdrawn"), _("nobody can ask for it any more")
    if reading and reading.status == WorkflowState.STATUS_IN_PROGRESS:
        since = day_in_words(reading.created_at)
        return "waiting", _("Read by the community"), _("since %(day)s") % {"day": since}
    if reading:
        return "tentative", _("A change is asked for"), reading.current_task_state.comment
    if not offer.live:
        return "draft", _("Draft"), _("only you see it")
    if offer.state == OfferState.PAUSED:
        return "paused", _("Paused"), _("nobody can ask for it at the moment")
    return "open", _("Published"), _published_note(offer)


def _published_note(offer: Offer) -> str:
    if offer.has_unpublished_changes:
        return _("your changes aren’t handed in yet")
    if offer.last_published_at is None:
        return ""
    return _("since %(day)s") % {"day": day_in_words(offer.last_published_at, year=True)}


def _own(offer: Offer, reading: WorkflowState | None) -> OwnOffer:
    shown = next(iter(offer.photos.all()), None)
    state, label, note = standing_of(offer, reading)
    return OwnOffer(
        offer=offer,
        icon=KIND_ICONS[OfferKind(offer.kind)],
        line=kind_and_place(offer),
        photo=shown.photo if shown else None,
        state=state,
        label=label,
        note=note,
    )


def _readings(offers: list[Offer]) -> dict[int, WorkflowState]:
    """By offer, what its community has in its hands. One read."""
    states = WorkflowState.objects.filter(
        base_content_type=Offer.get_base_content_type(),
        object_id__in=[str(offer.pk) for offer in offers],
        status__in=UNDER_WAY,
    ).select_related("current_task_state")
    return {int(state.object_id): state for state in states}


def _waiting(person: User) -> list[WaitingRequest]:
    letters = Message.objects.filter(thread=OuterRef("thread")).order_by("pk")
    requests = waiting_for(person).annotate(words=Subquery(letters.values("body")[:1]))
    return [
        WaitingRequest(
            request=request,
            words=request.words or "",
            clock=clock_between(request.sent_at, request.answer_by),
        )
        for request in requests
    ]
