"""Pages that stop somewhere say so: nobody takes a part for everything."""

import pytest
from django.urls import reverse

from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingOfferFactory,
    looking,
)

pytestmark = pytest.mark.django_db
PAGES = {
    "board": ("emergency.desk.presenters.board.MOST", looking),
    "desk-homes": ("emergency.desk.presenters.desk.MOST_HOMES", HousingOfferFactory),
    "calls": (
        "emergency.desk.presenters.calls.MOST",
        lambda activation: HousingOfferFactory(activation=activation, state="parked", stale=True),
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_long_page_says_how_many_it_leaves_out(client, monkeypatch, name):
    limit, make = PAGES[name]
    activation = ActivationFactory()
    client.force_login(DutyFactory(activation=activation).person)
    for _ in range(3):
        make(activation=activation)
    url = reverse(f"emergency:{name}", args=[activation.address])

    whole = client.get(url).text
    monkeypatch.setattr(limit, 1)
    cut = client.get(url).text

    assert "shown because this page is already too long" not in whole
    assert "2 more rows aren’t shown because this page is already too long" in cut
