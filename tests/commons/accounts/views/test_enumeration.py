"""Whether an address has an account shows nowhere: in no page, header, mail or redirect."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.commons.accounts.views.entrance_pages import PASSWORD, log_in, member, set_up_app

pytestmark = pytest.mark.django_db

UNKNOWN = "nobody-here@example.org"
FORMS = {
    "account_login": {"login": "{}", "password": "not the password"},
    "account_signup": {"email": "{}", "display_name": "Ada", "password1": "ten thousand birds"},
    "account_reset_password": {"email": "{}"},
    "account_request_login_code": {"email": "{}"},
}
SECRETS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce-[\w+/=-]+')
VOLATILE = {"Set-Cookie", "Date", "Expires", "Content-Length"}  # clocks and secrets


def answer_for(client, committed, name, address, mailoutbox):
    """Everything that somebody sees who sends this form, with their address taken out."""
    visitor = client.__class__()
    cache.clear()
    mailoutbox.clear()
    data = {key: value.format(address) for key, value in FORMS[name].items()}
    with committed():
        got = visitor.post(reverse(name), data)
    pages = [got]
    if got.status_code == 302:
        pages.append(visitor.get(got.url))
    return [
        (
            page.status_code,
            {key: value for key, value in page.headers.items() if key not in VOLATILE},
            SECRETS.sub("", page.content.decode()).replace(address, "@"),
            sorted(page.cookies),
        )
        for page in pages
    ], [mail.to == [address] for mail in mailoutbox]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("protected", [False, True], ids=["password", "two-step"])
def test_addresses_are_answered_alike(client, committed, mailoutbox, name, protected):
    known = member(email="ada@example.org")
    if protected:
        log_in(client, known)
        set_up_app(client, committed)
        client.logout()

    answers = [
        answer_for(client, committed, name, address, mailoutbox)
        for address in (known.email, UNKNOWN)
    ]

    assert answers[0] == answers[1]
    assert PASSWORD not in str(answers)


def test_webauthn_options_of_a_login_name_no_account(client):
    asked = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()

    assert asked["request_options"]["publicKey"]["allowCredentials"] == []
