"""Notifications are turned on and off in a real browser, whose push service the test plays."""

import json

from playwright.sync_api import expect

from commons.push_messages.models import PushSubscription
from commons.push_messages.tasks import message_for
from scripts.processes import wait_until
from tests.commons.push_messages.browser import Browser
from tests.e2e.conftest import DESKTOP
from tests.e2e.test_accounts import log_in
from tests.factories.accounts import UserFactory
from tests.factories.push_messages import KEY
from tests.patience import patience

PUSH_SERVICE = """
(given) => {
  const made = {
    ...given,
    toJSON: () => given,
    unsubscribe: async () => localStorage.removeItem("given") ?? true,
  };
  PushManager.prototype.getSubscription = async () => localStorage.getItem("given") && made;
  PushManager.prototype.subscribe = async () => {
    localStorage.setItem("given", "yes");
    return made;
  };
}
"""
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const shown = await registration.getNotifications();
  return shown.map(({ title, lang, silent, tag, data }) => [title, lang, silent, tag, data]);
}"""


def deliver(page, origin, message):
    """As the push service would, over the protocol of Chromium's tools."""
    tools, registrations = page.context.new_cdp_session(page), []
    tools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(event["registrations"]),
    )
    tools.send("ServiceWorker.enable")
    page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    (number,) = {one["registrationId"] for one in registrations}
    values = {"origin": origin, "registrationId": number, "data": message}
    tools.send("ServiceWorker.deliverPushMessage", values)


def test_a_browser_is_turned_on_told_and_removed(live_server, open_whole_page, settings):
    desktop = open_whole_page(DESKTOP)  # the shell of Chromium shows no notifications
    settings.PUSH_MESSAGES_KEY = KEY
    ada, keys = UserFactory(language="en"), Browser()
    given = {
        "endpoint": "https://fcm.googleapis.com/fcm/send/abc",
        "keys": {"p256dh": keys.p256dh, "auth": keys.auth},
    }
    desktop.context.grant_permissions(["notifications"], origin=live_server.url)
    desktop.context.add_init_script(f"({PUSH_SERVICE})({json.dumps(given)})")
    log_in(desktop, live_server, ada)

    desktop.goto(f"{live_server.url}/en/me/browsers/")
    desktop.get_by_role("button", name="Turn on in this browser").click()
    expect(desktop.get_by_text("This browser now tells you")).to_be_visible()
    expect(desktop.locator("[data-state=on]")).to_be_visible()
    assert PushSubscription.objects.get().auth == keys.auth

    deliver(desktop, live_server.url, message_for(ada).decode())
    page = f"{live_server.url}/en/me/notices/"
    shown = [["Something is waiting for you", "en", True, "waiting", page]]
    wait_until(lambda: desktop.evaluate(SHOWN), within=patience(30))
    assert desktop.evaluate(SHOWN) == shown

    desktop.get_by_role("button", name="Remove").click()
    expect(desktop.get_by_text("no longer gets notifications")).to_be_visible()
    expect(desktop.get_by_role("button", name="Turn on in this browser")).to_be_visible()
    assert not PushSubscription.objects.exists()
