"""The page on which two help a third one."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from commons.accounts.models import TwoStepReset
from commons.accounts.selectors import has_second_factor
from tests.factories.accounts import UserFactory
from tests.factories.hosting import CommunityFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return CommunityFactory()


@pytest.fixture
def lost(community):
    person = UserFactory(display_name="Ada")
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    MembershipFactory(person=person, community=community)
    return person


def as_coordinator(client, community):
    helper = UserFactory()
    MembershipFactory(person=helper, community=community, coordinator=True)
    client.force_login(helper)
    return helper


def test_reset_is_asked_by_one_and_confirmed_by_another(client, community, lost):
    page = reverse("accounts:two-step-reset", args=[lost.public_id])
    as_coordinator(client, community)
    link = client.get(lost.get_absolute_url()).content.decode()
    client.post(page, {"reason": "I met her at the market."})
    own = client.get(page).content.decode()
    refused = client.post(f"{page}confirm/", follow=True).content.decode()
    still = has_second_factor(lost)
    other = client.__class__()
    as_coordinator(other, community)
    shown = other.get(page).content.decode()

    done = other.post(f"{page}confirm/", follow=True).content.decode()

    assert page in link
    assert "Another coordinator has to confirm the reset within a week" in own
    assert "Another coordinator has to confirm it." in refused
    assert still
    assert "I met her at the market." in shown
    assert "Two-step login has been reset." in done
    assert not has_second_factor(lost)


def test_reset_needs_a_reason(client, community, lost):
    as_coordinator(client, community)

    page = client.post(reverse("accounts:two-step-reset", args=[lost.public_id]), {"reason": " "})

    assert page.status_code == 422
    assert "Say how you made sure that it’s really this person." in page.content.decode()


def test_reset_can_be_withdrawn(client, community, lost):
    page = reverse("accounts:two-step-reset", args=[lost.public_id])
    as_coordinator(client, community)
    client.post(page, {"reason": "I met her."})

    client.post(f"{page}withdraw/")

    assert not TwoStepReset.objects.exists()


def test_reset_is_stopped_by_whom_it_is_about(client, community, lost):
    as_coordinator(client, community)
    page = reverse("accounts:two-step-reset", args=[lost.public_id])
    client.post(page, {"reason": "I met her."})
    client.force_login(lost)

    shown = client.get(reverse("mfa_index")).text
    answer = client.post(f"{page}withdraw/")

    assert "has asked to reset your two-step login" in shown
    assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))
    assert not TwoStepReset.objects.exists()


def test_reset_is_withdrawn_by_no_other_member(client, community, lost):
    as_coordinator(client, community)
    page = reverse("accounts:two-step-reset", args=[lost.public_id])
    client.post(page, {"reason": "I met her."})
    member = UserFactory()
    MembershipFactory(person=member, community=community)
    client.force_login(member)

    assert client.post(f"{page}withdraw/").status_code == 404
    assert TwoStepReset.objects.exists()


@pytest.mark.parametrize("way", ["", "confirm/"])
def test_reset_is_not_there_for_members_and_for_oneself(client, community, lost, way):
    page = reverse("accounts:two-step-reset", args=[lost.public_id]) + way
    member = UserFactory()
    MembershipFactory(person=member, community=community)
    answers = []
    for person in (member, lost):
        Authenticator.objects.filter(user=person).delete()  # else they say who they are first
        client.force_login(person)
        answers.append(client.post(page, {"reason": "x"}).status_code)

    assert answers == [404, 404]
    assert "two-step" not in client.get(member.get_absolute_url()).content.decode()
