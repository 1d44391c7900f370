"""Made-up offers around Loches, the same for the same seed: they touch every rule."""

from datetime import date, timedelta
from random import Random

from core.values.dates import DateRange
from core.values.geo import Box, Point
from hosting.offers.choices.lists import AccessNeed, Amenity, ExchangeMode, Facet, Means, OfferKind
from search.index.documents import FAR, FOREVER, OfferDocument, Room, Seats
from search.query.offer_query import Near, OfferQuery, Starts
from search.query.states import Order

TODAY = date(2027, 3, 1)
LOCHES = Point(47.128, 0.995)
COMMUNITIES = ("loches02", "indrois3", "vienne04")
INTERESTS = ("walking", "wine", "rivers", "bread", "birds")
CAUSES = ("soil", "shelter")
FRENCH = (
    "la maison au bord de la rivière avec un jardin des châtaignes et un vieux four à pain "
    "chambre calme sous les toits atelier de l’été vélo marché cabane moulin ferme"
)
ENGLISH = (
    "the house beside a river with gardens and chestnuts an old oven for bread quiet rooms "
    "under roofs summer workshop bicycles market cabins mill farm"
)
WORDS = {"fr": FRENCH.split(), "en": ENGLISH.split()}


def documents(count=300, *, seed=7):
    random = Random(seed)  # noqa: S311  made-up offers, no secret
    return [document(random, pk) for pk in range(1, count + 1)]


def document(random, pk=1, **changes):
    kind = random.choice(list(OfferKind))
    language = random.choice(("fr", "fr", "en"))
    most = random.choice((2, 2, 4, 6, 12))
    given = {
        "pk": pk,
        "public_id": f"offer{pk:03d}",
        "kind": kind,
        "host": random.randint(1, 60),
        "language": language,
        "title": " ".join(random.sample(WORDS[language], 3)),
        "words": " ".join(random.choices(WORDS[language], k=30)),
        "labels": random.choice(("marche walking", "pain bread", "vin wine", "")),
        "around": random.choice(("Loches Indre-et-Loire", "Montrésor Indre-et-Loire", "Bologna")),
        "point": point(random),
        "tags": tags(random, kind),
        "party_min": random.choice((1, 1, 1, 3)),
        "party_max": most,
        "rooms": rooms(random, most),
        "seats": (),
        "notice_days": random.choice((0, 0, 1, 7)),
        "min_nights": random.choice((1, 1, 2)),
        "max_nights": random.choice((FOREVER, 5)),
        "published_on": TODAY - timedelta(days=random.choice((0, 1, 5, 13, 14, 15, 200))),
    }
    if kind == OfferKind.ACTIVITY and random.random() < 0.7:
        given |= {"rooms": (), "seats": seats(random), "notice_days": 0}
    return OfferDocument(**given | changes)


def point(random):
    if random.random() < 0.05:
        return None
    spread = random.choice((0.1, 0.4, 2.0))
    return Point(
        round(LOCHES.latitude + random.uniform(-spread, spread), 3),
        round(LOCHES.longitude + random.uniform(-spread, spread), 3),
    )


def tags(random, kind):
    def some(values, most):
        return frozenset(random.sample(list(values), random.randint(0, most)))

    return {
        Facet.KIND: frozenset({kind.value}),
        Facet.MODE: some(ExchangeMode.values, 3),
        Facet.MEANS: some(Means.values, 3),
        Facet.NEED: some([*AccessNeed.values, "pets", "kitchen"], 8),
        Facet.INTEREST: some(INTERESTS, 3),
        Facet.CAUSE: some(CAUSES, 1),
        Facet.LANGUAGE: some(("fr", "en", "nl"), 2),
        Facet.STATION: random.choice((frozenset(), frozenset({"10"}), frozenset({"5", "10"}))),
        Facet.COMMUNITY: frozenset({random.choice(COMMUNITIES)}),
        Facet.AMENITY: some(Amenity.values, 6),
    }


def rooms(random, most):
    sizes = [most, *random.choices((1, 2, 3), k=random.randint(0, 2))]
    return tuple(Room(min(size, most), spans(random)) for size in sizes)


def spans(random):
    """Free for ever, never, or in stretches of some days with gaps of one day or more."""
    chance = random.random()
    if chance < 0.2:
        return (FAR,)
    if chance < 0.25:
        return ()
    free, day = [], TODAY - timedelta(days=3)
    for _number in range(random.randint(1, 12)):
        day += timedelta(days=random.randint(1, 6))
        until = day + timedelta(days=random.randint(1, 12))
        free.append(DateRange(day, until))
        day = until
    return tuple(free)


def seats(random):
    days = sorted(random.sample(range(60), random.randint(0, 6)))
    return tuple(Seats(TODAY + timedelta(days=day), random.choice((1, 2, 8))) for day in days)


def queries(count=200, *, seed=11):
    """Questions without text, from nothing at all to everything at once."""
    random = Random(seed)  # noqa: S311
    yield OfferQuery(today=TODAY)
    for _number in range(count - 1):
        yield query(random)


def query(random):
    def maybe(chance, value):
        return value() if random.random() < chance else None

    chosen = {
        facet: frozenset(random.sample(values, random.randint(1, min(2, len(values)))))
        for facet, values in CHOICES.items()
        if random.random() < 0.15
    }
    adults = maybe(0.5, lambda: random.choice((1, 2, 3, 5, 9, 20)))
    return OfferQuery(
        today=TODAY,
        near=maybe(0.4, lambda: places(random)) or (),
        inside=maybe(0.2, lambda: boxes(random)) or (),
        dates=maybe(0.5, lambda: dates(random)) or (),
        adults=adults,
        children=random.choice((0, 0, 2)) if adults else 0,
        parts=random.choice((1, 1, 1, 3)),
        chosen=chosen,
        order=random.choice(list(Order)),
        size=random.choice((24, 24, 5, 500)),
    )


CHOICES = {
    Facet.KIND: ["stay", "activity", "tip"],
    Facet.MODE: ["paid", "gift", "free", "solidarity"],
    Facet.MEANS: ["ancv", "cash"],
    Facet.NEED: ["step-free", "pets", "kitchen", "quiet"],
    Facet.INTEREST: [*INTERESTS],
    Facet.CAUSE: [*CAUSES, "unknown"],
    Facet.LANGUAGE: ["fr", "nl"],
    Facet.STATION: ["5", "10"],
    Facet.COMMUNITY: [*COMMUNITIES],
    Facet.AMENITY: ["wifi", "garden", "parking"],
}


def places(random):
    """One or two, each with its own reach."""
    return tuple(
        Near("Loches", nearby(random), random.choice((1, 5, 20, 80)))
        for _number in range(random.choice((1, 1, 2)))
    )


def nearby(random):
    return Point(
        LOCHES.latitude + random.uniform(-0.2, 0.2), LOCHES.longitude + random.uniform(-0.2, 0.2)
    )


def boxes(random):
    west = LOCHES.longitude + random.uniform(-0.5, 0.3)
    south = LOCHES.latitude + random.uniform(-0.5, 0.3)
    one = Box(south=south, west=west, north=south + 0.4, east=west + 0.4)
    other = Box(south=-20.0, west=-180.0, north=60.0, east=-170.0)
    return random.choice(((one,), (one, other)))


def dates(random):
    first = TODAY + timedelta(days=random.randint(0, 40))
    nights = random.choice((1, 2, 3, 7))
    return random.choice(
        (
            (Starts(first, first, nights),),
            (Starts(first, first + timedelta(days=random.randint(1, 10)), nights),),
            tuple(
                Starts(friday, friday, 2)
                for friday in (first, first + timedelta(days=7), first + timedelta(days=14))
            ),
        )
    )
