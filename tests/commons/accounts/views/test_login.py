"""Coming in by password or by code, and going out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commons.accounts.models import User
from tests.commons.accounts.views.entrance_pages import PASSWORD, log_in, member, sign_up, who
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_login_by_password(client):
    ada = member()

    answer = log_in(client, ada)

    assert who(client) == ada
    assert answer.url == reverse("notifications:desk")


def test_login_leads_to_where_one_wanted_to_go(client):
    ada = member()

    answer = log_in(client, ada, next=reverse("notifications:notice-list"))

    assert answer.url == reverse("notifications:notice-list")


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example"],
)
def test_login_leads_nowhere_else(client, elsewhere):
    ada = member()

    answer = log_in(client, ada, next=elsewhere)

    assert who(client) == ada
    assert answer.url == reverse("notifications:desk")


def test_logout_leads_nowhere_else(client):
    client.force_login(UserFactory())

    answer = client.post(reverse("account_logout"), {"next": "https://evil.example/"})

    assert answer.url == reverse("account_login")


@pytest.mark.parametrize("login", ["ada@example.org", "nobody@example.org"])
def test_login_failure_does_not_reveal_accounts(client, login):
    member(email="ada@example.org")

    answer = client.post(reverse("account_login"), {"login": login, "password": "wrong"})

    assert answer.context["form"].non_field_errors() == [
        "This email address and password don’t match. Check both, or ask for a code by email."
    ]


def test_login_of_an_unverified_person_sends_the_link_again(client, committed, mailoutbox):
    ada = UserFactory(unverified=True)
    ada.set_password(PASSWORD)
    ada.save()

    with committed():
        answer = log_in(client, ada)

    assert answer.url == reverse("account_email_verification_sent")
    assert who(client) is None
    assert [mail.to for mail in mailoutbox] == [[ada.email]]


def test_login_of_somebody_verified_by_an_operator_asks_for_nothing_more(client):
    ada = UserFactory()
    ada.set_password(PASSWORD)
    ada.save()

    log_in(client, ada)

    assert who(client) == ada


def test_login_of_a_closed_account_says_so(client):
    ada = member(is_active=False)

    answer = log_in(client, ada, follow=True)

    assert who(client) is None
    assert answer.url == reverse("account_inactive")
    assert "mailto:bonjour@" in client.get(answer.url).text


def test_a_session_ends_when_the_account_is_closed(client):
    ada = UserFactory()
    client.force_login(ada)
    User.objects.filter(pk=ada.pk).update(is_active=False)

    answer = client.get(reverse("notifications:desk"))

    assert answer.status_code == 302


def test_login_by_code(client, committed, code_in):
    ada = member()
    with committed():
        client.post(reverse("account_request_login_code"), {"email": ada.email})

    answer = client.post(reverse("account_confirm_login_code"), {"code": code_in()})

    assert who(client) == ada
    assert answer.url == reverse("notifications:desk")


def test_login_by_code_after_signup_leads_where_one_was_going(client, committed, code_in):
    going_to = reverse("notifications:notice-list")
    sign_up(client, committed, next=going_to)
    with committed():
        client.post(reverse("account_request_login_code"), {"email": "ada@example.org"})

    first = client.post(reverse("account_confirm_login_code"), {"code": code_in()})
    client.post(reverse("account_logout"))
    second = log_in(client, User.objects.get())

    assert (first.url, second.url) == (going_to, reverse("notifications:desk"))


@pytest.mark.parametrize("is_known", [True, False])
def test_login_of_another_after_signup_leads_to_their_desk(client, committed, is_known):
    if is_known:
        member(email="ada@example.org")
    sign_up(client, committed, next="/en/communities/")

    answer = log_in(client, member(email="bob@example.org"))

    assert answer.url == reverse("notifications:desk")


def test_login_by_code_confirms_the_address_too(client, committed, code_in):
    sign_up(client, committed, password1="")
    client.cookies.clear()
    with committed():
        client.post(reverse("account_request_login_code"), {"email": "ada@example.org"})

    client.post(reverse("account_confirm_login_code"), {"code": code_in()})

    assert who(client) == User.objects.get()
    assert User.objects.get().email_verified_at is not None


def test_login_by_code_looks_the_same_for_an_unknown_address(client, committed, mailoutbox):
    with committed():
        answer = client.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
    page = client.get(answer.url)

    assert answer.url == reverse("account_confirm_login_code")
    assert "If there’s an account for nobody@example.org" in page.content.decode()
    assert [mail.subject for mail in mailoutbox] == ["There’s no account for this email address"]


def test_login_by_code_sends_none_to_a_closed_account(client, committed, mailoutbox):
    ada = member(is_active=False)

    with committed():
        client.post(reverse("account_request_login_code"), {"email": ada.email})

    assert [mail.subject for mail in mailoutbox] == ["There’s no account for this email address"]


def test_login_by_code_takes_three_guesses(client, committed):
    ada = member()
    with committed():
        client.post(reverse("account_request_login_code"), {"email": ada.email})

    answers = [
        client.post(reverse("account_confirm_login_code"), {"code": "WRONG"}) for _ in range(3)
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert who(client) is None


def test_login_by_code_forgets_the_code_after_a_quarter_of_an_hour(
    client, committed, code_in, time_machine
):
    ada = member()
    with committed():
        client.post(reverse("account_request_login_code"), {"email": ada.email})

    time_machine.move_to(timezone.now() + timedelta(minutes=15, seconds=1))
    client.post(reverse("account_confirm_login_code"), {"code": code_in()})

    assert who(client) is None


def test_logout_takes_a_press(client):
    ada = UserFactory()
    client.force_login(ada)

    page = client.get(reverse("account_logout"))
    still = who(client)
    client.post(reverse("account_logout"))

    assert page.status_code == 200
    assert still == ada
    assert who(client) is None


def test_logging_out_leaves_nothing_behind_in_the_browser(client):
    log_in(client, member())

    page = client.get(reverse("account_logout"))
    answer = client.post(reverse("account_logout"))

    assert ("Clear-Site-Data" in page, answer["Clear-Site-Data"]) == (False, '"cache", "storage"')
