"""The page of my browser notifications."""

import pytest
from django.urls import reverse

from commons.push_messages.models import PushSubscription
from commons.push_messages.presenters import browser_name
from commons.push_messages.web_push import read_key
from tests.commons.push_messages.browser import Browser
from tests.factories.accounts import UserFactory
from tests.factories.push_messages import KEY, PushSubscriptionFactory

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0"


def given(**other):
    browser = Browser()
    endpoint = "https://fcm.googleapis.com/fcm/send/abc"
    return {"endpoint": endpoint, "p256dh": browser.p256dh, "auth": browser.auth, **other}


def test_index_offers_the_switch_with_our_public_key(client, push_key):
    client.force_login(UserFactory())

    page = client.get(reverse("push_messages:browsers")).text

    assert f'data-key="{read_key(KEY).public}"' in page
    assert KEY not in page
    assert "needs JavaScript" in page
    assert "Browsers that notify me" not in page


def test_index_says_where_the_site_sends_none(client):
    client.force_login(UserFactory())

    page = client.get(reverse("push_messages:browsers")).text

    assert "This site doesn’t send browser notifications." in page
    assert not any(words in page for words in ("push-switch", "your browser or phone can tell you"))


@pytest.mark.parametrize("name", ["accounts:settings", "notifications:mails"])
def test_entries_only_where_the_site_sends_some(client, settings, name):
    client.force_login(UserFactory())

    without = client.get(reverse(name)).text
    settings.PUSH_MESSAGES_KEY = KEY
    with_key = client.get(reverse(name)).text

    there = reverse("push_messages:browsers")
    assert [f'href="{there}"' in page for page in (without, with_key)] == [False, True]


def test_index_lists_my_browsers_and_not_their_addresses(client, push_key):
    mine, other = PushSubscriptionFactory(), PushSubscriptionFactory(browser="Edge · Windows")
    client.force_login(mine.person)

    page = client.get(reverse("push_messages:browsers")).text

    assert "Firefox · Linux" in page
    assert f'data-browser="{mine.digest}"' in page
    assert not any(
        secret in page
        for secret in (mine.endpoint, mine.auth, mine.p256dh, other.digest, other.browser)
    )


def test_add_and_remove(client, push_key):
    client.force_login(UserFactory())

    added = client.post(reverse("push_messages:add"), given(), follow=True, HTTP_USER_AGENT=FIREFOX)
    row = PushSubscription.objects.get()
    removed = client.post(reverse("push_messages:remove", args=[row.public_id]), follow=True)

    assert "This browser now tells you" in added.text
    assert "Firefox · Android" in added.text
    assert "no longer gets notifications" in removed.text
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"endpoint": ""}, "Your browser sent something we can’t use"),
        ({"endpoint": f"https://fcm.googleapis.com/{'a' * 1000}"}, "Your browser sent something"),
        ({"auth": "a" * 41}, "Your browser sent something we can’t use"),
        ({"endpoint": "https://10.0.0.1/a"}, "We can’t send notifications to this browser"),
    ],
    ids=str.split("nothing long secret inside"),
)
def test_add_says_why_not(client, push_key, wrong, words):
    client.force_login(UserFactory())

    page = client.post(reverse("push_messages:add"), given(**wrong), follow=True)

    assert words in page.text
    assert not PushSubscription.objects.exists()


def test_nobody_removes_the_browser_of_another(client):
    row = PushSubscriptionFactory()
    client.force_login(UserFactory())

    assert client.post(reverse("push_messages:remove", args=[row.public_id])).status_code == 404
    assert PushSubscription.objects.get() == row


def test_types_are_chosen_for_all_browsers(client, push_key):
    row = PushSubscriptionFactory(muted=["of a role that they had"])
    PushSubscriptionFactory(person=row.person)
    client.force_login(row.person)
    kinds = client.get(reverse("push_messages:browsers")).context["form"].fields["types"].choices
    codes = [code for code, _title in kinds]

    client.post(reverse("push_messages:types"), {"types": codes[1:]})
    client.post(reverse("push_messages:types"), {"types": ["no type"]})

    expected = ["of a role that they had", codes[0]]
    assert [row.muted for row in PushSubscription.objects.all()] == [expected, expected]


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge · Windows"),
        ("curl/8", ""),
    ],
    ids=str.split("firefox safari edge unknown"),
)
def test_browser_name_keeps_two_words_of_a_header(user_agent, name):
    assert browser_name(user_agent) == name
