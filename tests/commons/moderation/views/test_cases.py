"""The desk of those who decide: the queue, one case, the form; and the author's page."""

import re

import pytest
from django.urls import reverse

from commons.media.models import Photo
from commons.moderation.models import Appeal, Decision
from commons.moderation.states import Measure
from hosting.offers.models.photos import OfferPhoto
from tests.factories.accounts import UserFactory
from tests.factories.hosting import StayFactory
from tests.factories.media import PhotoFactory
from tests.factories.moderation import HIDE, coordinator_of, decided, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer():
    return StayFactory(title="The mill", words="It turns.")


@pytest.fixture
def coordinator(client, offer):
    person = coordinator_of(offer.community)
    client.force_login(person)
    return person


@pytest.fixture
def case(offer):
    return reported("offer", offer, by=UserFactory(display_name="Ada")).case


def test_a_coordinator_finds_a_case_reads_the_copy_and_decides(client, offer, case, coordinator):
    offer.words = "Something else."
    offer.save()

    desk = client.get(reverse("notifications:desk")).text
    community = client.get(reverse("hosting:coordination-desk", args=[offer.community.address]))
    queue = client.get(reverse("moderation:case-list")).text
    page = client.get(case.get_absolute_url()).text
    answer = client.post(case.get_absolute_url(), HIDE)

    assert reverse("moderation:case-list") in desk
    assert reverse("moderation:case-list") in community.text
    assert case.get_absolute_url() in queue
    assert "It turns." in page
    assert "suspended" not in page
    assert answer.url == reverse("moderation:case-list")
    assert Decision.objects.get().by == coordinator
    decided_lately = client.get(reverse("moderation:case-list"), {"list": "decided"})
    assert case.get_absolute_url() in decided_lately.text


@pytest.mark.parametrize(("withheld", "number"), [(None, 1), ({"file": "", "alt": ""}, 0)])
def test_a_case_about_a_photo_shows_it_unless_it_is_covered(
    client, offer, coordinator, withheld, number
):
    photo = PhotoFactory(uploaded_by_user=offer.host)
    OfferPhoto.objects.create(offer=offer.offer_ptr, photo=photo)
    case = reported("photo", photo, by=UserFactory()).case
    Photo.objects.update(withheld=withheld)

    page = client.get(case.get_absolute_url())

    assert [picture.url for picture in page.context["summary"].pictures] == (
        [photo.picture.url] * number
    )
    assert page.text.count("Current photos") == number


@pytest.mark.parametrize(
    "wrong",
    [
        {"measure": "suspended"},
        {"measure": "cow"},
        {"ground": ""},
        {"rule": ""},
        {"facts": ""},
        {"words": ""},
        {"words": "x" * 2001},
        {"seen": "1"},
        {"days": "0"},
    ],
)
def test_a_decision_without_its_parts_keeps_what_was_typed(client, case, coordinator, wrong):
    page = client.post(case.get_absolute_url(), HIDE | wrong)

    assert page.status_code == 422
    assert not Decision.objects.exists()


def test_a_stranger_the_host_and_whoever_reported_it_find_no_case(client, offer, case):
    elsewhere = coordinator_of(StayFactory().community)
    for person in (UserFactory(), offer.host, case.reports.get().by, elsewhere):
        client.force_login(person)

        assert client.get(case.get_absolute_url()).status_code == 404
        assert client.post(case.get_absolute_url(), HIDE).status_code == 404
        assert case.get_absolute_url() not in client.get(reverse("moderation:case-list")).text


def test_decide_ignores_a_next_address_outside_the_site(client, case, coordinator):
    outside = client.post(case.get_absolute_url(), HIDE | {"next": "https://elsewhere.example/"})

    assert outside.url == reverse("moderation:case-list")


def test_an_author_reads_the_statement_and_appeals(client, offer, case):
    decision = decided(case, facts="The mill is another’s.", words="It isn’t true.")
    client.force_login(offer.host)
    url = reverse("moderation:decision-appeal", args=[decision.public_id])

    page = client.get(decision.get_absolute_url()).text
    answer = client.post(url, {"words": "It is mine."})

    for words in (
        "The mill is another’s.",
        "It isn’t true.",
        "Rule 3: be true",
        "not an automated system",
    ):
        assert words in page
    assert not re.search(r"\bAda\b", page)
    assert answer.url == decision.get_absolute_url()
    assert Appeal.objects.get().by == offer.host
    assert "It is mine." in client.get(decision.get_absolute_url()).text


def test_a_suspended_author_appeals_by_the_link_of_the_letter(client, case):
    decision = decided(case, measure=Measure.SUSPENDED)
    url = reverse("moderation:decision-status-appeal", args=[decision.token])

    page = client.get(decision.status_url).text
    empty = client.post(url, {"words": ""})
    client.post(url, {"words": "It is mine."})

    assert url in page
    assert empty.status_code == 422
    assert Appeal.objects.get().is_by_author


def test_the_statement_of_somebody_else_isnt_there(client, case):
    decision = decided(case)
    wrong = decision.token[:-1] + ("A" if decision.token[-1] != "A" else "B")
    client.force_login(UserFactory())

    assert client.get(decision.get_absolute_url()).status_code == 404
    for name, arg in (("decision-appeal", decision.public_id), ("decision-status-appeal", wrong)):
        url = reverse(f"moderation:{name}", args=[arg])
        assert client.post(url, {"words": "Mine?"}).status_code == 404
    assert client.get(reverse("moderation:decision-status", args=[wrong])).status_code == 404


def test_scripts_in_every_field_are_words(client, offer, coordinator):
    bad = "<script>alert(1)</script>"
    case = reported("offer", offer, email="a@example.org", words=bad, name=bad).case
    made = decided(case, by=coordinator, facts=bad, words=bad, rule=bad)
    client.force_login(offer.host)

    assert bad not in client.get(made.get_absolute_url()).text
    assert bad not in client.get(case.reports.get().status_url).text
    client.force_login(coordinator)
    assert bad not in client.get(case.get_absolute_url()).text
