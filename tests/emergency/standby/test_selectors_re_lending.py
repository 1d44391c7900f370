"""In which open emergencies a home that was lent before could be lent again."""

import pytest

from core.cache.caching import delete_cached
from emergency.activations.selectors.open_emergencies import KEY
from emergency.housing.models.offers import HousingOffer
from emergency.standby.selectors.re_lending import emergencies_to_lend_again
from tests.factories.emergency import ActivationFactory, HousingOfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lent():
    """A home of an emergency that is over, withdrawn by its host."""
    over = ActivationFactory(closed=True)
    offer = HousingOfferFactory(activation=over, locality__department_code="37")
    HousingOffer.objects.update(state="withdrawn")
    offer.refresh_from_db()
    return offer


def opened(**fields):
    activation = ActivationFactory(**fields)
    delete_cached(KEY)
    return activation


def test_emergencies_to_lend_again_are_open_ones_around_the_home(lent):
    around = opened(departments="37")
    opened(departments="41")

    assert emergencies_to_lend_again(lent) == [around]


def test_emergencies_to_lend_again_are_none_in_a_quiet_year(lent):
    assert emergencies_to_lend_again(lent) == []
