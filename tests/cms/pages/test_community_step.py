"""A destination is a step of its communities."""

import pytest

from hosting.coordination.presenters.community_checklist import community_steps
from tests.factories.cms import make_destination, make_home, make_index
from tests.factories.hosting import CommunityFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("live", "state"), [(True, "done"), (False, "")])
def test_a_live_destination_tells_the_place_of_its_communities(live, state):
    community = CommunityFactory()
    page = make_destination(make_index(make_home()), community)
    if not live:
        page.unpublish()

    step = community_steps(community)[3]

    assert step.state == state
