"""After the end nobody is left in any table: canaries are laid in every room, then looked for."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from commons.audit.selectors import verify_sealed_logs
from commons.mail.models import Letter
from core.permissions import SYSTEM
from core.states import IllegalTransitionError
from emergency.activations.actions.activations import end
from emergency.activations.models.activations import Activation
from emergency.activations.models.categories import Category
from emergency.activations.models.events import Event
from emergency.activations.models.places import Hospital
from emergency.activations.models.reveals import RevealLog
from emergency.activations.states.switching import SwitchChange
from emergency.figures.actions import keep_figures
from emergency.figures.models import WeeklyFigure
from emergency.housing.actions.placements import end_stay
from emergency.housing.actions.requests import close_as_unmet
from emergency.housing.actions.reveals import reveal_contact
from emergency.housing.models.calls import HostCall, RequestCall
from emergency.housing.models.drafts import Draft, MatchingRun
from emergency.housing.models.extensions import Extension
from emergency.housing.models.follow_ups import FollowUp
from emergency.housing.models.messages import RelayMessage
from emergency.housing.models.suspensions import Suspension
from emergency.intake.actions.submissions import receive_submission
from emergency.intake.models.contacts import Contact
from emergency.retention.actions.purging import purge
from emergency.retention.errors import KeptYetError
from emergency.retention.periodic import purge_closed
from emergency.retention.selectors.retention import FORGOTTEN, retention_of
from emergency.safety.models import Incident, IncidentNote
from emergency.simulation.management.commands import emergency
from emergency.standby.models import Standby
from tests.commons.audit.sealing import seal
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HelperFactory,
    HospitalFactory,
    HousingRequestFactory,
    housed,
    lend_words,
    placed,
    roof_words,
    switch,
)
from tests.factories.geography import LocalityFactory
from tests.poison import assert_one_failed, poison

pytestmark = pytest.mark.django_db

KEPT = {Activation, Category, Hospital, Standby, WeeklyFigure}  # a promise is of no emergency
CANARIES = ("canary", "c4n4ry", "639990001", "612345611", "612345622", "camille", "dominique")


def lived_through():
    """An emergency with a canary in each of its rooms, closed long enough ago."""
    activation = ActivationFactory(
        responsible="Canary B.", opened_at=timezone.now() - timedelta(days=3)
    )
    nadia = DutyFactory(activation=activation, person__display_name="Nadia").person
    stay = housed(
        activation=activation,
        words="I am Canary",
        contact__full_name="Camille Canary",
        contact__phone="+33639990001",
    )
    reveal_contact(subject=stay.request, reason="ask the canary", by=nadia)
    end_stay(placement=stay, reason="to the canaries", by=nadia)
    HelperFactory(activation=activation, words="with my canary")
    unmet = HousingRequestFactory(activation=activation, state="matching", workplace="Canary")
    close_as_unmet(request=unmet, reason="the canary flew", by=nadia)
    _around_the_stay(activation, stay, nadia)
    _through_the_doors(activation, nadia)
    keep_figures(activation=activation, day=activation.today(), by=SYSTEM)
    return activation, nadia


def _around_the_stay(activation, stay, nadia):
    now, words = timezone.now(), "the canary again"
    RelayMessage.objects.create(
        activation=activation, proposal=stay.proposal, side="host", body=words, key=uuid4()
    )
    incident = Incident.objects.create(
        activation=activation,
        request=stay.request,
        side="host",
        words=words,
        key=uuid4(),
        due_at=now,
    )
    IncidentNote.objects.create(incident=incident, person=nadia, words=words)
    Suspension.objects.create(
        activation=activation, offer=stay.offer, reason=words, by=nadia, appeal=words
    )
    FollowUp.objects.create(placement=stay, kind="first", due_on=stay.check_in, words=words)
    HostCall.objects.create(offer=stay.offer, by=nadia)
    RequestCall.objects.create(request=stay.request, by=nadia, outcome="reached")
    run = MatchingRun.objects.create(activation=activation, by=nadia)
    Draft.objects.create(run=run, request=stay.request, request_version="1")
    Extension.objects.create(
        activation=activation,
        placement=stay,
        asked_by="host",
        asked_name="Dominique Canary",
        check_in=stay.check_out,
        check_out=stay.check_out + timedelta(days=1),
        expires_at=now,
    )


def _through_the_doors(activation, nadia):
    place = LocalityFactory()
    words = {
        "roof": roof_words(activation, None, hospital=HospitalFactory().pk, words="canary"),
        "lend": lend_words(place) | {"locality": place.pk},
    }
    for door, said in words.items():
        key = said.pop("key")
        receive_submission(
            activation=activation, intake_type=door, words=said, key=key, language="fr", by=nadia
        )


def ended(activation):
    """As `close` leaves it, three months ago."""
    for request in activation.housing_requests.open():
        type(request).objects.filter(pk=request.pk).update(
            state="unmet", outcome="the canary flew", next_action_at=None
        )
    Activation.objects.filter(pk=activation.pk).update(
        state="closed", closed_at=timezone.now() - timedelta(days=91)
    )
    activation.refresh_from_db()
    return activation


def canaries():
    """Every cell of every table, as text, in which one of them sings."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = connection.introspection.get_table_description(cursor, table)
            names = ", ".join(connection.ops.quote_name(column.name) for column in columns)
            cursor.execute(f"SELECT {names} FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                cells = zip(columns, row, strict=True)
                found += [
                    (table, column.name)
                    for column, cell in cells
                    if any(canary in str(cell).lower() for canary in CANARIES)
                ]
    return found


def tables_of_emergencies():
    models = apps.get_models(include_auto_created=True)
    return {model for model in models if model._meta.app_label.startswith("emergency_")}


def test_purge_leaves_no_canary_in_any_table():
    activation, _nadia = lived_through()
    before = {table for table, _column in canaries()}
    Letter.objects.all().delete()  # as the clock does once their links are old

    purge(activation=ended(activation), by=SYSTEM)

    assert {
        "emergency_intake_contact",
        "emergency_activations_event",
        "emergency_housing_housingaddress",
    } <= before
    assert canaries() == []


@pytest.mark.parametrize("is_sealed", [True, False])
def test_purge_leaves_digests_with_which_the_logs_are_whole(is_sealed):
    activation, _nadia = lived_through()
    if is_sealed:
        seal()
    rows = [model.objects.filter(activation=activation).count() for model in (Event, RevealLog)]

    purge(activation=ended(activation), by=SYSTEM)
    seal()

    found = verify_sealed_logs()
    assert found.faults == []
    assert [one.purged for one in found.logs if one.purged] == rows


def test_purge_leaves_nothing_but_the_rules_and_published_numbers():
    activation, _nadia = lived_through()

    purge(activation=ended(activation), by=SYSTEM)

    left = {model for model in tables_of_emergencies() if model._base_manager.exists()}
    assert left <= KEPT | {type(activation.events.get())}
    activation.refresh_from_db()
    assert (activation.state, activation.responsible, str(activation.phone or "")) == (
        "purged",
        "",
        "",
    )


def test_every_table_is_either_forgotten_or_kept_for_a_reason():
    models = tables_of_emergencies()

    assert models == set(FORGOTTEN) | KEPT | {Contact}


def test_purge_leaves_another_emergency_alone():
    activation, _nadia = lived_through()
    other = placed(contact__name="Other")

    purge(activation=ended(activation), by=SYSTEM)

    other.request.refresh_from_db()
    assert other.request.contact.name == "Other"
    assert other.activation.events.exists()


def test_purge_waits_for_its_day():
    activation = ActivationFactory(closed=True, closed_at=timezone.now() - timedelta(days=80))

    with pytest.raises(KeptYetError):
        purge(activation=activation, by=SYSTEM)


@pytest.mark.parametrize("state", ["draft", "active", "winding_down", "purged"])
def test_purge_is_for_what_is_closed(state):
    activation = ActivationFactory(state=state, closed_at=timezone.now() - timedelta(days=99))

    with pytest.raises(IllegalTransitionError):
        purge(activation=activation, by=SYSTEM)


def test_purge_is_no_deed_of_a_coordinator():
    activation = ActivationFactory(closed=True, closed_at=timezone.now() - timedelta(days=99))

    for by in (UserFactory(), DutyFactory(activation=activation).person):
        with pytest.raises(PermissionDenied):
            purge(activation=activation, by=by)


def test_the_days_begin_at_closing():
    activation = ActivationFactory(ending=True, kept_days=30)
    ruler = UserFactory(is_superuser=True)

    assert activation.forgotten_on is None
    closed = switch(activation, SwitchChange.CLOSE, by=ruler)

    assert closed.forgotten_on == activation.today() + timedelta(days=30)
    with pytest.raises(IllegalTransitionError):
        end(activation=closed, by=SYSTEM)


def test_the_clock_forgets_by_itself_and_only_what_is_due():
    due = ActivationFactory(closed=True, closed_at=timezone.now() - timedelta(days=91))
    kept = ActivationFactory(closed=True, closed_at=timezone.now() - timedelta(days=5))

    purge_closed()

    states = Activation.objects.values_list("pk", "state")
    assert dict(states) == {due.pk: "purged", kept.pk: "closed"}


def test_a_dry_run_counts_and_changes_nothing():
    activation, _nadia = lived_through()
    ended(activation)

    retention = retention_of(activation)

    assert retention.total == sum(line.count for line in retention.goes) > 20
    assert activation.housing_requests.count() == 3
    assert retention_of(activation) == retention


def test_the_command_says_what_would_go_and_then_lets_it_go(capsys):
    activation, _nadia = lived_through()
    ended(activation)
    ActivationFactory(closed=True, closed_at=timezone.now(), territory="Loir-et-Cher")

    call_command("emergency", "purge", "--dry-run")
    said = capsys.readouterr().out
    assert "rows to erase in total" in said
    assert activation.housing_requests.count() == 3

    call_command("emergency", "purge")
    said = capsys.readouterr()

    assert "Indre-et-Loire: personal data erased" in said.out
    assert "can’t be deleted before" in said.err
    assert set(Activation.objects.values_list("state", flat=True)) == {"purged", "closed"}


def test_the_command_goes_on_after_an_emergency_that_fails(monkeypatch, failed_rows, capsys):
    long_ago = timezone.now() - timedelta(days=91)
    keys = {ActivationFactory(closed=True, closed_at=long_ago).pk for _ in range(2)}
    tried, done = poison(monkeypatch, emergency, "purge")

    with pytest.raises(CommandError, match="1 of 2"):
        call_command("emergency", "purge")

    assert_one_failed(failed_rows, Activation, tried[0])
    assert set(tried) == keys
    assert done == tried[1:]
    assert "Indre-et-Loire: personal data erased" in capsys.readouterr().out


def test_the_command_has_nothing_to_do_in_a_quiet_year(capsys):
    ActivationFactory()

    call_command("emergency", "purge")

    assert "No closed emergency has personal data left to erase." in capsys.readouterr().out
