"""Who may read of safety: never without the report itself, never a stranger."""

import pytest
from django.contrib.auth.models import AnonymousUser

from emergency.safety.rules import may_know_of_it, reads_safety
from tests.factories.accounts import UserFactory
from tests.factories.emergency import DutyFactory, reader_of, reported_incident

pytestmark = pytest.mark.django_db


def test_reads_safety_needs_the_duty_with_its_right():
    incident = reported_incident()
    reader = reader_of(incident)
    other = DutyFactory(activation=incident.activation).person

    allowed = [reads_safety(person, incident) for person in (reader, other, UserFactory())]

    assert allowed == [True, False, False]
    assert reads_safety(reader, incident.activation)


def test_reads_safety_says_no_to_nobody_and_about_nothing():
    incident = reported_incident()
    reader = reader_of(incident)

    assert [reads_safety(reader), reads_safety(AnonymousUser(), incident)] == [False, False]


def test_may_know_of_it_needs_an_incident_and_a_person():
    incident = reported_incident()
    reader = reader_of(incident)

    assert may_know_of_it(reader, incident)
    assert [
        may_know_of_it(reader),
        may_know_of_it(reader, incident.activation),
        may_know_of_it(AnonymousUser(), incident),
        may_know_of_it(UserFactory(), incident),
    ] == [False] * 4
