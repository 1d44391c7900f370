"""What tests of the entrance do at the door, as somebody would in a browser."""

from allauth.account.models import EmailAddress
from django.urls import reverse

from commons.accounts.models import User
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
