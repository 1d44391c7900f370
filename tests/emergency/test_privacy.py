"""Nobody sees the other side below their rung: a crawl of an emergency, canaries, controls."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from commons.mail.models import Letter
from commons.notifications.models import Notice
from emergency.housing.actions import reveals
from emergency.housing.models.placements import Placement
from tests.crawling import crawl, leaks
from tests.emergency.crowd import Crowd
from tests.factories.emergency import ActivationFactory

pytestmark = pytest.mark.django_db

TO_GUEST = {
    "signed": {"address", "directions", "first name"},
    "near": {"address", "directions", "first name", "telephone", "e-mail", "code"},
}
TO_HOST = {"signed": {"first name"}, "near": {"first name", "telephone", "e-mail"}}
PUBLIC = ("intake", "in-figures", "rules")


@pytest.fixture(scope="module")
def site(module_rows):
    return Site()


@pytest.fixture(scope="module")
def crowd(site):
    return site.crowd


class Site:
    """The crowd, and what the bearer of each link reads, pressing all there is to read."""

    def __init__(self):
        self.crowd = Crowd()
        self._answers, self._crawls = {}, {}

    def pages_of(self, rung, side):
        """Crawled once, without guards switched off."""
        if (rung, side) not in self._crawls:
            pages = read_by_link(self.crowd, rung, side, answers=self._answers)
            self._crawls[rung, side] = pages
        return self._crawls[rung, side]


def read_by_link(crowd, rung, side, **options):
    pair = crowd.pairs[rung]
    subject = pair.request if side == "guest" else pair.offer
    starts = (subject.submission.get_absolute_url(),)
    return crawl(Client(), None, starts, crowd.stay_presses(subject), **options)


def seen_of_others(crowd, rung, side, pages):
    """What the bearer of a link finds of anybody but themselves."""
    found = {name for _url, name in leaks(pages, crowd.canaries())}
    return {name for name in found if not name.startswith(f"{side} {rung}: ")}


def seen_on_own_pages(crowd, rung):
    """What a guest finds of others on the pages of their link alone, with all its presses."""
    own = crowd.pairs[rung].request.submission.get_absolute_url()
    return seen_of_others(crowd, rung, "guest", read_by_link(crowd, rung, "guest", within=own))


def of(side, rung, names):
    return {f"{side} {rung}: {name}" for name in names}


def test_each_bearer_of_a_link_sees_their_rung_and_nothing_else(site, crowd):
    found = {
        (side, rung): seen_of_others(crowd, rung, side, site.pages_of(rung, side))
        for rung in crowd.pairs
        for side in ("guest", "home")
    }

    assert found == {
        **{("guest", rung): of("home", rung, TO_GUEST.get(rung, ())) for rung in crowd.pairs},
        **{("home", rung): of("guest", rung, TO_HOST.get(rung, ())) for rung in crowd.pairs},
    }
    # The crawls share what anybody reads, as it was before the first press: after the last one too.
    public = [reverse(f"emergency:{name}", args=[crowd.activation.address]) for name in PUBLIC]
    pages = crawl(Client(), None, public, within=tuple(public))
    assert set(public) <= set(pages)
    assert leaks(pages, crowd.canaries()) == []


def test_no_letter_and_no_notice_names_the_other_side(crowd):
    letters = {
        f"{letter.address} {letter.pk}": f"{letter.title} {letter.text} {letter.html}"
        for letter in Letter.objects.all()
    }
    notices = {notice.pk: json.dumps(notice.data) for notice in Notice.objects.all()}

    assert letters
    assert leaks(letters | notices, crowd.canaries()) == []


def test_the_crawl_by_a_link_reaches_what_is_taken_along(site):
    pages = site.pages_of("near", "guest")

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

    assert any("lend-again/" in body or "preter-encore/" in body for body in pages.values())
    assert {
        name for _url, name in leaks(pages, crowd.canaries()) if "home over" not in name
    } == set()


def test_control_with_the_rung_off_the_crawl_sees_the_home(crowd, monkeypatch):
    monkeypatch.setattr(reveals, "_require_reveal_allowed", lambda placement: None)

    found = {rung: seen_on_own_pages(crowd, rung) for rung in ("unsigned", "over")}

    assert found == {
        "unsigned": of("home", "unsigned", TO_GUEST["signed"]),
        "over": of("home", "over", TO_GUEST["signed"]),  # the code went with the stay
    }


def test_control_with_every_stay_near_the_crawl_sees_the_code(crowd, monkeypatch):
    monkeypatch.setattr(Placement, "is_near", True)

    found = seen_on_own_pages(crowd, "signed")

    assert found == of("home", "signed", TO_GUEST["near"])
