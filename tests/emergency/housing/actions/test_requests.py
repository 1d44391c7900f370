"""What coordinators and requesters do with a request: with a reason, and never lost."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from commons.audit.errors import WrittenOnceError
from commons.mail.models import Letter
from core.states import IllegalTransitionError
from core.text.formatting import format_day
from emergency.activations.choices import Side
from emergency.activations.models.events import Event
from emergency.housing.actions import requests
from emergency.housing.actions.calls import record_request_call
from emergency.housing.actions.request_states import set_clock
from emergency.housing.actions.requests import (
    ask_for_more,
    close_as_unmet,
    hand_back,
    mark_duplicate,
    mark_ineligible,
    refer,
    resume_verification,
    take_on,
    withdraw,
)
from emergency.housing.choices import RequestCallOutcome
from emergency.housing.errors.requests import (
    LookedAfterError,
    OtherTerritoryError,
    ReasonMissingError,
)
from emergency.housing.models.requests import HousingRequest
from emergency.housing.states.requests import ENDED, RequestState
from emergency.intake.models.parties import Party
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingRequestFactory,
    SubmissionFactory,
)
from ui.templatetags.formatting import phone_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_():
    return HousingRequestFactory()


@pytest.fixture
def nadia(request_):
    return DutyFactory(activation=request_.activation).person


def test_take_on_from_a_colleague_names_them_and_the_second_is_told_who(request_, nadia):
    first = take_on(request=request_, by=nadia).owner
    second = DutyFactory(activation=request_.activation).person

    with pytest.raises(LookedAfterError) as refused:
        take_on(request=request_, by=second)

    assert first.display_name in str(refused.value)
    assert take_on(request=request_, by=second, instead_of=first).owner == second


def test_take_on_leaves_the_promised_call_and_its_clock(request_, nadia):
    promised = request_.next_action_at

    taken = take_on(request=request_, by=nadia)

    assert (taken.owner, taken.state, taken.next_action) == (nadia, "submitted", "call")
    assert taken.next_action_at == promised


def reached(request, by):
    take_on(request=request, by=by)
    record_request_call(request=request, outcome=RequestCallOutcome.REACHED, by=by)


def test_hand_back_leaves_the_clock_as_it_was(request_, nadia):
    taken = take_on(request=request_, by=nadia)

    back = hand_back(request=request_, by=nadia)

    assert back.owner is None
    assert back.next_action_at == taken.next_action_at


@pytest.mark.parametrize(
    ("quiet", "now", "due"),
    [
        (21, (10, 20), (17, 0)),
        (21, (16, 30), (17, 30)),
        (21, (20, 0), (21, 0)),
        (0, (10, 20), (20, 0)),
    ],
)
def test_set_clock_for_tonight_is_due_before_the_night(time_machine, quiet, now, due):
    paris = ZoneInfo("Europe/Paris")
    time_machine.move_to(datetime(2026, 12, 1, *now, tzinfo=paris), tick=False)
    activation = ActivationFactory(quiet_from=time(quiet))
    said = {"activation": activation, "check_in": date(2026, 12, 1)}
    request = HousingRequestFactory(situation="nowhere", **said)
    later = HousingRequestFactory(situation="far", **said)

    for one in (request, later):
        set_clock(one, RequestState.VERIFYING)

    assert request.next_action_at == datetime(2026, 12, 1, *due, tzinfo=paris)
    assert later.next_action_at > datetime(2026, 12, 1, 22, 0, tzinfo=paris)


def test_set_clock_after_midnight_is_due_before_quiet_hours(time_machine):
    paris = ZoneInfo("Europe/Paris")
    time_machine.move_to(datetime(2026, 12, 1, 0, 15, tzinfo=paris), tick=False)
    activation = ActivationFactory(quiet_from=time(1))
    request = HousingRequestFactory(
        activation=activation, situation="nowhere", check_in=date(2026, 12, 1)
    )

    set_clock(request, RequestState.VERIFYING)

    assert request.next_action_at == datetime(2026, 12, 1, 1, 15, tzinfo=paris)


def test_ask_for_more_stops_the_clock_until_they_answer(request_, nadia):
    reached(request_, nadia)

    asked = ask_for_more(request=request_, reason="Which hospital?", by=nadia)
    assert (asked.state, asked.next_action) == ("needs_info", "remind")
    assert asked.outcome == "Which hospital?"  # on their page

    assert resume_verification(request=request_, by=nadia).state == "verifying"


@pytest.mark.parametrize("action", [ask_for_more, mark_ineligible, refer, close_as_unmet])
def test_what_ends_or_stops_a_request_says_why(request_, nadia, action):
    reached(request_, nadia)

    with pytest.raises(ReasonMissingError):
        action(request=request_, reason="  ", by=nadia)


@pytest.mark.parametrize(
    ("action", "title"),
    [
        pytest.param(ask_for_more, "Information is missing from your request", id="more"),
        pytest.param(mark_ineligible, "We can’t accept your request", id="ineligible"),
        pytest.param(refer, "We’ve passed your request on to a partner", id="referred"),
        pytest.param(close_as_unmet, "We couldn’t find a home for you", id="unmet"),
    ],
)
def test_what_ends_a_request_is_mailed_without_the_reason(request_, nadia, action, title):
    reached(request_, nadia)
    if action is close_as_unmet:
        HousingRequest.objects.update(state=RequestState.MATCHING)

    action(request=request_, reason="the canary flew", by=nadia)

    letter = Letter.objects.get(address=request_.contact.email)
    assert letter.title == f"{title}: {request_.reference}"
    assert phone_words(request_.activation.phone) in letter.text
    assert "canary" not in letter.text


def test_an_address_that_strangers_gave_too_often_gets_no_more_letters(
    request_, nadia, monkeypatch
):
    reached(request_, nadia)
    monkeypatch.setattr(requests, "is_buried", lambda *_: True)

    mark_ineligible(request=request_, reason="Not in the list", by=nadia)

    assert not Letter.objects.exists()


def test_refer_writes_down_where_to_and_until_when_to_wait(request_, nadia):
    referred = refer(request=request_, reason="Hôtel de la Gare", by=nadia)

    letter, tomorrow = Letter.objects.get(), request_.activation.today() + timedelta(days=1)
    assert f"by the evening of {format_day(tomorrow)}, call us." in letter.text

    assert (referred.state, referred.outcome) == ("referred", "Hôtel de la Gare")
    assert referred.next_action_at is None


def test_mark_ineligible_can_be_appealed(request_, nadia):
    reached(request_, nadia)
    mark_ineligible(request=request_, reason="Not in the list", by=nadia)

    assert resume_verification(request=request_, by=nadia).state == "verifying"


def test_close_as_unmet_is_for_somebody_who_was_looked_for(request_, nadia):
    with pytest.raises(IllegalTransitionError):
        close_as_unmet(request=request_, reason="No need", by=nadia)


def test_mark_duplicate_keeps_both(request_, nadia):
    first = HousingRequestFactory(activation=request_.activation)

    named = mark_duplicate(request=request_, first=first, by=nadia)

    assert (named.state, named.duplicate_of) == ("duplicate", first)
    assert HousingRequest.objects.count() == 2


def test_mark_duplicate_stays_within_the_emergency(request_, nadia):
    for other in (request_, HousingRequestFactory()):
        with pytest.raises(OtherTerritoryError):
            mark_duplicate(request=request_, first=other, by=nadia)


def test_withdraw_by_the_link_is_the_requester_s_own_act(request_):
    withdrawn = withdraw(request=request_, by=Party(request_.submission, Side.REQUESTER))

    assert withdrawn.state == "withdrawn"
    assert Event.objects.last().side == Side.REQUESTER


@pytest.mark.parametrize(
    "action",
    [
        take_on,
        hand_back,
        ask_for_more,
        resume_verification,
        mark_ineligible,
        refer,
        close_as_unmet,
        withdraw,
    ],
)
def test_a_stranger_may_nothing(request_, action):
    reasons = (
        {}
        if action in {take_on, hand_back, resume_verification, withdraw}
        else {"reason": "because"}
    )
    for person in (UserFactory(), DutyFactory().person):
        with pytest.raises(PermissionDenied):
            action(request=request_, by=person, **reasons)


def test_another_link_may_nothing(request_):
    with pytest.raises(PermissionDenied):
        withdraw(request=request_, by=Party(SubmissionFactory(), Side.REQUESTER))


@pytest.mark.parametrize("state", sorted(set(RequestState) - ENDED))
def test_an_open_request_needs_a_next_action(request_, state):
    with pytest.raises(IntegrityError), transaction.atomic():
        HousingRequest.objects.update(state=state, next_action_at=None)


@pytest.mark.parametrize("state", ["referred", "unmet"])
def test_the_database_keeps_no_end_without_its_reason(request_, state):
    with pytest.raises(IntegrityError), transaction.atomic():
        HousingRequest.objects.update(state=state, outcome="")


def test_the_database_keeps_no_duplicate_without_the_first(request_):
    with pytest.raises(IntegrityError), transaction.atomic():
        HousingRequest.objects.update(state="duplicate")


def test_the_state_of_a_request_is_the_last_of_its_events(request_, nadia):
    reached(request_, nadia)
    ask_for_more(request=request_, reason="Which hospital?", by=nadia)
    resume_verification(request=request_, by=nadia)

    steps = list(Event.objects.values_list("old", "new"))
    request_.refresh_from_db()
    assert [old for old, _new in steps[1:]] == [new for _old, new in steps[:-1]]
    assert steps[-1][1] == request_.state


def test_an_event_is_written_once(request_):
    event = Event.objects.get()

    for action in (event.save, event.delete, Event.objects.all().delete):
        with pytest.raises(WrittenOnceError):
            action()
    with pytest.raises(WrittenOnceError):
        Event.objects.update(new="housed")
