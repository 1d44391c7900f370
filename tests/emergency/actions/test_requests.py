"""What coordinators and requesters do with a request: with a reason, and never lost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from commons.accounts.errors import WrittenOnceError
from core.states import IllegalTransitionError
from emergency.actions.requests import (
    ask_for_more,
    find_ineligible,
    go_on,
    hand_back,
    leave_unmet,
    name_duplicate,
    refer,
    take_on,
    withdraw,
)
from emergency.enums import ENDED, RequestState, Side
from emergency.errors.requests import LookedAfterError, OtherTerritoryError, ReasonMissingError
from emergency.models import Event, HousingRequest, Party
from tests.factories.accounts import UserFactory
from tests.factories.emergency import DutyFactory, HousingRequestFactory, SubmissionFactory

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


def test_take_on_begins_to_verify_and_sets_the_next_clock(request_, nadia):
    taken = take_on(request=request_, by=nadia)

    assert (taken.owner, taken.state, taken.next_action) == (nadia, "verifying", "verify")
    assert taken.next_action_at is not None
    assert [(event.old, event.new, event.person) for event in Event.objects.all()][1:] == [
        ("submitted", "verifying", nadia)
    ]


def test_hand_back_leaves_the_clock_as_it_was(request_, nadia):
    taken = take_on(request=request_, by=nadia)

    back = hand_back(request=request_, by=nadia)

    assert back.owner is None
    assert back.next_action_at == taken.next_action_at


def test_ask_for_more_stops_the_clock_until_they_answer(request_, nadia):
    take_on(request=request_, by=nadia)

    asked = ask_for_more(request=request_, reason="Which hospital?", by=nadia)
    assert (asked.state, asked.next_action) == ("needs_info", "remind")

    assert go_on(request=request_, by=nadia).state == "verifying"


@pytest.mark.parametrize("deed", [ask_for_more, find_ineligible, refer, leave_unmet])
def test_what_ends_or_stops_a_request_says_why(request_, nadia, deed):
    take_on(request=request_, by=nadia)

    with pytest.raises(ReasonMissingError):
        deed(request=request_, reason="  ", by=nadia)


def test_refer_writes_down_where_to(request_, nadia):
    referred = refer(request=request_, reason="Hôtel de la Gare", by=nadia)

    assert (referred.state, referred.outcome) == ("referred", "Hôtel de la Gare")
    assert referred.next_action_at is None


def test_find_ineligible_can_be_appealed(request_, nadia):
    take_on(request=request_, by=nadia)
    find_ineligible(request=request_, reason="Not in the list", by=nadia)

    assert go_on(request=request_, by=nadia).state == "verifying"


def test_leave_unmet_is_for_somebody_who_was_looked_for(request_, nadia):
    with pytest.raises(IllegalTransitionError):
        leave_unmet(request=request_, reason="No need", by=nadia)


def test_name_duplicate_keeps_both(request_, nadia):
    first = HousingRequestFactory(activation=request_.activation)

    named = name_duplicate(request=request_, first=first, by=nadia)

    assert (named.state, named.duplicate_of) == ("duplicate", first)
    assert HousingRequest.objects.count() == 2


def test_name_duplicate_stays_within_the_emergency(request_, nadia):
    for other in (request_, HousingRequestFactory()):
        with pytest.raises(OtherTerritoryError):
            name_duplicate(request=request_, first=other, by=nadia)


def test_withdraw_by_the_link_is_the_requester_s_own_act(request_):
    withdrawn = withdraw(request=request_, by=Party(request_.submission, Side.REQUESTER))

    assert withdrawn.state == "withdrawn"
    assert Event.objects.last().side == Side.REQUESTER


@pytest.mark.parametrize(
    "deed", [take_on, hand_back, ask_for_more, go_on, find_ineligible, refer, leave_unmet, withdraw]
)
def test_a_stranger_may_nothing(request_, deed):
    reasons = {} if deed in {take_on, hand_back, go_on, withdraw} else {"reason": "because"}
    for person in (UserFactory(), DutyFactory().person):
        with pytest.raises(PermissionDenied):
            deed(request=request_, by=person, **reasons)


def test_another_link_may_nothing(request_):
    with pytest.raises(PermissionDenied):
        withdraw(request=request_, by=Party(SubmissionFactory(), Side.REQUESTER))


@pytest.mark.parametrize("state", sorted(set(RequestState) - ENDED))
def test_the_database_keeps_no_open_request_without_a_next_action(request_, state):
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
    take_on(request=request_, by=nadia)
    ask_for_more(request=request_, reason="Which hospital?", by=nadia)
    go_on(request=request_, by=nadia)

    steps = list(Event.objects.values_list("old", "new"))
    request_.refresh_from_db()
    assert [old for old, _new in steps[1:]] == [new for _old, new in steps[:-1]]
    assert steps[-1][1] == request_.state


def test_an_event_is_written_once(request_):
    event = Event.objects.get()

    for deed in (event.save, event.delete, Event.objects.all().delete):
        with pytest.raises(WrittenOnceError):
            deed()
    with pytest.raises(WrittenOnceError):
        Event.objects.update(new="housed")
