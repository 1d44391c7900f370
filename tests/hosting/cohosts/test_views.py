"""The host's page of who helps, and the page of those who help."""

import pytest
from django.urls import reverse

from hosting.cohosts.models import CoHost
from tests.factories.accounts import UserFactory
from tests.factories.cohosts import CoHostFactory, CoHostInvitationFactory
from tests.factories.hosting import (
    ActivityFactory,
    MembershipFactory,
    StayFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


def test_from_an_invitation_to_the_page_of_the_offer(client, committed, mailoutbox):
    offer = StayFactory()
    person = MembershipFactory(community=offer.community, person__display_name="Mia").person
    client.force_login(offer.host)
    page = reverse("hosting:co-host-list", args=[offer.public_id])

    with committed():
        client.post(page, {"email": person.email.upper(), "scopes": ["may_answer"]})
    client.force_login(person)
    desk = client.get(reverse("hosting:co-hosting")).content.decode()
    accept = reverse("hosting:co-host-accept", args=[CoHost.objects.get().public_id])
    client.post(accept)
    client.logout()
    public = client.get(offer.get_absolute_url()).content.decode()

    assert [mail.to for mail in mailoutbox] == [[person.email]]
    assert offer.title in desk
    assert "Requests are also answered by <bdi>Mia</bdi>" in public


def test_people_shows_who_helps_and_who_is_asked(client):
    co_host = CoHostFactory()
    invitation = CoHostInvitationFactory(offer=co_host.offer)
    client.force_login(co_host.offer.host)

    page = client.get(reverse("hosting:co-host-list", args=[co_host.offer.public_id]))

    assert co_host.person.display_name in page.content.decode()
    assert invitation.email in page.content.decode()


def test_people_keeps_what_was_typed_when_it_is_refused(client):
    offer = StayFactory()
    client.force_login(offer.host)

    page = reverse("hosting:co-host-list", args=[offer.public_id])
    answer = client.post(page, {"email": "no address"})

    assert answer.status_code == 422
    assert 'value="no address"' in answer.content.decode()


def test_people_is_hidden_from_a_co_host(client):
    co_host = CoHostFactory()
    client.force_login(co_host.person)

    answer = client.get(reverse("hosting:co-host-list", args=[co_host.offer.public_id]))

    assert answer.status_code == 404


def test_detail_leads_each_to_their_page(client):
    co_host = CoHostFactory()
    ways = {
        co_host.person: reverse("hosting:co-hosting"),
        co_host.offer.host: reverse("hosting:co-host-list", args=[co_host.offer.public_id]),
    }

    for person, way in ways.items():
        client.force_login(person)
        assert client.get(co_host.get_absolute_url()).url == way


def test_my_offers_lead_to_those_one_helps_with(client):
    client.force_login(CoHostFactory().person)

    page = client.get(reverse("hosting:host-offers")).content.decode()

    assert f'href="{reverse("hosting:co-hosting")}"' in page


def test_decline_and_end_lead_back(client):
    invitation = CoHostInvitationFactory()
    client.force_login(UserFactory(email=invitation.email))
    co_host = CoHostFactory()

    declined = client.post(reverse("hosting:co-host-decline", args=[invitation.public_id]))
    client.force_login(co_host.offer.host)
    ended = client.post(reverse("hosting:co-host-end", args=[co_host.public_id]))

    page = reverse("hosting:co-host-list", args=[co_host.offer.public_id])
    assert (declined.url, ended.url) == (reverse("hosting:co-hosting"), page)
    assert not CoHost.objects.standing().exists()


def test_people_asks_for_something_to_do(client):
    offer = StayFactory()
    client.force_login(offer.host)

    page = reverse("hosting:co-host-list", args=[offer.public_id])
    answer = client.post(page, {"email": "mia@example.org"})

    assert answer.status_code == 422
    assert "Choose at least one." in answer.content.decode()


def test_helping_leads_to_the_calendar_of_nights_or_dates(client):
    activity = CoHostFactory(offer=ActivityFactory().offer_ptr, may_set_nights=True)
    stay = UnitFactory().stay.offer_ptr
    CoHostFactory(offer=stay, person=activity.person, may_set_nights=True)
    client.force_login(activity.person)

    page = client.get(reverse("hosting:co-hosting")).content.decode()

    dates = reverse("hosting:offer-sessions", args=[activity.offer.public_id])
    assert f'href="{dates}"' in page
    assert f'href="{reverse("hosting:host-calendar")}"' in page
    assert "keep the calendar" in page


def test_a_host_changes_what_a_co_host_does(client):
    co_host = CoHostFactory()
    client.force_login(co_host.offer.host)
    page = reverse("hosting:co-host-scopes", args=[co_host.public_id])

    empty = client.post(page, {})
    client.post(page, {"scopes": ["may_write", "may_set_nights"]})

    co_host.refresh_from_db()
    assert empty.status_code == 422
    assert co_host.scopes == ["may_set_nights", "may_write"]


def test_helping_leads_who_answers_to_the_requests(client):
    client.force_login(CoHostFactory().person)

    page = client.get(reverse("hosting:co-hosting")).text

    assert f'href="{reverse("hosting:request-list")}"' in page
    assert "You can answer requests. With" in page


def test_people_ends_a_co_hosting_behind_a_question(client):
    co_host = CoHostFactory()
    client.force_login(co_host.offer.host)

    page = client.get(reverse("hosting:co-host-list", args=[co_host.offer.public_id])).text

    end_url = reverse("hosting:co-host-end", args=[co_host.public_id])
    before, _summary, after = page.partition("<summary>End the co-hosting")
    assert (end_url in before, end_url in after.partition("</details>")[0]) == (False, True)
