"""The browser and the server find each other."""

from django.urls import reverse
from django.utils import translation


def test_the_log_in_page_speaks_the_language_of_its_address(live_server, phone):
    with translation.override("fr"):
        address = reverse("account_login")

    answer = phone.goto(live_server.url + address)

    assert answer.status == 200
    assert phone.locator("html").get_attribute("lang") == "fr"


def test_the_demonstration_opens_in_both_languages(demo_site, phone, desktop):
    in_french = phone.goto(f"{demo_site.url}/")
    in_english = desktop.goto(f"{demo_site.url}/")

    assert (in_french.status, in_english.status) == (200, 200)
    assert phone.locator("html").get_attribute("lang") == "fr"
    assert desktop.locator("html").get_attribute("lang") == "en"
