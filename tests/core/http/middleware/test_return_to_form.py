"""Where one comes back to after logging in, when a form was sent too late."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory

HERE = "http://testserver"


@pytest.fixture
def thread(db):
    return ThreadFactory(people=UserFactory.create_batch(2))


def login_with(page):
    return f"{reverse('account_login')}?{urlencode({'next': page}, safe='/')}"


def send_to(client, thread, *, referer=None):
    headers = {"referer": referer} if referer else {}
    address = reverse("conversations:message-post", args=[thread.public_id])
    return address, client.post(address, {"body": "Gladly."}, headers=headers)


@pytest.mark.parametrize(
    "query", ["", pytest.param("?after=2026-05-04&to=a%20b", id="after-2026-05-04")]
)
def test_return_to_form_names_the_page_of_the_form(client, thread, query):
    page = f"{thread.get_absolute_url()}{query}"

    _, answer = send_to(client, thread, referer=f"{HERE}{page}#last")

    assert answer.headers["Location"] == login_with(page)


@pytest.mark.parametrize(
    "referer",
    [
        None,
        "https://example.org/trap/",
        "javascript:alert(1)",
        "//example.org/",
        f"{HERE}.org/",
        pytest.param(f"{HERE}//example.org/", id="two-slashes"),
        pytest.param(f"{HERE}///example.org/", id="three-slashes"),
        pytest.param(f"{HERE}/\\example.org/", id="backslash"),
    ],
)
def test_return_to_form_names_no_other_site(client, thread, referer):
    address, answer = send_to(client, thread, referer=referer)

    assert answer.headers["Location"] == login_with(address)


@pytest.mark.parametrize(
    ("referer", "way"),
    [
        pytest.param(f"{HERE}/en/me/?a=1", "/en/me/?a=1", id="form"),
        pytest.param("https://example.org/trap/", "/en/", id="other-site"),
        pytest.param("javascript:alert(1)", "/en/", id="script"),
        pytest.param(f"{HERE}//example.org/", "/en/", id="two-slashes"),
    ],
)
def test_csrf_failure_leads_back_to_the_form_only(thread, referer, way):
    _, answer = send_to(Client(enforce_csrf_checks=True), thread, referer=referer)

    assert answer.status_code == 403
    assert f'href="{way}"' in answer.content.decode().partition("<main")[2].partition("</main")[0]
    assert ("data-starts-session" in answer.content.decode()) == (way != "/en/")


def test_return_to_form_leaves_visits_of_pages_alone(client, thread):
    page = thread.get_absolute_url()

    answer = client.get(page, headers={"referer": f"{HERE}/en/elsewhere/"})

    assert answer.headers["Location"] == login_with(page)
