"""The people of the race stand where their deeds would have brought them."""

import pytest
from django.test import Client

from bench.cases.acceptances import offered, outcome, saying_yes
from bench.tools.load import Answer
from emergency.housing.models.placements import Placement

pytestmark = pytest.mark.django_db


def test_acceptances_agree_the_first_per_home_and_refuse_next():
    proposals = offered(4, homes=2)

    outcomes = []
    for one in proposals:
        ask = saying_yes(one)
        answer = Client().post(ask.path, ask.form)
        outcomes.append(outcome(Answer(answer.status_code, 0, 0.0, {})))

    assert outcomes == ["agreed", "refused", "agreed", "refused"]
    assert Placement.objects.count() == 2
