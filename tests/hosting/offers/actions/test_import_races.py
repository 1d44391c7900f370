"""The same file taken in twice at the same moment."""

import json

import pytest

from commons.geography.models import Landmark
from core.files.datatourisme.files import Raw
from core.files.datatourisme.things import thing_of
from hosting.offers.actions.imports import import_drafts, import_landmarks
from hosting.offers.models.offers import Offer
from tests.datatourisme import mill
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import MembershipFactory
from tests.rivals import at_once

pytestmark = pytest.mark.django_db(transaction=True)

RIVALS = 4


def things():
    return [thing_of(Raw("line", json.dumps(mill(number)).encode())) for number in range(5)]


def test_drafts_are_taken_once_however_many_take_them():
    LocalityFactory(code="fr:37132")
    member = MembershipFactory()

    def deed():
        taken = import_drafts(
            things=things(), community=member.community, language="fr", by=member.person
        )
        return taken.new

    came_to = at_once(*[deed] * RIVALS)

    assert sorted(came_to) == [0, 0, 0, 5]
    assert Offer.objects.count() == 5


def test_landmarks_are_taken_once_however_many_take_them():
    came_to = at_once(*[lambda: import_landmarks(things=things()).left_out] * RIVALS)

    assert came_to == [[]] * RIVALS
    assert Landmark.objects.count() == 5
