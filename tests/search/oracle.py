"""The contract of search in plain Python: slow, obvious, and what every engine is compared with."""

from collections import Counter
from datetime import timedelta

from hosting.offers.choices.lists import Facet
from search.index.documents import OfferDocument
from search.query.offer_query import NEW_FOR, OfferQuery, Starts
from search.query.states import Order


def fits(document: OfferDocument, query: OfferQuery) -> bool:
    return not lacks(document, query)


def lacks(document, query):
    """The facets that aren't met, and "all" for anything else that isn't."""
    missing = {facet for facet in Facet if not meets(document, query, facet)}
    if not (lies(document, query) and takes(document, query) and is_free(document, query)):
        missing.add("all")
    return missing


def meets(document, query, facet):
    chosen, values = choice(query, facet), document.tags.get(facet, frozenset())
    return chosen <= values if facet.holds_all else not chosen or bool(chosen & values)


def choice(query, facet):
    """People alone ask stays and activities."""
    if facet == Facet.KIND and names_people_alone(query):
        return {"stay", "activity"}
    return query.chosen.get(facet, frozenset())


def names_people_alone(query):
    return query.party is not None and not query.text and not query.chosen.get(Facet.KIND)


def has_stays_first(query):
    by_distance = query.order == Order.DISTANCE and query.near
    asks = query.dates or names_people_alone(query)
    return query.order != Order.NEWEST and not by_distance and bool(asks)


def lies(document, query):
    if (query.near or query.inside) and document.point is None:
        return False
    if query.near and not any(
        document.point.distance_to(near.point) <= near.km * 1_000 for near in query.near
    ):
        return False
    return not query.inside or any(
        box.south <= document.point.latitude <= box.north
        and box.west <= document.point.longitude <= box.east
        for box in query.inside
    )


def metres(document, query):
    if not query.near or document.point is None:
        return None
    return min(document.point.distance_to(near.point) for near in query.near)


def takes(document, query):
    return query.party is None or document.party_min <= query.share <= document.party_max


def is_free(document, query):
    return not query.dates or any(is_free_for(document, query, starts) for starts in query.dates)


def is_free_for(document, query, starts: Starts):
    if any(
        starts.first <= seats.day <= starts.latest_day and seats.seats >= query.share
        for seats in document.seats
    ):
        return True
    if not document.min_nights <= starts.nights <= document.max_nights:
        return False
    first = max(starts.first, query.today + timedelta(days=document.notice_days))
    length = timedelta(days=starts.nights)
    return any(
        room.sleeps >= query.share
        and max(first, span.check_in) <= min(starts.last, span.check_out - length)
        for room in document.rooms
        for span in room.spans
    )


def fresh(document, query):
    return max(0, NEW_FOR - (query.today - document.published_on).days)


def in_order(documents, query):
    """Everything that fits, in the order of a question without text."""
    found = [document for document in documents if fits(document, query)]
    return sorted(found, key=lambda document: key(document, query))


def key(document, query):
    draw = (document.draws[query.draw], document.pk)
    if query.order == Order.NEWEST:
        return (-document.published_on.toordinal(), *draw)
    kind = (is_other(document),) if has_stays_first(query) else ()
    if query.near:
        distance = metres(document, query)
        near = () if query.order == Order.DISTANCE else (-fresh(document, query),)
        return (*kind, distance, *near, *draw)
    return (*kind, -fresh(document, query), *draw)


def is_other(document):
    """Than a stay, which comes first where somebody names nights."""
    return "stay" not in document.tags[Facet.KIND]


def facets(documents, query):
    counts = {facet: Counter() for facet in Facet}
    for document in documents:
        missing = lacks(document, query)
        for facet in Facet:
            if not missing or (missing == {facet} and not facet.holds_all):
                counts[facet].update(document.tags.get(facet, ()))
    return {facet: dict(counter) for facet, counter in counts.items()}
