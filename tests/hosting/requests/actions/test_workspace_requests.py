"""A workspace is asked for by half-days, which are taken in the action that agrees."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from core.values.half_days import HalfDay, parse_half_days
from hosting.calendars.actions.holds import hold_half_days
from hosting.calendars.errors import (
    HalfDaysClosedError,
    HalfDaysClosedSinceError,
    HalfDaysTakenError,
)
from hosting.calendars.models import CalendarPeriod, NightHold
from hosting.calendars.states import DayState
from hosting.offers.choices.lists import RateUnit
from hosting.requests.actions.agreements import cancel_agreement
from hosting.requests.actions.proposals import agree_to_proposal, propose_terms
from hosting.requests.actions.requests import send_request
from hosting.requests.errors import (
    BeyondLimitsError,
    DeskTooSmallError,
    HalfDaysNeededError,
    OutOfSeasonError,
    PartyTooLargeError,
    PastDateError,
    ProposalPastError,
    TooFarError,
    TooManyHalfDaysError,
    TooSoonError,
    WorkspaceShutError,
)
from hosting.requests.models.agreements import Agreement
from hosting.requests.models.requests import ProposedTerms, Request, RequestDraft
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    HALF_DAYS,
    DeskFactory,
    DeskRequestFactory,
    ProposalFactory,
    RateFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(date(2027, 4, 1))]
THREE = parse_half_days(HALF_DAYS)


def ask(desk, **changes):
    asked = {"half_days": THREE, "adults": 1, "message": "May I?"} | changes
    draft = RequestDraft(desk.workspace, **asked)
    return send_request(draft=draft, key=uuid4(), by=UserFactory())


def close(desk, day=date(2027, 5, 4)):
    period = {"check_in": day, "check_out": day.replace(day=day.day + 1)}
    CalendarPeriod.objects.create(unit=desk, state=DayState.CLOSED, **period)


def taken_of(desk):
    rows = desk.night_holds.order_by("night", "part").values_list("night", "part")
    return [f"{night}.{part}" for night, part in rows]


def test_send_request_asks_for_half_days_and_takes_none():
    desk = DeskFactory()

    request = ask(desk)

    assert (request.unit, request.half_days) == (desk, HALF_DAYS)
    assert (request.check_in, request.check_out) == (date(2027, 5, 3), date(2027, 5, 5))
    assert request.proposals.get().half_days == HALF_DAYS
    assert not NightHold.objects.exists()


@pytest.mark.parametrize(
    ("unit", "total"), [(RateUnit.HALF_DAY, 24), (RateUnit.DAY, 16)], ids=["half-days", "days"]
)
def test_send_request_reckons_by_half_days_or_by_days_begun(unit, total):
    desk = DeskFactory()
    rate = RateFactory(offer=desk.workspace, amount=8, unit=unit)

    request = ask(desk, rate=rate)

    assert request.proposals.get().total == total


def test_send_request_chooses_a_desk_that_is_free():
    taken = DeskFactory()
    free = DeskFactory(workspace=taken.workspace, name="Desk in the corner")
    hold_half_days(unit=taken, half_days=THREE[:1])

    assert ask(taken).unit == free


def test_send_request_gives_a_group_a_room_of_its_size():
    desk = DeskFactory()
    room = DeskFactory(workspace=desk.workspace, name="Meeting room", sleeps=5)

    assert (ask(desk, adults=4).unit, ask(desk).unit) == (room, desk)


def refused(error, desk, **changes):
    with pytest.raises(error):
        ask(desk, **changes)
    assert not Request.objects.exists()


@pytest.mark.parametrize(
    ("error", "codes"),
    [
        (HalfDaysNeededError, []),
        (PastDateError, ["2027-03-31.am"]),
        (TooFarError, ["2031-05-05.am"]),
        (WorkspaceShutError, ["2027-05-03.am", "2027-05-08.am"]),
    ],
    ids=["none", "past", "far", "saturday"],
)
def test_send_request_refuses_half_days(error, codes):
    refused(error, DeskFactory(), half_days=parse_half_days(codes))


def test_send_request_refuses_more_half_days_than_the_limit(settings):
    settings.HOSTING_HALF_DAYS_LIMIT = 2

    refused(TooManyHalfDaysError, DeskFactory())


@pytest.mark.parametrize(
    ("error", "limits"),
    [
        (TooSoonError, {"notice_days": 60}),
        (OutOfSeasonError, {"season_from": 6, "season_until": 9}),
    ],
    ids=["notice", "season"],
)
def test_send_request_refuses_what_the_host_does_not_receive(error, limits):
    desk = DeskFactory(**{f"workspace__{name}": value for name, value in limits.items()})

    refused(error, desk)


def test_send_request_refuses_more_people_than_any_desk_is_for():
    refused(PartyTooLargeError, DeskFactory(), adults=2)


def test_send_request_refuses_half_days_that_are_taken():
    desk = DeskFactory()
    hold_half_days(unit=desk, half_days=THREE[2:])

    refused(HalfDaysTakenError, desk)


def test_send_request_refuses_a_day_that_is_closed():
    desk = DeskFactory()
    close(desk)

    refused(HalfDaysClosedError, desk)


def test_agree_to_proposal_takes_the_half_days():
    request = DeskRequestFactory()
    proposal = ProposalFactory(request=request)

    agreement = agree_to_proposal(proposal=proposal, by=request.guest)

    assert (agreement.half_days, agreement.unit_name) == (HALF_DAYS, "Desk by the window")
    assert taken_of(request.unit) == HALF_DAYS


def test_agree_to_proposal_refuses_half_days_that_were_taken_since():
    request = DeskRequestFactory()
    proposal = ProposalFactory(request=request)
    hold_half_days(unit=request.unit, half_days=THREE[:1])

    with pytest.raises(HalfDaysTakenError):
        agree_to_proposal(proposal=proposal, by=request.guest)

    assert not Agreement.objects.exists()


def test_agree_to_proposal_refuses_a_guest_days_closed_since():
    request = DeskRequestFactory()
    proposal = ProposalFactory(request=request)
    close(request.unit)

    with pytest.raises(HalfDaysClosedSinceError):
        agree_to_proposal(proposal=proposal, by=request.guest)

    assert taken_of(request.unit) == []


def test_cancel_agreement_gives_the_half_days_back():
    request = DeskRequestFactory()
    agreement = agree_to_proposal(proposal=ProposalFactory(request=request), by=request.guest)

    cancel_agreement(agreement=agreement, by=request.guest)

    assert taken_of(request.unit) == []


def terms(*codes, **changes):
    half_days = parse_half_days(codes)
    return ProposedTerms(adults=1, children=0, total=Decimal(16), half_days=half_days, **changes)


def test_propose_terms_moves_to_other_half_days():
    request = DeskRequestFactory()

    proposal = propose_terms(
        request=request, terms=terms("2027-05-05.am", "2027-05-06.pm"), by=request.host
    )

    assert proposal.half_days == ["2027-05-05.am", "2027-05-06.pm"]
    assert (proposal.check_in, proposal.check_out) == (date(2027, 5, 5), date(2027, 5, 7))


@pytest.mark.parametrize("by_host", [True, False])
def test_propose_terms_on_a_day_that_is_shut(by_host):
    request = DeskRequestFactory()
    saturday = terms("2027-05-08.am")

    with pytest.raises(BeyondLimitsError if by_host else WorkspaceShutError):
        propose_terms(
            request=request, terms=saturday, by=request.host if by_host else request.guest
        )
    proposal = propose_terms(request=request, terms=saturday, by=request.host, despite_limits=True)

    assert proposal.half_days == ["2027-05-08.am"]


def test_propose_terms_refuses_half_days_that_are_taken():
    request = DeskRequestFactory()
    hold_half_days(unit=request.unit, half_days=[HalfDay.parse("2027-05-05.am")])

    with pytest.raises(HalfDaysTakenError):
        propose_terms(request=request, terms=terms("2027-05-05.am"), by=request.host)


def test_propose_terms_refuses_a_guest_a_desk_that_is_too_small():
    room = DeskFactory(sleeps=3)
    desk = DeskFactory(workspace=room.workspace, name="Desk in the corner")
    request = DeskRequestFactory(unit=room, adults=3)
    small = ProposedTerms(adults=3, children=0, total=Decimal(16), unit=desk)

    with pytest.raises(DeskTooSmallError):
        propose_terms(request=request, terms=small, by=request.guest)


def test_a_morning_that_is_over_is_neither_asked_for_nor_agreed_on(time_machine):
    request = DeskRequestFactory()
    proposal = ProposalFactory(request=request, by=request.guest)

    time_machine.move_to("2027-05-03T16:00:00+02:00")

    with pytest.raises(PastDateError):
        ask(request.unit)
    with pytest.raises(ProposalPastError):
        agree_to_proposal(proposal=proposal, by=request.host)
