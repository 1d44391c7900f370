"""Two who rewrite a charter: the second is told, and no version has two wordings."""

import pytest

from hosting.communities.actions.communities import rewrite_charter
from hosting.communities.errors import CharterChangedError
from hosting.communities.models.communities import Community
from tests.factories.hosting import MembershipFactory
from tests.rivals import has_row_locks, overtaken, without_row_locks

pytestmark = pytest.mark.django_db(transaction=True)


def rewritten_by_two():
    """What the second came to, and the charter that holds."""
    one = MembershipFactory(coordinator=True)
    community = one.community
    other = MembershipFactory(community=community, coordinator=True)
    version = community.charter_version

    _changed, late = overtaken(
        lambda: rewrite_charter(
            community=community, charter="No smoke.", version=version, by=one.person
        ),
        at="hosting.communities.models.communities.Community.save",
        by=lambda: rewrite_charter(
            community=community, charter="Smoke outside.", version=version, by=other.person
        ),
    )

    saved = Community.objects.get()
    return type(late), saved.charter, saved.charter_version - version


def test_of_two_who_rewrite_a_charter_the_second_is_told():
    assert rewritten_by_two() == (CharterChangedError, "No smoke.", 1)


def test_control_without_lock_two_charters_are_one_version():
    with without_row_locks():
        late, charter, versions = rewritten_by_two()

    assert (charter, versions) == ("No smoke.", 1)
    assert late == (Community if has_row_locks() else CharterChangedError)
