"""Changing the lock: password, address, sessions."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from commons.audit.models import AuditEntry
from tests.commons.accounts.views.entrance_pages import PASSWORD, log_in, member, who

pytestmark = pytest.mark.django_db


def test_a_password_is_reset_by_a_link_that_works_once(client, committed, link_in):
    ada = member()
    with committed():
        client.post(reverse("account_reset_password"), {"email": ada.email})
    link = link_in()
    form = client.get(link).url
    new = {"password1": "another ten birds", "password2": "another ten birds"}

    with committed():
        client.post(form, new)
    client.session.flush()
    again = client.get(link)

    ada.refresh_from_db()
    assert ada.check_password("another ten birds")
    assert "This link has been used or has expired" in again.content.decode()
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["person.password_changed"]


def test_a_password_reset_tells_the_owner(client, committed, link_in, mailoutbox):
    ada = member()
    with committed():
        client.post(reverse("account_reset_password"), {"email": ada.email})
    form = client.get(link_in()).url

    with committed():
        client.post(form, {"password1": "another ten birds", "password2": "another ten birds"})

    assert [mail.subject for mail in mailoutbox] == [
        "Choose a new password",
        "Your password has been changed",
    ]


def test_a_password_reset_looks_the_same_for_an_unknown_address(client, committed, mailoutbox):
    with committed():
        answer = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

    assert answer.url == reverse("account_reset_password_done")
    assert [mail.subject for mail in mailoutbox] == ["There’s no account for this email address"]


def test_a_password_is_changed_with_the_old_one(client, committed, mailoutbox):
    ada = member()
    log_in(client, ada)
    new = {"password1": "another ten birds", "password2": "another ten birds"}

    refused = client.post(reverse("account_change_password"), {"oldpassword": "wrong", **new})
    with committed():
        client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})

    ada.refresh_from_db()
    assert list(refused.context["form"].errors) == ["oldpassword"]
    assert ada.check_password("another ten birds")
    assert who(client) == ada
    assert [mail.subject for mail in mailoutbox] == ["Your password has been changed"]


def test_an_address_changes_once_the_new_one_is_confirmed(client, committed, link_in, mailoutbox):
    ada = member(email="old@example.org")
    log_in(client, ada)
    wish = {"action_add": "1", "email": "new@example.org"}
    asked = client.post(reverse("account_email"), wish)
    client.post(asked.url, {"password": PASSWORD})
    with committed():
        client.post(reverse("account_email"), wish)
    ada.refresh_from_db()
    before = ada.email
    link = link_in()

    with committed():
        client.post(link)

    ada.refresh_from_db()
    assert before == "old@example.org"
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert ada.email == "new@example.org"
    assert [(one.email, one.verified) for one in EmailAddress.objects.all()] == [
        ("new@example.org", True)
    ]
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["new@example.org"], "Confirm your email address"),
        (["old@example.org"], "Your email address has changed"),
    ]


def test_an_address_of_somebody_else_is_not_taken(client, committed, link_in, mailoutbox):
    ben = member(email="ben@example.org")
    ada = member()
    log_in(client, ada)
    wish = {"action_add": "1", "email": ben.email}
    asked = client.post(reverse("account_email"), wish)
    client.post(asked.url, {"password": PASSWORD})
    with committed():
        client.post(reverse("account_email"), wish)

    client.post(link_in())

    ada.refresh_from_db()
    assert ada.email != ben.email
    assert list(EmailAddress.objects.filter(email=ben.email, verified=True)) == list(
        ben.emailaddress_set.all()
    )


def test_sessions_elsewhere_end_with_one_press(client):
    ada = member()
    log_in(client, ada)
    elsewhere = client.__class__(HTTP_USER_AGENT="An old phone")
    log_in(elsewhere, ada)
    page = client.get(reverse("usersessions_list")).content.decode()

    client.post(reverse("usersessions_list"))

    assert "An old phone" in page
    assert client.get(reverse("notifications:desk")).status_code == 200
    assert elsewhere.get(reverse("notifications:desk")).status_code == 302
