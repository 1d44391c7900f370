"""Signing up, and confirming the address."""

from datetime import timedelta
from typing import ClassVar

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse, translate_url
from django.utils import timezone

from commons.accounts.models import User
from commons.audit.models import AuditEntry
from commons.mail.models import Letter
from commons.outbox.models import OutboxEntry
from commons.outbox.tasks import drain_outbox
from tests.commons.accounts.views.entrance_pages import (
    NEWCOMER,
    PASSWORD,
    log_in,
    member,
    sign_up,
    who,
)
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_signup_makes_a_person_who_has_to_confirm_first(client, committed, mailoutbox):
    answer = sign_up(client, committed)

    ada = User.objects.get()
    assert answer.url == reverse("account_email_verification_sent")
    assert (ada.display_name, ada.email, ada.language) == ("Ada", "ada@example.org", "en")
    assert ada.check_password(PASSWORD)
    assert ada.email_verified_at is None
    assert who(client) is None
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]


def test_signup_writes_in_the_language_of_the_page(client, committed, mailoutbox):
    with committed():
        client.post(translate_url(reverse("account_signup"), "fr"), NEWCOMER)

    assert User.objects.get().language == "fr"
    assert "http://localhost:8000/fr/" in mailoutbox[0].body


def test_signup_without_a_password_is_for_those_who_come_with_a_code(client, committed):
    sign_up(client, committed, password1="")

    assert not User.objects.get().has_usable_password()


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({"display_name": ""}, "display_name"),
        ({"display_name": "   "}, "display_name"),
        ({"display_name": "x" * 81}, "display_name"),
        ({"display_name": "Ada\r\nBcc: all@example.org"}, "display_name"),
        ({"email": "not an address"}, "email"),
        ({"password1": "short"}, "password1"),
        ({"password1": "1234567890"}, "password1"),
    ],
)
def test_signup_says_what_to_put_right(client, committed, fields, about):
    answer = sign_up(client, committed, **fields)

    assert list(answer.context["form"].errors) == [about]
    assert list(User.objects.all()) == []


def test_signup_with_a_known_address_looks_the_same_and_tells_its_owner(
    client, committed, mailoutbox
):
    ada = member(email="ada@example.org")

    answer = sign_up(client, committed)

    assert answer.url == reverse("account_email_verification_sent")
    assert list(User.objects.all()) == [ada]
    assert [mail.subject for mail in mailoutbox] == ["You already have an account"]


class CountingHasher(MD5PasswordHasher):
    """Counts what a real one would need a tenth of a second for."""

    hashed: ClassVar[list[str]] = []

    def encode(self, password, salt):
        self.hashed.append(password)
        return super().encode(password, salt)


def work_of(client, committed, **fields):
    """What a sign-up makes the server do, whoever waits for the answer."""
    CountingHasher.hashed.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = sign_up(client, committed, **fields)
    words = [query["sql"] for query in queries]
    inserted = [sql.split('"')[1] for sql in words if sql.startswith("INSERT")]
    return {
        "answer": (answer.status_code, answer.url),
        "hashed": len(CountingHasher.hashed),
        "letters": inserted.count("mail_letter"),
        "promises": inserted.count("outbox_outboxentry"),
        "accounts": inserted.count("accounts_user"),
        "addresses": inserted.count("account_emailaddress"),
    }


@pytest.mark.parametrize(("password", "hashes"), [(PASSWORD, 1), ("", 0)])
def test_signup_costs_the_same_for_a_known_address(
    client, committed, settings, mailoutbox, password, hashes
):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    ada = member(email="ada@example.org")

    known = work_of(client, committed, password1=password)
    new = work_of(client, committed, password1=password, email="ben@example.org")

    assert known == new
    assert known == {
        "answer": (302, reverse("account_email_verification_sent")),
        "hashed": hashes,
        "letters": 1,
        "promises": 1,
        "accounts": 1,
        "addresses": 1,
    }
    assert list(User.objects.order_by("email").values_list("email", flat=True)) == [
        "ada@example.org",
        "ben@example.org",
    ]
    assert list(EmailAddress.objects.filter(user=ada)) == list(
        EmailAddress.objects.exclude(email="ben@example.org")
    )
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"], ["ben@example.org"]]


def test_signup_survives_a_broken_mail_server(
    client, committed, broken_mail_server, mailoutbox, time_machine
):
    answer = sign_up(client, committed)
    letter = Letter.objects.get()

    broken_mail_server()
    time_machine.move_to(OutboxEntry.objects.get().due_at)
    drain_outbox()

    assert answer.url == reverse("account_email_verification_sent")
    assert letter.address == "ada@example.org"
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]


def test_a_script_in_a_name_is_shown_as_letters(client):
    ada = UserFactory(display_name="<script>alert(1)</script>")
    client.force_login(ada)

    page = client.get(reverse("notifications:desk")).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page


def test_looking_at_the_link_changes_nothing(client, committed, link_in):
    sign_up(client, committed)

    answer = client.get(link_in())

    assert answer.status_code == 200
    assert User.objects.get().email_verified_at is None


def test_looking_at_the_link_leaves_somebody_else_logged_in(client, committed, link_in):
    sign_up(client, committed)
    ben = UserFactory()
    client.force_login(ben)

    client.get(link_in())

    assert who(client) == ben


def test_pressing_the_button_verifies_and_comes_in(client, committed, link_in):
    sign_up(client, committed)

    answer = client.post(link_in())

    ada = User.objects.get()
    assert ada.email_verified_at is not None
    assert who(client) == ada
    assert answer.url == reverse("notifications:desk")
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["person.verified"]


def test_pressing_the_button_in_another_browser_does_not_come_in(client, committed, link_in):
    sign_up(client, committed)
    link = link_in()
    client.cookies.clear()

    answer = client.post(link)

    assert User.objects.get().email_verified_at is not None
    assert who(client) is None
    assert answer.url == reverse("account_login")


GOING_TO = "/en/communities/cher-abcd2345/join/"


def test_pressing_the_button_leads_where_the_newcomer_was_going(client, committed, link_in):
    sign_up(client, committed, next=GOING_TO)

    answer = client.post(link_in())

    assert answer.url == GOING_TO


def test_the_page_of_the_link_hands_on_where_the_newcomer_was_going(client, committed, link_in):
    sign_up(client, committed, next=GOING_TO)

    page = client.get(link_in()).content.decode()

    assert f'<input type="hidden" name="next" value="{GOING_TO}">' in page


def test_signup_confirmed_in_another_browser_leads_on_at_login(client, committed, link_in):
    sign_up(client, committed, next=GOING_TO)
    link = link_in()
    client.cookies.clear()

    answer = client.post(link)
    entered = log_in(client, User.objects.get(), next=GOING_TO)

    assert answer.url == f"{reverse('account_login')}?next={GOING_TO}"
    assert entered.url == GOING_TO


def test_pressing_the_button_twice_leads_where_the_newcomer_was_going(client, committed, link_in):
    sign_up(client, committed, next=GOING_TO)
    client.post(link_in())

    answer = client.post(link_in())

    assert answer.url == GOING_TO


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:1"])
def test_the_link_never_leads_to_another_site(client, committed, link_in, elsewhere):
    sign_up(client, committed, next=elsewhere)
    link = link_in()

    answer = client.post(link)
    again = client.post(f"{link}?next={elsewhere}")

    assert "next=" not in link
    assert (answer.url, again.url) == (reverse("notifications:desk"), reverse("notifications:desk"))


def test_pressing_the_button_twice_ends_on_the_desk(client, committed, link_in):
    sign_up(client, committed)
    client.post(link_in())

    answer = client.post(link_in())

    assert answer.url == reverse("notifications:desk")
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["person.verified"]


def test_a_used_link_says_so(client, committed, link_in):
    sign_up(client, committed)
    client.post(link_in())

    page = client.get(link_in())

    assert page.status_code == 200
    assert "This link has been used or has expired" in page.content.decode()


def test_an_old_link_says_so(client, committed, link_in, time_machine):
    sign_up(client, committed)

    time_machine.move_to(timezone.now() + timedelta(days=3, seconds=1))
    page = client.get(link_in())

    assert "This link has been used or has expired" in page.content.decode()
    assert "This link has been used or has expired" in client.post(link_in()).content.decode()
    assert User.objects.get().email_verified_at is None


def test_a_made_up_link_says_so(client):
    page = client.get(reverse("account_confirm_email", args=["MQ:made:up"]))

    assert "This link has been used or has expired" in page.content.decode()


def test_signup_with_a_known_address_asks_the_database_as_often(committed, count_queries):
    member(email="ada@example.org")
    sign_up(Client(), committed, email="warm@example.org")  # what is read once for all is read

    new, known = (
        count_queries(lambda email=email: sign_up(Client(), committed, email=email))
        for email in ("ben@example.org", "ada@example.org")
    )

    assert known in {new - 1, new}
