"""Two at one desk at the same moment: one has it, the other is told who."""

from uuid import uuid4

import pytest

from emergency.actions.incidents import take_incident, tell_incident
from emergency.errors.safety import HasItAlreadyError
from emergency.models import Incident, Telling
from tests.factories.emergency import placed, reader_of, requester_of, told
from tests.rivals import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_two_take_a_report_and_one_has_it():
    incident = told()
    readers = [reader_of(incident) for _ in range(4)]

    results = at_once(
        *(lambda by=reader: take_incident(incident=incident, by=by) for reader in readers)
    )

    winners = [one for one in results if isinstance(one, Incident)]
    assert [type(one) for one in results if one not in winners] == [HasItAlreadyError] * 3
    assert Incident.objects.get().owner == winners[0].owner


def test_a_report_that_is_pressed_five_times_is_one():
    request = placed().request
    said = Telling(key=uuid4())

    results = at_once(
        *(
            lambda: tell_incident(subject=request, telling=said, by=requester_of(request))
            for _ in range(5)
        )
    )

    assert {one.pk for one in results} == {Incident.objects.get().pk}
