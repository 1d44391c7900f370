"""Terms on the table: one side proposes, the other agrees."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from core.states import IllegalTransitionError
from core.values.dates import DateRange
from hosting.calendars.actions.nights import set_nights
from hosting.calendars.errors import (
    NightsClosedError,
    NightsClosedSinceError,
    NightsTakenError,
    SeatsTakenError,
)
from hosting.calendars.models import NightHold, SeatHold
from hosting.calendars.states import DayState
from hosting.offers.choices.lists import ExchangeMode
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.actions.requests import decline_request
from hosting.requests.errors import (
    BeyondLimitsError,
    MissingTotalError,
    PartyTooLargeError,
    PartyTooSmallError,
    PastDateError,
    ProposalPastError,
    ProposalReplacedError,
    SessionOverError,
    TooFarError,
    TooFewNightsError,
    TooManyNightsError,
    TooSoonError,
    UnitTooSmallError,
)
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import ProposedTerms
from hosting.requests.states import ProposalState, RequestState
from tests.factories.hosting import (
    MAY,
    AgreementFactory,
    ProposalFactory,
    RateFactory,
    RequestFactory,
    SessionFactory,
    SessionRequestFactory,
)

BEFORE_MAY = pytest.mark.time_machine(date(2027, 4, 1))  # the stays of the factories are to come
pytestmark = [pytest.mark.django_db, BEFORE_MAY]

LONGER = DateRange(date(2027, 5, 2), date(2027, 5, 6))


def terms(**changes):
    return ProposedTerms(**{"adults": 2, "children": 0, "total": Decimal(120)} | changes)


def test_propose_terms_replaces_what_lay_on_the_table():
    first = ProposalFactory()

    second = propose_terms(request=first.request, terms=terms(dates=LONGER), by=first.by)

    first.refresh_from_db()
    assert (first.state, second.state) == (ProposalState.REPLACED, ProposalState.OPEN)
    assert (second.dates, second.unit) == (LONGER, first.unit)


def test_propose_terms_by_the_host_is_an_answer(committed, mailoutbox):
    request = RequestFactory()

    with committed():
        propose_terms(request=request, terms=terms(), by=request.host)

    request.refresh_from_db()
    assert request.state == RequestState.TENTATIVE
    assert [mail.to for mail in mailoutbox] == [[request.guest.email]]


def test_propose_terms_by_the_guest_leaves_the_host_to_answer():
    request = RequestFactory()

    propose_terms(request=request, terms=terms(), by=request.guest)

    request.refresh_from_db()
    assert request.state == RequestState.SENT


def test_propose_terms_asks_for_the_sum_where_money_changes_hands():
    paid, swap = RequestFactory(), RequestFactory(mode=ExchangeMode.HOUSE_SWAP, amount=None)

    with pytest.raises(MissingTotalError):
        propose_terms(request=paid, terms=terms(total=None), by=paid.host)
    proposal = propose_terms(request=swap, terms=terms(total=None), by=swap.host)

    assert list(swap.proposals.all()) == [proposal]
    assert list(paid.proposals.all()) == []


@pytest.mark.time_machine(datetime(2027, 4, 30, 10, tzinfo=UTC))
def test_propose_terms_by_the_guest_brings_the_deadline_forward():
    request = RequestFactory(answer_by=datetime(2027, 5, 5, 10, tzinfo=UTC))
    sooner = DateRange(date(2027, 5, 2), date(2027, 5, 4))

    propose_terms(request=request, terms=terms(dates=sooner), by=request.guest)

    request.refresh_from_db()
    assert request.answer_by == datetime(2027, 5, 2, 14, tzinfo=UTC)  # 16:00 in Tours


@pytest.mark.parametrize("side", ["guest", "host"])
def test_propose_terms_refuses_a_past_date_of_either_side(side):
    request = RequestFactory()
    past = terms(dates=DateRange(date(2027, 3, 31), date(2027, 5, 6)))

    with pytest.raises(PastDateError):
        propose_terms(request=request, terms=past, by=getattr(request, side), despite_limits=True)

    assert list(request.proposals.all()) == []


def test_propose_terms_allows_today():
    request = RequestFactory()
    today = DateRange(date(2027, 4, 1), date(2027, 4, 2))

    assert propose_terms(request=request, terms=terms(dates=today), by=request.guest).dates == today


ONE_NIGHT = DateRange(date(2027, 5, 3), date(2027, 5, 4))
LIMITS = [
    pytest.param({"min_nights": 2}, {"dates": ONE_NIGHT}, TooFewNightsError, id="least-nights"),
    pytest.param({"max_nights": 3}, {"dates": LONGER}, TooManyNightsError, id="most-nights"),
    pytest.param({"notice_days": 40}, {"dates": LONGER}, TooSoonError, id="notice"),
    pytest.param({"party_max": 2}, {"adults": 3}, PartyTooLargeError, id="most-people"),
    pytest.param({"party_min": 2}, {"adults": 1}, PartyTooSmallError, id="fewest-people"),
    pytest.param({}, {"adults": 5}, UnitTooSmallError, id="beds"),
]


@pytest.mark.parametrize(("limits", "changes", "refusal"), LIMITS)
def test_propose_terms_refuses_a_guest_beyond_the_limits(limits, changes, refusal):
    request = request_within(**limits)

    with pytest.raises(refusal):
        propose_terms(
            request=request, terms=terms(**changes), by=request.guest, despite_limits=True
        )

    assert list(request.proposals.all()) == []


@pytest.mark.parametrize(("limits", "changes", "_refusal"), LIMITS)
def test_propose_terms_asks_a_host_to_confirm_excess(limits, changes, _refusal):
    request = request_within(**limits)

    with pytest.raises(BeyondLimitsError):
        propose_terms(request=request, terms=terms(**changes), by=request.host)
    proposal = propose_terms(
        request=request, terms=terms(**changes), by=request.host, despite_limits=True
    )

    assert list(request.proposals.all()) == [proposal]


def test_propose_terms_names_all_limits_that_a_host_exceeds():
    request = request_within(min_nights=2)

    with pytest.raises(BeyondLimitsError) as refusal:
        propose_terms(request=request, terms=terms(adults=5, dates=ONE_NIGHT), by=request.host)

    assert str(refusal.value) == (
        "This proposal goes beyond the limits you set for this offer: a "
        "room or unit that sleeps 4 people, at least 2 nights. To send "
        "it anyway, tick the box below."
    )


def test_propose_terms_looks_only_at_limits_of_what_changes():
    request = request_within(min_nights=4, party_max=1, notice_days=40)

    proposal = propose_terms(request=request, terms=terms(total=Decimal(90)), by=request.guest)

    assert (proposal.total, proposal.dates) == (90, MAY)


def test_propose_terms_lets_a_guest_keep_what_the_host_offered():
    request = request_within(min_nights=2)
    short = terms(dates=ONE_NIGHT)
    propose_terms(request=request, terms=short, by=request.host, despite_limits=True)

    assert propose_terms(request=request, terms=short, by=request.guest).dates == ONE_NIGHT


@pytest.mark.parametrize("side", ["guest", "host"])
def test_propose_terms_refuses_taken_nights_and_years_ahead(side):
    later = {"check_in": date(2027, 6, 1), "check_out": date(2027, 6, 4)}
    request = RequestFactory(unit=AgreementFactory().unit, **later)
    by = getattr(request, side)
    far = DateRange(date(2029, 6, 1), date(2029, 6, 3))

    for dates, refusal in ((LONGER, NightsTakenError), (far, TooFarError)):
        with pytest.raises(refusal):
            propose_terms(request=request, terms=terms(dates=dates), by=by, despite_limits=True)


def test_propose_terms_refuses_a_guest_nights_that_are_closed():
    request = RequestFactory()
    close(request.unit, LONGER)

    with pytest.raises(NightsClosedError):
        propose_terms(request=request, terms=terms(dates=LONGER), by=request.guest)


def test_propose_terms_refuses_more_seats_than_are_left():
    asked = SessionRequestFactory(session=SessionFactory(seats=3))

    with pytest.raises(SeatsTakenError):
        propose_terms(request=asked, terms=terms(adults=4), by=asked.host, despite_limits=True)


def request_within(**limits):
    """For three nights of a stay with these limits, which sleeps four."""
    return RequestFactory(**{f"unit__stay__{name}": value for name, value in limits.items()})


def test_propose_terms_after_a_no_is_refused():
    request = RequestFactory(state=RequestState.DECLINED)

    with pytest.raises(IllegalTransitionError):
        propose_terms(request=request, terms=terms(), by=request.host)


def test_agree_takes_the_nights_and_freezes_terms_and_names(committed, mailoutbox):
    proposal = ProposalFactory(
        request__guest__full_name="Ada Canary", conditions="Sheets included.", total=99
    )
    request = proposal.request
    rate = RateFactory(offer=request.offer, amount=40)

    with committed():
        agreement = agree_to_proposal(proposal=proposal, by=request.guest)
    rate.amount = 90
    rate.save()
    request.guest.full_name = "Somebody Else"
    request.guest.save()

    agreement = Agreement.objects.get(pk=agreement.pk)
    assert (agreement.guest_name, agreement.total, agreement.amount) == ("Ada Canary", 99, 40)
    assert (agreement.conditions, agreement.dates) == ("Sheets included.", MAY)
    assert agreement.hold.night_holds.nights() == MAY.nights
    assert [mail.to for mail in mailoutbox] == [[request.guest.email], [request.host.email]]


def test_agree_to_a_session_takes_its_first_free_seats():
    session = SessionFactory(seats=3)
    asked = SessionRequestFactory(session=session, state=RequestState.TENTATIVE)

    agreement = agree_to_proposal(proposal=ProposalFactory(request=asked), by=asked.guest)

    assert sorted(seat.number for seat in agreement.hold.seat_holds.all()) == [1, 2]
    assert (agreement.starts_at, agreement.ends_at) == (session.starts_at, session.ends_at)


def test_agree_is_refused_when_one_night_is_taken():
    taken = AgreementFactory()
    late = ProposalFactory(request__unit=taken.unit, check_in=MAY.nights[-1], check_out=LAST)

    with pytest.raises(NightsTakenError):
        agree_to_proposal(proposal=late, by=late.request.guest)

    late.refresh_from_db()
    assert (late.state, late.request.state) == (ProposalState.OPEN, RequestState.TENTATIVE)
    assert NightHold.objects.all().nights() == MAY.nights


@pytest.mark.parametrize(
    "closed", [MAY, DateRange(MAY.nights[-1], date(2027, 6, 1))], ids=["all", "the last night"]
)
def test_agree_by_the_guest_is_refused_on_closed_nights(closed):
    proposal = ProposalFactory()
    close(proposal.unit, closed)

    with pytest.raises(NightsClosedSinceError):
        agree_to_proposal(proposal=proposal, by=proposal.request.guest)

    proposal.refresh_from_db()
    assert (proposal.state, Agreement.objects.count()) == (ProposalState.OPEN, 0)


def test_agree_by_the_guest_is_allowed_beside_closed_nights():
    proposal = ProposalFactory()
    close(proposal.unit, DateRange(MAY.check_out, date(2027, 6, 1)))

    agree_to_proposal(proposal=proposal, by=proposal.request.guest)

    assert NightHold.objects.all().nights() == MAY.nights


def test_agree_by_the_host_is_allowed_over_closed_nights():
    request = RequestFactory()
    proposal = propose_terms(request=request, terms=terms(), by=request.guest)
    close(proposal.unit, MAY)

    agree_to_proposal(proposal=proposal, by=request.host)

    assert NightHold.objects.all().nights() == MAY.nights


def test_agree_by_the_guest_allows_closed_nights_of_the_host():
    request = RequestFactory()
    close(request.unit, MAY)
    proposal = propose_terms(request=request, terms=terms(), by=request.host)

    agree_to_proposal(proposal=proposal, by=request.guest)

    assert NightHold.objects.all().nights() == MAY.nights


def test_a_guest_who_proposes_closed_nights_opens_none():
    request = RequestFactory()
    close(request.unit, MAY)

    assert not propose_terms(request=request, terms=terms(), by=request.guest).despite_closed


def close(unit, dates):
    set_nights(unit=unit, dates=dates, state=DayState.CLOSED, by=unit.stay.host)


LAST = date(2027, 5, 9)


def test_agree_allows_arrival_on_the_day_others_leave():
    before = AgreementFactory()
    after = ProposalFactory(request__unit=before.unit, check_in=MAY.check_out, check_out=LAST)

    agreement = agree_to_proposal(proposal=after, by=after.request.guest)

    assert agreement.hold.night_holds.nights() == DateRange(MAY.check_out, LAST).nights


def test_agree_is_refused_when_too_few_seats_are_left():
    session = SessionFactory(seats=3)
    AgreementFactory(request=SessionRequestFactory(session=session, state=RequestState.AGREED))
    asked = SessionRequestFactory(session=session, state=RequestState.TENTATIVE)

    with pytest.raises(SeatsTakenError) as refusal:
        agree_to_proposal(proposal=ProposalFactory(request=asked), by=asked.guest)

    assert refusal.value.facts == {"left": 1}
    assert SeatHold.objects.count() == 2


@pytest.mark.time_machine(date(2027, 5, 4))
def test_agree_is_refused_once_the_first_day_has_passed():
    proposal = ProposalFactory()

    with pytest.raises(ProposalPastError):
        agree_to_proposal(proposal=proposal, by=proposal.request.guest)

    assert (list(Agreement.objects.all()), list(NightHold.objects.all())) == ([], [])


@pytest.mark.time_machine(date(2027, 5, 3))
def test_agree_is_allowed_on_the_day_of_arrival():
    proposal = ProposalFactory()

    assert agree_to_proposal(proposal=proposal, by=proposal.request.guest).dates == MAY


def test_agree_is_refused_once_the_session_has_begun(time_machine):
    session = SessionFactory()
    asked = SessionRequestFactory(session=session, state=RequestState.TENTATIVE)
    proposal = ProposalFactory(request=asked)
    time_machine.move_to(session.starts_at + timedelta(minutes=1))

    with pytest.raises(SessionOverError):
        agree_to_proposal(proposal=proposal, by=asked.guest)


def test_agree_to_what_was_replaced_is_refused():
    old = ProposalFactory()
    propose_terms(request=old.request, terms=terms(total=Decimal(1)), by=old.by)

    with pytest.raises(ProposalReplacedError):
        agree_to_proposal(proposal=old, by=old.request.guest)

    assert list(Agreement.objects.all()) == []


def test_agree_twice_makes_one_agreement():
    proposal = ProposalFactory()
    agreement = agree_to_proposal(proposal=proposal, by=proposal.request.guest)

    with pytest.raises(IllegalTransitionError):
        agree_to_proposal(proposal=proposal, by=proposal.request.guest)

    assert list(Agreement.objects.all()) == [agreement]


def test_agree_after_a_no_is_refused():
    proposal = ProposalFactory()
    decline_request(request=proposal.request, by=proposal.request.host)

    with pytest.raises(IllegalTransitionError):
        agree_to_proposal(proposal=proposal, by=proposal.request.guest)

    assert list(NightHold.objects.all()) == []


def test_nobody_agrees_to_their_own_proposal():
    proposal = ProposalFactory()

    with pytest.raises(PermissionDenied):
        agree_to_proposal(proposal=proposal, by=proposal.by)
