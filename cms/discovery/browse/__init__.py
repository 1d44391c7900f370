"""Five ways into stories and offers: by place, cause, interest, season and person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cms.discovery.browse import causes, interests, people, places, seasons
from cms.discovery.browse.entries import BrowseHandlers
from cms.pages.choices import BrowseBy

BROWSE_HANDLERS: Final[Mapping[BrowseBy, BrowseHandlers]] = {
    BrowseBy.PLACE: BrowseHandlers(places.entries, places.opened, places.keys),
    BrowseBy.CAUSE: BrowseHandlers(causes.entries, causes.opened, causes.keys),
    BrowseBy.INTEREST: BrowseHandlers(interests.entries, interests.opened, interests.keys),
    BrowseBy.SEASON: BrowseHandlers(seasons.entries, seasons.opened, seasons.keys),
    BrowseBy.PERSON: BrowseHandlers(people.entries, people.opened),
}
