"""Which answers no cache may keep."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.hosting import AgreementFactory, CommunityFactory
from tests.factories.media import PhotoFactory
from tests.factories.travel_stories import SeatFactory

pytestmark = pytest.mark.django_db

KEEP_NOTHING = {"private", "no-store"}


def said_by(answer):
    return {word.strip() for word in answer.headers.get("Cache-Control", "").split(",")} - {""}


def pages_of(agreement):
    names = ("request-detail", "agreement-print", "agreement-calendar")
    return [reverse(f"hosting:{name}", args=[agreement.request.public_id]) for name in names]


def test_answers_to_somebody_signed_in_are_kept_nowhere(client):
    agreement = AgreementFactory()
    client.force_login(agreement.guest)
    pages = [
        *pages_of(agreement),
        reverse("notifications:desk"),
        reverse("accounts:settings"),
        CommunityFactory().get_absolute_url(),
        "/en/nothing-is-here/",
    ]

    answers = [client.get(page) for page in pages]

    assert [answer.status_code for answer in answers] == [200] * 6 + [404]
    assert [said_by(answer) & KEEP_NOTHING for answer in answers] == [KEEP_NOTHING] * 7


def test_the_answer_that_signs_somebody_in_is_kept_nowhere(client):
    person = UserFactory()
    person.set_password("ten thousand birds")
    person.save()

    answer = client.post(
        reverse("account_login"), {"login": person.email, "password": "ten thousand birds"}
    )

    assert answer.status_code == 302
    assert said_by(answer) >= KEEP_NOTHING


def test_answers_to_a_pass_are_kept_nowhere(client):
    guest = SeatFactory(guest=True)

    entry = client.get(reverse("travel_stories:guest-pass", args=[guest.token]))
    elsewhere = client.get(CommunityFactory().get_absolute_url())

    assert [said_by(answer) & KEEP_NOTHING for answer in (entry, elsewhere)] == [KEEP_NOTHING] * 2


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        pytest.param("notifications:mails-stop", ["a-token"], id="notifications-mails"),
        pytest.param(
            "account_reset_password_from_key", ["1a", "a-key"], id="account-reset-password"
        ),
        pytest.param("account_confirm_email", ["a-key"], id="account-confirm-email"),
    ],
)
def test_answers_to_a_secret_link_are_kept_nowhere(name, parts):
    answer = Client().get(reverse(name, args=parts))

    assert said_by(answer) >= KEEP_NOTHING


def test_pages_for_strangers_may_be_kept():
    community = CommunityFactory()

    answers = [
        Client().get(page)
        for page in (community.get_absolute_url(), reverse("travel_stories:story-list"))
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert [said_by(answer) & KEEP_NOTHING for answer in answers] == [set(), set()]


def test_photographs_stay_public_for_members(client):
    client.force_login(UserFactory())

    answer = client.get(PhotoFactory().file.url)

    assert said_by(answer) == {"public", "max-age=31536000", "immutable"}
