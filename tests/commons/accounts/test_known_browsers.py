"""A browser is known to the accounts that were open in it, and to no other."""

import pytest
from django.conf import settings
from django.http import HttpResponse

from commons.accounts.known_browsers import MOST_ACCOUNTS, browser_token, remember_browser

NAME = settings.KNOWN_BROWSER_COOKIE_NAME


def remembered(rf, accounts):
    request = rf.get("/")
    for account in accounts:
        response = HttpResponse()
        remember_browser(request, response, account)
        request.COOKIES[NAME] = response.cookies[NAME].value
    return request, response.cookies[NAME]


def test_remember_browser_knows_each_account_by_one_token(rf):
    request, cookie = remembered(rf, [11, "12"])

    assert browser_token(request, 11) == browser_token(request, 12) != ""
    assert browser_token(request, 13) == ""
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 31536000)


def test_remember_browser_forgets_the_oldest_of_many(rf):
    request, _cookie = remembered(rf, range(MOST_ACCOUNTS + 1))

    known = [bool(browser_token(request, account)) for account in range(MOST_ACCOUNTS + 1)]
    assert known == [False] + [True] * MOST_ACCOUNTS


@pytest.mark.parametrize(
    "value",
    ["", "x" * 22, ".", "a" * 22 + "." + "0" * 64, "\0", "é." * 9],
    ids=["empty", "no-seal", "dot", "forged", "null", "letters"],
)
def test_browser_token_believes_no_other_cookie(rf, value):
    request = rf.get("/")
    request.COOKIES[NAME] = value

    assert browser_token(request, 11) == ""


def test_a_digest_is_good_with_its_own_token_alone(rf):
    request, _cookie = remembered(rf, [11])
    _token, digest = request.COOKIES[NAME].split(".")
    request.COOKIES[NAME] = f"{'a' * 22}.{digest}"

    assert browser_token(request, 11) == ""
