"""Many offers at once: rows are written table by table, as no host ever would."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import batched
from typing import Any

from django.db import models
from django.utils import timezone

from demo.accounts import ACCOUNTS
from demo.loading import dice
from demo.loading.foundations import copy_of
from demo.loading.hosting.draft import Draft
from demo.loading.hosting.places import place_for
from demo.loading.world import Tick, World
from hosting.calendars.models import CalendarPeriod, Session
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.offers import Offer
from hosting.offers.models.photos import OfferPhoto
from hosting.offers.models.places import Place
from hosting.offers.models.stays import Stay, Unit, UnitBed

BATCH = 500
WITH_UNITS = {OfferKind.STAY: "stay_id", OfferKind.WORKSPACE: "workspace_id"}
LOGIN_KEYS = frozenset(account.key for account in ACCOUNTS)


def insert(drafts: list[Draft], world: World, tick: Tick) -> None:
    """Store everything, published, and remember the first offer of each host and kind."""
    for some in batched(drafts, BATCH):
        part = list(some)
        for draft in part:
            draft.offer.host = world.people[draft.host]
            locality = world.localities[draft.where.locality]
            draft.offer.place = place_for(draft, draft.offer.host, locality)
        Place.objects.bulk_create([draft.offer.place for draft in part if draft.offer.place])
        _insert_offers(part, world)
        # Rooms with their beds and calendars.
        pairs = [
            (
                room,
                Unit(
                    **{WITH_UNITS[OfferKind(draft.offer.kind)]: draft.offer.pk},
                    name=room.name,
                    sleeps=room.sleeps,
                    bathroom=room.bathroom,
                    sort_order=order,
                ),
            )
            for draft in part
            for order, room in enumerate(draft.rooms)
        ]
        Unit.objects.bulk_create(unit for _, unit in pairs)
        UnitBed.objects.bulk_create(
            UnitBed(unit=unit, kind=kind, count=count)
            for room, unit in pairs
            for kind, count in room.beds.items()
        )
        CalendarPeriod.objects.bulk_create(
            CalendarPeriod(unit=unit, check_in=first, check_out=last, state=state)
            for room, unit in pairs
            for first, last, state in room.periods
        )
        _insert_children(part, world)
        for draft in part:
            world.offers.setdefault((draft.host, draft.offer.kind), draft.offer)
        tick(len(part))


def _insert_offers(drafts: list[Draft], world: World) -> None:
    """The base rows at once; the rows of each kind one by one, which Django leaves to us."""
    now = timezone.now()
    for draft in drafts:
        offer = draft.offer
        offer.community = world.communities[draft.community]
        offer.place_id = offer.place.pk if offer.place else None
        # Nobody publishes before they have an account.
        since = world.clock.ago(dice.number(5, 700, "published", draft.key))
        since = max(since, offer.host.date_joined)
        offer.live, offer.has_unpublished_changes = True, False
        offer.first_published_at = offer.last_published_at = since
        offer.created_at = offer.updated_at = now
        if isinstance(offer, Stay):
            offer.declared_at, offer.declared_version = since, 1
    bases = [
        Offer(
            **{
                field.attname: getattr(draft.offer, field.attname)
                for field in Offer._meta.local_concrete_fields
                if not field.primary_key
            }
        )
        for draft in drafts
    ]
    Offer.objects.bulk_create(bases)
    for draft, base in zip(drafts, bases, strict=True):
        draft.offer.pk = draft.offer.id = base.pk
        draft.offer.save_base(raw=True, force_insert=True)


def _insert_children(drafts: list[Draft], world: World) -> None:
    """Sessions, rates, hours, translations, surveys, photographs, and words of the three lists."""
    _create(
        [
            Session(
                activity_id=draft.offer.pk,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                seats=one.seats,
            )
            for draft in drafts
            for one in draft.dates
        ]
    )
    for draft in drafts:
        for rate in draft.rates:
            rate.offer_id = draft.offer.pk
        for one in draft.translations:
            one.offer_id = draft.offer.pk
        for hours in draft.hours:
            hours.offer_id = draft.offer.pk
        if draft.access:
            draft.access.offer_id = draft.offer.pk
    _create([rate for draft in drafts for rate in draft.rates])
    _create([one for draft in drafts for one in draft.translations])
    _create([hours for draft in drafts for hours in draft.hours])
    _create([draft.access for draft in drafts if draft.access])
    _create([photo for draft in drafts for photo in _photos(draft, world)])
    _link(Offer.needs.through, drafts, "need_id", lambda one: _keys(one.needs, world.needs))
    _link(
        Offer.interests.through,
        drafts,
        "interest_id",
        lambda one: _keys(one.interests, world.interests),
    )
    _link(Offer.causes.through, drafts, "cause_id", lambda one: _causes(one, world))


def _photos(draft: Draft, world: World) -> Iterable[OfferPhoto]:
    """Those that its entry names: nothing stands for a place that nobody photographed."""
    language = draft.offer.language
    # Whoever one may be has photographs of their own, to change; the others share ours.
    has_own = draft.host in LOGIN_KEYS
    named = [one for one in draft.photos if (language, one) in world.photos]
    return [
        OfferPhoto(
            offer_id=draft.offer.pk,
            photo=copy_of(name, language=language, by=draft.offer.host)
            if has_own
            else world.photos[language, name],
            caption=world.captions[language, name],
            sort_order=order,
        )
        for order, name in enumerate(named)
    ]


def _keys(slugs: set[str], terms: dict[str, Any]) -> list[int]:
    return [terms[slug].pk for slug in sorted(slugs) if slug in terms]


def _causes(draft: Draft, world: World) -> list[int]:
    """One or two of what the community stands for."""
    ours = [cause.pk for cause in world.community_causes[draft.community]]
    return dice.some(ours, min(len(ours), dice.number(1, 2, "causes", draft.key)), draft.key)


def _link(
    table: type[models.Model],
    drafts: list[Draft],
    column: str,
    keys: Callable[[Draft], list[int]],
) -> None:
    _create(
        [table(offer_id=draft.offer.pk, **{column: key}) for draft in drafts for key in keys(draft)]
    )


def _create[Row: models.Model](rows: list[Row]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows)
