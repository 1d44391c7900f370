"""Events and readings: written once, their words blanked and their rows purged."""

import pytest
from django.db import IntegrityError, transaction

from commons.audit.models import BLANKED, LogBatch, RowDigest
from commons.audit.selectors import verify_sealed_logs
from emergency.activations.models.activations import Activation
from emergency.activations.models.events import Event
from emergency.activations.models.reveals import RevealLog
from emergency.housing.actions.reveals import reveal_contact
from tests.commons.audit.sealing import faults, rows_of, seal, tampering
from tests.factories.emergency import ActivationFactory, DutyFactory, HousingOfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading():
    offer = HousingOfferFactory()
    reveal_contact(
        subject=offer, reason="To visit", by=DutyFactory(activation=offer.activation).person
    )
    return RevealLog.objects.get()


@pytest.mark.parametrize("model", [Event, RevealLog])
@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(side="host"),
        lambda rows: rows.update(person=None, number=999),
        lambda rows: rows.update(reason="Because"),
        lambda rows: rows.update(words_salt="0" * 32),
        lambda rows: rows.update(salt=""),
        lambda rows: rows._raw_delete("default"),
    ],
    ids=["side", "number", "reason", "words_salt", "salt", "delete"],
)
def test_the_database_refuses_to_change_a_row(reading, model, change):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change(rows_of(model).filter(pk=model.objects.last().pk))


@pytest.mark.parametrize("blanked_first", [False, True])
def test_words_that_were_blanked_leave_the_log_whole(reading, blanked_first):
    if not blanked_first:
        seal()
    rows_of(RevealLog).update(reason=BLANKED, words_salt="")
    seal()

    assert faults() == []


@pytest.mark.parametrize(
    "change", [{"reason": "Because"}, {"reason": "Because", "words_salt": ""}, {"side": "host"}]
)
def test_verify_names_a_reading_that_was_changed(reading, change):
    seal()

    with tampering():
        rows_of(RevealLog).update(**change)

    assert faults() == [f"emergency_activations.reveallog {reading.pk} was changed"]


@pytest.mark.parametrize("state", ["active", "winding_down", "closed"])
def test_verify_names_a_reading_deleted_before_its_purge(reading, state):
    seal()
    Activation.objects.filter(pk=reading.activation_id).update(state=state)
    ActivationFactory(closed=True, state="purged")

    rows_of(RevealLog).filter(pk=reading.pk)._raw_delete("default")

    assert faults() == [f"emergency_activations.reveallog {reading.pk} was deleted"]


def test_verify_names_a_reading_moved_to_a_purged_emergency(reading):
    """Its digest: the row itself is kept from it by its trigger."""
    other = ActivationFactory(closed=True, state="purged")
    digest = RowDigest.of_row(reading)
    digest.purged_with = other.pk
    digest.save()
    seal()

    assert faults() == [f"emergency_activations.reveallog {reading.pk} was changed"]


def test_a_sealed_row_can_be_deleted_and_leaves_its_digest(reading):
    seal()

    rows_of(RevealLog).filter(pk=reading.pk)._raw_delete("default")
    Activation.objects.filter(pk=reading.activation_id).update(state="purged")

    found = verify_sealed_logs()
    assert found.faults == []
    assert RowDigest.objects.filter(log="emergency_activations.reveallog").count() == 1
    assert LogBatch.objects.count() == 1
