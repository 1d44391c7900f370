"""My searches: what I keep, and how I am left in peace."""

import re

import pytest
from django.urls import reverse

from search.saved.models import SavedSearch
from search.saved.selectors import unsubscribe_token
from tests.factories.accounts import UserFactory
from tests.factories.hosting import TipFactory
from tests.factories.search import SavedSearchFactory
from tests.search.indexing import index_offers

pytestmark = pytest.mark.django_db

MINE = "/en/me/searches/"


@pytest.fixture
def ada(client):
    person = UserFactory()
    client.force_login(person)
    return person


def test_a_search_is_kept_from_the_list_under_the_words_of_its_wishes(client, ada):
    TipFactory()
    index_offers()
    page = client.get("/en/offers/?kind=tip&adults=2&place=&page=").content.decode()
    query = re.search(r'name="query" value="([^"]*)"', page)[1].replace("&amp;", "&")

    response = client.post("/en/me/searches/keep/", {"query": query}, follow=True)

    (saved,) = SavedSearch.objects.visible_to(ada)
    assert (saved.name, saved.query) == ("2 people, Tip", "adults=2&kind=tip")
    assert saved.get_absolute_url() == "/en/offers/?adults=2&kind=tip"
    assert response.redirect_chain == [(MINE, 302)]
    assert "2 people, Tip" in response.content.decode()


@pytest.mark.parametrize("query", ["", "kind=castle", "x" * 5_000])
def test_what_is_no_search_is_not_kept_and_that_is_said(client, ada, query):
    response = client.post("/en/me/searches/keep/", {"query": query}, follow=True)

    assert list(SavedSearch.objects.all()) == []
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_nobody_who_is_not_in_is_offered_to_keep_anything(client):
    TipFactory()
    index_offers()

    assert 'name="query"' not in client.get("/en/offers/?kind=tip").content.decode()


def test_a_search_is_renamed_quieted_and_forgotten(client, ada):
    saved = SavedSearchFactory(owner=ada)

    client.post(f"{MINE}{saved.public_id}/rename/", {"name": "Bread"})
    client.post(f"{MINE}{saved.public_id}/mails/", {"mails": "off"})
    saved.refresh_from_db()
    assert (saved.name, saved.mails) == ("Bread", False)
    client.post(f"{MINE}{saved.public_id}/mails/", {"mails": "on"})
    saved.refresh_from_db()
    assert saved.mails
    client.post(f"{MINE}{saved.public_id}/forget/")

    assert list(SavedSearch.objects.all()) == []


@pytest.mark.parametrize("name", ["", " ", "x" * 121, "a\x00b"])
def test_a_name_that_is_none_is_refused(client, ada, name):
    saved = SavedSearchFactory(owner=ada, name="Before")

    client.post(f"{MINE}{saved.public_id}/rename/", {"name": name})

    saved.refresh_from_db()
    assert saved.name == "Before"


@pytest.mark.parametrize("action", ["rename", "mails", "forget"])
def test_the_search_of_somebody_else_is_not_there(client, ada, action):
    saved = SavedSearchFactory(name="Hers")

    response = client.post(f"{MINE}{saved.public_id}/{action}/", {"name": "Mine"})

    saved.refresh_from_db()
    assert response.status_code == 404
    assert saved.name == "Hers"
    assert "Hers" not in client.get(MINE).content.decode()


@pytest.mark.parametrize("path", ["", "keep/", "23456789/rename/", "23456789/forget/"])
def test_who_is_not_in_is_asked_to_come_in(client, path):
    method = client.get if not path else client.post

    assert "/en/account/log-in/" in method(f"{MINE}{path}").url


@pytest.mark.parametrize("action", ["keep", "23456789/rename", "23456789/mails", "23456789/forget"])
def test_a_get_changes_nothing(client, ada, action):
    assert client.get(f"{MINE}{action}/").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_my_searches_take_as_many_reads_for_three_as_for_one(
    client, ada, count, django_assert_num_queries
):
    for number in range(count):
        SavedSearchFactory(owner=ada, query=f"adults={number + 1}")
    client.get(MINE)

    with django_assert_num_queries(6):
        client.get(MINE)


def test_one_press_from_a_mail_ends_the_mails_without_coming_in(client):
    saved = SavedSearchFactory()
    url = reverse("search:search-quiet", args=[unsubscribe_token(saved)])

    asked = client.get(url)
    saved.refresh_from_db()
    still = saved.mails
    answered = client.post(url)

    saved.refresh_from_db()
    assert still
    assert not saved.mails
    assert "Stop emails about this search" in asked.content.decode()
    assert "You’ll no longer get emails about this search." in answered.content.decode()


@pytest.mark.parametrize("token", ["x", "23456789", "a:b:c"])
def test_a_forged_token_ends_nothing(client, token):
    SavedSearchFactory(public_id="23456789")

    assert client.post(f"/en/me/searches/quiet/{token}/").status_code == 404


def test_my_desk_shows_my_searches(client, ada):
    SavedSearchFactory(owner=ada, name="Bread by the river")

    page = client.get("/en/me/").content.decode()

    assert "Bread by the river" in page
    assert "All saved searches" in page
