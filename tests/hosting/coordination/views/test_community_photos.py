"""The photograph of a community, on its desk."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commons.media.models import Photo
from hosting.communities.models.communities import Community
from tests.factories.hosting import MembershipFactory
from tests.factories.media import PhotoFactory, picture_bytes

pytestmark = pytest.mark.django_db

WORDS = {"alt": "The square.", "credit": "Nadia", "licence": "CC0-1.0", "focus": "16,84"}


@pytest.fixture
def coordinator(client):
    person = MembershipFactory(coordinator=True).person
    client.force_login(person)
    return person


@pytest.fixture
def community(coordinator):
    return Community.objects.get(memberships__person=coordinator)


def url(community, deed=""):
    name = f"coordination-photo-{deed}" if deed else "coordination-photo"
    return reverse(f"hosting:{name}", args=[community.address])


def send(client, community, content=None):
    file = SimpleUploadedFile("place.jpg", content or picture_bytes(60, 40))
    sent = {"key": str(uuid4()), "photos": file}
    return client.post(url(community, "bring"), sent, follow=True)


def test_a_photograph_is_brought_described_shown_taken_out_and_put_back(client, community):
    send(client, community)
    photo = Photo.objects.get()
    asked = client.get(url(community)).text
    client.post(url(community), WORDS)
    public = client.get(community.get_absolute_url()).text
    client.post(url(community, "remove"))
    without = client.get(community.get_absolute_url()).text
    client.post(url(community, "restore"), {"photo": photo.public_id})

    assert "Description missing" in asked
    assert 'alt="The square."' in public
    assert "Nadia" in public
    assert 'href="https://creativecommons.org/publicdomain/zero/1.0/"' in public
    assert 'alt="The square."' not in without
    community.refresh_from_db()
    assert community.photo == photo


def test_what_is_no_photograph_is_said_and_the_one_there_is_stays(client, community):
    send(client, community)

    answer = send(client, community, b"<svg/>")

    assert [str(one) for one in answer.context["messages"]] == [
        "place.jpg: This file isn’t a photo we can read. Choose a JPEG, "
        "PNG, WebP, AVIF or HEIC file."
    ]
    community.refresh_from_db()
    assert community.photo == Photo.objects.get()


def test_words_that_are_refused_lose_nothing(client, community):
    send(client, community)

    answer = client.post(url(community), WORDS | {"alt": ""})

    assert answer.status_code == 422
    assert 'value="Nadia"' in answer.text


def test_words_of_somebody_else_s_photograph_are_theirs(client, community):
    community.photo = PhotoFactory()
    community.save()

    page = client.get(url(community))
    client.post(url(community), WORDS)

    assert "only they can change its description and credit" in page.text
    assert Photo.objects.get().description == "A green field"


@pytest.mark.parametrize("deed", ["", "bring", "remove", "restore"])
def test_another_community_is_not_there(client, coordinator, deed):
    other = MembershipFactory(coordinator=True).community

    assert client.post(url(other, deed)).status_code == 404
