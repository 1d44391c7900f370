"""Pages by which one writes without dates."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from commons.blocking.actions import block_person
from commons.conversations.actions import post_message
from commons.conversations.models import Message
from hosting.enquiries.actions import change_enquiry_settings
from hosting.enquiries.models import Enquiry
from hosting.enquiries.selectors import takes_enquiries
from tests.factories.accounts import UserFactory
from tests.factories.enquiries import WORDS, coordinated, enquire
from tests.factories.hosting import ProductFactory, StayFactory
from tests.quotas import limit

pytestmark = pytest.mark.django_db


def as_person(person):
    client = Client()
    client.force_login(person)
    return client


def page_of(offer):
    return reverse("hosting:enquiry-offer", args=[offer.public_id])


def form(words=WORDS):
    return {"message": words, "key": uuid4()}


def test_write_about_an_offer_leads_to_the_conversation():
    stay, ada = StayFactory(title="The mill"), UserFactory()
    client = as_person(ada)

    page = client.get(page_of(stay)).text
    answer = client.post(page_of(stay), form(), follow=True)
    again = client.get(page_of(stay))

    thread = Enquiry.objects.get(sender=ada, host=stay.host, offer=stay).thread
    assert "The mill" in page
    assert WORDS in answer.text
    assert again.url == thread.get_absolute_url()


def test_write_keeps_what_was_typed_when_it_is_refused():
    stay, ada = StayFactory(), UserFactory()
    block_person(person=ada, by=stay.host)

    refused = as_person(ada).post(page_of(stay), form())

    assert refused.status_code == 422
    assert WORDS in refused.text
    assert "You can’t contact this person here at the moment." in refused.text
    assert "block" not in refused.text.partition("<main")[2].lower()


def test_write_over_the_quota_says_when_there_is_room(settings):
    limit(settings, enquiries=1)
    ada = UserFactory()
    enquire(ada, host=UserFactory())

    refused = as_person(ada).post(page_of(StayFactory()), form())

    assert refused.status_code == 429
    assert WORDS in refused.text


def test_write_says_in_words_that_a_host_takes_none():
    stay = StayFactory(host__display_name="Odile")
    change_enquiry_settings(takes=False, by=stay.host)
    client = as_person(UserFactory())

    page = client.get(page_of(stay)).text
    about_host = client.get(stay.host.get_absolute_url()).text

    assert "Odile doesn’t accept messages without a request." in page
    assert 'name="message"' not in page
    assert "This host doesn’t accept messages without a request." in about_host


def test_write_to_a_person_is_for_hosts_alone():
    client, stay = as_person(UserFactory()), StayFactory()

    of_host, of_other = (
        client.get(reverse("hosting:enquiry-host", args=[person.public_id]))
        for person in (stay.host, UserFactory())
    )

    assert (of_host.status_code, of_other.status_code) == (200, 404)


def test_write_to_a_community_shows_who_answered():
    community, (ben,) = coordinated("Ben")
    ada = UserFactory(display_name="Ada")
    address = reverse("hosting:enquiry-community", args=[community.public_id])

    as_person(ada).post(address, form())
    thread = Enquiry.objects.get().thread
    as_person(ben).post(
        reverse("conversations:message-post", args=[thread.public_id]), {"body": "There is one."}
    )

    page = as_person(ada).get(thread.get_absolute_url()).text
    desk = as_person(ben).get(thread.get_absolute_url()).text
    assert f"Conversation with {community.name}" in page
    assert ">Ben<" in page
    assert "Answered by Ben" in desk


def test_write_to_a_community_shows_nobody_to_block():
    """Who is missing from a list of coordinators would have blocked the reader."""
    community, (ben, cem) = coordinated("Ben", "Cem")
    ada = UserFactory()
    enquiry = enquire(ada, community=community)
    post_message(thread=enquiry.thread, body="There is one.", by=cem)
    client, address = as_person(ada), enquiry.thread.get_absolute_url()

    before = client.get(address)
    block_person(person=ada, by=ben)
    after = client.get(address)

    assert [page.context["contacts"] for page in (before, after)] == [[], []]
    assert "Report a message" in after.text
    assert "Ben" not in before.text.partition("<main")[2]
    assert [one.other for one in as_person(cem).get(address).context["contacts"]] == [ada]


def test_settle_by_its_button_and_not_by_a_stranger():
    community, (ben,) = coordinated("Ben")
    enquiry = enquire(UserFactory(), community=community)
    address = reverse("hosting:enquiry-settle", args=[enquiry.thread.public_id])

    page = as_person(ben).get(enquiry.thread.get_absolute_url()).text
    stranger = as_person(UserFactory()).post(address)
    as_person(ben).post(address)

    assert "Mark as needing no answer" in page
    assert stranger.status_code == 404
    assert Enquiry.objects.waiting().count() == 0


def test_settings_are_saved_and_shown():
    host = UserFactory()
    client, address = as_person(host), reverse("hosting:enquiry-settings")

    before = client.get(address).context["form"].initial
    client.post(address, {})
    after = client.get(address).context["form"].initial

    assert (before, after) == ({"takes": True}, {"takes": False})
    assert not takes_enquiries(host)


def test_coordination_messages_lists_what_waits_then_what_is_answered():
    community, (ben, cem) = coordinated("Ben", "Cem")
    address = reverse("hosting:coordination-messages", args=[community.address])
    empty = as_person(ben).get(address).text
    answered = enquire(UserFactory(display_name="Ada"), community=community)
    post_message(thread=answered.thread, body="Yes", by=cem)
    enquire(UserFactory(display_name="Dora"), community=community)

    context = as_person(ben).get(address).context

    assert "No messages yet" in empty
    assert [row.person for row in context["waiting"]] == ["Dora"]
    assert [(row.person, row.answer[:15]) for row in context["answered"]] == [
        ("Ada", "Answered by Cem")
    ]


def test_coordination_messages_are_not_there_for_members():
    community, _people = coordinated("Ben")
    address = reverse("hosting:coordination-messages", args=[community.address])

    assert as_person(UserFactory()).get(address).status_code == 404


def test_a_visitor_logs_in_first():
    answer = Client().post(page_of(StayFactory()), form())

    assert answer.url.startswith(reverse("account_login"))
    assert not Message.objects.exists()


def test_write_about_a_product_speaks_of_no_stay():
    client = as_person(UserFactory())

    pages = [client.get(page_of(offer)).text for offer in (StayFactory(), ProductFactory())]

    assert ["If you’d like to stay" in page for page in pages] == [True, False]
