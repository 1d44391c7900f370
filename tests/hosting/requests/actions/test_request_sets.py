"""Several hosts asked together: all of them agree in time, or none is bound."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from commons.accounts.actions.people import close_account
from commons.notifications.models import Notice
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from core.values.dates import DateRange
from core.values.half_days import parse_half_days
from hosting.calendars.errors import NightsTakenError
from hosting.calendars.models import NightHold
from hosting.offers.actions.offers import withdraw_offer
from hosting.requests.actions.agreements import cancel_agreement
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.actions.request_set_submission import send_request_set
from hosting.requests.actions.request_sets import expire_request_set
from hosting.requests.actions.requests import consider_request, decline_request, withdraw_request
from hosting.requests.errors import (
    OverlapInSetError,
    RequestInSetRefusedError,
    SetSizeError,
    SetTooLateError,
)
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.request_sets import RequestSet
from hosting.requests.models.requests import ProposedTerms, Request, RequestDraft
from hosting.requests.periodic import expire_request_sets, expire_silent_requests
from hosting.requests.states import ProposalState, RequestState, SetState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    MAY,
    DeskFactory,
    ProposalFactory,
    SessionFactory,
    StayFactory,
    UnitFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]

LATER = DateRange(date(2027, 5, 6), date(2027, 5, 8))
SOON = timedelta(hours=48)
NOW = datetime(2027, 4, 1, 9, tzinfo=UTC)


def asked_for(unit, dates=MAY, **changes):
    return RequestDraft(
        **{"offer": unit.stay, "adults": 2, "message": "May we?", "dates": dates} | changes
    )


def ask_together(*asked, guest=None, key=None):
    return send_request_set(drafts=asked, key=key or uuid4(), by=guest or UserFactory())


def two_stays(**changes):
    """A set of two stays on end, and its requests."""
    return ask_together(asked_for(UnitFactory()), asked_for(UnitFactory(), LATER), **changes)


def say_yes(request):
    return agree_to_proposal(proposal=request.proposals.get(), by=request.host)


def states(together):
    return [request.state for request in together.requests.order_by("pk")]


def told(person):
    return [notice.template.split("/")[-1] for notice in Notice.objects.filter(recipient=person)]


def test_send_set_asks_every_host_until_the_same_moment():
    together, requests = two_stays()

    assert [request.answer_by for request in requests] == [together.closes_at] * 2
    assert states(together) == [RequestState.SENT] * 2
    assert [told(request.host) for request in requests] == [["request_sent.txt"]] * 2


def test_send_set_keeps_the_order_of_asking_and_sends_once():
    second, first = UnitFactory(), UnitFactory()
    guest, key = UserFactory(), uuid4()
    asked = (asked_for(first), asked_for(second, LATER))

    once = ask_together(*asked, guest=guest, key=key)
    again = ask_together(*asked, guest=guest, key=key)

    assert [request.unit for request in once[1]] == [first, second]
    assert again == once
    assert Request.objects.count() == 2


def asked_for_half_days(desk, *codes):
    drawn = {"offer": desk.workspace, "adults": 1, "message": "May I?"}
    return RequestDraft(**drawn, half_days=parse_half_days(codes))


def test_send_set_asks_one_workspace_for_two_days():
    desk = DeskFactory()

    asked = (asked_for_half_days(desk, f"2027-05-0{day}.am") for day in (3, 5))
    _together, requests = ask_together(*asked)

    assert [request.half_days for request in requests] == [["2027-05-03.am"], ["2027-05-05.am"]]


def test_send_set_asks_nobody_twice_for_one_half_day():
    desk = DeskFactory()

    with pytest.raises(OverlapInSetError):
        ask_together(
            asked_for_half_days(desk, "2027-05-03.am", "2027-05-03.pm"),
            asked_for_half_days(desk, "2027-05-03.pm", "2027-05-04.am"),
        )

    assert not Request.objects.exists()


def test_send_set_asks_nobody_when_one_limit_is_met():
    unit = UnitFactory(stay__title="The mill", sleeps=1)

    with pytest.raises(
        RequestInSetRefusedError, match="The mill: There’s room here for 1 person at most"
    ):
        ask_together(asked_for(UnitFactory()), asked_for(unit))

    assert not Request.objects.exists()
    assert not RequestSet.objects.exists()


@pytest.mark.parametrize("count", [0, 1, 11])
def test_send_set_is_for_at_least_two_and_not_for_too_many(count):
    with pytest.raises(SetSizeError):
        ask_together(*[asked_for(unit) for unit in UnitFactory.create_batch(count)])


@pytest.mark.time_machine(NOW, tick=False)
@pytest.mark.parametrize(
    ("hours", "by_phone", "longest"),
    [
        pytest.param((24, 72), False, 72, id="of their communities"),
        pytest.param((24, 48), True, 120, id="one answers by phone"),
    ],
)
def test_send_set_is_open_for_the_longest_time(hours, by_phone, longest):
    units = [UnitFactory(stay__community__answer_hours=one) for one in hours]
    units[0].stay.host.memberships.update(answers_by_phone=by_phone)

    together, requests = ask_together(asked_for(units[0]), asked_for(units[1], LATER))

    assert together.closes_at == NOW + timedelta(hours=longest)
    assert {one.remind_at for one in requests} == {NOW + timedelta(hours=longest) / 2}


@pytest.mark.time_machine(datetime(2027, 5, 2, 10, tzinfo=UTC), tick=False)
def test_send_set_wants_an_answer_before_the_first_of_them_begins():
    together, _requests = two_stays()

    assert together.closes_at == datetime(2027, 5, 3, 14, tzinfo=UTC)  # 16:00 in Tours


def test_send_set_takes_one_house_twice_only_for_other_nights():
    unit = UnitFactory()

    with pytest.raises(OverlapInSetError):
        ask_together(asked_for(unit), asked_for(unit))

    assert len(ask_together(asked_for(unit), asked_for(unit, LATER))[1]) == 2


def test_send_set_asks_for_seats_beside_nights():
    session = SessionFactory()
    seats = RequestDraft(offer=session.activity, session=session, adults=2, message="May we?")

    _set, requests = ask_together(asked_for(UnitFactory()), seats)
    for request in requests:
        say_yes(request)

    assert session.seat_holds.count() == 2
    assert Agreement.objects.count() == 2


@pytest.mark.parametrize("traits", [{"is_active": False}, {"unverified": True}])
def test_send_set_needs_an_account_with_an_address_that_answered(traits):
    with pytest.raises(PermissionDenied):
        two_stays(guest=UserFactory(**traits))


def test_a_first_yes_holds_the_nights_and_makes_no_agreement():
    together, (first, _second) = two_stays()

    assert say_yes(first) is None

    assert states(together) == [RequestState.HELD, RequestState.SENT]
    assert first.proposals.get().state == ProposalState.HELD
    assert NightHold.objects.nights() == MAY.nights
    assert not Agreement.objects.exists()
    assert told(together.guest) == ["request_held.txt"]


def test_held_nights_are_nobody_else_s():
    _set, (first, _second) = two_stays()
    rival = ProposalFactory(request__unit=first.unit)
    say_yes(first)

    with pytest.raises(NightsTakenError):
        agree_to_proposal(proposal=rival, by=rival.request.guest)


def test_the_last_yes_makes_all_agreements_at_once():
    together, (first, second) = two_stays()
    say_yes(first)

    agreement = say_yes(second)

    together.refresh_from_db()
    assert agreement.request == second
    assert together.state == SetState.AGREED
    assert states(together) == [RequestState.AGREED] * 2
    assert NightHold.objects.nights() == [*MAY.nights, *LATER.nights]
    holds = [one.hold_id for one in Agreement.objects.order_by("request")]
    assert None not in holds
    assert [request.proposals.get().hold for request in (first, second)] == [None, None]
    assert told(first.host) == ["request_sent.txt", "agreement_made.txt"]
    assert told(together.guest) == ["request_held.txt", "agreement_made.txt", "agreement_made.txt"]


def test_a_counter_proposal_that_the_guest_takes_is_held_as_well():
    together, (first, second) = two_stays()
    say_yes(second)
    terms = ProposedTerms(adults=2, children=0, total=90)
    proposal = propose_terms(request=first, terms=terms, by=first.host)

    agree_to_proposal(proposal=proposal, by=together.guest)

    assert [one.total for one in Agreement.objects.filter(request=first)] == [90]
    assert states(together) == [RequestState.AGREED] * 2


def test_terms_no_longer_move_once_they_are_held():
    _set, (first, _second) = two_stays()
    say_yes(first)

    with pytest.raises(IllegalTransitionError):
        propose_terms(
            request=first, terms=ProposedTerms(adults=1, children=0, total=1), by=first.host
        )
    with pytest.raises(IllegalTransitionError):
        say_yes(first)
    assert first.proposals.get().state == ProposalState.HELD


def test_one_no_lets_everything_go_and_tells_everybody():
    together, (first, second) = two_stays()
    say_yes(first)

    decline_request(request=second, by=second.host)

    together.refresh_from_db()
    assert together.state == SetState.RELEASED
    assert states(together) == [RequestState.RELEASED, RequestState.DECLINED]
    assert not NightHold.objects.exists()
    assert first.proposals.get().state == ProposalState.LAPSED
    assert told(first.host) == ["request_sent.txt", "request_let_go.txt"]
    assert told(together.guest) == ["request_held.txt", "set_let_go.txt"]


def test_a_host_may_take_the_yes_back_before_all_have_said_it():
    together, (first, _second) = two_stays()
    say_yes(first)

    decline_request(request=first, by=first.host)

    assert states(together) == [RequestState.DECLINED, RequestState.RELEASED]
    assert not NightHold.objects.exists()


def test_the_guest_takes_all_of_them_back_with_one():
    together, (first, second) = two_stays()
    say_yes(second)

    withdraw_request(request=first, by=together.guest)

    assert states(together) == [RequestState.WITHDRAWN, RequestState.RELEASED]
    assert not NightHold.objects.exists()
    assert told(second.host)[-1] == "request_let_go.txt"
    assert told(together.guest) == ["request_held.txt"]


def test_nothing_is_left_to_say_after_it_was_let_go():
    together, (first, second) = two_stays()
    withdraw_request(request=first, by=together.guest)

    for deed in (
        lambda: say_yes(second),
        lambda: decline_request(request=second, by=second.host),
        lambda: withdraw_request(request=second, by=together.guest),
        lambda: consider_request(request=second, by=second.host),
        lambda: expire_request_set(request_set=together, by=SYSTEM),
    ):
        with pytest.raises(IllegalTransitionError):
            deed()


def test_the_deadline_lets_go_and_knows_who_was_silent(time_machine):
    together, (first, second) = two_stays()
    say_yes(first)
    time_machine.shift(SOON)

    expire_silent_requests()
    assert states(together) == [RequestState.HELD, RequestState.SENT]
    expire_request_sets()

    together.refresh_from_db()
    assert together.state == SetState.RELEASED
    assert states(together) == [RequestState.RELEASED, RequestState.EXPIRED]
    assert not NightHold.objects.exists()
    assert [told(one.host)[-1] for one in (first, second)] == [
        "request_let_go.txt",
        "request_lapsed.txt",
    ]
    assert told(together.guest)[-1] == "set_late.txt"


def test_a_yes_after_the_deadline_is_refused_before_the_clock_comes(time_machine):
    together, (first, _second) = two_stays()
    time_machine.shift(SOON)

    with pytest.raises(SetTooLateError):
        say_yes(first)

    assert states(together) == [RequestState.SENT] * 2
    assert not NightHold.objects.exists()


def test_expire_set_waits_for_its_time():
    together, _requests = two_stays()

    expire_request_set(request_set=together, by=SYSTEM)

    assert states(together) == [RequestState.SENT] * 2


def test_expire_set_is_left_to_the_clock():
    together, _requests = two_stays()

    with pytest.raises(PermissionDenied):
        expire_request_set(request_set=together, by=together.guest)


def test_afterwards_each_agreement_stands_for_itself():
    together, requests = two_stays()
    for request in requests:
        say_yes(request)

    cancel_agreement(agreement=requests[0].agreement, by=together.guest)

    assert states(together) == [RequestState.CANCELLED, RequestState.AGREED]
    assert NightHold.objects.nights() == LATER.nights


def test_an_offer_taken_off_the_site_can_still_be_agreed_to():
    _set, (first, second) = two_stays()
    withdraw_offer(offer=first.offer.specific, by=first.host)

    say_yes(second)

    assert say_yes(first) is not None


@pytest.mark.parametrize("who", ["guest", "host"])
def test_somebody_who_closes_the_account_lets_the_set_go(who):
    together, (first, second) = two_stays()
    say_yes(second)
    person = together.guest if who == "guest" else first.host

    close_account(person=person, by=person)

    ended = RequestState.WITHDRAWN if who == "guest" else RequestState.DECLINED
    assert sorted(states(together)) == sorted([ended, RequestState.RELEASED])
    assert not NightHold.objects.exists()


def test_one_host_of_two_offers_in_a_set_closes_the_account():
    host = UserFactory()
    units = [UnitFactory(stay=StayFactory(host=host)) for _ in range(2)]
    together, _requests = ask_together(asked_for(units[0]), asked_for(units[1], LATER))

    close_account(person=host, by=host)

    assert sorted(states(together)) == [RequestState.DECLINED, RequestState.RELEASED]
