"""Two-step login in a browser: a passkey on a virtual device, its loss, an app without scripts."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.utils import timezone

from tests.commons.accounts.views.entrance_pages import PASSWORD, app_code
from tests.e2e.conftest import PHONE
from tests.e2e.looking import faults_now
from tests.e2e.walking import leaves
from tests.factories.accounts import UserFactory
from tests.factories.hosting import CommunityFactory, MembershipFactory

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def no_limit_reached_before():
    cache.clear()


@pytest.fixture
def nadia():
    """A coordinator whose days without a second factor are over."""
    nadia = UserFactory(display_name="Nadia", two_step_due_at=timezone.now())
    nadia.set_password(PASSWORD)
    nadia.save()
    EmailAddress.objects.create(user=nadia, email=nadia.email, verified=True, primary=True)
    MembershipFactory(person=nadia, community=CommunityFactory(), coordinator=True)
    return nadia


def desk_of(nadia):
    return f"/en/coordination/{nadia.memberships.get().community.address}/"


def log_in(page, server, nadia, to):
    page.goto(f"{server.url}{to}")
    page.get_by_label("Your email address").fill(nadia.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    with leaves(page):
        page.get_by_role("button", name="Log in", exact=True).click()


def confirm_password(page):
    page.get_by_label("Your current password").or_(page.get_by_label("Password")).first.fill(
        PASSWORD
    )
    page.get_by_role("button", name="Continue").click()


def test_passkey_is_added_used_and_lost(live_server, desktop, nadia):
    devices = desktop.context.new_cdp_session(desktop)
    devices.send("WebAuthn.enable")
    device = devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    desk = desk_of(nadia)

    log_in(desktop, live_server, nadia, desk)
    refused = desktop.url
    desktop.get_by_role("link", name="Add a passkey").click()
    confirm_password(desktop)
    desktop.get_by_label("Name of this passkey").fill("Laptop")
    faults = faults_now(desktop)
    desktop.get_by_role("button", name="Add a passkey").click()
    desktop.wait_for_url("**/two-step/codes/")
    codes = desktop.locator(".recovery-codes code").all_inner_texts()
    faults += faults_now(desktop)
    with leaves(desktop):
        desktop.get_by_role("link", name="Back to two-step login").click()
    faults += faults_now(desktop)
    named = desktop.get_by_text("Laptop").first.is_visible()
    with leaves(desktop):
        desktop.get_by_role("link", name="Continue where you left off").click()
    arrived = desktop.url

    desktop.context.clear_cookies()
    desktop.goto(f"{live_server.url}/en/account/log-in/")
    desktop.get_by_role("button", name="Use a passkey").click()
    desktop.wait_for_url("**/en/me/")
    desktop.goto(f"{live_server.url}{desk}")
    again = desktop.url

    desktop.context.clear_cookies()
    log_in(desktop, live_server, nadia, desk)
    faults += faults_now(desktop)
    desktop.get_by_role("button", name="Use a passkey").click()
    desktop.wait_for_url(f"**{desk}")

    devices.send("WebAuthn.removeVirtualAuthenticator", device)
    desktop.context.clear_cookies()
    log_in(desktop, live_server, nadia, desk)
    desktop.get_by_label("Code from your app, or a recovery code").fill(codes[0])
    desktop.get_by_role("button", name="Log in").click()
    desktop.wait_for_url(f"**{desk}")

    assert "/en/account/two-step/?next=" in refused
    assert len(codes) == 10
    assert named
    assert (arrived, again) == (f"{live_server.url}{desk}", f"{live_server.url}{desk}")
    assert faults == []


def test_app_is_set_up_on_a_phone_without_scripts(live_server, open_page, nadia):
    page = open_page(PHONE, java_script_enabled=False)
    desk = desk_of(nadia)

    log_in(page, live_server, nadia, desk)
    page.get_by_role("link", name="Set up an app").click()
    confirm_password(page)
    secret = page.get_by_label("Or enter this key in the app").input_value()
    page.get_by_label("Code that the app shows now").fill(app_code(secret))
    with leaves(page):
        page.get_by_role("button", name="Turn on two-step login").click()
    codes = page.locator(".recovery-codes code").count()
    page.get_by_role("link", name="Back to two-step login").click()
    with leaves(page):
        page.get_by_role("link", name="Continue where you left off").click()

    assert codes == 10
    assert page.url == f"{live_server.url}{desk}"
