"""What tests of the entrance do at the door, as somebody would in a browser."""

import base64
import hmac
import struct
import time
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.session_keys import SECOND_FACTOR
from tests.factories.accounts import UserFactory

NEWCOMER = {"display_name": "Ada", "email": "Ada@Example.org", "password1": "ten thousand birds"}
PASSWORD = "ten thousand birds"


def member(**fields):
    """Somebody whom allauth knows too, with a password."""
    person = UserFactory(**fields)
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def sign_up(client, committed, **fields):
    with committed():
        return client.post(reverse("account_signup"), {**NEWCOMER, **fields})


def log_in(client, person, **fields):
    data = {"login": person.email, "password": PASSWORD, **fields}
    return client.post(reverse("account_login"), data)


def who(client):
    """The person behind the session, or nothing."""
    return User.objects.filter(pk=client.session.get("_auth_user_id")).first()


def app_code(secret, *, at=None):
    """What an authenticator app shows for this secret (RFC 6238, 6 digits, 30 seconds)."""
    counter = int((time.time() if at is None else at) // 30)
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", counter), "sha1")
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 10**6:06}"


def set_up_app(client, committed, password=PASSWORD):
    """Turn two-step login on as somebody who is logged in; the secret of the app comes back."""
    page = client.get(reverse("mfa_activate_totp"))
    if page.status_code == 302:  # asked for the password first
        page = client.post(page.url, {"password": password}, follow=True)
    secret = page.context["form"].secret
    with committed():
        client.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})
    # On the site this is within the request; here what waits for the commit runs after its session
    # was saved.
    session = client.session
    session[SECOND_FACTOR] = who(client).pk
    session.save()
    return secret


def overdue(**fields):
    """Somebody with a privileged role whose days without a second factor are over."""
    return member(two_step_due_at=timezone.now() - timedelta(days=1), **fields)
