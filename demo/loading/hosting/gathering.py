"""All offers of a load: which records are shown, who hosts them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.contrib.contenttypes.models import ContentType

from commons.audit.models import AuditEntry
from demo.loading import dice
from demo.loading.hosting import city, goods, handmade, lodgings, rates, store, visits
from demo.loading.hosting.draft import Draft, Room
from demo.loading.hosting.readings import is_walked
from demo.loading.hosting.roads import Roads
from demo.loading.world import Tick, World
from demo.loading.written import DATA, offers, people
from demo.records import Good, Hint, Listing, Lodging, Visit, read_records
from hosting.communities.models.communities import Membership
from hosting.offers.choices.lists import Bathroom, ExchangeMode, OfferKind, RateUnit

CLAIMED = {
    "35ab6da8": "odile.marchand",  # Le Moulin du Bourg
    "221dc28c": "viviane.cosse",  # Les Troglos de Beaulieu
}
# A hotel's dining room, listed beside the hotel: nobody sleeps on a table.
TABLE = re.compile(r"^(?:le )?restaurant\b|- (?:le )?restaurant|^la table\b", re.IGNORECASE)
TWO_ROOMS = [
    Room("La petite chambre", 2, Bathroom.PRIVATE, {"double": 1}),
    Room("La grande chambre", 5, Bathroom.PRIVATE, {"double": 1, "single": 3}),
]
SMALL_EACH = {
    OfferKind.STAY: 3,
    OfferKind.WORKSPACE: 1,
    OfferKind.ACTIVITY: 2,
    OfferKind.PRODUCT: 1,
    OfferKind.TIP: 1,
}


def load_offers(world: World, tick: Tick) -> None:
    """Handmade ones first: conversations are about them."""
    roads = Roads()
    made = [*_handmade(world, roads), *_claimed(world, roads)]
    if not world.small:
        made += _published(world, roads)
    _give_hosts(made, world)
    store.insert(made, world, tick)
    # The line that a coordinator's yes leaves.
    kinds = {
        type(draft.offer): ContentType.objects.get_for_model(type(draft.offer)) for draft in made
    }
    readers = {
        membership.community_id: membership.person_id
        for membership in Membership.objects.active().filter(is_coordinator=True)
    }
    AuditEntry.objects.bulk_create(
        AuditEntry(
            subject_type=kinds[type(draft.offer)],
            subject_id=draft.offer.pk,
            actor_id=readers.get(draft.offer.community_id),
            verb="offer.published",
            data={},
        )
        for draft in made
        if not (draft.is_handmade and is_walked(draft.host, draft.offer.kind))
    )


def _handmade(world: World, roads: Roads) -> list[Draft]:
    community_of = {person.key: person.community for person in people()}
    counts: dict[tuple[str, OfferKind], int] = defaultdict(int)
    made = []
    for entry in offers():
        community, kind = community_of[entry["host"]], OfferKind(entry["kind"])
        counts[community, kind] += 1
        too_many = world.small and counts[community, kind] > SMALL_EACH[kind]
        if world.knows(community) and not too_many:
            made.append(handmade.draft(entry, community, world, roads))
    return made


def _claimed(world: World, roads: Roads) -> Iterator[Draft]:
    """Published houses that a written person looks after."""
    for record in read_records(DATA / "prepared" / "touraine_stays.jsonl", Lodging):
        host = CLAIMED.get(record.id[:8])
        if host in world.people:
            made = lodgings.draft(record, world, roads)
            made.host, made.is_handmade = host, True
            made.community = next(one.community for one in people() if one.key == host)
            made.offer.language, made.offer.title = "fr", record.title
            made.offer.words, made.offer.notice_days = record.words, 0
            # The rates that conversations speak of.
            night, key = Decimal(record.night), record.id
            modes = (
                (ExchangeMode.PAID, night),
                (ExchangeMode.SOLIDARITY, rates.half(night)),
                (ExchangeMode.SERVICE, None),
            )
            made.rates = [
                rates.rate("fr", mode, amount, RateUnit.NIGHT, key) for mode, amount in modes
            ]
            made.rooms, made.offer.party_max = TWO_ROOMS, 5
            yield made


def _published(world: World, roads: Roads) -> Iterator[Draft]:
    """Everything but hotel chains, dining rooms and what nothing is said about."""
    files = DATA / "prepared"
    for stay in read_records(files / "touraine_stays.jsonl", Lodging):
        if not (stay.chain or TABLE.search(stay.title) or stay.id[:8] in CLAIMED):
            yield lodgings.draft(stay, world, roads)
    for name in ("antwerp_stays", "bologna_stays"):
        for listing in read_records(files / f"{name}.jsonl", Listing):
            yield city.draft(listing, world, roads)
    for visit in read_records(files / "touraine_activities.jsonl", Visit):
        if visit.words:
            yield visits.draft(visit, world, roads)
    for good in read_records(files / "touraine_products.jsonl", Good):
        yield goods.product(good, roads)
    for hint in read_records(files / "touraine_tips.jsonl", Hint):
        if hint.words:
            yield goods.tip(hint, roads)


def _give_hosts(made: list[Draft], world: World) -> None:
    """One house a person at most; everything else goes around among the members."""
    members: dict[str, list[str]] = defaultdict(list)
    keys = {user.pk: key for key, user in world.people.items()}
    slugs = {community.pk: slug for slug, community in world.communities.items()}
    for membership in Membership.objects.active().order_by("pk"):
        members[slugs[membership.community_id]].append(keys[membership.person_id])
    with_house = {draft.host for draft in made if draft.offer.kind == OfferKind.STAY}
    free = {slug: [key for key in ours if key not in with_house] for slug, ours in members.items()}
    for draft in made:
        if draft.host:
            continue
        if draft.offer.kind == OfferKind.STAY and free[draft.community]:
            draft.host = free[draft.community].pop()
        else:
            draft.host = dice.pick(members[draft.community], "host", draft.key)
