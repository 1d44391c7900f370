"""Nobody sees the other side below their rung: a crawl of an emergency, canaries, controls."""

import json

import pytest
from django.urls import reverse

from commons.accounts.models import Letter, Notice
from emergency.actions import reveals
from emergency.models import Placement
from tests.crawling import crawl, leaks
from tests.emergency.crowd import Crowd
from tests.factories.emergency import ActivationFactory

pytestmark = pytest.mark.django_db

TO_GUEST = {
    "signed": {"address", "directions", "first name"},
    "near": {"address", "directions", "first name", "telephone", "code"},
}
TO_HOST = {"signed": {"first name"}, "near": {"first name", "telephone"}}


@pytest.fixture
def crowd():
    return Crowd()


def seen_by_link(client, crowd, pair, side):
    """What the bearer of a link finds of anybody but themselves, pressing all there is to read."""
    subject = pair.request if side == "guest" else pair.offer
    starts = (subject.submission.get_absolute_url(),)
    pages = crawl(client, None, starts, crowd.stay_presses(subject))
    found = {name for _url, name in leaks(pages, crowd.canaries())}
    return {name for name in found if not name.startswith(f"{side} {pair.rung}: ")}


def of(side, rung, names):
    return {f"{side} {rung}: {name}" for name in names}


def test_each_bearer_of_a_link_sees_their_rung_and_nothing_else(client, crowd):
    found = {
        (side, rung): seen_by_link(client, crowd, pair, side)
        for rung, pair in crowd.pairs.items()
        for side in ("guest", "home")
    }

    assert found == {
        **{("guest", rung): of("home", rung, TO_GUEST.get(rung, ())) for rung in crowd.pairs},
        **{("home", rung): of("guest", rung, TO_HOST.get(rung, ())) for rung in crowd.pairs},
    }


def test_no_letter_and_no_notice_names_the_other_side(crowd):
    letters = {
        f"{letter.address} {letter.pk}": f"{letter.title} {letter.text} {letter.html}"
        for letter in Letter.objects.all()
    }
    notices = {notice.pk: json.dumps(notice.data) for notice in Notice.objects.all()}

    assert letters
    assert leaks(letters | notices, crowd.canaries()) == []


def test_the_crawl_by_a_link_reaches_what_is_taken_along(client, crowd):
    mine = crowd.pairs["near"].request.submission.get_absolute_url()

    pages = crawl(client, None, (mine,))

    assert [url for url in pages if url.endswith("my-data.json")]


def test_the_way_to_a_professional_login_names_nobody(client, crowd, settings):
    settings.EMERGENCY_LOGIN = "tests.emergency.house_of_logins.HouseOfLogins"
    mine = crowd.pairs["alone"].request.submission
    go = reverse("emergency:login-go", args=[mine.token])

    pages = crawl(client, None, (reverse("emergency:login-back"),), (go,))

    assert "https://login.example/" in pages[f"POST {go}"]
    assert leaks(pages, crowd.canaries()) == []


def test_the_page_of_a_home_that_can_be_lent_again_names_nobody(client, crowd):
    home = crowd.pairs["over"].offer
    type(home).objects.filter(pk=home.pk).update(state="ended")
    ActivationFactory(territory="Touraine")

    pages = crawl(client, None, (home.submission.get_absolute_url(),))

    again = [url for url in pages if "lend-again" in url or "preter-encore" in url]
    assert again
    assert {
        name for _url, name in leaks(pages, crowd.canaries()) if "home over" not in name
    } == set()


def test_control_with_the_rung_off_the_crawl_sees_the_home(client, crowd, monkeypatch):
    monkeypatch.setattr(reveals, "_require_rung", lambda placement: None)

    found = {
        rung: seen_by_link(client, crowd, crowd.pairs[rung], "guest")
        for rung in ("unsigned", "over")
    }

    assert found == {
        "unsigned": of("home", "unsigned", TO_GUEST["signed"]),
        "over": of("home", "over", TO_GUEST["near"]),
    }


def test_control_with_every_stay_near_the_crawl_sees_the_code(client, crowd, monkeypatch):
    monkeypatch.setattr(Placement, "is_near", True)

    found = seen_by_link(client, crowd, crowd.pairs["signed"], "guest")

    assert found == of("home", "signed", TO_GUEST["near"])
