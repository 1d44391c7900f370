"""The page of my mails, and the link that ends them."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commons.notifications.categories import all_categories, optional_categories
from commons.notifications.unsubscribe_links import DAILY, unsubscribe_link
from tests.factories.accounts import NoticeFactory, UserFactory
from tests.factories.hosting import MembershipFactory

pytestmark = pytest.mark.django_db

GIVEN = {
    "mail_pace": "at_once",
    "pace_messages": "daily",
    "pace_notes": "never",
    "pace_requests": "",
    "mail_hour": "18",
    "time_zone": "Europe/Brussels",
    "mails_desk": "on",
}


def path_of(link):
    return link.removeprefix("http://localhost:8000")


def test_edit_keeps_what_i_say(client):
    ada = UserFactory()
    client.force_login(ada)

    answer = client.post(reverse("notifications:mails"), GIVEN)

    ada.refresh_from_db()
    assert answer.url == reverse("notifications:mails")
    assert (ada.mail_pace, ada.mail_hour, ada.time_zone) == ("at_once", 18, "Europe/Brussels")
    assert (ada.mail_paces, ada.mails_desk) == ({"messages": "daily", "notes": "never"}, True)


@pytest.mark.parametrize(
    ("wrong", "about"),
    [
        ({"mail_pace": "hourly"}, "mail_pace"),
        ({"pace_messages": "hourly"}, "pace_messages"),
        ({"mail_hour": "24"}, "mail_hour"),
        ({"mail_hour": "-1"}, "mail_hour"),
        ({"mail_hour": "noon"}, "mail_hour"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"time_zone": "Etc/GMT+5"}, "time_zone"),
    ],
)
def test_edit_refuses_and_keeps_nothing(client, wrong, about):
    ada = UserFactory()
    client.force_login(ada)

    answer = client.post(reverse("notifications:mails"), {**GIVEN, **wrong})

    ada.refresh_from_db()
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [about]
    assert (ada.mail_paces, ada.mails_desk) == ({}, False)


def test_edit_offers_no_choice_where_there_is_none_and_says_why(client):
    client.force_login(UserFactory())

    answer = client.get(reverse("notifications:mails"))

    fixed = answer.context["fixed"]
    shown = [field.name.removeprefix("pace_") for field in answer.context["form"].by_kind()]
    of_a_role = {"coordination", "organisations", "pages"}
    assert shown == [kind.code for kind in optional_categories() if kind.code not in of_a_role]
    assert [one.code for one in fixed] == [
        *("account", "agreements", "safety", "consents", "emergencies", "reports"),
        "my_data",
    ]
    assert len(shown) + len(of_a_role) + len(fixed) == len(all_categories())
    for kind in fixed:
        assert str(kind.mandatory_reason) in answer.content.decode()


def test_mails_of_a_role_are_offered_to_whoever_has_it(client):
    coordinator = MembershipFactory(coordinator=True).person
    coordinator.mail_paces = {"pages": "never"}
    coordinator.save()
    client.force_login(coordinator)

    shown = client.get(reverse("notifications:mails")).context["form"].by_kind()
    client.post(reverse("notifications:mails"), {**GIVEN, "pace_coordination": "daily"})

    coordinator.refresh_from_db()
    assert "pace_coordination" in [field.name for field in shown]
    assert coordinator.mail_paces["coordination"] == "daily"
    assert coordinator.mail_paces["pages"] == "never"  # the role may come back


def test_edit_is_for_whoever_came_in(client):
    answer = client.get(reverse("notifications:mails"))

    assert answer.url.startswith(reverse("account_login"))


def test_edit_asks_few_questions(client, django_assert_max_num_queries):
    client.force_login(UserFactory())
    NoticeFactory.create_batch(3)

    with django_assert_max_num_queries(14):
        client.get(reverse("notifications:mails"))


def test_stop_shows_a_button_and_looking_changes_nothing(client):
    ada = UserFactory()

    answer = client.get(path_of(unsubscribe_link(ada, "messages")))

    ada.refresh_from_db()
    assert answer.status_code == 200
    assert re.search(r"<button[^>]*>\s*Unsubscribe\s*</button>", answer.content.decode())
    assert ada.mail_paces == {}


def test_stop_says_nothing_of_whose_mails_they_are(client):
    ada = UserFactory(display_name="Ada Canary", email="canary@example.org")

    page = client.get(path_of(unsubscribe_link(ada, "messages"))).content.decode()

    assert "canary" not in page.lower()


def test_stop_by_a_mail_program_needs_no_cookie_and_leads_nowhere_else():
    ada = UserFactory()
    program = Client(enforce_csrf_checks=True)

    answer = program.post(
        path_of(unsubscribe_link(ada, "messages")), {"List-Unsubscribe": "One-Click"}
    )

    ada.refresh_from_db()
    assert answer.status_code == 200
    assert ada.mail_paces == {"messages": "never"}


def test_stop_twice_is_as_good_as_once(client):
    ada = UserFactory(mail_pace="daily")

    answers = [client.post(path_of(unsubscribe_link(ada, DAILY))) for _time in range(2)]

    ada.refresh_from_db()
    assert [answer.status_code for answer in answers] == [200, 200]
    assert ada.mail_pace == "never"


@pytest.mark.parametrize("change", [lambda link: link[:-3] + "/", lambda link: link[:-4] + "abc/"])
def test_stop_with_a_forged_link_is_not_there(client, change):
    ada = UserFactory()

    answer = client.post(change(path_of(unsubscribe_link(ada, "messages"))))

    ada.refresh_from_db()
    assert (answer.status_code, ada.mail_paces) == (404, {})


def test_stop_of_an_unknown_kind_or_a_left_account_is_not_found(client):
    gone = UserFactory(is_active=False)

    of_no_kind = client.get(path_of(unsubscribe_link(UserFactory(), "pigeons")))
    of_nobody = client.get(path_of(unsubscribe_link(gone, "messages")))

    assert (of_no_kind.status_code, of_nobody.status_code) == (404, 404)


def test_whoever_gets_no_mail_is_told_on_the_site_and_wakes_it(client):
    ada = UserFactory(mail_bounced_at=timezone.now())
    client.force_login(ada)

    desk = client.get(reverse("notifications:desk")).content.decode()
    page = client.get(reverse("notifications:mails")).content.decode()
    answer = client.post(reverse("notifications:mails-wake"))

    ada.refresh_from_db()
    assert "Our emails aren’t reaching you" in desk
    assert "Our emails aren’t reaching you" in page
    assert answer.url == reverse("notifications:mails")
    assert ada.mail_bounced_at is None
    assert "aren’t reaching you" not in client.get(reverse("notifications:desk")).content.decode()


def test_wake_takes_a_press(client):
    client.force_login(UserFactory())

    assert client.get(reverse("notifications:mails-wake")).status_code == 405
