"""Which side of a stay somebody is: by their link, or by the host's account."""

import pytest
from django.contrib.auth.models import AnonymousUser

from emergency.housing.rules import answers_extension, is_its_host, is_its_requester
from tests.factories.accounts import UserFactory
from tests.factories.emergency import asked, host_of, requester_of

pytestmark = pytest.mark.django_db


def test_is_its_host_goes_by_the_link_and_by_the_account():
    proposal, other = asked(), asked()
    host = UserFactory()
    proposal.offer.host = host

    sides = (host_of(proposal.offer), host, host_of(other.offer), requester_of(proposal.request))

    assert [is_its_host(side, proposal) for side in sides] == [True, True, False, False]
    assert not is_its_host(AnonymousUser(), proposal)


def test_is_its_requester_goes_by_the_link_alone():
    proposal, other = asked(), asked()

    sides = (
        requester_of(proposal.request),
        requester_of(other.request),
        host_of(proposal.offer),
        UserFactory(),
    )

    assert [is_its_requester(side, proposal) for side in sides] == [True, False, False, False]


@pytest.mark.parametrize("rule", [is_its_host, is_its_requester, answers_extension])
def test_a_rule_of_a_stay_says_no_about_nothing(rule):
    assert not rule(host_of(asked().offer))
