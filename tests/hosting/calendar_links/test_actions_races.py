"""Two presses at once create one link. The control shows what the lock is for."""

from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError

from hosting.calendar_links.actions import create_link
from hosting.calendar_links.choices import LinkScope
from hosting.calendar_links.models import CalendarLink
from tests.factories.hosting import UnitFactory
from tests.rivals import at_once, outcomes_at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

RIVALS = 4


def test_create_link_pressed_at_once_gives_one():
    unit = UnitFactory()

    outcomes = outcomes_at_once(*[partial(create_link, unit=unit, by=unit.offer.host)] * RIVALS)

    assert list(outcomes) == ["done"] * RIVALS
    assert CalendarLink.objects.count() == 1


def test_control_without_the_lock_the_second_press_is_an_error():
    unit = UnitFactory()
    looked = Barrier(2)

    def create():
        known = CalendarLink.objects.filter(unit=unit).exists()
        looked.wait(timeout=10)
        if known:
            return "known"
        try:
            CalendarLink.objects.create(host=unit.offer.host, unit=unit, scope=LinkScope.UNIT)
        except IntegrityError:
            return "refused by the key"
        return "created"

    assert sorted(at_once(create, create)) == ["created", "refused by the key"]
