"""A day is counted once, in numbers, and whoever is on duty hears of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.notifications.models import Notice
from core.permissions import SYSTEM
from emergency.figures.actions import keep_figures
from emergency.figures.choices import Measure
from emergency.figures.models import DailyFigure
from emergency.figures.periodic import keep_figures_of_yesterday
from emergency.housing.actions.placements import record_no_show
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    housed,
    in_days,
    placed,
)

pytestmark = pytest.mark.django_db


def counted(activation, day=None):
    """Sums of a day by their measure, without what is zero."""
    day = day or timezone.localdate()
    keep_figures(activation=activation, day=day, by=SYSTEM)
    numbers = {}
    for figure in activation.figures.filter(day=day, number__gt=0):
        numbers[figure.measure] = numbers.get(figure.measure, 0) + figure.number
    return numbers


def test_keep_figures_counts_what_happened_and_how_things_stand():
    activation = ActivationFactory()
    late = HousingRequestFactory(activation=activation, pets=True, travel_mode="car")
    type(late).objects.filter(pk=late.pk).update(created_at=timezone.now() - timedelta(days=2))
    housed(activation=activation)
    HousingOfferFactory(activation=activation, state="parked", stale=True)

    assert counted(activation) == {
        Measure.ASKED: 2,
        Measure.HOUSED: 1,
        Measure.WAITING: 1,
        Measure.OVER_LIMIT: 1,
        Measure.WITH_PET: 1,
        Measure.FRESH: 1,
        Measure.STALE: 1,
    }


def test_keep_figures_counts_trouble_as_a_number():
    stay = placed(check_in=in_days(0))
    by = DutyFactory(activation=stay.activation).person
    record_no_show(placement=stay, reason="nobody at the door", by=by)

    numbers = counted(stay.activation)

    assert numbers[Measure.INCIDENTS] == 1
    assert numbers[Measure.WAITING] == 1  # back in the queue


def test_keep_figures_counts_one_request_once_however_often_it_moved_in():
    stay = housed()
    event = stay.activation.events.filter(noun="request", new="housed").get()
    type(event).objects.create(
        activation=stay.activation,
        noun=event.noun,
        number=event.number,
        side=event.side,
        old="confirmed",
        new="housed",
    )

    assert counted(stay.activation)[Measure.HOUSED] == 1


def test_keep_figures_counts_a_day_once():
    activation = ActivationFactory()
    HousingRequestFactory(activation=activation)

    first = counted(activation)
    HousingRequestFactory(activation=activation)

    assert counted(activation) == first
    assert not keep_figures(activation=activation, day=timezone.localdate(), by=SYSTEM)


def test_keep_figures_keeps_each_category_and_its_zeros():
    activation = ActivationFactory()
    request, other = (
        HousingRequestFactory(activation=activation),
        CategoryFactory(activation=activation),
    )
    keep_figures(activation=activation, day=timezone.localdate(), by=SYSTEM)

    asked = activation.figures.filter(measure=Measure.ASKED)

    assert dict(asked.values_list("category", "number")) == {request.category_id: 1, other.pk: 0}


def test_keep_figures_leaves_other_days_alone():
    activation = ActivationFactory(opened_at=timezone.now() - timedelta(days=3))
    HousingRequestFactory(activation=activation)

    yesterday = timezone.localdate() - timedelta(days=1)

    assert counted(activation, yesterday)[Measure.WAITING] == 1
    assert Measure.ASKED not in counted(activation, yesterday)


def test_keep_figures_counts_no_day_before_the_emergency():
    activation = ActivationFactory()
    long_ago = timezone.localdate() - timedelta(days=2)

    assert not keep_figures(activation=activation, day=long_ago, by=SYSTEM)
    assert not DailyFigure.objects.exists()


def test_keep_figures_is_left_to_the_clock():
    activation = ActivationFactory()

    for by in (UserFactory(), DutyFactory(activation=activation).person):
        with pytest.raises(PermissionDenied):
            keep_figures(activation=activation, day=timezone.localdate(), by=by)


def test_the_clock_counts_yesterday_and_tells_whoever_is_on_duty():
    activation = ActivationFactory(opened_at=timezone.now() - timedelta(days=3))
    HousingRequestFactory(activation=activation)
    nadia = DutyFactory(activation=activation).person
    DutyFactory(activation=activation, ended_at=timezone.now())

    keep_figures_of_yesterday()
    keep_figures_of_yesterday()

    [notice] = Notice.objects.all()
    assert notice.recipient == nadia
    assert notice.data["waiting"] == 1
