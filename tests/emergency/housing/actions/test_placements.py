"""A stay is agreed by both, begins, ends, or breaks and goes back into the queue."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from commons.mail.models import Letter
from core.states import IllegalTransitionError
from core.values.dates import DateRange
from emergency.activations.models.events import Event
from emergency.housing.actions.placements import (
    accept_as_requester,
    break_down,
    call_off,
    check_in,
    end_stay,
    record_no_show,
)
from emergency.housing.actions.proposals import ask_host
from emergency.housing.actions.requests import refer, withdraw
from emergency.housing.errors.offers import CheckTooLowError
from emergency.housing.errors.proposals import (
    BlockedPairError,
    NotFreshError,
    NotSignedError,
    TooEarlyError,
)
from emergency.housing.errors.requests import NotVerifiedError, ReasonMissingError
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import LoanAgreement, Placement
from emergency.housing.models.proposals import Proposal, TakenNight
from emergency.housing.models.requests import HousingRequest
from emergency.housing.periodic import look_for_missing
from hosting.calendars.actions.holds import hold_nights
from hosting.calendars.errors import NightsTakenError
from hosting.calendars.models import NightHold
from tests.factories.emergency import (
    DutyFactory,
    HousingOfferFactory,
    host_of,
    housed,
    in_days,
    nights_in,
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
    return accept_as_requester(proposal=proposal, full_name=name, by=by)


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


@pytest.mark.parametrize("side", [requester_of, host_of])
def test_each_side_ends_a_stay_and_both_get_a_mail(side):
    placement = housed()
    by = side(placement.request if side is requester_of else placement.offer)

    end_stay(placement=placement, reason="Back home", by=by)

    assert HousingRequest.objects.get().state == "completed"
    assert Placement.objects.get().exit_plan == "Back home"
    guest, host = (
        Letter.objects.filter(address=row.contact.email).last()
        for row in (placement.request, placement.offer)
    )
    assert [guest.title, host.title] == ["The stay is over"] * 2
    assert "If you need a home again, call us." in guest.text
    assert "Your guest’s stay is over." in host.text


def test_end_stay_is_for_the_two_and_who_coordinates():
    placement, other = housed(), housed()

    for by in (requester_of(other.request), host_of(other.offer), on_duty(other)):
        with pytest.raises(PermissionDenied):
            end_stay(placement=placement, reason="Back home", by=by)
    with pytest.raises(ReasonMissingError):
        end_stay(placement=placement, reason=" ", by=requester_of(placement.request))

    assert set(Placement.objects.values_list("state", flat=True)) == {"checked_in"}


@pytest.mark.parametrize(("leaves_after", "last"), [(0, 1), (2, 2), (99, 16)])
def test_lived_dates_end_with_the_stay(leaves_after, last):
    placement = housed()
    left_at = timezone.now() + timedelta(days=leaves_after)
    Placement.objects.update(state="ended", state_since=left_at)

    found = Placement.objects.select_related("activation").get(pk=placement.pk)

    assert found.lived_dates == DateRange(in_days(0), in_days(last))


def test_lived_dates_of_a_stay_that_never_began_are_those_agreed():
    placement = placed()
    Placement.objects.update(state="cancelled")

    found = Placement.objects.select_related("activation").get(pk=placement.pk)

    assert found.lived_dates == DateRange(found.check_in, found.check_out)


def test_the_guest_hears_that_a_stay_was_called_off():
    placement = placed()

    call_off(placement=placement, reason="My pipes have burst", by=host_of(placement.offer))

    letter = Letter.objects.filter(address=placement.request.contact.email).last()
    assert letter.title == f"Your stay was cancelled: {nights_in(placement)}"
    assert "pipes" not in letter.text


@pytest.mark.parametrize(
    ("first", "said"),
    [
        pytest.param(
            0, "Open your page to see the address, your host’s phone", id="first-day-today"
        ),
        pytest.param(9, "Open your page to see the address.", id="in-nine-days"),
    ],
)
def test_agreement_mail_promises_only_what_comes(first, said):
    placement = placed(check_in=in_days(first), check_out=in_days(first + 3))

    letters = Letter.objects.filter(address=placement.request.contact.email)
    text = letters.get(title__startswith="Stay agreed").text

    assert said in text
    assert ("From the day before the first night" in text) == (first == 9)


def test_no_placement_without_a_signature_or_by_anybody_else():
    proposal = offered()

    with pytest.raises(NotSignedError):
        yes(proposal, name="  ")
    for by in (on_duty(proposal), host_of(proposal.offer)):
        with pytest.raises(PermissionDenied):
            accept_as_requester(proposal=proposal, full_name="X", by=by)
    LoanAgreement.objects.all().delete()
    with pytest.raises(NotSignedError):
        yes(proposal)
    assert not Placement.objects.exists()


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        pytest.param(
            lambda one: one.request.verifications.all().delete(),
            NotVerifiedError,
            id="not-verified",
        ),
        pytest.param(
            lambda one: HousingOffer.objects.update(check_level=0),
            CheckTooLowError,
            id="check-too-low",
        ),
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


@pytest.mark.parametrize("action", [check_in, record_no_show])
def test_nobody_arrives_or_misses_before_day_one(action):
    placement = placed(check_in=in_days(1))
    words = {} if action is check_in else {"reason": "x"}

    with pytest.raises(TooEarlyError):
        action(placement=placement, by=on_duty(placement), **words)
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


@pytest.mark.parametrize("action", [call_off, record_no_show])
def test_a_stay_never_begun_is_first_in_the_queue(action):
    placement = placed(check_in=in_days(0))
    unit = UnitFactory()
    hold = hold_nights(unit=unit, dates=placement.dates)
    Placement.objects.update(hold=hold)
    before = placement.request.urgency

    action(placement=placement, reason="They called", by=on_duty(placement))

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
    letters = Letter.objects.order_by("-pk")[:2]
    assert {letter.title for letter in letters} == {
        f"Your stay ended early: {nights_in(placement)}",
        f"The stay in your home ended early: {nights_in(placement)}",
    }


def test_a_step_that_the_table_doesn_t_name_is_refused():
    placement = placed()

    with pytest.raises(IllegalTransitionError):
        break_down(placement=placement, reason="x", by=on_duty(placement))
    with pytest.raises(IllegalTransitionError):
        end_stay(placement=placement, reason="x", by=on_duty(placement))


def test_withdraw_and_refer_leave_no_live_placement():
    agreed, lived_in = placed(), housed()

    withdraw(request=agreed.request, by=requester_of(agreed.request))
    refer(request=lived_in.request, reason="Hotel", by=on_duty(lived_in))

    states = dict(Placement.objects.values_list("pk", "state"))
    assert states == {agreed.pk: "cancelled", lived_in.pk: "ended"}
    assert not TakenNight.objects.exists()


def test_look_for_missing_shows_who_is_and_decides_nothing():
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


@pytest.mark.parametrize("action", [call_off, break_down, check_in])
def test_a_stranger_follows_nobody(action):
    placement, other = placed(), placed()
    words = {} if action is check_in else {"reason": "x"}

    for by in (requester_of(other.request), host_of(other.offer), DutyFactory().person):
        with pytest.raises(PermissionDenied):
            action(placement=placement, by=by, **words)
