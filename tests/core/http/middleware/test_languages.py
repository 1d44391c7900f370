"""`/` leads to the language that somebody chose."""

import pytest

SITE = "http://testserver"

pytestmark = pytest.mark.django_db


def test_root_leads_to_the_language_that_was_chosen_by_the_switch(client):
    client.get("/en/communities/", headers={"Referer": f"{SITE}/fr/communautes/"})

    response = client.get("/", headers={"Accept-Language": "fr"})

    assert response.url == "/en/"


@pytest.mark.parametrize(
    "came_from",
    [
        "",
        pytest.param(f"{SITE}/en/offers/", id="site-en-offers"),
        pytest.param(f"{SITE}/s/letter/", id="site-s-letter"),
        pytest.param("https://elsewhere.example/fr/communautes/", id="elsewhere-example-fr"),
        "http://[",
        "http://[fr]/fr/",
    ],
)
def test_a_page_that_nobody_switched_to_is_no_choice(client, came_from):
    page = client.get("/en/communities/", headers={"Referer": came_from})
    response = client.get("/", headers={"Accept-Language": "fr"})

    assert (page.status_code, "django_language" in page.cookies) == (200, False)
    assert response.url == "/fr/"
