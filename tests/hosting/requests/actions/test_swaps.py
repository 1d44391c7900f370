"""Two requests that are each other's price: both are agreed on, or neither is."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from core.values.dates import DateRange
from hosting.calendars.actions.holds import hold_nights
from hosting.calendars.actions.nights import set_nights
from hosting.calendars.models import NightHold
from hosting.calendars.states import DayState
from hosting.erasure.actions.account_closure import close_account_data
from hosting.offers.models.rates import Rate
from hosting.requests.actions.agreements import cancel_agreement, complete_agreement
from hosting.requests.actions.blocking import end_open_requests
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.actions.requests import (
    consider_request,
    decline_request,
    send_request,
    withdraw_request,
)
from hosting.requests.actions.swap_submission import send_swap
from hosting.requests.errors import (
    OwnOfferError,
    OwnStayNotForSwapError,
    ProposalPastError,
    SameHouseError,
    SwapForOrganisationError,
    SwapNeedsStayError,
    SwapNotOfferedError,
    SwapSideRefusedError,
)
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import Exchange, ExchangeTerms, ProposedTerms, Request
from hosting.requests.models.swaps import Swap
from hosting.requests.periodic import expire_silent_requests
from hosting.requests.presenters.request_terms import plain_return_lines
from hosting.requests.selectors.requests import (
    proposals_waiting_for,
    requests_for,
    unanswered_requests_of,
)
from hosting.requests.states import RequestState
from tests.factories.hosting import MAY, RateFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.swaps import JUNE, Neighbours, home, neighbours

# The stays of the factories are to come, in the next year, so that their dates are told with it.
YEAR_BEFORE = pytest.mark.time_machine(date(2026, 12, 7))
pytestmark = [pytest.mark.django_db, YEAR_BEFORE]


def later(dates, days):
    shift = timedelta(days=days)
    return DateRange(dates.check_in + shift, dates.check_out + shift)


def states(request):
    """Of the request and its counterpart."""
    rows = Request.objects.filter(swap=request.swap_id).order_by("is_counterpart")
    return [row.state for row in rows]


def nights_of(unit):
    return list(
        NightHold.objects.filter(unit=unit).order_by("night").values_list("night", flat=True)
    )


def agreed(pair):
    request = pair.ask()
    agreement = agree_to_proposal(proposal=request.proposals.get(), by=request.host)
    return agreement, agreement.request.counterpart.agreement


def test_a_swap_is_two_requests_and_one_line_for_each_side():
    pair = neighbours()

    request = pair.ask()

    other = request.counterpart
    assert (other.host, other.guest, other.dates) == (pair.asker, request.host, JUNE)
    assert (other.unit, other.is_counterpart, other.remind_at) == (pair.mine, True, None)
    assert other.proposals.get().by == pair.asker
    assert list(requests_for(pair.asker)) == list(requests_for(request.host)) == [request]
    assert list(unanswered_requests_of(request.host)) == [request]
    assert list(unanswered_requests_of(pair.asker)) == []


def test_the_same_key_asks_for_one_swap():
    pair, key = neighbours(), uuid4()

    first = send_swap(draft=pair.draft(), key=key, by=pair.asker)
    second = send_swap(draft=pair.draft(), key=key, by=pair.asker)

    assert (first, Swap.objects.count(), Request.objects.count()) == (second, 1, 2)


def test_one_yes_takes_the_nights_of_both_and_both_agreements_say_so():
    pair = neighbours()

    agreement, other = agreed(pair)

    assert (nights_of(pair.theirs), nights_of(pair.mine)) == (MAY.nights, JUNE.nights)
    assert (agreement.guest, agreement.host) == (other.host, other.guest)
    assert plain_return_lines(agreement) == [
        f"In exchange: The barn ({other.reference}), 7–14 June 2027, 7 nights, 2 adults"
    ]
    assert f"The mill ({agreement.reference})" in plain_return_lines(other)[0]
    assert set(requests_for(pair.asker)) == {agreement.request, other.request}


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_nights_taken_at_either_end_take_none(side):
    pair = neighbours()
    request = pair.ask()
    hold_nights(unit=getattr(pair, side), dates=JUNE if side == "mine" else MAY)
    before = NightHold.objects.count()

    with pytest.raises(SwapSideRefusedError, match="The barn" if side == "mine" else "The mill"):
        agree_to_proposal(proposal=request.proposals.get(), by=request.host)

    assert (NightHold.objects.count(), Agreement.objects.count()) == (before, 0)
    assert states(request) == [RequestState.SENT] * 2


def test_nights_that_the_asker_has_closed_since_are_not_taken():
    pair = neighbours()
    request = pair.ask()
    set_nights(unit=pair.mine, dates=JUNE, state=DayState.CLOSED, by=pair.asker)

    with pytest.raises(SwapSideRefusedError):
        agree_to_proposal(proposal=request.proposals.get(), by=request.host)

    assert NightHold.objects.count() == 0


@pytest.mark.parametrize("is_asker", [True, False], ids=["asker", "asked"])
@pytest.mark.parametrize("of_counterpart", [True, False], ids=["counterpart", "request"])
def test_one_side_cancels_and_both_agreements_fall(is_asker, of_counterpart):
    pair = neighbours()
    agreement, other = agreed(pair)
    by = pair.asker if is_asker else agreement.host

    cancel_agreement(agreement=other if of_counterpart else agreement, by=by)

    assert states(agreement.request) == [RequestState.CANCELLED] * 2
    assert NightHold.objects.count() == 0


def test_a_stay_that_is_over_stays_when_the_other_is_cancelled():
    pair = neighbours()
    agreement, other = agreed(pair)
    complete_agreement(agreement=agreement, by=SYSTEM)

    cancel_agreement(agreement=other, by=other.host)

    assert states(agreement.request) == [RequestState.COMPLETED, RequestState.CANCELLED]
    assert (nights_of(pair.theirs), nights_of(pair.mine)) == (MAY.nights, [])


@pytest.mark.parametrize(
    ("end", "of_counterpart", "is_asker", "state"),
    [
        (decline_request, False, False, RequestState.DECLINED),
        (withdraw_request, True, False, RequestState.DECLINED),
        (withdraw_request, False, True, RequestState.WITHDRAWN),
        (decline_request, True, True, RequestState.WITHDRAWN),
    ],
    ids=["declined", "declined-there", "withdrawn", "withdrawn-there"],
)
def test_both_requests_end_together(end, of_counterpart, is_asker, state):
    request = neighbours().ask()
    chosen = request.counterpart if of_counterpart else request

    end(request=chosen, by=request.guest if is_asker else request.host)

    assert states(request) == [state, RequestState.RELEASED]


def test_silence_ends_both(time_machine):
    request = neighbours().ask()
    time_machine.move_to(request.answer_by + timedelta(minutes=1), tick=False)

    failed = expire_silent_requests()

    assert (failed, states(request)) == (0, [RequestState.EXPIRED, RequestState.RELEASED])


def test_a_block_ends_both():
    request = neighbours().ask()

    end_open_requests(request.host, request.guest)

    assert states(request) == [RequestState.DECLINED, RequestState.RELEASED]


def test_who_closes_their_account_ends_open_and_agreed_swaps():
    pair = neighbours()
    agreement, _other = agreed(pair)
    open_swap = Neighbours(pair.mine, home("The ferry")).ask(
        exchange=Exchange(pair.mine.stay.offer_ptr, MAY, adults=1)
    )

    close_account_data(person=pair.asker)

    assert states(agreement.request) == [RequestState.CANCELLED] * 2
    assert states(open_swap) == [RequestState.WITHDRAWN, RequestState.RELEASED]


def test_a_proposal_changes_the_nights_of_both():
    request = neighbours().ask()
    exchange = ExchangeTerms(later(JUNE, 7), adults=1, children=1)
    terms = ProposedTerms(2, 0, None, dates=later(MAY, 7), exchange=exchange)

    proposal = propose_terms(request=request, terms=terms, by=request.host)
    agreement = agree_to_proposal(proposal=proposal, by=request.guest)

    other = agreement.request.counterpart.agreement
    assert (agreement.dates, other.dates) == (later(MAY, 7), later(JUNE, 7))
    assert (other.adults, other.children) == (1, 1)


def test_a_proposal_waits_for_the_asker_on_one_page():
    request = neighbours().ask()

    propose_terms(request=request, terms=ProposedTerms(1, 0, None), by=request.host)

    assert list(proposals_waiting_for(request.guest)) == [request]
    assert list(unanswered_requests_of(request.guest)) == []
    assert request.counterpart.proposals.count() == 2


def test_a_proposal_is_refused_by_the_other_home():
    request = neighbours().ask()
    exchange = ExchangeTerms(JUNE, adults=9, children=0)

    with pytest.raises(SwapSideRefusedError, match="The barn"):
        propose_terms(
            request=request, terms=ProposedTerms(2, 0, None, exchange=exchange), by=request.host
        )

    assert request.proposals.count() == request.counterpart.proposals.count() == 1


def test_the_counterpart_is_answered_with_the_request():
    request = neighbours().ask()
    other = request.counterpart

    for act in (
        lambda: agree_to_proposal(proposal=other.proposals.get(), by=other.guest),
        lambda: propose_terms(request=other, terms=ProposedTerms(1, 0, None), by=other.guest),
        lambda: consider_request(request=other, by=other.host),
    ):
        with pytest.raises(PermissionDenied):
            act()

    assert states(request) == [RequestState.SENT] * 2


def test_a_yes_is_refused_once_the_other_stay_has_begun(time_machine):
    pair = neighbours()
    request = pair.ask(
        dates=later(JUNE, 30), exchange=Exchange(pair.mine.stay.offer_ptr, MAY, adults=1)
    )
    consider_request(request=request, by=request.host)
    time_machine.move_to(MAY.check_out)

    with pytest.raises(ProposalPastError):
        agree_to_proposal(proposal=request.proposals.get(), by=request.host)

    assert NightHold.objects.count() == 0


def test_a_second_yes_makes_no_second_swap():
    request = neighbours().ask()
    proposal = request.proposals.get()
    agree_to_proposal(proposal=proposal, by=request.host)

    with pytest.raises(IllegalTransitionError):
        agree_to_proposal(proposal=proposal, by=request.host)

    assert Agreement.objects.count() == 2


def of_paid_rate(pair):
    return {"rate": RateFactory(offer=pair.theirs.stay)}


def without_stay(pair):
    return {"exchange": None}


def of_somebody_else(pair):
    return {"exchange": Exchange(home("The ferry").stay.offer_ptr, JUNE, adults=1)}


def for_an_organisation(pair):
    return {"on_behalf_of": OrganisationFactory()}


def not_for_swap(pair):
    Rate.objects.filter(offer=pair.mine.stay).update(mode="free")
    return {}


def in_one_house(pair):
    stay = pair.mine.stay
    stay.place = pair.theirs.stay.place
    stay.save()
    return {"exchange": Exchange(stay.offer_ptr, JUNE, adults=1)}


def of_too_many(pair):
    return {"exchange": Exchange(pair.mine.stay.offer_ptr, JUNE, adults=9)}


def not_published(pair):
    stay = pair.mine.stay
    stay.live = False
    stay.save()
    return {"exchange": Exchange(stay.offer_ptr, JUNE, adults=1)}


def taken_at_mine(pair):
    hold_nights(unit=pair.mine, dates=JUNE)
    return {}


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (of_paid_rate, SwapNotOfferedError),
        (without_stay, SwapNeedsStayError),
        (of_somebody_else, SwapNeedsStayError),
        (for_an_organisation, SwapForOrganisationError),
        (not_for_swap, OwnStayNotForSwapError),
        (in_one_house, SameHouseError),
        (of_too_many, SwapSideRefusedError),
        (not_published, SwapSideRefusedError),
        (taken_at_mine, SwapSideRefusedError),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_swap_is_refused(change, error):
    pair = neighbours()
    changes = change(pair)

    with pytest.raises(error):
        pair.ask(**changes)

    assert (Swap.objects.count(), Request.objects.count()) == (0, 0)


def test_nobody_swaps_with_themselves():
    mine = home("The barn")
    theirs = home("The shed")
    theirs.stay.host = mine.stay.host
    theirs.stay.save()

    with pytest.raises(OwnOfferError):
        Neighbours(mine, theirs).ask()

    assert Request.objects.count() == 0


def test_a_stay_is_not_asked_for_a_swap_alone():
    pair = neighbours()

    with pytest.raises(SwapNeedsStayError):
        send_request(draft=pair.draft(exchange=None), key=uuid4(), by=pair.asker)

    assert Request.objects.count() == 0
