"""What I say of myself, take along, and leave behind."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from commons.accounts.models import User
from tests.factories.accounts import NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db

GIVEN = {
    "display_name": "Ada",
    "full_name": "Ada Lovelace",
    "phone": "06 12 34 56 78",
    "words": "I count.",
    "languages": ["fr", "lsf"],
    "language": "fr",
}


def test_edit_keeps_what_i_say(client):
    ada = UserFactory()
    client.force_login(ada)

    answer = client.post(reverse("accounts:settings"), GIVEN)

    ada.refresh_from_db()
    kept = {name: getattr(ada, name) for name in GIVEN}
    assert answer.url == reverse("accounts:settings")
    assert kept == {**GIVEN, "phone": "+33612345678"}


@pytest.mark.parametrize(
    ("wrong", "about"),
    [
        ({"display_name": ""}, "display_name"),
        ({"display_name": "Ada\nBen"}, "display_name"),
        ({"full_name": "A\u202eda"}, "full_name"),
        ({"phone": "call me"}, "phone"),
        ({"words": "x" * 2001}, "words"),
        ({"language": "tlh"}, "language"),
        ({"languages": ["tlh"]}, "languages"),
    ],
)
def test_edit_refuses_and_keeps_nothing(client, wrong, about):
    ada = UserFactory(display_name="As before")
    client.force_login(ada)

    answer = client.post(reverse("accounts:settings"), {**GIVEN, **wrong})

    ada.refresh_from_db()
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [about]
    assert (ada.display_name, ada.full_name, ada.words) == ("As before", "", "")


def test_edit_cannot_give_itself_rights(client):
    ada = UserFactory()
    client.force_login(ada)

    client.post(
        reverse("accounts:settings"),
        {**GIVEN, "is_staff": "on", "is_superuser": "on", "email": "other@example.org"},
    )

    after = User.objects.get(pk=ada.pk)
    assert (after.is_staff, after.is_superuser, after.email) == (False, False, ada.email)


def test_a_page_in_an_unknown_language_is_not_there(client):
    client.force_login(UserFactory())

    answer = client.get("/tlh/me/settings/", follow=True)

    assert answer.status_code == 404


def test_export_hands_over_what_we_hold(client):
    ada = UserFactory(display_name="Ada", phone="+33612345678")
    NoticeFactory(recipient=ada)
    NoticeFactory()
    client.force_login(ada)

    answer = client.post(reverse("privacy:my-data-export"))

    data = json.loads(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="hirondelle.json"'
    assert (data["account"]["display_name"], data["account"]["phone"]) == ("Ada", "+33612345678")
    assert [notice["template"] for notice in data["notices"]] == [
        "accounts/email/email_changed.txt"
    ]


def test_close_takes_a_tick(client):
    ada = UserFactory()
    client.force_login(ada)

    answer = client.post(reverse("accounts:account-close"))

    ada.refresh_from_db()
    assert answer.status_code == 422
    assert ada.is_active


def test_close_forgets_and_logs_out(client):
    ada = UserFactory(display_name="Ada")
    client.force_login(ada)

    answer = client.post(reverse("accounts:account-close"), {"sure": "on"})

    ada.refresh_from_db()
    assert answer.url == reverse("account_login")
    assert (ada.display_name, ada.is_active) == ("…", False)
    assert "_auth_user_id" not in client.session
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_close_asks_for_the_password_of_whoever_has_one(client):
    ada = UserFactory()
    ada.set_password("ten thousand birds")
    ada.save()
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    client.force_login(ada)

    answer = client.post(reverse("accounts:account-close"), {"sure": "on"})

    ada.refresh_from_db()
    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert ada.is_active


@pytest.mark.parametrize(
    "name",
    [
        "accounts:settings",
        "privacy:my-data",
        pytest.param("privacy:my-data-export", id="my-data-export"),
        pytest.param("accounts:account-close", id="account-close"),
        pytest.param("notifications:notice-list", id="notice-list"),
    ],
)
def test_pages_of_members_send_a_visitor_to_the_door(client, name):
    answer = client.get(reverse(name))

    assert answer.url == f"{reverse('account_login')}?next={reverse(name)}"
