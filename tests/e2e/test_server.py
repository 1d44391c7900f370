"""The browser and the server find each other."""

import pytest

pytestmark = pytest.mark.e2e


def test_the_log_in_page_speaks_the_language_of_its_address(live_server, phone):
    answer = phone.goto(f"{live_server.url}/fr/login/")

    assert answer.status == 200
    assert phone.locator("html").get_attribute("lang") == "fr"
    assert phone.get_by_label("E-mail").is_visible()
