"""What moderation gives out of a person, and what it keeps from them."""

import pytest

from commons.moderation.actions.appeals import appeal
from commons.moderation.personal_data import moderation_of
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.moderation import decided, reported

pytestmark = pytest.mark.django_db


def test_each_side_takes_along_what_is_theirs():
    offer, reader = StayFactory(title="The mill"), UserFactory(display_name="Canary")
    report = reported("offer", offer, by=reader, words="It isn’t his.")
    decision = decided(report.case, words="It is another’s.")
    appeal(decision=decision, words="It is mine.", by=offer.host)

    theirs, mine = moderation_of(reader), moderation_of(offer.host)

    assert [row["words"] for row in theirs["reports"]] == ["It isn’t his."]
    assert theirs["decisions"] == theirs["appeals"] == mine["reports"] == []
    assert [row["words"] for row in mine["decisions"]] == ["It is another’s."]
    assert [row["words"] for row in mine["appeals"]] == ["It is mine."]
    assert "Canary" not in str(mine)
    assert "It isn’t his." not in str(mine)
