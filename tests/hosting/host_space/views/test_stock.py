"""The step in which a host counts what is left."""

import pytest
from django.urls import reverse

from hosting.calendars.models import Hold
from hosting.offers.models.goods import Product
from hosting.requests.states import ProposalState, RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    AgreementFactory,
    GoodsRequestFactory,
    ProductFactory,
    ProposalFactory,
    StayFactory,
)

pytestmark = pytest.mark.django_db


def left_of(product):
    return Product.objects.get(pk=product.pk).stock


def url_of(offer):
    return reverse("hosting:offer-stock", args=[offer.public_id])


@pytest.mark.parametrize(("left", "stock"), [("12", 12), ("0", 0), ("", None)])
def test_stock_is_changed_at_once(send, left, stock):
    product = ProductFactory(stock=5)

    answer = send("offer-stock", product, left=left, seen="5")

    assert (answer.status_code, left_of(product)) == (302, stock)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"left": "-1", "seen": "5"}, "Enter how many are left: from 0 to 9999."),
        ({"left": "ten", "seen": "5"}, "Enter how many are left: from 0 to 9999."),
        ({"left": "12", "seen": "4"}, "The stock has changed since you opened this page"),
    ],
    ids=["below-zero", "no-number", "changed-since"],
)
def test_impossible_stock_comes_back_as_it_was_typed(send, data, words):
    product = ProductFactory(stock=5)

    answer = send("offer-stock", product, **data)

    assert (answer.status_code, left_of(product)) == (422, 5)
    assert words in answer.text
    assert answer.context["form"]["left"].value() == data["left"]
    assert answer.context["form"]["seen"].value() == "5"


def test_stock_says_what_is_promised_and_what_visitors_see(client):
    request = GoodsRequestFactory(state=RequestState.AGREED)
    AgreementFactory(request=request)
    client.force_login(request.host)

    page = client.get(url_of(request.offer)).text
    offers = client.get(reverse("hosting:host-offers")).text

    assert "What visitors see: 3 left." in page
    assert "2 items are agreed on and not handed over yet." in page
    assert "3 left" in offers


def test_stock_counts_what_a_joint_request_holds(client):
    """The host has said yes, others of the set haven't answered."""
    request = GoodsRequestFactory(state=RequestState.HELD)
    hold = Hold.objects.create(product=request.offer.product, quantity=2)
    ProposalFactory(request=request, state=ProposalState.HELD, hold=hold)
    client.force_login(request.host)

    page = client.get(url_of(request.offer)).text

    assert "2 items are agreed on and not handed over yet." in page


def test_stock_is_a_step_of_products_and_of_their_hosts(client):
    product, stay = ProductFactory(stock=5), StayFactory()
    statuses = []
    for person, offer in ((UserFactory(), product), (stay.host, stay)):
        client.force_login(person)
        statuses.append(client.get(url_of(offer)).status_code)

    assert statuses == [404, 404]
