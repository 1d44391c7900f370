"""Somebody of the old network opens the link of their email."""

import pytest
from django.urls import reverse

from hosting.communities.models.communities import Membership
from hosting.network_imports.models import ImportedOffer, MemberInvitation, NetworkImport
from hosting.network_imports.states import ImportState
from hosting.offers.models.offers import Offer
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory
from tests.factories.network_imports import ImportedOfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation():
    words = "A room. <script>alert(1)</script>"
    return ImportedOfferFactory(
        words=words, invitation__network_import__by__display_name="Nadia"
    ).invitation


def url_of(invitation, name=""):
    return reverse(f"hosting:member-invitation{name}", args=[invitation.token])


def test_link_shows_who_brought_what_and_changes_nothing(client, invitation):
    page = client.get(invitation.get_absolute_url())

    assert "Nadia, who coordinates" in page.text
    assert invitation.email in page.text
    assert "<script>alert" not in page.text
    assert reverse("account_signup") in page.text
    assert MemberInvitation.objects.get().is_waiting


def test_who_accepts_finds_their_drafts(client, invitation):
    helene = UserFactory()
    client.force_login(helene)

    page = client.post(url_of(invitation, "-accept"), {"words": "I have a mill."}, follow=True)

    assert "1 draft is now in “My offers”." in page.text
    assert Membership.objects.get(person=helene).words == "I have a mill."
    assert "The mill" in client.get(reverse("hosting:host-offers")).text


def test_accept_without_words_is_refused_and_asks_for_them(client, invitation):
    client.force_login(UserFactory())

    answer = client.post(url_of(invitation, "-accept"), {"words": ""})

    assert answer.status_code == 422
    assert "Say who you are, and why this community." in answer.text
    assert not Offer.objects.exists()


def test_member_accepts_without_introducing_themselves_again(client, invitation):
    client.force_login(MembershipFactory(community=invitation.community).person)

    client.post(url_of(invitation, "-accept"))

    assert Offer.objects.count() == 1


def test_who_declines_needs_no_account_and_is_erased(client, invitation):
    page = client.post(url_of(invitation, "-refuse"), follow=True)

    assert "Deleted. We hold nothing about you" in page.text
    assert MemberInvitation.objects.get().email == ""
    assert not ImportedOffer.objects.exists()


@pytest.mark.parametrize("name", ["", "-refuse", "-accept"])
def test_link_of_an_answered_invitation_is_gone(client, invitation, name):
    client.post(url_of(invitation, "-refuse"))
    client.force_login(UserFactory())

    url = url_of(invitation, name)
    answer = client.post(url, {"words": "Hello"}) if name else client.get(url)

    assert answer.status_code == 410


def test_link_of_an_import_that_was_undone_is_gone(client, invitation):
    NetworkImport.objects.update(state=ImportState.UNDONE)

    assert client.get(invitation.get_absolute_url()).status_code == 410


def test_link_with_a_changed_letter_is_gone(client, invitation):
    changed = invitation.token[:-1] + ("a" if invitation.token[-1] != "a" else "b")

    assert client.get(reverse("hosting:member-invitation", args=[changed])).status_code == 410


def test_draft_of_an_invitation_is_on_no_public_page(client, invitation):
    page = client.get(invitation.community.get_absolute_url())

    assert "The mill" not in page.text
