"""The index of itineraries: what was composed, for which season, going by what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Prefetch, QuerySet
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from commons.geography.choices import TravelMode
from commons.media.models import renditions_of
from hosting.communities.models.communities import Community
from hosting.communities.models.terms import Interest
from hosting.offers.models.offers import Offer
from travel_stories.itineraries.models.editions import (
    EditionStage,
    ItineraryEdition,
)
from travel_stories.itineraries.selectors import modes_of
from travel_stories.stories.choices import Season
from travel_stories.stories.presenters.filtered_lists import FilteredList, filtered_list
from travel_stories.stories.presenters.lists import StoryCard

BESIDE: Final = 3  # cards on the page of something else
WHOLE_YEAR: Final = 12  # months


@dataclass(frozen=True, slots=True)
class ItineraryFilter:
    """What somebody looks for; nothing is as good as anything."""

    theme: Interest | None = None
    season: str = ""
    mode: str = ""
    community: Community | None = None

    def pairs(self) -> dict[str, str]:
        """As they stand in an address."""
        values = {
            "theme": self.theme.slug if self.theme else "",
            "season": self.season,
            "by": self.mode,
            "community": self.community.public_id if self.community else "",
        }
        return {name: value for name, value in values.items() if value}


def itinerary_list(wishes: ItineraryFilter, page: str | None) -> FilteredList[StoryCard]:
    """One page, the newest first."""
    labels = {
        "theme": wishes.theme.name if wishes.theme else "",
        "season": str(Season(wishes.season).label) if wishes.season else "",
        "by": str(TravelMode(wishes.mode).label) if wishes.mode else "",
        "community": wishes.community.name if wishes.community else "",
    }
    found = ItineraryEdition.objects.public()
    if wishes.theme:
        found = found.filter(themes=wishes.theme)
    if wishes.season:
        found = found.good_in(wishes.season)
    if wishes.mode:
        found = found.going_by(wishes.mode)
    if wishes.community:
        found = found.crossing_communities(Community.objects.filter(pk=wishes.community.pk))
    rows = found.newest()
    return filtered_list(rows, wishes, page, cards=itinerary_cards, labels=labels)


def itinerary_cards(editions: QuerySet[ItineraryEdition]) -> list[StoryCard]:
    """As many reads for twelve as for one."""
    return list(cards_by_itinerary(editions).values())


def cards_by_itinerary(editions: QuerySet[ItineraryEdition]) -> dict[int, StoryCard]:
    """The same under the keys of their itineraries."""
    ways = EditionStage.objects.order_by("day", "rank", "pk").only("mode", "edition")
    rows = editions.select_related("itinerary__community", "cover").prefetch_related(
        renditions_of("cover"), Prefetch("stages", queryset=ways)
    )
    cards = {}
    for edition in rows:
        modes = modes_in_words(modes_of(list(edition.stages.all())[:-1]))
        months = months_in_words(edition.season_from, edition.season_until)
        cards[edition.itinerary_id] = StoryCard(
            title=edition.title,
            url=edition.itinerary.get_absolute_url(),
            words=edition.summary,
            lang=edition.language,
            kicker=" · ".join(part for part in (days_in_words(edition.days), modes) if part),
            line=" · ".join((edition.itinerary.community.name, months)),
            picture=edition.cover.picture if edition.cover else None,
            art="itinerary",
        )
    return cards


def itineraries_through(offers: QuerySet[Offer]) -> list[StoryCard]:
    """Those with a step at one of these offers, the newest first."""
    return itinerary_cards(ItineraryEdition.objects.public().crossing(offers).newest()[:BESIDE])


def itineraries_of_communities(communities: Sequence[Community]) -> list[StoryCard]:
    """Composed by these, or with a step at what one of them offers."""
    keys = Community.objects.filter(pk__in=[one.pk for one in communities])
    found = ItineraryEdition.objects.public().crossing_communities(keys)
    return itinerary_cards(found.newest()[:BESIDE])


def themes_composed() -> QuerySet[Interest]:
    """Those that a public itinerary has."""
    theme_ids = ItineraryEdition.themes.through.objects.values("interest")
    return Interest.objects.filter(pk__in=theme_ids)


def communities_composed() -> QuerySet[Community]:
    """Those that a public itinerary comes from or leads through."""
    editions = ItineraryEdition.objects.public()
    steps = EditionStage.objects.filter(edition__in=editions)
    own = Community.objects.filter(pk__in=editions.values("itinerary__community"))
    crossed = Community.objects.filter(pk__in=steps.values("offer__community"))
    return Community.objects.public() & (own | crossed)


def modes_composed() -> list[TravelMode]:
    """Those by which one goes on somewhere, in the order of the list of all of them."""
    used = set(
        EditionStage.objects.filter(edition__in=ItineraryEdition.objects.public())
        .exclude(mode="")
        .order_by()
        .values_list("mode", flat=True)
        .distinct()
    )
    return [mode for mode in TravelMode if mode in used]


def months_in_words(first: int, last: int) -> str:
    """`April to October`, `May`; the whole year says nothing of itself."""
    if (last - first) % WHOLE_YEAR == WHOLE_YEAR - 1:
        return _("all year round")
    if first == last:
        return str(MONTHS[first])
    return pgettext("months", "%(first)s to %(last)s") % {
        "first": str(MONTHS[first]),
        "last": str(MONTHS[last]),
    }


def days_in_words(days: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def modes_in_words(modes: Iterable[TravelMode]) -> str:
    return ", ".join(str(mode.label) for mode in modes)
