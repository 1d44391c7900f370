"""The page behind a link: looking changes nothing, each deed is a press."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from emergency.activations.models.events import Event
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.public_pages.presenters.landing_page import categories_in_words
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    HelperFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db


def url(row, name="status"):
    return reverse(f"emergency:{name}", args=[row.submission.token])


@pytest.mark.parametrize("factory", [HousingRequestFactory, HousingOfferFactory, HelperFactory])
def test_looking_changes_nothing(client, factory):
    row = factory()
    before = Event.objects.count()

    page = client.get(url(row))

    assert page.status_code == 200
    assert row.submission.reference in page.text
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("name", "code"), [("give-up", 200), ("offer-confirm", 302), ("offer-pause", 302)]
)
def test_a_mail_scanner_changes_nothing(client, name, code):
    offer = HousingOfferFactory(stale=True)

    assert client.get(url(offer, name)).status_code == code
    offer.refresh_from_db()
    assert offer.state == "live"


def test_a_slip_that_was_not_taken_in_yet_has_its_page(client):
    submission = SubmissionFactory(taken_in_at=None)

    page = client.get(submission.get_absolute_url())

    assert "Keep your reference" in page.text


@pytest.mark.parametrize("spoil", [lambda token: token[:-1] + "!", lambda token: token[:8]])
def test_a_wrong_link_says_so_and_nothing_else(client, spoil):
    submission = HousingRequestFactory().submission

    answer = client.get(reverse("emergency:status", args=[spoil(submission.token)]))

    assert answer.status_code == 410
    assert submission.reference not in answer.text


def test_give_up_takes_a_request_back(client):
    request = HousingRequestFactory()

    client.post(url(request, "give-up"))

    assert HousingRequest.objects.get().state == "withdrawn"
    assert "You’ve withdrawn your request." in client.get(url(request)).text


def test_give_up_takes_an_offer_or_one_s_help_back(client):
    offer, helper = HousingOfferFactory(), HelperFactory()

    client.post(url(offer, "give-up"))
    client.post(url(helper, "give-up"))

    offer.refresh_from_db()
    helper.refresh_from_db()
    assert offer.state == "withdrawn"
    assert helper.left_at is not None


def test_confirm_is_one_press_from_the_mail(client):
    offer = HousingOfferFactory(stale=True, state="parked")
    assert "Confirm that my home is still free" in client.get(url(offer)).text

    client.post(url(offer, "offer-confirm"))

    assert list(HousingOffer.objects.fresh()) == [offer]


@pytest.mark.parametrize("name", ["offer-confirm", "offer-pause"])
def test_a_requester_s_link_answers_for_no_offer(client, name):
    assert client.post(url(HousingRequestFactory(), name)).status_code == 404


def test_no_control_is_shown_that_would_be_refused(client):
    housed = HousingRequestFactory(state="housed")

    page = client.get(url(housed)).text
    client.post(url(housed, "give-up"))

    advice = "Withdraw it first, or wait until the stay ends."
    assert "Withdraw" not in page.replace(advice, "")
    assert url(housed, "give-up") not in page
    assert HousingRequest.objects.get().state == "housed"


def test_the_code_at_work_names_which_addresses_it_goes_to(client):
    activation = ActivationFactory(work_domains="chu-tours.fr, ch-loches.fr")
    request = HousingRequestFactory(activation=activation, state="verifying")

    words = " ".join(client.get(url(request)).text.split())

    assert (
        "We send a code to addresses ending in: "
        "<strong>@chu-tours.fr</strong>, <strong>@ch-loches.fr</strong>"
    ) in words


def test_the_page_is_kept_by_no_cache_and_found_by_no_search_engine(client):
    answer = client.get(url(HousingRequestFactory()))

    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer.text
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_page_costs_the_same_for_everybody(client, django_assert_max_num_queries):
    offer = HousingOfferFactory()

    with django_assert_max_num_queries(11):
        client.get(url(offer))


def test_the_landing_page_lists_categories_as_one_sentence(client):
    activation = ActivationFactory()
    for name in ("Health workers", "Cleaners", "SAMU crews"):
        CategoryFactory(activation=activation, name_en=name)

    with override("en"):
        words = categories_in_words(activation)

    assert words == "Health workers, cleaners and SAMU crews"
