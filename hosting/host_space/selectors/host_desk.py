"""What a host finds in the host space: who waits, who arrives, and how one's offers stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from commons.accounts.models import User
from commons.media.models import Photo
from core.text.formatting import format_full_day
from core.values.dates import add_months
from hosting.calendar_feeds.models import CalendarFeed, units_kept_by
from hosting.calendar_feeds.selectors import troubled_feeds
from hosting.calendars.presenters.unit_months import Month, host_month_of
from hosting.communities.models.communities import Membership
from hosting.communities.presenters.onboarding import ChecklistStep, onboarding_steps
from hosting.communities.selectors.communities import memberships_of
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.places import Place
from hosting.offers.models.stays import Unit
from hosting.offers.presenters.facts import format_stock
from hosting.offers.presenters.offer_texts import TranslationStatus, translation_statuses
from hosting.offers.selectors.drafts import MissingField, WizardStep, missing_fields, wizard_steps
from hosting.offers.selectors.photos import count_undescribed_photos
from hosting.offers.states import OfferState
from hosting.public_pages.presenters.cards import KIND_ICONS, kind_and_place
from hosting.requests.models.agreements import Agreement
from hosting.requests.presenters.request_rows import RequestRow, request_row
from hosting.requests.selectors.requests import unanswered_requests_of, upcoming_agreements_of

A_WEEK = 7
MAX_ARRIVALS = 5  # arrivals on one page
UNDER_WAY = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


@dataclass(frozen=True, slots=True)
class HostOffer:
    """An offer as its host sees it in a list. `state` colours, `label` says, `note` explains.

    `stock` says how many of a product are left, where its host counts them.
    """

    offer: Offer
    icon: str
    line: str
    photo: Photo | None
    state: str
    label: str | Promise
    note: str
    stock: str = ""


@dataclass(frozen=True, slots=True)
class Onboarding:
    """How far this person is in one community."""

    membership: Membership
    steps: list[ChecklistStep]

    @property
    def done(self) -> int:
        return sum(step.state == "done" for step in self.steps)


@dataclass(frozen=True, slots=True)
class OfferOverview:
    """One offer of one's own: how it stands, what it lacks, and which actions are open."""

    state: str
    label: str | Promise
    note: str
    steps: list[WizardStep]
    languages: list[TranslationStatus]
    missing: list[MissingField]
    is_member: bool
    is_new: bool  # says something that nobody has read yet
    is_shown: bool  # stands on the public pages, or would but for a pause
    undescribed_photos: int  # photographs that say nothing to those who can’t see them

    @property
    def is_in_reading(self) -> bool:
        return self.state == "waiting"

    @property
    def may_write(self) -> bool:
        return self.state not in {"waiting", "withdrawn"}

    @property
    def may_submit(self) -> bool:
        return self.may_write and self.is_new and self.is_member and not self.missing


@dataclass(frozen=True, slots=True)
class HostDesk:
    """The page of today."""

    waiting: list[RequestRow]
    arriving: list[Agreement]
    offers: list[HostOffer]
    onboardings: list[Onboarding]
    unit: Unit | None
    month: Month | None
    troubled_feeds: list[CalendarFeed]


def host_desk(person: User) -> HostDesk:
    """Everything that concerns a host today."""
    memberships = list(memberships_of(person).prefetch_related("sponsorships__sponsor"))
    onboardings = [
        Onboarding(membership, onboarding_steps(membership)) for membership in memberships
    ]
    unit = units_of(person).first()
    return HostDesk(
        waiting=[request_row(request, reader=person) for request in unanswered_requests_of(person)],
        arriving=list(upcoming_agreements_of(person)[:MAX_ARRIVALS]),
        offers=offers_of_host(person),
        onboardings=[
            onboarding for onboarding in onboardings if onboarding.done < len(onboarding.steps)
        ],
        unit=unit,
        month=host_month_of(unit, _month_ahead(), reader=person) if unit else None,
        troubled_feeds=troubled_feeds(person) if unit else [],
    )


def _month_ahead() -> date:
    """This month, or the next one in the last week of it."""
    today = timezone.localdate()
    following = add_months(today, 1)
    return following if (following - today).days <= A_WEEK else today.replace(day=1)


def may_enter_host_space(person: User) -> bool:
    """Whether the host space is open: a member somewhere, or about to become one."""
    return memberships_of(person).exists()


def units_of(person: User) -> QuerySet[Unit]:
    """Whatever this host lets people sleep or work in, stays first; so does a co-host read what
    they keep the calendar of.
    """
    return (
        units_kept_by(person)
        .not_withdrawn()
        .select_related("stay", "workspace")
        .order_by(
            F("stay__title").asc(nulls_last=True),
            *("stay", "workspace__title", "workspace", "sort_order", "pk"),
        )
    )


def places_of(person: User, *, exclude: Offer) -> list[Place]:
    """Where else this host has put something, each place once."""
    places = Place.objects.filter(host=person, offers__isnull=False).exclude(pk=exclude.place_id)
    return list(places.select_related("locality").distinct().order_by("pk"))


def offers_of_host(person: User) -> list[HostOffer]:
    """What this host has written, the newest first; what was withdrawn comes last."""
    photos = OfferPhoto.objects.select_related("photo").prefetch_related(
        Prefetch("photo", Photo.objects.with_renditions())
    )
    offers = list(
        Offer.objects.of_host(person)
        .filter(erased_at=None)
        .select_related("place__locality", "community", "product")
        .prefetch_related(Prefetch("photos", photos))
        .order_by("-updated_at", "-pk")
    )
    offers.sort(key=lambda offer: offer.state == OfferState.WITHDRAWN)
    readings = _reviews_by_offer(offers)
    found = []
    for offer in offers:
        first_photo = next(iter(offer.photos.all()), None)
        state, label, note = status_badge(offer, readings.get(offer.pk))
        stock = offer.product.stock if offer.kind == OfferKind.PRODUCT else None
        found.append(
            HostOffer(
                offer=offer,
                icon=KIND_ICONS[OfferKind(offer.kind)],
                line=kind_and_place(offer),
                photo=first_photo.photo if first_photo else None,
                state=state,
                label=label,
                note=note,
                stock="" if stock is None else format_stock(stock),
            )
        )
    return found


def offer_overview(draft: Offer) -> OfferOverview:
    """The page from which an offer is handed in, paused and withdrawn."""
    state, label, note = status_badge(draft, _reviews_by_offer([draft]).get(draft.pk))
    members = Membership.objects.active().filter(community=draft.community_id)
    return OfferOverview(
        state=state,
        label=label,
        note=note,
        steps=wizard_steps(draft),
        languages=translation_statuses(draft),
        missing=missing_fields(draft),
        is_member=members.filter(person=draft.host_id).exists(),
        is_new=not draft.live or draft.has_unpublished_changes,
        is_shown=draft.live and state != "withdrawn",
        undescribed_photos=count_undescribed_photos(draft),
    )


def status_badge(offer: Offer, reading: WorkflowState | None) -> tuple[str, str | Promise, str]:
    """State, word and explanation of an offer, for its host."""
    if offer.state == OfferState.WITHDRAWN:
        return "withdrawn", _("Withdrawn"), _("no longer open to requests")
    if reading and reading.status == WorkflowState.STATUS_IN_PROGRESS:
        day = {"day": format_full_day(reading.created_at)}
        since = _("since %(day)s") % day
        if offer.live:
            since = _("since %(day)s; the current version stays public") % day
        return "waiting", _("In review by your community"), since
    if reading:
        return "tentative", _("Changes requested"), reading.current_task_state.comment
    if not offer.live:
        return "draft", _("Draft"), _("only you can see it")
    if offer.state == OfferState.PAUSED:
        return "paused", _("Paused"), _("not open to requests for now")
    published_at = offer.first_published_at or offer.last_published_at
    if offer.has_unpublished_changes:
        note = _("your changes haven’t been submitted yet")
    elif published_at is None:
        note = ""
    else:
        note = _("since %(day)s") % {"day": format_full_day(published_at)}
    return "open", _("Published"), note


def _reviews_by_offer(offers: list[Offer]) -> dict[int, WorkflowState]:
    """By offer, what its community has in its hands. One read."""
    states = WorkflowState.objects.filter(
        base_content_type=Offer.get_base_content_type(),
        object_id__in=[str(offer.pk) for offer in offers],
        status__in=UNDER_WAY,
    ).select_related("current_task_state")
    return {int(state.object_id): state for state in states}
