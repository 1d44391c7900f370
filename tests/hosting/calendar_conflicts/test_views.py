"""Both sides of dates taken twice, on the pages of a calendar."""

from datetime import date

import pytest
from django.urls import reverse

from core.text.formatting import format_date_range
from hosting.calendar_conflicts.models import CalendarConflict
from tests.factories.calendar_conflicts import CalendarConflictFactory
from tests.factories.hosting import MAY, UnitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 5, 1))]


@pytest.fixture
def conflict():
    return CalendarConflictFactory()


def url_of(conflict, name):
    return reverse(f"hosting:calendar-conflict-{name}", args=[conflict.public_id])


@pytest.mark.parametrize("page", ["unit-calendar", "calendar-feeds"])
def test_a_host_sees_both_sides_and_what_to_do(client, conflict, page):
    unit, agreement = conflict.feed.unit, conflict.hold.agreement
    client.force_login(unit.offer.host)

    shown = client.get(reverse(f"hosting:{page}", args=[unit.public_id])).text

    for words in (
        "Dates taken twice",
        format_date_range(MAY),
        "Elsewhere: The other site",
        f'href="{agreement.get_absolute_url()}"',
        agreement.guest_name,
        "Keep both",
    ):
        assert words in shown


def test_both_are_kept_and_shown_again(client, conflict):
    client.force_login(conflict.feed.unit.offer.host)
    page = conflict.get_absolute_url()

    CalendarConflict.objects.update(is_echo=True)
    kept = client.post(url_of(conflict, "dismiss"), follow=True)
    undone = client.post(url_of(conflict, "restore"))

    assert "You’re keeping both." in kept.text
    assert "Probably these same dates, sent back by the other site." in kept.text
    assert undone.url == page
    assert CalendarConflict.objects.get().dismissed_at is None


@pytest.mark.parametrize("name", ["dismiss", "restore"])
def test_a_conflict_is_not_there_for_another_host(client, conflict, name):
    client.force_login(UnitFactory().offer.host)

    assert client.post(url_of(conflict, name)).status_code == 404
