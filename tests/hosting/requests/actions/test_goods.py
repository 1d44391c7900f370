"""A quantity of a product: asked for, proposed, agreed on, and put back or handed over."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from core.states import IllegalTransitionError
from hosting.calendars.models import Hold
from hosting.notes.actions.notes import leave_note
from hosting.offers.choices.lists import RateUnit
from hosting.offers.errors import NoneLeftError, StockTakenError, StockTakenSinceError
from hosting.offers.models.goods import Product
from hosting.requests.actions.agreements import (
    cancel_agreement,
    report_hand_over,
    report_no_show,
)
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.actions.requests import decline_request, send_request
from hosting.requests.models.requests import ProposedTerms, Request, RequestDraft
from hosting.requests.states import RequestState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    AgreementFactory,
    GoodsRequestFactory,
    ProductFactory,
    ProposalFactory,
    RateFactory,
    RequestSetFactory,
)

pytestmark = pytest.mark.django_db

SIX_EACH = {"amount": Decimal(6), "unit": RateUnit.ITEM}


def ask(product, guest, **changes):
    asked = {"adults": 1, "message": "May I?"} | changes
    return send_request(draft=RequestDraft(product, **asked), key=uuid4(), by=guest)


def left_of(offer):
    return Product.objects.get(pk=offer.pk).stock


@pytest.fixture
def agreement():
    """Two of five jars."""
    return AgreementFactory(request=GoodsRequestFactory(state=RequestState.AGREED))


def test_two_of_five_jars_are_asked_for_and_agreed_on():
    product = ProductFactory(stock=5)
    rate = RateFactory(offer=product, **SIX_EACH)

    request = ask(product, UserFactory(), rate=rate, quantity=2)
    before = left_of(product)
    agreement = agree_to_proposal(proposal=request.proposals.get(), by=product.host)

    assert (before, left_of(product)) == (5, 3)
    assert (agreement.quantity, agreement.total) == (2, Decimal("12.00"))
    assert (agreement.hold.product, agreement.hold.quantity) == (product, 2)


def test_who_does_not_say_how_many_asks_for_one():
    request = ask(ProductFactory(stock=5), UserFactory())

    assert request.quantity == 1


def test_a_product_that_is_not_counted_holds_nothing():
    product = ProductFactory(stock=None)
    request = ask(product, UserFactory(), quantity=40)

    agreement = agree_to_proposal(proposal=request.proposals.get(), by=product.host)
    cancel_agreement(agreement=agreement, by=product.host)

    assert (agreement.quantity, agreement.hold, left_of(product)) == (40, None, None)


@pytest.mark.parametrize(
    ("stock", "refusal", "words"),
    [
        (2, StockTakenError, "Only 2 left: ask for 2 or fewer."),
        (1, StockTakenError, "Only 1 left: ask for 1."),
        (0, NoneLeftError, "None left at the moment. On the offer’s page"),
    ],
    ids=["two-left", "one-left", "none-left"],
)
def test_nobody_asks_for_more_than_there_is(stock, refusal, words):
    product = ProductFactory(stock=stock)

    with pytest.raises(refusal) as refused:
        ask(product, UserFactory(), quantity=3)

    assert str(refused.value).startswith(words)
    assert not Request.objects.exists()


def test_a_proposal_changes_the_quantity_within_the_stock():
    request = ProposalFactory(request=GoodsRequestFactory()).request
    terms = {"adults": 1, "children": 0, "total": Decimal(24)}

    four = propose_terms(request=request, terms=ProposedTerms(quantity=4, **terms), by=request.host)
    with pytest.raises(StockTakenSinceError):
        propose_terms(request=request, terms=ProposedTerms(quantity=6, **terms), by=request.host)

    assert (four.quantity, four.usual_total) == (4, Decimal("24.00"))
    assert request.proposals.last() == four


def test_a_yes_is_refused_once_others_have_taken_them():
    request = GoodsRequestFactory(product__stock=1, state=RequestState.TENTATIVE)
    proposal = ProposalFactory(request=request)

    with pytest.raises(StockTakenSinceError):
        agree_to_proposal(proposal=proposal, by=request.guest)

    request.refresh_from_db()
    assert (request.state, left_of(request.offer)) == (RequestState.TENTATIVE, 1)
    assert not Hold.objects.exists()


@pytest.mark.parametrize("action", [cancel_agreement, report_no_show])
def test_what_was_not_handed_over_goes_back_into_stock(agreement, action):
    before = left_of(agreement.request.offer)

    action(agreement=agreement, by=agreement.host)

    assert (before, left_of(agreement.request.offer)) == (3, 5)
    assert not Hold.objects.exists()


def test_what_was_handed_over_stays_away(agreement):
    report_hand_over(agreement=agreement, by=agreement.host)

    with pytest.raises(IllegalTransitionError):
        cancel_agreement(agreement=agreement, by=agreement.guest)

    agreement.request.refresh_from_db()
    assert agreement.request.state == RequestState.COMPLETED
    assert left_of(agreement.request.offer) == 3
    assert leave_note(agreement=agreement, words="Good jam.", by=agreement.guest).pk


def test_hand_over_is_for_the_host_and_for_goods(agreement):
    of_nights = AgreementFactory()

    for one, by in ((agreement, agreement.guest), (of_nights, of_nights.host)):
        with pytest.raises(PermissionDenied):
            report_hand_over(agreement=one, by=by)


def test_a_stock_that_is_no_longer_counted_takes_nothing_back(agreement):
    Product.objects.update(stock=None)

    cancel_agreement(agreement=agreement, by=agreement.guest)

    assert left_of(agreement.request.offer) is None


def test_a_joint_request_holds_goods_and_puts_them_back():
    together = RequestSetFactory()
    requests = [
        GoodsRequestFactory(request_set=together, guest=together.guest) for _host in range(2)
    ]
    proposals = [ProposalFactory(request=one, by=one.guest) for one in requests]

    agree_to_proposal(proposal=proposals[0], by=requests[0].host)
    held = left_of(requests[0].offer)
    decline_request(request=requests[1], by=requests[1].host)

    assert (held, left_of(requests[0].offer)) == (3, 5)
