"""Signing up, and confirming the address."""

from datetime import timedelta

import pytest
from django.urls import reverse, translate_url
from django.utils import timezone

from commons.accounts.models import AuditEntry, Letter, OutboxEntry, User
from commons.accounts.tasks import drain_outbox
from tests.commons.accounts.views.doors import NEWCOMER, PASSWORD, member, sign_up, who
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
    assert [mail.subject for mail in mailoutbox] == ["You have an account already"]


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

    page = client.get(reverse("accounts:desk")).content.decode()

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
    assert answer.url == reverse("accounts:desk")
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["person.verified"]


def test_pressing_the_button_in_another_browser_does_not_come_in(client, committed, link_in):
    sign_up(client, committed)
    link = link_in()
    client.cookies.clear()

    answer = client.post(link)

    assert User.objects.get().email_verified_at is not None
    assert who(client) is None
    assert answer.url == reverse("account_login")


def test_pressing_the_button_twice_ends_on_the_desk(client, committed, link_in):
    sign_up(client, committed)
    client.post(link_in())

    answer = client.post(link_in())

    assert answer.url == reverse("accounts:desk")
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["person.verified"]


def test_a_used_link_says_so(client, committed, link_in):
    sign_up(client, committed)
    client.post(link_in())

    page = client.get(link_in())

    assert page.status_code == 200
    assert "This link has been used, or is too old" in page.content.decode()


def test_an_old_link_says_so(client, committed, link_in, time_machine):
    sign_up(client, committed)

    time_machine.move_to(timezone.now() + timedelta(days=3, seconds=1))
    page = client.get(link_in())

    assert "This link has been used, or is too old" in page.content.decode()
    assert "This link has been used, or is too old" in client.post(link_in()).content.decode()
    assert User.objects.get().email_verified_at is None


def test_a_made_up_link_says_so(client):
    page = client.get(reverse("account_confirm_email", args=["MQ:made:up"]))

    assert "This link has been used, or is too old" in page.content.decode()
