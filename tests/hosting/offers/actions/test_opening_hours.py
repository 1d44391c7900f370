"""The opening hours of a draft."""

from datetime import time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core.values.opening_hours import OpeningPeriod
from hosting.offers.actions.opening_hours import (
    add_opening_hours,
    change_opening_hours,
    remove_opening_hours,
)
from hosting.offers.actions.review import submit_for_review
from hosting.offers.errors import (
    OverlappingHoursError,
    TooManyOpeningHoursError,
    UnderReviewError,
)
from hosting.offers.models.goods import Product
from hosting.offers.models.offers import Offer
from hosting.offers.models.opening_hours import OpeningHours
from hosting.offers.selectors.opening_hours import opening_hours_subquery, parse_opening_hours
from tests.factories.accounts import UserFactory
from tests.factories.hosting import OpeningHoursFactory, ProductFactory, RateFactory

pytestmark = pytest.mark.django_db


def hours_of(product):
    draft = Product.objects.get(pk=product.pk).get_latest_revision_as_object()
    rows = draft.opening_hours.all()
    return [(row.sort_order, row.weekdays, str(row)) for row in rows]


def a_line(days=(0,), opens=9, closes=12, **fields):
    return OpeningHours(weekdays=list(days), opens=time(opens), closes=time(closes), **fields)


def test_hours_are_added_changed_and_removed_in_the_draft_only():
    product = ProductFactory()

    add_opening_hours(offer=product, hours=a_line(), by=product.host)
    add_opening_hours(offer=product, hours=a_line((5,)), by=product.host)
    change_opening_hours(offer=product, number=1, hours=a_line(closes=13), by=product.host)
    remove_opening_hours(offer=product, number=2, by=product.host)

    assert hours_of(product) == [(1, [0], "09:00–13:00")]
    assert list(OpeningHours.objects.all()) == []


def test_the_same_hours_sent_twice_are_added_once():
    product = ProductFactory(draft=True)

    for _press in range(2):
        add_opening_hours(offer=product, hours=a_line(), by=product.host)

    assert len(hours_of(product)) == 1


def test_hours_that_overlap_are_refused():
    product = ProductFactory(draft=True)
    add_opening_hours(offer=product, hours=a_line((0, 1)), by=product.host)
    add_opening_hours(offer=product, hours=a_line((3,)), by=product.host)

    with pytest.raises(OverlappingHoursError):
        add_opening_hours(offer=product, hours=a_line((1, 2), 11, 14), by=product.host)
    with pytest.raises(OverlappingHoursError):
        change_opening_hours(offer=product, number=2, hours=a_line((1,)), by=product.host)

    assert [days for _number, days, _words in hours_of(product)] == [[0, 1], [3]]


def test_hours_have_an_end(settings):
    settings.HOSTING_OPENING_HOURS_LIMIT = 1
    product = ProductFactory(draft=True)
    add_opening_hours(offer=product, hours=a_line(), by=product.host)

    with pytest.raises(TooManyOpeningHoursError) as refusal:
        add_opening_hours(offer=product, hours=a_line((5,)), by=product.host)

    assert (
        str(refusal.value) == "You’ve reached the limit of 1 line of opening hours. Remove one "
        "to add another."
    )


@pytest.mark.parametrize(
    ("action", "arguments"),
    [
        (add_opening_hours, {"hours": a_line()}),
        (change_opening_hours, {"number": 1, "hours": a_line()}),
        (remove_opening_hours, {"number": 1}),
    ],
)
def test_hours_are_of_hosts(action, arguments):
    product = ProductFactory(draft=True)
    RateFactory(offer=product)

    with pytest.raises(PermissionDenied):
        action(offer=product, by=UserFactory(), **arguments)
    submit_for_review(offer=product, by=product.host)
    with pytest.raises(UnderReviewError):
        action(offer=product, by=product.host, **arguments)


@pytest.mark.parametrize(
    "fields",
    [
        {"closes": time(9)},
        {"closes": time(8)},
        {"closes_next_day": True},
        {"season_from": 4},
        {"season_until": 4},
    ],
)
def test_the_database_refuses_hours_that_can_not_be(fields):
    product = ProductFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningHoursFactory(offer=product, **fields)


def test_hours_come_with_the_read_of_their_offer(django_assert_num_queries):
    product = ProductFactory()
    OpeningHoursFactory(
        offer=product, sort_order=2, weekdays=[5, 6], season_from=11, season_until=3
    )
    OpeningHoursFactory(offer=product, sort_order=1, closes=time(9), closes_next_day=True)
    OpeningHoursFactory(note="Of another.")

    with django_assert_num_queries(1):
        offer = Offer.objects.annotate(hours_json=opening_hours_subquery()).get(pk=product.pk)
        found = parse_opening_hours(offer.hours_json)

    assert found == (
        OpeningPeriod((0,), time(9), time(9), closes_next_day=True),
        OpeningPeriod((5, 6), time(9), time(12), season=(11, 3)),
    )
    assert found == tuple(row.period for row in product.opening_hours.all())
