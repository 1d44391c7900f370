"""A condition that is written once counts from the day of each query."""

from datetime import date

import pytest
from django.db.models import Q

from commons.organisations.models import Mandate
from core.db.expressions import Today
from tests.factories.organisations import MandateFactory

pytestmark = pytest.mark.django_db
BEGUN = Q(starts_on__lte=Today())


@pytest.mark.parametrize(("day", "count"), [("2027-05-01", 0), ("2027-05-02", 1)])
def test_today_is_the_day_of_the_query(time_machine, day, count):
    MandateFactory(starts_on=date(2027, 5, 2))

    time_machine.move_to(f"{day}T12:00:00+00:00")

    assert Mandate.objects.filter(BEGUN).count() == count


def test_a_query_that_is_kept_counts_from_the_day_it_is_sent(time_machine):
    MandateFactory(starts_on=date(2027, 5, 2))
    time_machine.move_to("2027-05-01T12:00:00+00:00")
    kept = Mandate.objects.filter(BEGUN)
    before = kept.count()

    time_machine.move_to("2027-05-02T12:00:00+00:00")

    assert (before, kept.count()) == (0, 1)
