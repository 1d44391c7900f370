"""Who stands before which door."""

import pytest
from django.urls import reverse

from tests.commons.accounts.views.entrance_pages import log_in, member
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_too_many_tries_get_a_clear_page(client):
    ada = member()

    answers = [log_in(client, ada, password="wrong") for _ in range(31)]

    assert answers[-1].status_code == 429
    assert "Too many attempts" in answers[-1].content.decode()


def test_tries_from_all_addresses_of_a_network_of_ipv6_count_together(client):
    ada = member()
    data = {"login": ada.email, "password": "wrong"}

    def tried(address):
        return client.post(reverse("account_login"), data, REMOTE_ADDR=address)

    answers = [tried(f"2001:db8:1:2::{number:x}") for number in range(31)]

    assert answers[-1].status_code == 429
    assert tried("2001:db8:1:3::1").status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        pytest.param("account_change_password", id="change-password"),
        "account_set_password",
        pytest.param("account_reauthenticate", id="reauthenticate"),
        "usersessions_list",
    ],
)
def test_pages_of_members_send_a_visitor_to_the_door(client, name):
    answer = client.get(reverse(name))

    assert answer.url == f"{reverse('account_login')}?next={reverse(name)}"


def test_the_admin_has_no_door_of_its_own(client):
    home = reverse("wagtailadmin_home")

    refused = client.get(home)
    door = client.get(refused.url)

    assert refused.url == f"/cms/login/?next={home}"
    assert door.url == f"{reverse('account_login')}?next={home}"
    assert client.post("/cms/login/", {"username": "a", "password": "b"}).status_code == 302


def test_the_admin_is_closed_to_whoever_may_not_enter(client):
    client.force_login(UserFactory())

    answer = client.get(reverse("wagtailadmin_home"), follow=True)

    assert answer.status_code == 403


def test_the_admin_is_open_to_whoever_may_enter(client):
    client.force_login(UserFactory(is_superuser=True))

    answer = client.get(reverse("wagtailadmin_home"))

    assert answer.status_code == 200
