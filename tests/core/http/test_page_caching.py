"""A page is made once for all strangers, and never for one who is known or after a change."""

from datetime import timedelta

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.template.response import SimpleTemplateResponse
from django.utils import translation
from django.utils.csp import LazyNonce

from core.cache import page_cache
from core.cache.page_cache import MAX_PAGE_BYTES, TTL_SECONDS, PageCache
from core.http import page_caching
from core.http.page_caching import cache_for_anonymous


class House:
    """A view that counts how often it was asked, and a database whose mark we hold."""

    def __init__(self, rf):
        self.rf, self.mark, self.made = rf, "one", 0
        self.respond = lambda request: HttpResponse(f"page {self.made}", headers={"X-Own": "yes"})
        self.view = cache_for_anonymous(self._make)

    def _make(self, request):
        self.made += 1
        return self.respond(request)

    def visit(self, path="/en/offers/", method="get", **sent):
        request = getattr(self.rf, method)(path, **sent)
        request.session, request._csp_nonce = SessionStore(), LazyNonce()
        request._messages = CookieStorage(request)
        return self.view(request)


@pytest.fixture
def house(rf, monkeypatch):
    house = House(rf)
    monkeypatch.setattr(page_caching, "database_change_token", lambda: house.mark)
    monkeypatch.setattr(page_caching, "PAGE_CACHE", PageCache())
    return house


def test_the_second_stranger_reads_what_was_made_for_the_first(house):
    first, second = house.visit(), house.visit()

    assert house.made == 1
    assert second.content == first.content == b"page 1"
    assert (second["X-Own"], second["Content-Type"]) == (first["X-Own"], first["Content-Type"])
    assert "Cookie" in second["Vary"]


def test_what_is_added_for_one_reader_is_not_told_to_the_next(house):
    house.visit()
    house.visit()["X-Own"] = "for one reader"

    assert house.visit()["X-Own"] == "yes"


@pytest.mark.parametrize(
    "sent",
    [
        {"HTTP_COOKIE": "sessionid=a"},
        {"HTTP_AUTHORIZATION": "Basic a"},
        {"HTTP_HX_REQUEST": "true"},
        {"method": "post"},
        {"method": "head"},
    ],
)
def test_who_is_known_or_asks_otherwise_is_answered_anew(house, sent):
    house.visit()

    house.visit(**sent)
    house.visit(**sent)

    assert house.made == 3


def with_form(request):
    return HttpResponse(get_token(request))


def with_nonce(request):
    return HttpResponse(str(request._csp_nonce))


def with_session(request):
    request.session["language"] = "fr"
    return HttpResponse("yours")


def with_message(request):
    messages.success(request, "Hello you")
    return HttpResponse("greeted")


def with_cookie(request):
    response = HttpResponse("remembered")
    response.set_cookie("language", "fr")
    return response


def with_a_word_against_it(request):
    return HttpResponse("a story", headers={"Cache-Control": "no-store"})


def elsewhere(request):
    return HttpResponseRedirect("/en/")


def refused(request):
    return HttpResponse("what was typed", status=422)


def in_pieces(request):
    return StreamingHttpResponse([b"a", b"b"])


def endless(request):
    return HttpResponse(b"x" * (MAX_PAGE_BYTES + 1))


@pytest.mark.parametrize(
    "respond",
    [
        with_form,
        with_nonce,
        with_session,
        with_message,
        with_cookie,
        with_a_word_against_it,
        elsewhere,
        refused,
        in_pieces,
        endless,
    ],
)
def test_personal_or_partial_pages_are_not_kept(house, respond):
    house.respond = respond

    house.visit()
    house.visit()

    assert house.made == 2


def test_what_isnt_found_is_looked_for_each_time(house):
    def missing(request):
        raise Http404

    house.respond = missing
    for _visit in range(2):
        with pytest.raises(Http404):
            house.visit()

    assert house.made == 2


def test_once_anything_was_written_all_pages_are_made_anew(house):
    house.visit()
    house.mark = "two"

    assert house.visit().content == b"page 2"
    house.mark = "one"
    assert house.visit().content == b"page 3"


def test_a_page_during_which_something_was_written_is_not_kept(house):
    def written_meanwhile(request):
        house.mark = "two"
        return HttpResponse("half of one, half of the other")

    house.respond = written_meanwhile
    house.visit()
    house.mark = "one"
    house.visit()

    assert house.made == 2


def test_where_the_database_can_t_tell_every_page_is_made_anew(house):
    house.mark = None

    house.visit()
    house.visit()

    assert house.made == 2


def test_a_page_grows_old_though_nothing_is_written(house, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(page_cache.time, "monotonic", lambda: now[0])
    house.visit()

    now[0] += TTL_SECONDS - 1
    house.visit()
    assert house.made == 1
    now[0] += 1
    house.visit()
    assert house.made == 2


def test_each_address_host_scheme_and_language_has_a_page_of_its_own(house, settings):
    settings.ALLOWED_HOSTS = ["*"]
    house.visit()

    house.visit("/en/offers/?month=2027-03")
    house.visit(HTTP_HOST="other.example")
    house.visit(secure=True)
    with translation.override("fr"):
        house.visit()

    assert house.made == 5


def test_no_more_than_so_many_are_kept_and_what_is_read_stays(house, settings):
    settings.CORE_PAGE_CACHE_SIZE = 2
    for path in ("/a/", "/b/", "/a/", "/c/"):
        house.visit(path)
    assert house.made == 3

    house.visit("/a/")
    assert house.made == 3
    house.visit("/b/")
    assert house.made == 4


def test_a_house_that_keeps_none_doesn_t_even_ask_the_database(house, settings, monkeypatch):
    settings.CORE_PAGE_CACHE_SIZE = 0
    monkeypatch.setattr(page_caching, "database_change_token", lambda: pytest.fail("asked"))

    house.visit()
    house.visit()

    assert house.made == 2


def test_a_page_that_is_rendered_last_is_kept_as_it_was_rendered(house):
    template = engines["django"].from_string("hello {{ who }}")
    house.respond = lambda request: SimpleTemplateResponse(template, {"who": "stranger"})

    assert house.visit().content == house.visit().content == b"hello stranger"
    assert house.made == 1


def test_nothing_is_kept_as_long_as_a_minute():
    """Whoever takes a consent back is off every page within one (issue of the workshop)."""
    assert timedelta(seconds=TTL_SECONDS) <= timedelta(seconds=30)
