"""The page of all the words left at one place."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from hosting.notes import presenters
from tests.factories.hosting import NoteFactory, StayFactory
from tests.hosting.notes.test_presenters import left

pytestmark = pytest.mark.django_db


def url_of(stay):
    return reverse("hosting:offer-notes", args=[stay.public_id])


def test_anybody_reads_all_words_and_turns_the_order(client):
    stay = left(3)

    page = client.get(url_of(stay), {"order": "oldest"})

    body = page.content.decode()
    assert body.index("Note 0") < body.index("Note 1") < body.index("Note 2")
    assert "?order=newest" in body


def test_the_page_of_a_community_shows_those_of_its_offers(client):
    note = NoteFactory(reply="Come again.")
    NoteFactory()

    page = client.get(reverse("hosting:community-notes", args=[note.offer.community.public_id]))

    assert [(line.words, line.reply) for line in page.context["page"].lines] == [
        (note.words, "Come again.")
    ]


def test_an_offer_leads_to_all_words(client):
    note = NoteFactory()

    page = client.get(note.offer.get_absolute_url())

    assert reverse("hosting:offer-notes", args=[note.offer.address]) in page.content.decode()


def test_words_of_an_offer_that_is_not_public_are_not_there(client):
    stay = StayFactory(draft=True)

    assert client.get(url_of(stay)).status_code == HTTPStatus.NOT_FOUND


def test_a_mark_of_another_question_leads_to_the_first_page(client, monkeypatch):
    monkeypatch.setattr(presenters, "PAGE_SIZE", 2)
    stay, other = left(3), left(3)
    mark = client.get(url_of(other), {"order": "oldest"}).context["page"].after

    answer = client.get(url_of(stay), {"order": "oldest", "after": mark}, follow=True)

    assert answer.redirect_chain == [
        (reverse("hosting:offer-notes", args=[stay.address]), HTTPStatus.FOUND)
    ]
    assert "That page of the list isn’t available any more." in answer.content.decode()


def test_no_words_yet_are_no_empty_page(client):
    assert "No notes yet" in client.get(url_of(StayFactory())).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_words_take_as_many_reads_for_three_as_for_one(
    client, count, django_assert_max_num_queries
):
    stay = left(count)

    with django_assert_max_num_queries(3):
        client.get(url_of(stay), {"order": "oldest"})
