"""An emergency is prepared, declared, renewed, ended and closed: each with its guards."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied

from commons.audit.models import AuditEntry
from commons.notifications.models import Notice
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from emergency.activations.actions.activations import (
    add_category,
    change_rules,
    end,
    missing_for_declaration,
    plan_activation,
    renew_activation,
)
from emergency.activations.actions.duties import put_on_duty, take_off_duty
from emergency.activations.actions.switching import propose_switch
from emergency.activations.errors.activations import (
    DrillFixedError,
    LastCoordinatorsError,
    LastReaderError,
    NobodyKnownError,
    NotOpenError,
    NotReadyError,
    ProofMissingError,
    RequestsOpenError,
    ReviewEarlierError,
    ReviewTooFarError,
)
from emergency.activations.models.activations import Activation, Duty
from emergency.activations.models.events import Event
from emergency.activations.notifications import ACTIVATION_MOVED
from emergency.activations.periodic import end_unrenewed
from emergency.activations.selectors.open_emergencies import list_open_emergencies
from emergency.activations.states.activations import ServiceStep, service_minutes
from emergency.activations.states.switching import SwitchChange
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    DutyFactory,
    HousingRequestFactory,
    in_days,
    switch,
)

pytestmark = pytest.mark.django_db
WORDS = {
    "territory": "Indre-et-Loire",
    "departments": "37",
    "operator": "Hirondelle",
    "responsible": "Nadia B.",
    "phone": "+33247000000",
    "reason": "A flood",
    "decision": "Board of 3 May",
}


DECLARE, CLOSE = SwitchChange.DECLARE, SwitchChange.CLOSE


def prepared(**changes):
    """Everything that a declaration needs."""
    activation = ActivationFactory(draft=True, **changes)
    CategoryFactory(activation=activation)
    DutyFactory.create_batch(2, activation=activation, sees_safety=True)
    return activation


def test_plan_activation_stays_unseen_and_names_who_may_ask(ruler):
    activation = plan_activation(words=WORDS, by=ruler)

    assert activation.state == "draft"
    assert list_open_emergencies() == []
    assert [category.proofs for category in activation.categories.all()] == [
        ["roster", "work_email", "card"]
    ] * 2


def test_plan_activation_is_refused_to_everybody_else():
    with pytest.raises(PermissionDenied):
        plan_activation(words=WORDS, by=UserFactory())

    assert not Activation.objects.exists()


def test_declare_opens_the_doors_and_tells_who_coordinates(ruler):
    activation = prepared()
    assert list_open_emergencies() == []

    activation = switch(activation, DECLARE, by=ruler)

    assert activation.state == "active"
    assert [emergency.public_id for emergency in list_open_emergencies()] == [activation.public_id]
    moved = Notice.objects.filter(template=ACTIVATION_MOVED)
    assert {one.recipient for one in moved} == {duty.person for duty in activation.duties.all()}
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["switch.proposed", "switch.done", "activation.active"]
    events = Event.objects.order_by("pk").values_list("noun", "old", "new")
    assert list(events) == [
        ("switch", "", "open"),
        ("switch", "open", "done"),
        ("activation", "draft", "active"),
    ]


@pytest.mark.parametrize("lack", ["review", "end", "categories", "coordinator", "reader"])
def test_declare_says_what_is_missing(ruler, lack):
    activation = prepared()
    if lack == "review":
        Activation.objects.update(review_on=None)
    elif lack == "end":
        Activation.objects.update(hard_end=None)
    elif lack == "categories":
        activation.categories.all().delete()
    elif lack == "reader":
        Duty.objects.update(sees_safety=False)
    else:
        Duty.objects.order_by("pk").first().delete()
    activation.refresh_from_db()

    assert len(missing_for_declaration(activation)) == 1
    with pytest.raises(NotReadyError):
        propose_switch(activation=activation, change=DECLARE, by=ruler)


@pytest.mark.parametrize("days", [-1, 0, 31])
def test_declare_refuses_a_review_that_is_past_or_too_far(ruler, days):
    activation = prepared(review_on=in_days(days))

    with pytest.raises(ReviewTooFarError):
        propose_switch(activation=activation, change=DECLARE, by=ruler)


def test_declare_twice_is_refused(ruler):
    activation = prepared()
    switch(activation, DECLARE, by=ruler)

    with pytest.raises(IllegalTransitionError):
        propose_switch(activation=activation, change=DECLARE, by=ruler)


def test_declare_is_refused_to_a_coordinator():
    activation = prepared()

    with pytest.raises(PermissionDenied):
        propose_switch(activation=activation, change=DECLARE, by=activation.duties.first().person)


def test_renew_moves_the_review_and_no_further_than_thirty_days(ruler):
    activation = ActivationFactory(review_on=in_days(1))

    renew_activation(activation=activation, review_on=in_days(30), by=ruler)
    with pytest.raises(ReviewTooFarError):
        renew_activation(activation=activation, review_on=in_days(31), by=ruler)

    activation.refresh_from_db()
    assert activation.review_on == in_days(30)


def test_renew_is_for_an_open_one(ruler):
    with pytest.raises(NotOpenError):
        renew_activation(activation=ActivationFactory(ending=True), review_on=in_days(3), by=ruler)


@pytest.mark.parametrize(("days", "state"), [(-1, "winding_down"), (0, "active")])
def test_an_emergency_past_its_review_ends_by_the_clock(days, state):
    activation = ActivationFactory(review_on=in_days(days))

    end_unrenewed()

    activation.refresh_from_db()
    assert activation.state == state


def test_end_leaves_alone_what_was_renewed_since_the_clock_looked(ruler):
    found = ActivationFactory(review_on=in_days(-1))
    renew_activation(activation=found, review_on=in_days(9), by=ruler)

    ended = end(activation=found, by=SYSTEM)

    assert (ended.state, ended.review_on) == ("active", in_days(9))


def test_close_waits_for_the_last_open_request(ruler):
    activation = ActivationFactory(ending=True)
    request = HousingRequestFactory(activation=activation)

    with pytest.raises(RequestsOpenError):
        propose_switch(activation=activation, change=CLOSE, by=ruler)

    request.state, request.outcome = "unmet", "The flood is over."
    request.save()
    activation = switch(activation, CLOSE, by=ruler)
    assert activation.state == "closed"
    assert activation.closed_at is not None
    assert list_open_emergencies() == []


def test_close_before_it_ends_is_refused(ruler):
    with pytest.raises(IllegalTransitionError):
        propose_switch(activation=ActivationFactory(), change=CLOSE, by=ruler)


def test_end_by_the_system_needs_no_permission():
    with pytest.raises(PermissionDenied):
        end(activation=ActivationFactory(), by=UserFactory(is_superuser=False))
    overdue = ActivationFactory(review_on=in_days(-1))
    assert end(activation=overdue, by=SYSTEM).state == "winding_down"


def test_add_category_lets_more_people_ask_without_a_release(ruler):
    activation = ActivationFactory()

    add_category(
        activation=activation, name_fr="Pompiers", name_en="Firemen", proofs=["card"], by=ruler
    )

    assert [category.name_en for category in activation.categories.all()] == ["Firemen"]
    with pytest.raises(ProofMissingError):
        add_category(activation=activation, name_fr="X", name_en="X", proofs=[], by=ruler)


def test_change_rules_records_what_was_changed(ruler):
    activation = ActivationFactory()

    change_rules(activation=activation, words={"gap_nights": 3, "min_nights": 1}, by=ruler)

    activation.refresh_from_db()
    assert activation.gap_nights == 3
    assert AuditEntry.objects.get().data == {"fields": ["gap_nights"]}


@pytest.mark.parametrize("trait", [{}, {"ending": True}, {"closed": True}])
def test_change_rules_makes_no_exercise_of_what_was_declared(ruler, trait):
    activation = ActivationFactory(**trait)

    with pytest.raises(DrillFixedError):
        change_rules(activation=activation, words={"is_drill": True}, by=ruler)

    activation.refresh_from_db()
    assert activation.is_drill is False


@pytest.mark.parametrize("days", [None, -1, 0, 31])
def test_change_rules_ends_nothing_by_its_review(ruler, days):
    """The clock would end it at midnight, and nobody would have confirmed that."""
    activation = ActivationFactory(review_on=in_days(9))
    day = None if days is None else in_days(days)

    with pytest.raises(ReviewTooFarError):
        change_rules(activation=activation, words={"review_on": day}, by=ruler)

    activation.refresh_from_db()
    assert activation.review_on == in_days(9)


@pytest.mark.parametrize(
    "bring_forward",
    [
        lambda activation, day, by: renew_activation(activation=activation, review_on=day, by=by),
        lambda activation, day, by: change_rules(
            activation=activation, words={"review_on": day}, by=by
        ),
    ],
)
def test_a_review_is_put_off_alone_and_never_brought_forward(ruler, bring_forward):
    activation = ActivationFactory(review_on=in_days(9))
    drill = ActivationFactory(review_on=in_days(9), is_drill=True)
    overdue = ActivationFactory(review_on=in_days(-1))

    with pytest.raises(ReviewEarlierError):
        bring_forward(activation, in_days(1), ruler)
    activation.refresh_from_db()
    unmoved = activation.review_on
    bring_forward(activation, in_days(12), ruler)
    bring_forward(drill, in_days(1), ruler)
    bring_forward(overdue, in_days(1), ruler)

    moved = list(Activation.objects.order_by("pk").values_list("review_on", flat=True))
    assert unmoved == in_days(9)
    assert moved == [in_days(12), in_days(1), in_days(1)]


def test_put_on_duty_tells_the_person_and_twice_is_once(ruler):
    activation, nadia = ActivationFactory(draft=True), UserFactory(email="nadia@example.org")

    for _time in range(2):
        put_on_duty(activation=activation, email="Nadia@example.org", by=ruler)

    assert [duty.person for duty in activation.duties.on_duty()] == [nadia]


@pytest.mark.parametrize("trait", [{"unverified": True}, {"is_active": False}])
def test_put_on_duty_needs_a_good_account(ruler, trait):
    UserFactory(email="nadia@example.org", **trait)

    with pytest.raises(NobodyKnownError):
        put_on_duty(activation=ActivationFactory(), email="nadia@example.org", by=ruler)


def test_take_off_duty_keeps_two_while_it_runs_and_gives_work_back(ruler):
    activation = ActivationFactory()
    first, second, third = DutyFactory.create_batch(3, activation=activation)
    request = HousingRequestFactory(activation=activation, owner=first.person)

    take_off_duty(duty=first, by=ruler)
    with pytest.raises(LastCoordinatorsError):
        take_off_duty(duty=second, by=ruler)

    request.refresh_from_db()
    assert request.owner is None
    assert list(activation.duties.on_duty()) == [second, third]


def test_the_last_reader_of_reports_goes_on_reading_while_it_runs(ruler):
    activation = ActivationFactory()
    reader = DutyFactory(activation=activation, sees_safety=True)
    others = DutyFactory.create_batch(2, activation=activation)
    email = reader.person.email

    with pytest.raises(LastReaderError):
        take_off_duty(duty=reader, by=ruler)
    with pytest.raises(LastReaderError):
        put_on_duty(activation=activation, email=email, by=ruler)
    put_on_duty(activation=activation, email=others[0].person.email, sees_safety=True, by=ruler)
    put_on_duty(activation=activation, email=email, by=ruler)

    reader.refresh_from_db()
    assert reader.sees_safety is False


@pytest.mark.parametrize("trait", ["draft", "closed"])
def test_the_last_reader_of_reports_may_go_while_nobody_is_housed(ruler, trait):
    activation = ActivationFactory(**{trait: True})
    reader = DutyFactory(activation=activation, sees_safety=True)

    assert take_off_duty(duty=reader, by=ruler).ended_at is not None


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        pytest.param("2027-05-04T12:00+02:00", "2027-05-04T14:00+02:00", id="noon"),
        pytest.param("2027-05-04T23:30+02:00", "2027-05-05T09:00+02:00", id="evening"),
        pytest.param("2027-05-04T02:00+02:00", "2027-05-04T09:00+02:00", id="night"),
        pytest.param(
            "2027-03-28T00:30+01:00", "2027-03-28T09:00+02:00", id="summer-time"
        ),  # summer time begins that night
    ],
)
def test_due_at_waits_for_the_morning(moment, due):
    activation = ActivationFactory(draft=True, opens=time(7), closes=time(23))
    activation.refresh_from_db()

    found = activation.due_at(ServiceStep.FIRST_TOUCH, datetime.fromisoformat(moment))

    assert found == datetime.fromisoformat(due)


def test_due_at_never_waits_where_somebody_may_be_in_danger():
    activation = ActivationFactory(draft=True, opens=time(7), closes=time(23))
    activation.refresh_from_db()
    night = datetime.fromisoformat("2027-05-04T02:00+02:00")

    assert activation.due_at(ServiceStep.SAFEGUARDING, night) == night + timedelta(minutes=30)


@pytest.mark.parametrize(("hour", "quiet"), [(20, False), (21, True), (3, True), (8, False)])
def test_is_quiet_runs_over_midnight(hour, quiet):
    activation = ActivationFactory(draft=True, quiet_from=time(21), quiet_until=time(8))
    activation.refresh_from_db()
    paris = ZoneInfo("Europe/Paris")

    moment = datetime(2027, 5, 4, hour, tzinfo=paris)

    assert activation.is_quiet(moment) == quiet


def test_tables_of_two_activations_are_their_own():
    one, other = service_minutes(), service_minutes()
    one[ServiceStep.DECISION] = 1

    assert other[ServiceStep.DECISION] == 720
