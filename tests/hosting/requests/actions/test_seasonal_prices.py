"""Seasons of a rate in requests, proposals and agreements: frozen, and said line by line."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from core.values.dates import DateRange
from hosting.offers.models.rates import Rate
from hosting.requests.actions.host_conditions import refusals_of
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.errors import BeyondLimitsError, SeasonMinimumError
from hosting.requests.models.requests import ProposedTerms, Request
from hosting.requests.presenters.request_terms import format_plain_rate, price_lines
from hosting.requests.presenters.tickets import ticket_of
from tests.factories.accounts import UserFactory
from tests.factories.hosting import SUMMER, RateFactory, UnitFactory
from tests.hosting.requests.actions.test_requests import ask

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]

DAYS = DateRange(date(2027, 6, 29), date(2027, 7, 3))
LATER = DateRange(date(2027, 6, 30), date(2027, 7, 3))


@pytest.fixture
def rate():
    """90 euros a night, 120 in summer."""
    return RateFactory(
        offer=UnitFactory().stay, own_name="House", amount=90, seasons=[SUMMER.to_json()]
    )


def asked(rate, dates=DAYS):
    rate = Rate.objects.get(pk=rate.pk)
    return ask(rate.offer.specific, UserFactory(), dates=dates, rate=rate)


def terms(dates, total):
    return ProposedTerms(adults=2, children=0, dates=dates, total=Decimal(total))


def lines_of(terms):
    return [f"{line.words} = {line.sum}" for line in price_lines(terms)]


def test_a_request_and_its_agreement_keep_the_seasons_of_that_day(rate):
    request = asked(rate)
    Rate.objects.update(amount=Decimal(500), seasons=[])

    agreement = agree_to_proposal(proposal=request.proposals.get(), by=request.host)

    assert (agreement.total, agreement.seasons) == (Decimal(420), [SUMMER.to_json()])
    assert lines_of(agreement) == [
        "Usual price, 29 Jun – 1 Jul: 2 nights at €90 per night = €180",
        "Summer, 1–3 Jul: 2 nights at €120 per night = €240",
    ]
    assert [line.sum for line in ticket_of(agreement, None).price_lines] == ["€180", "€240"]
    assert format_plain_rate(agreement) == "House"


def test_other_dates_are_counted_by_the_seasons_that_were_frozen(rate):
    request = asked(rate)
    Rate.objects.update(amount=Decimal(500), seasons=[])

    usual = propose_terms(request=request, terms=terms(LATER, 330), by=request.guest)
    other = propose_terms(request=request, terms=terms(LATER, 300), by=request.host)

    assert [line.sum for line in price_lines(usual)] == ["€90", "€240"]
    assert price_lines(other) == ()


def test_a_season_asks_those_who_arrive_in_it_for_more_nights(rate):
    season = {**SUMMER.to_json(), "min_nights": 3}
    Rate.objects.update(seasons=[season])
    july = DateRange(date(2027, 7, 1), date(2027, 7, 3))

    with pytest.raises(SeasonMinimumError) as refusal:
        asked(rate, july)
    request = asked(rate)

    assert str(refusal.value) == (
        "Guests who arrive in this season (1 Jul – 1 Sept) must stay at least 3 nights. "
        "Choose a longer stay or other dates."
    )
    assert Request.objects.get() == request
    with pytest.raises(SeasonMinimumError):
        propose_terms(request=request, terms=terms(july, 240), by=request.guest)
    with pytest.raises(BeyondLimitsError, match="at least 3 nights in this season"):
        propose_terms(request=request, terms=terms(july, 240), by=request.host)
    found = refusals_of(rate.offer.specific, dates=july, party=2, rate=Rate.objects.get())
    assert [type(one) for one in found] == [SeasonMinimumError]


def test_the_form_of_a_request_says_what_a_rate_comes_to_line_by_line(client, rate):
    client.force_login(UserFactory())
    days = {"check_in": DAYS.check_in, "check_out": DAYS.check_out, "adults": 2}

    page = client.get(reverse("hosting:request-ask", args=[rate.offer.public_id]), days).text
    offer = client.get(rate.offer.get_absolute_url(), days).text

    for text in (page, offer):
        assert "Summer, 1–3 Jul: 2 nights at €120 per night" in text
    assert "€420 for 4 nights, 2 adults" in page
    assert "Price details: House" in offer


def test_the_pages_and_mails_of_a_request_say_its_total_line_by_line(
    client, rate, committed, mailoutbox
):
    with committed():
        request = asked(rate)
    with committed():
        agree_to_proposal(proposal=request.proposals.get(), by=request.host)
    client.force_login(request.guest)

    page = client.get(request.get_absolute_url()).text
    ticket = client.get(reverse("hosting:agreement-print", args=[request.public_id])).text

    for text in (page, ticket, *(mail.body for mail in mailoutbox)):
        assert "Summer, 1–3 Jul: 2 nights at €120 per night" in text
    assert len(mailoutbox) == 3


def test_a_total_that_is_recounted_says_its_lines(client, rate):
    request = asked(rate)
    client.force_login(request.host)
    url = reverse("hosting:proposal-total", args=[request.public_id])

    answer = client.get(
        url, {"check_in": "2027-06-30", "check_out": "2027-07-02", "adults": 2, "children": 0}
    )

    assert answer.json() == {
        "total": "210.00",
        "note": "At this rate, the total for these dates and people is €210. "
        "Usual price, 30 Jun – 1 Jul: 1 night at €90 per night = €90. "
        "Summer, 1–2 Jul: 1 night at €120 per night = €120.",
    }
