"""Cases in the Wagtail admin: who looks, who decides, who is sent away."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from commons.moderation.actions.review_setup import MODERATORS, prepare_moderators
from commons.moderation.models import Decision
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.moderation import HIDE, coordinator_of, reported

pytestmark = pytest.mark.django_db


def a_moderator():
    person = UserFactory()
    person.groups.add(Group.objects.get(name=MODERATORS))
    return person


@pytest.fixture
def case():
    return reported(
        "offer", StayFactory(title="The mill", words="It turns."), by=UserFactory()
    ).case


def page_of(case):
    return reverse("wagtailsnippets_moderation_case:inspect", args=[case.pk])


def test_a_moderator_finds_a_case_reads_it_and_decides_from_there(client, case):
    client.force_login(a_moderator())

    home = client.get("/cms/").text
    rows = client.get(reverse("wagtailsnippets_moderation_case:list")).text
    page = client.get(page_of(case)).text
    done = client.post(case.get_absolute_url(), HIDE | {"next": page_of(case)})

    assert "The mill" in home
    assert "The mill" in rows
    assert "It turns." in page
    assert done.url == page_of(case)
    assert Decision.objects.get().measure == "hidden"
    assert "A decision has been made." in client.get(page_of(case)).text


def test_a_moderator_never_sees_what_is_their_own(client):
    host = a_moderator()
    case = reported("offer", StayFactory(title="The mill", host=host), by=UserFactory()).case
    client.force_login(host)

    assert "The mill" not in client.get(reverse("wagtailsnippets_moderation_case:list")).text
    assert client.get(page_of(case)).status_code != 200


@pytest.mark.parametrize("who", ["coordinator", "member"])
def test_a_coordinator_needs_no_right_of_wagtail_and_has_none(client, case, who):
    person = coordinator_of(case.subject.community) if who == "coordinator" else UserFactory()
    client.force_login(person)

    assert client.get(page_of(case)).status_code in {302, 403}
    assert client.get(reverse("wagtailsnippets_moderation_case:list")).status_code in {302, 403}


def test_rights_that_an_editor_took_away_are_not_given_back():
    Group.objects.get(name=MODERATORS).permissions.clear()

    prepare_moderators()

    assert not Group.objects.get(name=MODERATORS).permissions.exists()


def test_nobody_changes_a_case_or_makes_one_by_hand(client, case):
    client.force_login(UserFactory(is_superuser=True))

    for name, args in (("add", []), ("edit", [case.pk]), ("delete", [case.pk])):
        url = reverse(f"wagtailsnippets_moderation_case:{name}", args=args)
        assert client.get(url).status_code in {302, 403, 404}
