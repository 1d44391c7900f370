"""Five ways into stories and offers: by place, cause, interest, season and person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cms.enums import WayIn
from cms.queries.wandering.ways_in import causes, interests, people, places, seasons
from cms.queries.wandering.ways_in.entries import Way

WAYS: Final[Mapping[WayIn, Way]] = {
    WayIn.PLACE: Way(places.entries, places.opened, places.keys),
    WayIn.CAUSE: Way(causes.entries, causes.opened, causes.keys),
    WayIn.INTEREST: Way(interests.entries, interests.opened, interests.keys),
    WayIn.SEASON: Way(seasons.entries, seasons.opened, seasons.keys),
    WayIn.PERSON: Way(people.entries, people.opened),
}
