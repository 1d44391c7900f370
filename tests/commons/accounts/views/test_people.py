"""The page of a person: for members, and nothing private on it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from commons.accounts import panels
from commons.accounts.models import User
from commons.accounts.panels import Panel
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_detail_shows_what_a_person_says_of_themselves(client):
    ada = UserFactory(display_name="Ada", words="I count.", languages=["fr", "br"])
    client.force_login(UserFactory())

    page = client.get(ada.get_absolute_url()).content.decode()

    assert "<h1>Ada</h1>" in page
    assert "I count." in page
    assert "Speaks: French, Breton" in page


def test_detail_shows_nothing_private(client):
    ada = UserFactory(email="canary@example.org", full_name="Canary Fullname", phone="+33612345678")
    client.force_login(UserFactory())

    page = client.get(ada.get_absolute_url()).content.decode()

    assert [word for word in ("canary", "Canary", "612345678", "6 12 34") if word in page] == []


def test_detail_escapes_what_a_person_wrote(client):
    ada = UserFactory(words="<script>alert(1)</script>\n\n<b>bold</b>")
    client.force_login(UserFactory())

    page = client.get(ada.get_absolute_url()).content.decode()

    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in page


def test_detail_shows_what_packages_above_say_to_this_viewer(client, monkeypatch):
    monkeypatch.setattr(panels, "_person", [])
    ada, ben = UserFactory(), UserFactory()
    panels.register_on_person(
        lambda person, viewer: [
            Panel(title=f"{person}, {viewer}", template="components/brand.html")
        ]
    )
    client.force_login(ben)

    answer = client.get(ada.get_absolute_url())

    assert [panel.title for panel in answer.context["panels"]] == [f"{ada}, {ben}"]


@pytest.mark.parametrize("fields", [{"unverified": True}, {"is_active": False}])
def test_detail_of_somebody_who_is_not_here_is_not_there(client, fields):
    client.force_login(UserFactory())

    answer = client.get(UserFactory(**fields).get_absolute_url())

    assert answer.status_code == 404


def test_detail_sends_a_visitor_to_the_door(client):
    answer = client.get(UserFactory().get_absolute_url())

    assert answer.status_code == 302


def test_visible_to_shows_members_to_members():
    ada = UserFactory()
    UserFactory(unverified=True)
    UserFactory(is_active=False)

    seen = [list(User.objects.visible_to(viewer)) for viewer in (AnonymousUser(), ada)]

    assert seen == [[], [ada]]
