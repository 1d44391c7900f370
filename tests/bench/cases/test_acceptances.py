"""The people of the race stand where their deeds would have brought them."""

import pytest
from django.test import Client

from bench.cases.acceptances import offered, outcome, saying_yes
from bench.tools.load import Answer
from emergency.housing.models.placements import Placement

pytestmark = pytest.mark.django_db


def test_the_first_for_each_home_is_agreed_and_the_next_refused_with_a_sentence():
    proposals = offered(4, homes=2)

    outcomes = []
    for one in proposals:
        ask = saying_yes(one)
        answer = Client().post(ask.path, ask.form)
        outcomes.append(outcome(Answer(answer.status_code, 0, 0.0, {})))

    assert outcomes == ["agreed", "refused", "agreed", "refused"]
    assert Placement.objects.count() == 2
