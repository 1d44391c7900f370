"""A stay is agreed by both, begins, ends, or breaks and goes back into the queue."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.dates import DateRange
from core.states import IllegalTransitionError
from emergency.actions.asking import ask_host
from emergency.actions.placements import (
    break_down,
    call_off,
    check_in,
    end_stay,
    note_no_show,
    say_yes_as_requester,
)
from emergency.actions.requests import refer, withdraw
from emergency.errors.asking import (
    BlockedPairError,
    NotFreshError,
    NotSignedError,
    TooEarlyError,
)
from emergency.errors.offers import CheckTooLowError
from emergency.errors.requests import NotVerifiedError, ReasonMissingError
from emergency.models import (
    Event,
    HousingOffer,
    HousingRequest,
    LoanAgreement,
    Placement,
    Proposal,
    TakenNight,
)
from emergency.periodic import look_for_missing
from hosting.actions.holds import hold_nights
from hosting.errors.calendars import NightsTakenError
from hosting.models import NightHold
from tests.factories.emergency import (
    DutyFactory,
    HousingOfferFactory,
    host_of,
    housed,
    in_days,
    offered,
    placed,
    requester_of,
)
from tests.factories.hosting import UnitFactory

pytestmark = pytest.mark.django_db


def on_duty(row):
    return DutyFactory(activation=row.activation).person


def yes(proposal, name="Camille Canary"):
    by = requester_of(proposal.request)
    return say_yes_as_requester(proposal=proposal, full_name=name, by=by)


def test_both_signatures_make_a_placement():
    placement = placed()

    assert placement.agreement.is_signed
    assert HousingRequest.objects.get().state == "confirmed"
    assert Proposal.objects.get().state == "accepted"
    assert TakenNight.objects.count() == 15
    assert [event.new for event in Event.objects.filter(noun="placement")] == ["confirmed"]


def test_the_other_hosts_who_were_asked_are_free_again():
    proposal = offered(check_in=in_days(1))
    other = HousingOfferFactory(activation=proposal.activation)
    ask_host(request=proposal.request, offer=other, by=on_duty(proposal))

    yes(proposal)

    assert not other.taken_nights.exists()
    assert Proposal.objects.get(offer=other).state == "cancelled"


def test_no_placement_without_a_signature_or_by_anybody_else():
    proposal = offered()

    with pytest.raises(NotSignedError):
        yes(proposal, name="  ")
    for by in (on_duty(proposal), host_of(proposal.offer)):
        with pytest.raises(PermissionDenied):
            say_yes_as_requester(proposal=proposal, full_name="X", by=by)
    LoanAgreement.objects.all().delete()
    with pytest.raises(NotSignedError):
        yes(proposal)
    assert not Placement.objects.exists()


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (lambda one: one.request.verifications.all().delete(), NotVerifiedError),
        (lambda one: HousingOffer.objects.update(check_level=0), CheckTooLowError),
        (lambda one: HousingOffer.objects.update(state="suspended"), NotFreshError),
        (
            lambda one: HousingOffer.objects.update(fresh_until=timezone.now() - timedelta(1)),
            NotFreshError,
        ),
    ],
)
def test_everything_is_asked_once_more_at_the_yes(spoil, refusal):
    proposal = offered()
    spoil(proposal)

    with pytest.raises(refusal):
        yes(proposal)
    assert not Placement.objects.exists()


def test_a_unit_of_hosting_is_held_in_its_own_calendar():
    proposal = offered()
    unit = UnitFactory()
    HousingOffer.objects.update(unit=unit)

    yes(proposal)

    assert NightHold.objects.filter(unit=unit).count() == 14


def test_hosting_was_faster_and_nothing_of_the_yes_stays():
    proposal = offered()
    unit = UnitFactory()
    HousingOffer.objects.update(unit=unit)
    hold_nights(unit=unit, dates=DateRange(in_days(5), in_days(6)))

    with pytest.raises(NightsTakenError):
        yes(proposal)

    proposal.refresh_from_db()
    assert proposal.state == "offered"
    assert not Placement.objects.exists()
    assert not LoanAgreement.objects.get().is_signed


@pytest.mark.parametrize("side", ["host", "requester", "coordinator"])
def test_either_side_says_that_they_have_arrived(side):
    placement = placed(check_in=in_days(0))
    by = {
        "host": host_of(placement.offer),
        "requester": requester_of(placement.request),
        "coordinator": on_duty(placement),
    }[side]

    assert check_in(placement=placement, by=by).state == "checked_in"
    assert HousingRequest.objects.get().state == "housed"


@pytest.mark.parametrize("deed", [check_in, note_no_show])
def test_nobody_has_arrived_or_stayed_away_before_the_first_day(deed):
    placement = placed(check_in=in_days(1))
    words = {} if deed is check_in else {"reason": "x"}

    with pytest.raises(TooEarlyError):
        deed(placement=placement, by=on_duty(placement), **words)
    assert HousingRequest.objects.get().state == "confirmed"


def test_the_first_day_begins_where_the_home_stands(time_machine):
    time_machine.move_to("2027-05-04T21:30:00+00:00")  # half past eleven at night, there
    placement = placed(check_in=date(2027, 5, 5))

    with pytest.raises(TooEarlyError):
        check_in(placement=placement, by=on_duty(placement))
    time_machine.move_to("2027-05-04T22:30:00+00:00")
    assert check_in(placement=placement, by=on_duty(placement)).state == "checked_in"


def test_end_stay_says_where_they_go_and_frees_the_nights():
    placement = housed()

    with pytest.raises(ReasonMissingError):
        end_stay(placement=placement, reason=" ", by=on_duty(placement))
    ended = end_stay(placement=placement, reason="A flat of their own", by=on_duty(placement))

    request = HousingRequest.objects.get()
    assert (ended.state, request.state, request.outcome) == (
        "ended",
        "completed",
        "A flat of their own",
    )
    assert not TakenNight.objects.exists()


@pytest.mark.parametrize("deed", [call_off, note_no_show])
def test_a_stay_that_never_began_is_back_in_the_queue_before_the_others(deed):
    placement = placed(check_in=in_days(0))
    unit = UnitFactory()
    hold = hold_nights(unit=unit, dates=placement.dates)
    Placement.objects.update(hold=hold)
    before = placement.request.urgency

    deed(placement=placement, reason="They called", by=on_duty(placement))

    request = HousingRequest.objects.get()
    assert (request.state, request.reference) == ("matching", placement.request.reference)
    assert request.urgency > before
    assert not TakenNight.objects.exists()
    assert not NightHold.objects.exists()


def test_a_stay_that_breaks_off_is_back_at_once_and_never_there_again():
    placement = housed()

    break_down(placement=placement, reason="It rains in", by=requester_of(placement.request))

    request = HousingRequest.objects.get()
    assert (request.state, request.next_action) == ("matching", "ask_host")
    with pytest.raises(BlockedPairError):
        ask_host(request=request, offer=placement.offer, by=on_duty(placement))


def test_a_step_that_the_table_doesn_t_name_is_refused():
    placement = placed()

    with pytest.raises(IllegalTransitionError):
        break_down(placement=placement, reason="x", by=on_duty(placement))
    with pytest.raises(IllegalTransitionError):
        end_stay(placement=placement, reason="x", by=on_duty(placement))


def test_a_request_that_is_withdrawn_or_passed_on_leaves_no_placement_behind():
    agreed, lived_in = placed(), housed()

    withdraw(request=agreed.request, by=requester_of(agreed.request))
    refer(request=lived_in.request, reason="Hotel", by=on_duty(lived_in))

    states = dict(Placement.objects.values_list("pk", "state"))
    assert states == {agreed.pk: "cancelled", lived_in.pk: "ended"}
    assert not TakenNight.objects.exists()


def test_somebody_who_never_arrived_is_shown_to_people_and_nothing_is_decided():
    placement = placed()
    agreed = timezone.now() - timedelta(days=2)
    Placement.objects.update(check_in=in_days(-1), check_out=in_days(3), at=agreed)

    look_for_missing()

    placement.refresh_from_db()
    assert (placement.state, placement.missed_at is None) == ("confirmed", False)
    assert list(HousingRequest.objects.overdue()) == [placement.request]


def test_nobody_is_missed_before_the_first_day():
    placement = placed()

    look_for_missing()

    placement.refresh_from_db()
    assert placement.missed_at is None


def test_the_database_keeps_one_roof_for_a_request():
    placement = placed()
    other = placed()

    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.filter(pk=other.pk).update(request=placement.request)


@pytest.mark.parametrize("deed", [call_off, break_down, check_in])
def test_a_stranger_follows_nobody(deed):
    placement, other = placed(), placed()
    words = {} if deed is check_in else {"reason": "x"}

    for by in (requester_of(other.request), host_of(other.offer), DutyFactory().person):
        with pytest.raises(PermissionDenied):
            deed(placement=placement, by=by, **words)
