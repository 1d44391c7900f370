"""How a stay goes: asked after two days, every week and before the end; a press spares a call."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from commons.mail.models import Letter
from core.permissions import SYSTEM
from emergency.housing.actions.follow_ups import ask_how_it_goes, plan_exit, record_follow_up
from emergency.housing.errors.extensions import StayOverError
from emergency.housing.errors.requests import ReasonMissingError
from emergency.housing.models.follow_ups import FollowUp, kind_on, next_day
from emergency.housing.models.placements import Placement
from emergency.housing.models.requests import HousingRequest
from emergency.housing.periodic import ask_all_how_it_goes
from emergency.housing.states.extensions import FollowUpKind
from tests.factories.accounts import UserFactory
from tests.factories.emergency import DutyFactory, host_of, housed, in_days, placed, requester_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def stay():
    """Somebody has lived there since this morning, for thirty nights."""
    return housed(check_out=in_days(30))


def asked_for_tomorrow(stay):
    """They came yesterday, so that the first question is due tomorrow."""
    Placement.objects.update(check_in=in_days(-1))
    due_at = stay.activation.morning_of(in_days(1))
    HousingRequest.objects.update(next_action_at=due_at)


def due():
    return timezone.localtime(HousingRequest.objects.get().next_action_at).date()


def test_the_days_are_two_then_weeks_then_three_before_the_end():
    stay = Placement(check_in=in_days(0), check_out=in_days(17))
    days, day = [], in_days(0)
    for _ in range(5):
        day = next_day(stay, day)
        days.append(day)

    assert days == [in_days(2), in_days(7), in_days(14), in_days(17), in_days(18)]
    assert [kind_on(stay, one) for one in days] == [
        FollowUpKind.FIRST,
        FollowUpKind.WEEKLY,
        FollowUpKind.ENDING,
        FollowUpKind.LAST,
        FollowUpKind.LAST,
    ]


@pytest.mark.parametrize("side", ["requester", "host", "coordinator"])
def test_an_answer_of_either_side_moves_the_clock_on(stay, side):
    by = {
        "requester": requester_of(stay.request),
        "host": host_of(stay.offer),
        "coordinator": DutyFactory(activation=stay.activation).person,
    }[side]
    asked_for_tomorrow(stay)

    answer = record_follow_up(placement=stay, words="Everything’s fine.", by=by)

    assert (answer.side, answer.kind) == (side, "first")
    assert due() == in_days(6)


def test_an_answer_long_before_its_day_is_kept_and_the_clock_waits(stay):
    assert due() == in_days(2)

    for _ in range(3):
        record_follow_up(placement=stay, by=requester_of(stay.request))

    assert due() == in_days(2)
    assert [one.due_on for one in FollowUp.objects.all()] == [in_days(0)]


def test_a_letter_goes_out_once_before_the_clock_runs_out(stay):
    ask_all_how_it_goes()
    assert not FollowUp.objects.exists()
    HousingRequest.objects.update(next_action_at=timezone.now() + timedelta(hours=20))

    ask_all_how_it_goes()
    ask_all_how_it_goes()

    assert Letter.objects.filter(title="Your stay: is everything all right?").count() == 1
    assert FollowUp.objects.get().answered_at is None


def test_before_the_end_the_letter_asks_where_to_and_the_answer_is_kept(stay):
    HousingRequest.objects.update(next_action_at=timezone.now() + timedelta(hours=20))
    Placement.objects.update(check_out=in_days(3))

    ask_all_how_it_goes()
    plan_exit(placement=stay, words="Back home, the water is gone.", by=requester_of(stay.request))

    assert Letter.objects.filter(title__endswith=": where are you going next?").exists()
    assert Placement.objects.get().exit_plan == "Back home, the water is gone."


def test_a_coordinator_writes_down_what_was_said(stay):
    by = DutyFactory(activation=stay.activation).person

    with pytest.raises(ReasonMissingError):
        record_follow_up(placement=stay, words=" ", by=by)
    with pytest.raises(ReasonMissingError):
        plan_exit(placement=stay, words=" ", by=by)


def test_strangers_say_nothing_and_only_the_clock_asks(stay):
    for action in (record_follow_up, plan_exit):
        with pytest.raises(PermissionDenied):
            action(placement=stay, words="x", by=UserFactory())
    with pytest.raises(PermissionDenied):
        ask_how_it_goes(placement=stay, by=DutyFactory(activation=stay.activation).person)


def test_nobody_is_asked_before_they_arrived():
    placement = placed()

    assert ask_how_it_goes(placement=placement, by=SYSTEM) is None
    with pytest.raises(StayOverError):
        record_follow_up(placement=placement, by=requester_of(placement.request))


def test_one_press_behind_the_link_and_one_line_on_the_desk(client, stay):
    own = {"token": stay.request.submission.token, "placement": stay.public_id}
    well = reverse("emergency:own-stay-well", kwargs=own)
    afterwards = reverse("emergency:own-stay-afterwards", kwargs=own)
    page = client.get(stay.request.submission.get_absolute_url()).text
    assert well in page
    assert afterwards in page

    client.post(well)
    client.post(afterwards, {"reason": "To my sister’s."})
    assert client.post(afterwards, {"reason": ""}).status_code == 422
    client.force_login(DutyFactory(activation=stay.activation).person)
    args = [stay.activation.address, stay.request.public_id, stay.public_id]
    client.post(reverse("emergency:stay-step-asked", args=args), {"reason": "She sleeps well."})

    assert Placement.objects.get().exit_plan == "To my sister’s."
    assert FollowUp.objects.last().words == "She sleeps well."
