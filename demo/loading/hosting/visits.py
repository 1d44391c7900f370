"""Published events, sites and workshops, as activities with sessions to come."""

from __future__ import annotations

from datetime import date, time, timedelta

from core.values.geo import Point
from demo.loading import dice, speech
from demo.loading.clock import Clock
from demo.loading.hosting import access, rates
from demo.loading.hosting.draft import Date, Draft, Where
from demo.loading.hosting.lodgings import credit, language_of
from demo.loading.hosting.roads import Roads
from demo.loading.world import World
from demo.records import Visit
from hosting.offers.choices.lists import ContractParty
from hosting.offers.models.activities import Activity

MINUTES = {"event": 120, "site": 75, "workshop": 150, "leisure": 120, "rental": 240}
SEATS = {"event": (15, 60), "site": (8, 25), "workshop": (4, 12), "leisure": (6, 20)}
WEEKS = {"site": 8, "workshop": 10, "leisure": 6}
HOURS = (time(10), time(10, 30), time(14), time(14, 30), time(15), time(17))
LONGEST_SERIES = 8
DAILY = 7  # days: what lasts longer is shown once a week
PARTIES = (ContractParty.ASSOCIATION, ContractParty.COMPANY, ContractParty.PUBLIC_BODY)
INTERESTS = {
    "concert": "music",
    "music": "music",
    "théâtre": "theatre",
    "spectacle": "theatre",
    "exposition": "museums",
    "musée": "museums",
    "vélo": "cycling",
    "randonnée": "walking",
    "balade": "walking",
    "vigne": "wine",
    "vin ": "wine",
    "cave": "wine",
    "jardin": "gardens",
    "château": "castles",
    "troglo": "troglodyte",
    "cuisine": "cooking",
    "oiseau": "birds",
    "ferme": "farm",
    "osier": "hands",
    "poterie": "hands",
    "atelier": "hands",
    "brocante": "markets",
    "marché": "markets",
    "enfant": "children",
    "canoë": "water",
    "piscine": "water",
    "baignade": "water",
    "histoire": "history",
    "patrimoine": "history",
    "golf": "sport",
    "tennis": "sport",
    "équitation": "sport",
    "loire": "river",
}


def draft(record: Visit, world: World, roads: Roads) -> Draft:
    """An activity that a member of the community looks after."""
    language, key, today = language_of(record), record.id, world.clock.today
    point = Point(record.lat, record.lon)
    title = record.title_en if language == "en" and record.title_en else record.title
    published = record.words_en if language == "en" else record.words
    activity = Activity(
        title=title[:120],
        language=language,
        words=published or speech.say(language, "activity_fallback", record.id),
        duration_minutes=MINUTES[record.kind],
        minimum_age=dice.pick((None, None, None, 6, 8, 12), "age", record.id),
        is_on_request=record.kind in ("rental", "leisure"),
        bring=speech.say(language, "bring", record.id) if record.kind != "event" else "",
        contract_party=dice.pick(PARTIES, "party", record.id),
        party_max=dice.pick((8, 12, 20, 30), "most", record.id),
        notice_days=dice.pick((0, 0, 1, 2), "notice", record.id),
        source=credit(record),
    )
    made = Draft(
        key=key,
        offer=activity,
        where=Where(point, f"fr:{record.insee}"),
        community=roads.community_at(point),
        needs={"step-free"} if record.step_free else set(),
        interests=interests_in(f"{record.title} {record.words}"),
    )
    made.dates = sessions(record, world.clock)
    # As long as the shortest of its sessions, and for as many people as may come to each.
    dates = made.dates
    if dates:
        shortest = min(one.ends_at - one.starts_at for one in dates)
        activity.duration_minutes = round(shortest.total_seconds() / 60)
        activity.party_max = min(one.seats for one in dates)
    made.rates = rates.visit_rates(language, record.price, record.child_price, record.free, key)
    made.access = access.survey_for(key, language, today, step_free=record.step_free)
    roads.describe(made)
    return made


def interests_in(text: str) -> set[str]:
    """What the words speak of, three things at most."""
    lowered = text.lower()
    found = [slug for word, slug in INTERESTS.items() if word in lowered]
    return set(dict.fromkeys(found[:3]))


def sessions(record: Visit, clock: Clock) -> list[Date]:
    """Published days, moved to a year from now at most; otherwise one a week."""
    seats = dice.number(*SEATS.get(record.kind, (6, 20)), "seats", record.id)
    dates: list[Date] = []
    if record.showings:
        for begins, ends_on, opens, closes in record.showings:
            first, last = date.fromisoformat(begins), date.fromisoformat(ends_on)
            step = 1 if (last - first).days < DAILY else 7
            count = min((last - first).days // step + 1, LONGEST_SERIES)
            moved = clock.moved(first)
            starts = time.fromisoformat(opens) if opens else dice.pick(HOURS, "h", record.id)
            ends = time.fromisoformat(closes) if closes else None
            dates += [
                _date(clock, moved + timedelta(days=step * turn), starts, ends, seats, record)
                for turn in range(count)
            ]
    else:
        weekday = dice.pick((2, 5, 5, 6), "weekday", record.id)
        first = clock.monday + timedelta(days=weekday)
        hour = dice.pick(HOURS, "hour", record.id)
        dates = [
            _date(clock, first + timedelta(weeks=week), hour, None, seats, record)
            for week in range(WEEKS.get(record.kind, 0))
        ]
    unique = {one.starts_at: one for one in dates}
    return [unique[start] for start in sorted(unique)]


def _date(
    clock: Clock, day: date, starts: time, ends: time | None, seats: int, record: Visit
) -> Date:
    starts_at = clock.at(day, starts)
    ends_at = clock.at(day, ends) if ends else starts_at
    if ends_at <= starts_at:
        ends_at = starts_at + timedelta(minutes=MINUTES[record.kind])
    return Date(starts_at=starts_at, ends_at=ends_at, seats=seats)


def next_dates(
    clock: Clock, weekday: int, hour: time, minutes: int, seats: int, weeks: int = 10
) -> list[Date]:
    """A series of sessions on one weekday, the first one in the week after this."""
    dates = []
    for week in range(1, weeks + 1):
        first = clock.at(clock.monday + timedelta(weeks=week, days=weekday), hour)
        dates.append(Date(first, first + timedelta(minutes=minutes), seats))
    return dates
