"""Small markets drawn by chance, crowded enough for requests to get into each other's way."""

from datetime import time

from hypothesis import strategies as st

from emergency.matching.market import Beds, Household, Means, Presence, Shift, Sleepers, Terms
from tests.emergency.matching.markets import NOW, a_home, a_market, a_request, at, nights

some_households = st.frozensets(st.sampled_from(Household))
some_presences = st.frozensets(st.sampled_from(Presence), max_size=2)
rarely = st.sampled_from([False, False, False, True])
spans = st.builds(nights, st.integers(0, 12), st.integers(1, 8))
shifts = st.sampled_from(
    [Shift(time(10), time(15)), Shift(time(8), time(16)), Shift(time(21), time(7))]
)


@st.composite
def requests(draw, number):
    return a_request(
        f"R{number}",
        work=at(draw(st.sampled_from([0, 4]))),
        nights=draw(spans),
        longest_minutes=draw(st.integers(5, 60)),
        sleepers=draw(st.builds(Sleepers, st.integers(1, 2), st.integers(0, 1), st.integers(0, 1))),
        means=draw(st.frozensets(st.sampled_from(Means), min_size=1)),
        shifts=(draw(shifts),),
        whole_place=draw(st.booleans()),
        household=draw(some_households),
        step_free=draw(rarely),
        pets=draw(rarely),
        smokes=draw(rarely),
        avoids=draw(some_presences),
        by_hand=draw(rarely),
        splits=draw(st.booleans()),
        blocked=frozenset(draw(st.sets(st.sampled_from(["H0", "H1"]), max_size=1))),
        urgency=draw(st.integers(0, 3)),
        waiting_days=draw(st.integers(0, 4)),
        wishes=frozenset(draw(st.sets(st.sampled_from(["garden", "quiet"])))),
    )


@st.composite
def homes(draw, number):
    return a_home(
        f"H{number}",
        host=draw(st.sampled_from(["Ada", "Ben", f"host {number}"])),
        point=at(draw(st.integers(0, 12))),
        windows=tuple(
            draw(
                st.lists(
                    st.builds(nights, st.integers(0, 6), st.integers(4, 24)), max_size=2, min_size=1
                )
            )
        ),
        taken=tuple(draw(st.lists(spans, max_size=1))),
        gap=draw(st.integers(0, 2)),
        beds=Beds(*draw(st.tuples(st.integers(1, 3), st.integers(0, 2), st.integers(0, 1)))),
        shared=draw(rarely),
        household=draw(some_households),
        presences=draw(some_presences),
        step_free=draw(st.booleans()),
        pets=draw(st.booleans()),
        smoking=draw(st.booleans()),
        most_people=draw(st.sampled_from([None, None, 2])),
        least_nights=draw(st.sampled_from([1, 1, 3])),
        most_nights=draw(st.sampled_from([None, None, 6])),
        live=not draw(rarely),
        check_level=draw(st.integers(1, 2)),
        asks_left=draw(st.integers(0, 3)),
        reply=draw(st.sampled_from([0.25, 1.0])),
        load=draw(st.integers(0, 2)),
        features=frozenset(draw(st.sets(st.sampled_from(["garden", "quiet"])))),
    )


@st.composite
def markets(draw, most=7):
    people, places = draw(st.integers(1, most)), draw(st.integers(0, most))
    return a_market(
        [draw(requests(number)) for number in range(people)],
        [draw(homes(number)) for number in range(places)],
        terms=Terms(now=NOW, least_gap=draw(st.integers(0, 1))),
        tie_break_seed=draw(st.sampled_from(["", "spring"])),
    )
