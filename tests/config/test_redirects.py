"""Pages that are moved or deleted while somebody visits them, and redirects that lead round."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from cms.pages.models import ContentPage
from tests.factories.cms import make_content, make_home

pytestmark = pytest.mark.django_db

HERE = "http://testserver"


def redirect(old_path, link):
    return Redirect.objects.create(old_path=old_path, redirect_link=link)


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """As an editor does; redirects are written once that is committed."""

    def renamed(page, slug):
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return renamed


def test_a_page_that_was_moved_while_visited_is_found_at_its_old_address(client):
    home = make_home()
    page, parent = make_content(home), make_content(home, title="About")
    assert client.get("/en/charter/").status_code == 200

    ContentPage.objects.get(pk=page.pk).move(parent, pos="last-child")

    response = client.get("/en/charter/")
    assert (response.status_code, response.url) == (301, "/en/about/charter/")


def test_a_page_that_got_another_name_is_found_at_its_old_address(client, rename):
    page = make_content(make_home())

    rename(page, "our-charter")

    assert client.get("/en/charter/").url == "/en/our-charter/"


def test_pages_below_a_page_that_was_moved_are_found_at_their_old_address(client):
    home = make_home()
    parent, other = make_content(home, title="About"), make_content(home, title="House")
    make_content(parent)

    ContentPage.objects.get(pk=parent.pk).move(other, pos="last-child")

    assert client.get("/en/about/charter/").url == "/en/house/about/charter/"


def test_a_page_that_was_deleted_while_visited_is_said_to_be_gone(client):
    page = make_content(make_home())
    client.get("/en/charter/")

    page.delete()

    response = client.get("/en/charter/")
    assert response.status_code == 404
    assert "moved" in response.content.decode()


@pytest.mark.parametrize(
    "loop",
    [
        {"/en/a": f"{HERE}/en/a/"},
        {"/en/a": f"{HERE}/en/b/", "/en/b": f"{HERE}/en/a/"},
        {"/en/a": "/en/b/", "/en/b": "/en/c/", "/en/c": "/en/b/"},
        {f"/en/{number}": f"/en/{number + 1}/" for number in range(8)} | {"/en/a": "/en/0/"},
    ],
)
def test_redirects_that_lead_round_are_not_followed(client, loop):
    make_home()
    for old_path, link in loop.items():
        redirect(old_path, link)

    assert client.get("/en/a/").status_code == 404


def test_a_redirect_that_ends_is_followed(client):
    page = make_content(make_home())
    redirect("/en/a", f"{HERE}/en/b/")
    Redirect.objects.create(old_path="/en/b", redirect_page=page)
    redirect("/en/elsewhere", "https://example.org/en/elsewhere/")

    response = client.get("/en/a/", follow=True)

    assert (response.status_code, response.redirect_chain[-1][0]) == (200, "/en/charter/")
    assert client.get("/en/elsewhere/").url == "https://example.org/en/elsewhere/"


@pytest.mark.parametrize(
    ("old_path", "asked"),
    [
        ("/en/a?b=1&c=2", "/en/a/?c=2&b=1"),
        ("/en/a", "/en/a/?c=2"),
        ("/en/\N{LATIN SMALL LETTER E WITH ACUTE}t", "/en/%C3%A9t/?c=2"),
        ("/en/%C3%A9t", "/en/%C3%A9t/"),
    ],
    ids=["query", "without-query", "decoded", "encoded"],
)
def test_a_redirect_is_found_by_each_spelling(client, old_path, asked):
    make_home()
    redirect(old_path, "https://example.org/")

    assert client.get(asked).url == "https://example.org/"


def test_where_nothing_leads_on_redirects_are_asked_for_once(client):
    make_home()
    with CaptureQueriesContext(connection) as asked:
        client.get("/en/nothing-is-here/?from=anywhere")

    assert len([one for one in asked if "wagtailredirects_redirect" in one["sql"]]) == 1


def test_a_page_that_got_its_old_name_back_is_no_circle(client, rename):
    page = make_content(make_home())
    for slug in ("other", "charter"):
        rename(page, slug)

    assert client.get("/en/other/").url == "/en/charter/"
    assert client.get("/en/charter/").status_code == 200
