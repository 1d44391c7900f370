"""Other doors, for whoever was refused here."""

from core.dates import DateRange
from core.geo import Box
from hosting.models import Offer, Stay

NEARBY = 30_000.0  # metres


def free_stays_near(
    offer: Offer, *, dates: DateRange | None, party: int, limit: int = 3
) -> list[Stay]:
    """Public stays around, free on the same dates and large enough, the nearest first."""
    if offer.place is None or dates is None:
        return []
    here = offer.place.public_point
    box = Box.around(here, metres=NEARBY)
    around = (
        Stay.objects.public()
        .free_during(dates, party=party)
        .filter(
            place__latitude__range=(box.south, box.north),
            place__longitude__range=(box.west, box.east),
        )
        .exclude(pk=offer.pk)
        .select_related("place__locality", "host")
    )
    placed = [(here.distance_to(one.place.public_point), one) for one in around if one.place]
    return [one for _, one in sorted(placed, key=lambda pair: pair[0])[:limit]]
