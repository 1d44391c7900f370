"""The rates of a draft."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from hosting.offers.actions.rates import add_rate, change_rate, remove_rate
from hosting.offers.actions.review import submit_for_review
from hosting.offers.errors import TooManyRatesError, UnderReviewError
from hosting.offers.models.rates import Rate
from hosting.offers.models.stays import Stay
from tests.factories.accounts import UserFactory
from tests.factories.hosting import RateFactory, StayFactory

pytestmark = pytest.mark.django_db


def rates_of(stay):
    draft = Stay.objects.get(pk=stay.pk).get_latest_revision_as_object()
    return [(rate.sort_order, rate.label, rate.amount) for rate in draft.rates.all()]


def a_rate(label="For friends", amount=Decimal(20)):
    return Rate(own_name=label, amount=amount)


def test_add_rate_stands_beside_the_others_in_the_draft_only():
    stay = StayFactory()
    RateFactory(offer=stay, sort_order=1)

    add_rate(offer=stay, rate=a_rate(), by=stay.host)

    assert rates_of(stay) == [(1, "For anyone", 40), (2, "For friends", 20)]
    assert [rate.label for rate in Rate.objects.all()] == ["For anyone"]


def test_add_rate_pressed_twice_adds_one():
    stay = StayFactory(draft=True)

    for _press in range(2):
        add_rate(offer=stay, rate=a_rate(), by=stay.host)

    assert rates_of(stay) == [(1, "For friends", 20)]


def test_add_rate_has_an_end(settings):
    settings.HOSTING_RATES_LIMIT = 1
    stay = StayFactory(draft=True)
    RateFactory(offer=stay)

    with pytest.raises(TooManyRatesError) as refusal:
        add_rate(offer=stay, rate=a_rate(), by=stay.host)

    assert str(refusal.value) == "You’ve reached the limit of 1 rate. Remove one to add another."


def test_change_rate_changes_the_one_of_this_number():
    stay = StayFactory(draft=True)
    for number, label in enumerate(("One", "Two", "Three"), start=1):
        RateFactory(offer=stay, own_name=label, sort_order=number)

    change_rate(offer=stay, number=2, rate=a_rate("Other"), by=stay.host)

    assert [label for _number, label, _amount in rates_of(stay)] == ["One", "Other", "Three"]
    assert [rate.label for rate in Stay.objects.get().rates.all()] == ["One", "Other", "Three"]


def test_change_rate_of_no_such_number_changes_nothing():
    stay = StayFactory(draft=True)
    RateFactory(offer=stay, sort_order=1)

    change_rate(offer=stay, number=9, rate=a_rate("Other"), by=stay.host)

    assert rates_of(stay) == [(1, "For anyone", 40)]


def test_remove_rate_pressed_twice_removes_one():
    stay = StayFactory(draft=True)
    RateFactory(offer=stay, own_name="One", sort_order=1)
    RateFactory(offer=stay, own_name="Two", sort_order=2)

    for _press in range(2):
        remove_rate(offer=stay, number=1, by=stay.host)

    assert rates_of(stay) == [(2, "Two", 40)]


def test_rates_without_numbers_of_their_own_get_them_in_order():
    stay = StayFactory()
    RateFactory(offer=stay, own_name="One")
    RateFactory(offer=stay, own_name="Two")

    remove_rate(offer=stay, number=1, by=stay.host)

    assert [label for _number, label, _amount in rates_of(stay)] == ["Two"]


@pytest.mark.parametrize("deed", ["add", "change", "remove"])
def test_rates_are_the_hosts_own(deed):
    stay, by = StayFactory(), UserFactory()
    RateFactory(offer=stay, sort_order=1)

    with pytest.raises(PermissionDenied):
        {
            "add": lambda: add_rate(offer=stay, rate=a_rate(), by=by),
            "change": lambda: change_rate(offer=stay, number=1, rate=a_rate(), by=by),
            "remove": lambda: remove_rate(offer=stay, number=1, by=by),
        }[deed]()

    assert rates_of(stay) == [(1, "For anyone", 40)]


def test_rates_wait_while_a_community_reads():
    stay = StayFactory(draft=True)
    submit_for_review(offer=stay, by=stay.host)

    with pytest.raises(UnderReviewError):
        add_rate(offer=stay, rate=a_rate(), by=stay.host)
