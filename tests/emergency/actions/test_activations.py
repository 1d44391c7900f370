"""An emergency is prepared, declared, renewed, ended and closed: each with its guards."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied

from commons.accounts.models import AuditEntry, Notice
from commons.accounts.permissions import SYSTEM
from core.states import IllegalTransitionError
from emergency.actions.activations import (
    add_category,
    change_rules,
    close,
    declare,
    end,
    plan_activation,
    renew,
    what_is_missing,
)
from emergency.actions.duties import put_on_duty, take_off_duty
from emergency.enums import ServiceStep, service_minutes
from emergency.errors.activations import (
    LastCoordinatorsError,
    LastReaderError,
    NobodyKnownError,
    NotReadyError,
    ProofMissingError,
    RequestsOpenError,
    ReviewTooFarError,
)
from emergency.models import Activation, Duty, Event
from emergency.periodic import end_unrenewed
from emergency.queries.doors import open_doors
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    DutyFactory,
    HousingRequestFactory,
    in_days,
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


def prepared(**changes):
    """Everything that a declaration needs."""
    activation = ActivationFactory(draft=True, **changes)
    CategoryFactory(activation=activation)
    DutyFactory.create_batch(2, activation=activation, sees_safety=True)
    return activation


def test_plan_activation_stays_unseen_and_names_who_may_ask(ruler):
    activation = plan_activation(words=WORDS, by=ruler)

    assert activation.state == "draft"
    assert open_doors() == []
    assert [category.proofs for category in activation.categories.all()] == [
        ["roster", "work_email", "card"]
    ] * 2


def test_plan_activation_is_refused_to_everybody_else():
    with pytest.raises(PermissionDenied):
        plan_activation(words=WORDS, by=UserFactory())

    assert not Activation.objects.exists()


def test_declare_opens_the_doors_and_tells_who_coordinates(ruler):
    activation = prepared()
    assert open_doors() == []

    declare(activation=activation, by=ruler)

    activation.refresh_from_db()
    assert activation.state == "active"
    assert [door.public_id for door in open_doors()] == [activation.public_id]
    assert Notice.objects.count() == 2
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["activation.active"]
    assert [(event.old, event.new) for event in Event.objects.all()] == [("draft", "active")]


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

    assert len(what_is_missing(activation)) == 1
    with pytest.raises(NotReadyError):
        declare(activation=activation, by=ruler)


@pytest.mark.parametrize("days", [-1, 0, 31])
def test_declare_refuses_a_review_that_is_past_or_too_far(ruler, days):
    activation = prepared(review_on=in_days(days))

    with pytest.raises(ReviewTooFarError):
        declare(activation=activation, by=ruler)


def test_declare_twice_is_refused(ruler):
    activation = prepared()
    declare(activation=activation, by=ruler)

    with pytest.raises(IllegalTransitionError):
        declare(activation=activation, by=ruler)


def test_declare_is_refused_to_a_coordinator():
    activation = prepared()

    with pytest.raises(PermissionDenied):
        declare(activation=activation, by=activation.duties.first().person)


def test_renew_moves_the_review_and_no_further_than_thirty_days(ruler):
    activation = ActivationFactory(review_on=in_days(1))

    renew(activation=activation, review_on=in_days(30), by=ruler)
    with pytest.raises(ReviewTooFarError):
        renew(activation=activation, review_on=in_days(31), by=ruler)

    activation.refresh_from_db()
    assert activation.review_on == in_days(30)


def test_renew_is_for_an_open_one(ruler):
    with pytest.raises(NotReadyError):
        renew(activation=ActivationFactory(ending=True), review_on=in_days(3), by=ruler)


@pytest.mark.parametrize(("days", "state"), [(-1, "winding_down"), (0, "active")])
def test_an_emergency_past_its_review_ends_by_the_clock(days, state):
    activation = ActivationFactory(review_on=in_days(days))

    end_unrenewed()

    activation.refresh_from_db()
    assert activation.state == state


def test_close_waits_for_the_last_open_request(ruler):
    activation = ActivationFactory(ending=True)
    request = HousingRequestFactory(activation=activation)

    with pytest.raises(RequestsOpenError):
        close(activation=activation, by=ruler)

    request.state, request.outcome = "unmet", "The flood is over."
    request.save()
    close(activation=activation, by=ruler)
    activation.refresh_from_db()
    assert activation.state == "closed"
    assert activation.closed_at is not None
    assert open_doors() == []


def test_close_before_it_ends_is_refused(ruler):
    with pytest.raises(IllegalTransitionError):
        close(activation=ActivationFactory(), by=ruler)


def test_end_by_the_system_needs_no_permission():
    assert end(activation=ActivationFactory(), by=SYSTEM).state == "winding_down"


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
        ("2027-05-04T12:00+02:00", "2027-05-04T14:00+02:00"),
        ("2027-05-04T23:30+02:00", "2027-05-05T09:00+02:00"),
        ("2027-05-04T02:00+02:00", "2027-05-04T09:00+02:00"),
        ("2027-03-28T00:30+01:00", "2027-03-28T09:00+02:00"),  # summer time begins that night
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
