"""Pages of errors: made without a database, in the language of the address."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.urls import path
from django.utils import translation

from config.urls import handler400, handler500  # noqa: F401, read from this module
from config.urls import urlpatterns as pages
from tests.factories.accounts import UserFactory

SEARCH_EN = '<form class="site-search"\n      action="/en/offers/"\n      method="get"'


def fail(request):
    raise RuntimeError("a database that is away")


def wait_in_vain(request):
    raise OperationalError("canceling statement due to lock timeout")


def refuse(request):
    raise PermissionDenied


def refuse_size(request):
    raise RequestDataTooBig


def refuse_form(request):
    raise BadRequest


urlpatterns = [
    path("en/broken/", fail),
    path("fr/en-panne/", fail),
    path("en/busy/", wait_in_vain),
    path("en/large/", refuse_size),
    path("en/malformed/", refuse_form),
    path("en/members/", refuse),
    *pages,
]


@pytest.fixture(autouse=True)
def wired(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def visitor(client):
    client.raise_request_exception = False
    return client


def main_of(answer):
    return answer.content.decode().partition("<main")[2].partition("</main")[0]


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        pytest.param("/en/broken/", 500, "Sorry, there’s a problem with the service", id="500"),
        pytest.param("/fr/en-panne/", 500, "Une erreur s’est produite de notre côté", id="500-fr"),
        pytest.param("/en/large/", 413, "What you sent is too large", id="413"),
        pytest.param("/en/malformed/", 400, "Sorry, we couldn’t process what you sent", id="400"),
    ],
)
def test_error_page_needs_no_database(visitor, address, status, title):
    answer = visitor.get(address)

    page = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in page
    assert f'<html lang="{address[1:3]}">' in page
    assert 'content="noindex"' in page
    assert main_of(answer).count('role="search"') == 1


def test_a_database_that_is_away_or_busy_is_asked_again_later(visitor):
    answer = visitor.get("/en/busy/")

    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert '<html lang="en">' in answer.content.decode()


def test_error_page_has_places_search_and_desk_of_the_site(visitor):
    page = visitor.get("/en/broken/").content.decode()

    assert page.count(SEARCH_EN) == 3  # head, menu, page
    for address in ("/en/", "/en/map/", "/en/offers/", "/en/communities/", "/en/me/"):
        assert f'href="{address}"' in page
    assert 'href="/en/account/log-in/"' not in page  # nobody knows whether they are logged in


def test_error_page_leads_to_itself_in_the_other_language(visitor):
    page = visitor.get("/en/broken/?a=1").content.decode()

    assert 'href="/fr/broken/?a=1"' in page


@pytest.mark.parametrize(
    ("cookie", "mark"), [("dark", ' data-theme="dark"'), ("purple", ""), (None, "")]
)
def test_error_page_keeps_the_chosen_theme(visitor, cookie, mark):
    if cookie:
        visitor.cookies["theme"] = cookie

    page = visitor.get("/en/broken/").content.decode()

    assert f'<html lang="en"{mark}>' in page


def test_error_page_speaks_no_language_of_an_earlier_visit(visitor):
    with translation.override("fr"):
        answer = visitor.get("/en/null%00/")  # refused before a language is known

    assert answer.status_code == 400
    assert '<html lang="en">' in answer.content.decode()


def test_bad_request_answers_a_host_that_is_not_ours(visitor):
    answer = visitor.get("/en/", headers={"host": "elsewhere.example.org"})

    assert answer.status_code == 400
    assert "elsewhere" not in answer.content.decode()


def test_not_found_asks_a_visitor_to_log_in(db, visitor):
    answer = visitor.get("/en/nowhere/?a=1&b=2")

    assert answer.status_code == 404
    assert "<h1>Page not found</h1>" in main_of(answer)
    assert 'href="/en/account/log-in/?next=/en/nowhere/%3Fa%3D1%26b%3D2"' in main_of(answer)
    assert main_of(answer).count('role="search"') == 1


def test_not_found_knows_who_is_logged_in(db, visitor):
    visitor.force_login(UserFactory())

    answer = visitor.get("/en/nowhere/")

    assert "log-in" not in answer.content.decode()
    assert 'href="/en/me/"' in main_of(answer)


@pytest.mark.parametrize("is_member", [True, False])
def test_forbidden_names_the_account_that_has_no_access(db, visitor, is_member):
    if is_member:
        visitor.force_login(UserFactory(display_name="Ada"))

    answer = visitor.get("/en/members/")

    assert answer.status_code == 403
    assert ("You’re logged in as Ada." in main_of(answer)) == is_member
    assert ("Log in to see it" in main_of(answer)) != is_member


def test_static_page_writes_nothing_of_an_address_as_html(visitor):
    page = visitor.get("/en/broken/?<script>alert(1)</script>").content.decode()

    assert "<script>alert" not in page
