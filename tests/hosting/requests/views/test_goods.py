"""Pages on which a quantity of a product is asked for, proposed, agreed on and handed over."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from hosting.offers.choices.lists import RateUnit
from hosting.offers.models.goods import Product
from hosting.requests.models.requests import Request
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    AgreementFactory,
    GoodsRequestFactory,
    ProductFactory,
    ProposalFactory,
    RateFactory,
)

pytestmark = pytest.mark.django_db


def url_of(name, *args):
    with translation.override("en"):
        return reverse(f"hosting:{name}", args=args)


@pytest.fixture
def jam():
    """Five jars at €6."""
    product = ProductFactory(stock=5)
    RateFactory(offer=product, amount=Decimal(6), unit=RateUnit.ITEM)
    return product


def ask(client, product, **changes):
    client.force_login(UserFactory())
    asked = {"quantity": "2", "message": "May I?", "rate": product.rates.get().pk, "key": uuid4()}
    return client.post(url_of("request-ask", product.address), asked | changes)


def test_the_page_of_a_product_says_how_many_are_left_and_asks_how_many(client, jam):
    page = client.get(jam.get_absolute_url(), {"quantity": "3"})

    assert "5 left" in page.text
    assert page.context["form"]["quantity"].value() == "3"
    assert "adults" not in page.context["form"].fields
    assert "€18" in page.text


def test_the_page_of_a_product_stays_readable_when_none_are_left(client):
    product = ProductFactory(stock=0, words="Of our own plums.")

    page = client.get(product.get_absolute_url()).text

    assert "Of our own plums." in page
    assert "None left at the moment." in page
    assert "Log in to get an email when it’s back in stock" in page
    assert 'name="quantity"' not in page


def test_ask_sends_the_quantity_and_the_price_follows_it(client, jam):
    response = ask(client, jam)

    request = Request.objects.get()
    page = client.get(response["Location"]).text
    assert (request.quantity, request.adults, request.proposals.get().total) == (2, 1, 12)
    assert "2 items" in page
    assert "2 × €6 = €12" in page


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        ("9", "Only 5 left: ask for 5 or fewer."),
        ("0", "Enter how many you’d like: from 1 to 500."),
        ("501", "Enter how many you’d like: from 1 to 500."),
        ("some", "Enter how many you’d like: from 1 to 500."),
    ],
    ids=["above-stock", "none", "above-limit", "no-number"],
)
def test_ask_refuses_an_impossible_quantity_and_loses_nothing(client, jam, quantity, words):
    page = ask(client, jam, quantity=quantity)

    assert page.status_code == 422
    assert words in page.text
    assert "May I?" in page.text
    assert not Request.objects.exists()


def test_a_refusal_of_the_stock_is_said_in_french_with_its_plural(client, jam):
    refusals = []
    for stock in (1, 2):
        Product.objects.update(stock=stock)
        client.force_login(UserFactory(language="fr"))
        with translation.override("fr"):
            url = reverse("hosting:request-ask", args=[jam.address])
        refusals.append(client.get(url, {"quantity": "3"}).text)

    assert "Il n’en reste que 1\u00a0: demandez-en 1." in refusals[0]
    assert "Il n’en reste que 2\u00a0: demandez-en 2 ou moins." in refusals[1]


def test_a_proposal_asks_how_many_and_counts_the_total_anew(client):
    request = ProposalFactory(request=GoodsRequestFactory(), total=Decimal(12)).request
    client.force_login(request.host)
    url = url_of("proposal-make", request.public_id)

    left_behind = client.post(url, {"quantity": "3", "total": "12"})
    counted = client.get(url_of("proposal-total", request.public_id), {"quantity": "3"})
    client.post(url, {"quantity": "3", "total": "18"})

    assert "At this rate, the total for this quantity is €18." in left_behind.text
    assert counted.json()["total"] == "18.00"
    assert request.proposals.last().quantity == 3


def test_an_agreement_names_the_quantity_on_its_page_and_in_print(client):
    request = GoodsRequestFactory(state=RequestState.AGREED)
    AgreementFactory(request=request, total=Decimal(12))
    client.force_login(request.guest)

    pages = [
        client.get(url_of(name, request.public_id)).text
        for name in ("request-detail", "agreement-print")
    ]

    for page in pages:
        assert "2 items" in page
        assert "2 × €6 = €12 in total" in page


def test_both_are_mailed_the_quantity(client, committed, mailoutbox):
    request = GoodsRequestFactory(state=RequestState.TENTATIVE)
    ProposalFactory(request=request, total=Decimal(12))
    client.force_login(request.guest)

    with committed():
        client.post(url_of("proposal-agree", request.public_id, 1))

    assert len(mailoutbox) == 2
    for mail in mailoutbox:
        assert "2 items\n2 × €6 = €12 in total" in mail.body


def test_the_host_marks_goods_as_handed_over(client):
    request = GoodsRequestFactory(state=RequestState.AGREED)
    AgreementFactory(request=request)
    url = url_of("agreement-hand-over", request.public_id)
    client.force_login(request.host)

    offered = client.get(url_of("request-detail", request.public_id)).text
    page = client.post(url, follow=True).text

    assert "Mark as handed over" in offered
    assert "Hand-over recorded." in page
    assert "The host marked this as handed over." in page


def test_a_cancellation_says_that_the_goods_are_back(client):
    request = GoodsRequestFactory(state=RequestState.AGREED)
    AgreementFactory(request=request)
    client.force_login(request.guest)

    page = client.post(url_of("agreement-cancel", request.public_id), follow=True).text

    assert "What was agreed is back in stock." in page


def test_the_field_of_a_quantity_ends_at_the_stock(client):
    client.force_login(UserFactory())
    ends = []

    for stock in (12, None):
        product = ProductFactory(stock=stock)
        page = client.get(url_of("request-ask", product.public_id))
        ends.append(page.context["form"].fields["quantity"].widget.attrs["max"])

    assert ends == [12, settings.HOSTING_QUANTITY_LIMIT]
