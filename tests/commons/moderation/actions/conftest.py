"""An offer that something is decided about, and who decides there."""

import pytest

from tests.factories.hosting import StayFactory
from tests.factories.moderation import coordinator_of


@pytest.fixture
def offer():
    return StayFactory(title="The mill")


@pytest.fixture
def coordinator(offer):
    return coordinator_of(offer.community)
