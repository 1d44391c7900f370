"""The frame is remembered, and forgotten as soon as an editor changes a page."""

import pytest
from django.core.cache import cache

from tests.factories.accounts import UserFactory
from tests.factories.cms import make_content, make_home, make_index
from ui.navigation import editorial_key

pytestmark = pytest.mark.django_db

REMEMBERED = [editorial_key("fr"), editorial_key("en")]


def test_frame_is_read_once_for_many_pages(client, count_queries):
    home = make_home()
    make_index(home)
    client.get("/en/offers/")

    again = count_queries(lambda: client.get("/en/offers/"))
    cache.clear()
    anew = count_queries(lambda: client.get("/en/offers/"))

    assert anew > again


def test_forget_frame_when_a_page_is_added_changed_moved_or_deleted(client):
    home = make_home()
    index = make_index(home)

    def forgotten_after(action):
        cache.set_many(dict.fromkeys(REMEMBERED, "old"))
        action()
        return cache.get_many(REMEMBERED) == {}

    page = make_content(home)
    assert forgotten_after(lambda: make_content(home, title="Figures"))
    assert forgotten_after(page.save)
    assert forgotten_after(lambda: page.move(index, pos="last-child"))
    assert forgotten_after(page.delete)


def test_forget_frame_hears_of_pages_alone():
    cache.set_many(dict.fromkeys(REMEMBERED, "kept"))

    UserFactory()

    assert cache.get_many(REMEMBERED) == dict.fromkeys(REMEMBERED, "kept")
