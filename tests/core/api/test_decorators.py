"""The door for programs, around a view that says one word."""

import pytest
import time_machine
from django.http import JsonResponse
from django.utils.translation import gettext

from core.api.decorators import public_api_view
from tests.quotas import limit


@pytest.fixture(autouse=True)
def french_house(settings):
    settings.LANGUAGE_CODE = "fr"


def word(request):
    return JsonResponse({"word": gettext("Offers"), "method": request.method})


speak = public_api_view(word, urlconf="config.api")


def ask(rf, method="GET", query="", **headers):
    return speak(rf.generic(method, f"/api/v1/{query}", headers=headers))


@pytest.mark.parametrize(
    ("query", "accepted", "language", "said"),
    [
        ("", "", "fr", "Offres"),
        pytest.param("", "en-GB,en;q=0.8", "en", "Offers", id="browser-english"),
        pytest.param("", "xx,*;q=0.1", "fr", "Offres", id="browser-other"),
        pytest.param("?lang=en", "fr", "en", "Offers", id="asked-english"),
        pytest.param("?lang=fr", "en", "fr", "Offres", id="asked-french"),
    ],
)
def test_an_answer_is_in_the_language_of_whoever_asks(rf, query, accepted, language, said):
    response = ask(rf, query=query, **{"accept-language": accepted})

    assert said in response.content.decode()
    assert response["Content-Language"] == language
    assert "Accept-Language" in response["Vary"]


def test_a_cookie_chooses_no_language(rf):
    request = rf.get("/api/v1/", headers={"accept-language": "en"})
    request.COOKIES["django_language"] = "fr"

    assert speak(request)["Content-Language"] == "en"


def test_a_language_that_we_do_not_speak_is_refused(rf):
    response = ask(rf, query="?lang=tlh", **{"accept-language": "en"})

    assert response.status_code == 422
    assert b"Use one of these languages: fr, en." in response.content


def test_an_answer_that_still_holds_is_not_sent_again(rf):
    first = ask(rf)
    again = ask(rf, **{"if-none-match": first["ETag"]})
    other = ask(rf, query="?lang=en", **{"if-none-match": first["ETag"]})

    assert first["ETag"].startswith('"')
    assert first["Cache-Control"] == "public, no-cache"
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Access-Control-Allow-Origin"] == "*"
    assert other.status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_whatever_would_change_something_is_refused(rf, method):
    response = ask(rf, method)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"


def test_a_head_is_answered_like_a_get(rf):
    assert ask(rf, "HEAD")["ETag"] == ask(rf)["ETag"]


def test_a_browser_that_asks_first_is_told_what_it_may(rf):
    response = ask(rf, "OPTIONS", origin="https://elsewhere.example")

    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Access-Control-Allow-Credentials" not in response


def test_who_asks_too_often_is_told_when_to_come_back(rf, settings):
    limit(settings, api=2)
    with time_machine.travel("2027-04-03 10:03:20+00:00", tick=False):
        answers = [ask(rf) for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "600"
    assert answers[2]["Cache-Control"] == "no-store"
    with time_machine.travel("2027-04-03 10:13:21+00:00", tick=False):
        assert ask(rf).status_code == 200


def test_who_asks_from_elsewhere_is_counted_apart(rf, settings):
    limit(settings, api=1)
    first, second = rf.get("/api/v1/"), rf.get("/api/v1/", REMOTE_ADDR="203.0.113.9")

    assert [speak(one).status_code for one in (first, second)] == [200, 200]
