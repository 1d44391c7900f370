from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from demo.loading.clock import Clock
from demo.loading.hosting import visits
from demo.loading.written import DATA
from demo.records import Visit, read_records
from hosting.offers.models.access import AccessSurvey
from hosting.offers.models.activities import Activity

RECORDS = read_records(DATA / "prepared" / "touraine_activities.jsonl", Visit)


def visit(**fields):
    place = {"insee": "37027", "commune": "Bléré", "postcode": "37150", "lat": 47.3, "lon": 1.0}
    return Visit(id="a", creator="b", updated="c", title="d", kind="event", **place, **fields)


@pytest.mark.parametrize("month", range(1, 13))
def test_there_are_sessions_to_come_in_every_month_of_loading(month):
    clock = Clock(datetime(2027, month, 15, 12, tzinfo=UTC))

    dates = {record.id: visits.sessions(record, clock) for record in RECORDS}

    coming = [key for key, many in dates.items() if any(one.starts_at > clock.now for one in many)]
    assert len(coming) >= 300
    assert all(one.ends_at > one.starts_at for many in dates.values() for one in many)


def test_sessions_keep_the_published_hours():
    clock = Clock(datetime(2026, 11, 25, 12, tzinfo=UTC))
    record = visit(showings=(("2020-10-10", "2020-10-10", "08:45", "13:00"),))

    (one,) = visits.sessions(record, clock)

    assert one.starts_at == clock.at(clock.moved(date(2020, 10, 10)), time(8, 45))
    assert (one.ends_at - one.starts_at).seconds == 255 * 60


def test_sessions_of_a_long_exhibition_are_one_a_week():
    clock = Clock(datetime(2026, 11, 25, 12, tzinfo=UTC))
    record = visit(showings=(("2020-09-01", "2020-12-31", "", ""),))

    dates = visits.sessions(record, clock)

    days = [one.starts_at.date() for one in dates]
    assert [(two - one).days for one, two in pairwise(days)] == [7] * 7


def test_interests_in_finds_three_things_at_most():
    assert visits.interests_in("Concert dans un château, vin et fromage, à vélo") == {
        "music",
        "cycling",
        "wine",
    }


@pytest.mark.django_db
def test_an_activity_takes_its_length_and_people_from_sessions(small_demo):
    activities = Activity.objects.filter(sessions__isnull=False).distinct()

    assert activities.count() > 3
    for activity in activities:
        found = list(activity.sessions.all())
        lasting = {one.ends_at - one.starts_at for one in found}
        assert timedelta(minutes=activity.duration_minutes) == min(lasting), activity
        assert activity.party_max == min(one.seats for one in found), activity


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("need", "field"),
    [
        pytest.param("quiet", "has_quiet_room", id="quiet"),
        pytest.param("assistance-dog", "welcomes_assistance_dogs", id="assistance-dog"),
    ],
)
def test_no_survey_denies_a_need_that_the_offer_meets(small_demo, need, field):
    meeting = AccessSurvey.objects.filter(offer__needs__slug=need)

    assert meeting.exists()
    assert not meeting.filter(**{field: False}).exists()
