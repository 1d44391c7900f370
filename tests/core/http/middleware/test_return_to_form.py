"""Where one comes back to after logging in, when a form was sent too late."""

from urllib.parse import urlencode

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from core.http.sent_forms import FORM_PAGE
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


@pytest.fixture
def press(thread):
    """Send the form as a browser does where a person presses its button."""

    def send(client, data, *, referer=f"{HERE}/en/me/?a=1"):
        address = reverse("conversations:message-post", args=[thread.public_id])
        headers = {"sec-fetch-mode": "navigate"} | ({"referer": referer} if referer else {})
        return address, client.post(address, data, headers=headers)

    return send


def test_logged_out_page_holds_what_was_sent(press):
    words = 'Gladly, <b>and</b>\nwe bring "bread".'

    address, answer = press(Client(), {"body": words, "kind": "note", "press": "send"})

    page = answer.content.decode()
    form = page.partition("data-sends-again")[2].partition("</form")[0]
    assert answer.status_code == 403
    assert "no-store" in answer.headers["Cache-Control"]
    assert "<h1>You’ve been logged out</h1>" in page
    assert f'href="{login_with("/en/me/?a=1")}"'.replace("&", "&amp;") in page
    assert f'action="{address}" data-sends-again' in page
    assert f'name="body" value="{escape(words)}"' in form
    assert 'name="press" value="send"' in form
    assert f'name="{FORM_PAGE}" value="/en/me/?a=1"' in form
    assert page.count("we bring") == 2  # to be read, and to be sent
    assert "<b>and" not in page


def test_logged_out_page_remembers_the_page_of_the_form(press, thread):
    at_itself = f"{HERE}{reverse('conversations:message-post', args=[thread.public_id])}"

    _, answer = press(Client(), {"body": "x y", FORM_PAGE: "/en/me/?a=1"}, referer=at_itself)

    page = answer.content.decode()
    assert f'href="{login_with("/en/me/?a=1")}"' in page
    assert page.count(FORM_PAGE) == 1


@pytest.mark.parametrize("page", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_logged_out_page_leads_to_no_other_site(press, page):
    _, answer = press(Client(), {"body": "x y", FORM_PAGE: page})

    assert page not in answer.content.decode()
    assert 'name="page_of_form" value="/en/me/?a=1"' in answer.content.decode()


def test_sent_again_after_logging_in_it_arrives_once(press, thread):
    """As without scripts: logged in in another tab, then pressed again twice."""
    client = Client(enforce_csrf_checks=True)
    client.get(reverse("account_login"))
    token = client.cookies["csrftoken"].value
    _, out = press(client, {"body": "Gladly, and bread.", "csrfmiddlewaretoken": token})
    client.force_login(thread.people.first())
    outdated = token_in(out)
    _, once_more = press(client, {"body": "Gladly, and bread.", "csrfmiddlewaretoken": "x" * 64})

    _, answer = press(
        client, {"body": "Gladly, and bread.", "csrfmiddlewaretoken": token_in(once_more)}
    )

    assert (out.status_code, once_more.status_code, answer.status_code) == (403, 403, 302)
    assert outdated
    assert [message.body for message in thread.messages.all()] == ["Gladly, and bread."]


def token_in(answer):
    field = 'name="csrfmiddlewaretoken" value="'
    return answer.content.decode().partition(field)[2].partition('"')[0]


@pytest.mark.parametrize(
    "referer",
    [
        pytest.param(None, id="unnamed"),
        pytest.param("https://example.org/trap/", id="other-site"),
        pytest.param(f"{HERE}//example.org/", id="two-slashes"),
    ],
)
def test_csrf_failure_shows_nothing_that_another_site_sent(press, referer):
    data = {"body": "Forged and sent", FORM_PAGE: "/en/me/"}

    _, answer = press(Client(enforce_csrf_checks=True), data, referer=referer)

    assert answer.status_code == 403
    assert "Forged" not in answer.content.decode()
    assert "data-sends-again" not in answer.content.decode()


@pytest.mark.parametrize("name", ["password", "new_password1", "code", "login-code"])
def test_csrf_failure_never_repeats_passwords_and_codes(press, name):
    data = {name: "ten thousand birds", "email": "a b"}

    _, answer = press(Client(enforce_csrf_checks=True), data)

    page = answer.content.decode()
    assert "birds" not in page
    assert "data-sends-again" not in page
    assert 'href="/en/me/?a=1"' in page.partition("<main")[2]


def test_csrf_failure_says_that_files_are_chosen_again(press):
    data = {"body": "Two words", "photo": ContentFile(b"x", "mill.jpg")}

    _, answer = press(Client(enforce_csrf_checks=True), data)

    page = answer.content.decode()
    assert "Photos and other files aren’t kept. Choose them again." in page
    assert "mill.jpg" not in page


def test_return_to_form_leaves_visits_of_pages_alone(client, thread):
    page = thread.get_absolute_url()

    answer = client.get(page, headers={"referer": f"{HERE}/en/elsewhere/"})

    assert answer.headers["Location"] == login_with(page)
