"""One mailbox gets so many codes, links and receipts an hour, and nobody sees when it is full."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from commons.accounts.views.adapter import ON_DEMAND, AccountAdapter
from commons.mail.ceilings import takes_one_more
from commons.mail.models import Letter
from tests.commons.accounts.views.entrance_pages import log_in, member, who
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.moderation import reported

pytestmark = pytest.mark.django_db


HERE = "127.0.0.1"


def fill(address, network=""):
    while takes_one_more(address, network=network):
        pass


def sent(name, email, **context):
    AccountAdapter().send_mail(f"account/email/{name}", email, context)
    return Letter.objects.filter(address=email).count()


def test_takes_one_more_counts_a_mailbox_and_not_its_spellings():
    taken = [
        takes_one_more(address)
        for address in ["ada@example.org", "Ada+1@Example.org"] * 5 + ["ada+x@example.org"]
    ]

    assert taken == [True] * 10 + [False]
    assert takes_one_more("ben@example.org")


@pytest.mark.parametrize("name", sorted(ON_DEMAND))
def test_a_full_mailbox_gets_no_more(name):
    context = {"code": "ABC-DEF", "activate_url": "/", "password_reset_url": "/", "signup_url": "/"}
    first = sent(name, "ada@example.org", **context)
    fill("ada@example.org")

    assert (first, sent(name, "ada@example.org", **context)) == (1, 1)


def test_mailbox_that_is_full_still_hears_of_changes():
    ada = UserFactory()
    fill(ada.email)

    assert sent("password_changed", ada.email, user=ada) == 1


@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize("name", ["account_reset_password", "account_request_login_code"])
def test_page_tells_of_no_full_mailbox(client, committed, mailoutbox, name, is_known):
    address = UserFactory().email if is_known else "nobody@example.org"
    answers, mails = [], []
    for is_full in (False, True):
        cache.clear()
        if is_full:
            fill(address, network=HERE)
        with committed():
            got = client.__class__().post(reverse(name), {"email": address})
        answers.append((got.status_code, got.url))
        mails.append(len(mailoutbox))

    assert answers[0] == answers[1]
    assert mails == [1, 1]


def test_a_full_mailbox_has_some_more_for_each_network():
    fill("ada@example.org")

    taken = [takes_one_more("ada@example.org", network=HERE) for _letter in range(5)]

    assert taken == [True] * 4 + [False]
    assert takes_one_more("Ada+1@example.org", network="192.0.2.1")


def test_many_networks_together_fill_no_mailbox_without_end():
    fill("ada@example.org")

    sent = [takes_one_more("ada@example.org", network=f"192.0.2.{number}") for number in range(50)]

    assert sum(sent) == 40


def test_a_known_browser_is_counted_for_itself_alone():
    fill("ada@example.org", network=HERE)
    asked = {"address": "ada@example.org", "network": HERE, "browser": "hers"}

    taken = [takes_one_more(**asked) for _letter in range(11)]

    assert taken == [True] * 10 + [False]


@pytest.mark.parametrize("name", ["account_reset_password", "account_request_login_code"])
def test_nobody_is_kept_from_ones_codes(client, committed, mailoutbox, name):
    """Somebody asks for ten codes an hour, from wherever: whoever was here before gets theirs."""
    ada, stranger = member(), client.__class__()
    log_in(client, ada)
    client.post(reverse("account_logout"))
    cache.clear()
    fill(ada.email, network=HERE)
    sent = []

    for browser in (stranger, client):
        with committed():
            browser.post(reverse(name), {"email": ada.email})
        sent.append([mail.to for mail in mailoutbox])

    assert who(client) is None
    assert sent == [[], [[ada.email]]]


def test_a_stranger_gets_no_letter_to_an_address_without_account(client, committed, mailoutbox):
    fill("nobody@example.org")

    with committed():
        client.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})

    assert mailoutbox == []


def test_receipt_of_a_report_counts_with_the_others():
    offer = StayFactory()
    reported("offer", offer, email="ben@example.org")
    fill("ada@example.org")

    reported("offer", offer, email="ada@example.org")

    assert list(Letter.objects.values_list("address", flat=True)) == ["ben@example.org"]
