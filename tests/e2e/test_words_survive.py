"""What a member typed is there again after *Back*, although no page of theirs is stored."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP
from tests.e2e.test_accounts import log_in
from tests.factories.accounts import UserFactory
from tests.factories.conversations import ThreadFactory
from tests.factories.hosting import RequestFactory

FULL_NAME = "Full name"
PASSWORD = "ten thousand birds"


@pytest.fixture
def settings_page(live_server, desktop):
    """The settings of somebody, with a full name that is typed and not saved."""
    person = UserFactory(full_name="")
    log_in(desktop, live_server, person)
    answer = desktop.goto(f"{live_server.url}/en/me/settings/")
    assert "no-store" in answer.headers["cache-control"]
    expect(desktop.locator("html")).to_have_attribute("data-personal", person.public_id)
    desktop.wait_for_load_state("networkidle")
    desktop.get_by_label(FULL_NAME).fill("Ada Lovelace")
    return desktop


def kept(page):
    """Names of the forms whose words this tab keeps."""
    names = page.evaluate("Object.keys(sessionStorage)")
    return [name for name in names if name.startswith("form ")]


def test_words_are_there_again_after_back(live_server, settings_page):
    settings_page.goto(f"{live_server.url}/en/me/")

    settings_page.go_back()

    expect(settings_page.get_by_label(FULL_NAME)).to_have_value("Ada Lovelace")


def test_words_of_one_form_stay_where_another_one_of_the_page_is_sent(live_server, desktop):
    request = RequestFactory()
    log_in(desktop, live_server, request.host)
    desktop.goto(f"{live_server.url}{request.get_absolute_url()}")
    desktop.wait_for_load_state("networkidle")
    desktop.get_by_label("Your message").fill("Gladly.")

    desktop.get_by_role("button", name="Ask for time to think").click()

    expect(desktop.locator("main")).to_contain_text(
        "The host asked for time to think about the request."
    )
    expect(desktop.get_by_label("Your message")).to_have_value("Gladly.")


@pytest.mark.parametrize("is_down", [True, False])
def test_a_message_comes_back_only_where_sending_it_failed(live_server, desktop, is_down):
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])
    log_in(desktop, live_server, ada)
    desktop.goto(f"{live_server.url}{thread.get_absolute_url()}")
    desktop.wait_for_load_state("networkidle")
    desktop.get_by_label("Your message").fill("Gladly.")
    if is_down:
        desktop.route("**/answer/", lambda route: route.abort())

    desktop.get_by_role("button", name="Send").click()
    if is_down:
        desktop.wait_for_url("chrome-error://**")
        desktop.go_back()
    else:
        expect(desktop.locator(".message[data-from=me]")).to_contain_text("Gladly.")
        desktop.goto(f"{live_server.url}/en/me/")
        desktop.go_back()

    expect(desktop.get_by_label("Your message")).to_have_value("Gladly." if is_down else "")


def test_words_that_were_sent_do_not_come_back(live_server, settings_page):
    settings_page.get_by_role("button", name="Save").click()
    expect(settings_page.get_by_text("Your settings have been saved.")).to_be_visible()
    settings_page.goto(f"{live_server.url}/en/me/")

    settings_page.go_back()

    expect(settings_page.get_by_label(FULL_NAME)).to_have_value("Ada Lovelace")  # by the server
    assert kept(settings_page) == []


def test_a_fresh_visit_shows_what_the_server_has(live_server, settings_page):
    settings_page.goto(f"{live_server.url}/en/me/")

    settings_page.goto(f"{live_server.url}/en/me/settings/")

    expect(settings_page.get_by_label(FULL_NAME)).to_have_value("")


def test_logging_out_forgets_the_words(live_server, settings_page):
    settings_page.goto(f"{live_server.url}/en/account/log-out/")
    before = kept(settings_page)

    settings_page.get_by_role("button", name="Log out").click()
    settings_page.wait_for_load_state("networkidle")

    assert len(before) == 1
    assert kept(settings_page) == []
    settings_page.go_back()
    expect(settings_page.get_by_role("button", name="Log out")).to_have_count(0)


@pytest.fixture
def expired(live_server, desktop):
    """Somebody before a conversation, whose session has expired while they wrote an answer."""
    ada, ben = UserFactory.create_batch(2)
    ada.set_password(PASSWORD)
    ada.save()
    thread = ThreadFactory(people=[ada, ben])
    log_in(desktop, live_server, ada)
    desktop.goto(f"{live_server.url}{thread.get_absolute_url()}")
    desktop.wait_for_load_state("networkidle")
    desktop.get_by_label("Your message").fill("Gladly, and we bring bread.")
    desktop.context.clear_cookies(name="sessionid")
    desktop.get_by_role("button", name="Send").click()
    expect(desktop.get_by_role("heading", name="You’ve been logged out")).to_be_visible()
    expect(desktop.get_by_role("main")).to_contain_text("Gladly, and we bring bread.")
    desktop.wait_for_load_state("networkidle")
    desktop.get_by_role("link", name="Log in", exact=True).last.click()
    desktop.wait_for_url("**/log-in/**")
    desktop.wait_for_load_state("networkidle")
    return thread, ada


def log_in_by_password(page, person):
    page.get_by_label("Your email address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()


def test_words_return_after_logging_in_where_the_session_had_expired(live_server, desktop, expired):
    thread, ada = expired

    log_in_by_password(desktop, ada)
    desktop.wait_for_url(f"**{thread.get_absolute_url()}")

    expect(desktop.get_by_label("Your message")).to_have_value("Gladly, and we bring bread.")
    desktop.get_by_role("button", name="Send").click()
    expect(desktop.locator(".message[data-from=me]")).to_contain_text("bring bread.")
    assert kept(desktop) == []


def test_words_return_where_all_cookies_had_gone(live_server, desktop):
    ada, ben = UserFactory.create_batch(2)
    ada.set_password(PASSWORD)
    ada.save()
    thread = ThreadFactory(people=[ada, ben])
    log_in(desktop, live_server, ada)
    desktop.goto(f"{live_server.url}{thread.get_absolute_url()}")
    desktop.wait_for_load_state("networkidle")
    desktop.get_by_label("Your message").fill("Gladly, and we bring bread.")
    desktop.context.clear_cookies()
    desktop.get_by_role("button", name="Send").click()
    expect(desktop.get_by_role("heading", name="Your session has expired")).to_be_visible()
    desktop.wait_for_load_state("networkidle")

    desktop.get_by_role("link", name="Back to the form").click()
    desktop.wait_for_url("**/log-in/**")
    log_in_by_password(desktop, ada)
    desktop.wait_for_url(f"**{thread.get_absolute_url()}")

    expect(desktop.get_by_label("Your message")).to_have_value("Gladly, and we bring bread.")


def test_words_do_not_return_to_somebody_else_who_logs_in(live_server, desktop, expired):
    thread, _ = expired
    other = thread.people.exclude(pk=expired[1].pk).get()
    log_in(desktop, live_server, other)

    desktop.goto(f"{live_server.url}{thread.get_absolute_url()}")
    desktop.wait_for_load_state("networkidle")

    expect(desktop.get_by_label("Your message")).to_have_value("")
    assert kept(desktop) == []


@pytest.mark.parametrize("java_script", [True, False])
def test_words_are_sent_again_after_logging_in_in_another_tab(live_server, open_page, java_script):
    ada, ben = UserFactory.create_batch(2)
    thread = ThreadFactory(people=[ada, ben])
    page = open_page(DESKTOP, java_script_enabled=java_script)
    log_in(page, live_server, ada)
    page.goto(f"{live_server.url}{thread.get_absolute_url()}")
    page.wait_for_load_state("networkidle")
    page.get_by_label("Your message").fill("Gladly, and we bring bread.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="You’ve been logged out")).to_be_visible()
    page.wait_for_load_state("networkidle")
    log_in(page, live_server, ada)

    page.get_by_role("button", name="Send again").click()

    expect(page.locator(".message[data-from=me]")).to_contain_text("bring bread.")
    expect(page.get_by_label("Your message")).to_have_value("")
    assert thread.messages.count() == 1
    if java_script:
        page.wait_for_load_state("networkidle")
        assert kept(page) == []
