"""A host blocks a guest at the end of a conversation, and takes it back."""

from playwright.sync_api import expect

from hosting.requests.states import RequestState
from tests.e2e.test_accounts import log_in
from tests.factories.hosting import RequestFactory


def test_a_host_blocks_a_guest_and_takes_it_back(live_server, phone):
    request = RequestFactory(state=RequestState.DECLINED, guest__display_name="Ben")
    conversation = f"{live_server.url}{request.get_absolute_url()}"
    log_in(phone, live_server, request.host)
    phone.goto(conversation)

    phone.get_by_role("link", name="Block Ben").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Block Ben?")
    phone.get_by_role("button", name="Block Ben").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("People I’ve blocked")

    phone.goto(conversation)
    expect(phone.get_by_text("You’ve blocked Ben.")).to_be_visible()
    expect(phone.get_by_label("Your message")).to_have_count(0)
    phone.get_by_role("button", name="Unblock Ben").click()
    expect(phone.get_by_text("You haven’t blocked anyone.")).to_be_visible()
