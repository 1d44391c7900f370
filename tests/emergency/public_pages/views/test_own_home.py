"""The page of whoever lends a home: what was said of it, what comes next, and what is corrected."""

import pytest
from django.urls import reverse

from emergency.housing.models.offers import HousingAddress, HousingOffer
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    asked,
    offered,
    placed,
)
from tests.factories.geography import LocalityFactory

pytestmark = pytest.mark.django_db


def page(client, row):
    return " ".join(client.get(row.submission.get_absolute_url()).text.split())


def change_url(row):
    return reverse("emergency:own-home-change", args=[row.submission.token])


def desk_url(offer):
    return reverse("emergency:offer-correct", args=[offer.activation.address, offer.public_id])


def said(offer, **changes):
    """What the form holds, as the browser sends it."""
    return {
        "locality": offer.locality.label,
        "locality_code": offer.locality.code,
        "sleeps": offer.sleeps,
        "double_beds": 0,
        "cots": 0,
        "presences": ["none"],
    } | changes


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Your home, as you described it", "7 Canary Lane", "anything may be there"]),
        ("fr", ["Votre logement, tel que vous l’avez décrit", "7 Canary Lane"]),
    ],
)
def test_the_page_repeats_the_home_as_it_was_given(client, language, words):
    offer = HousingOfferFactory(new=True)
    address = offer.submission.get_absolute_url()
    shown = address.replace("/en/s/emergency/", "/fr/s/urgence/") if language == "fr" else address

    text = client.get(shown).text

    assert [one in text for one in (*words, offer.locality.label)] == [True] * (len(words) + 1)


def test_a_new_home_has_its_road_and_the_hour_of_the_call(client):
    offer = HousingOfferFactory(new=True)

    text = page(client, offer)

    assert "Someone will call you before" in text
    assert "A coordinator calls you, and looks at it with you" in text
    assert 'aria-current="step"' in text


def test_the_host_corrects_beds_and_what_is_there(client):
    offer = HousingOfferFactory(presences=None)

    client.post(change_url(offer), said(offer, sleeps=3, cots=1, takes_pets="on"))

    offer = HousingOffer.objects.get()
    assert (offer.sleeps, offer.cots, offer.takes_pets, offer.presences) == (3, 1, True, [])
    assert "none of this" in page(client, offer)


def test_the_host_moves_a_home_to_its_commune_until_somebody_looked(client):
    fresh, checked = HousingOfferFactory(new=True), HousingOfferFactory()
    chambray = LocalityFactory(name="Chambray-lès-Tours", latitude=47.336, longitude=0.714)

    client.post(change_url(fresh), said(fresh, locality=chambray.label))
    refused = client.post(change_url(checked), said(checked, locality=chambray.label))

    fresh.refresh_from_db()
    assert (fresh.locality, fresh.latitude, fresh.longitude) == (chambray, 47.34, 0.71)
    assert refused.status_code == 422
    assert "This home was checked at its address. Call us to change it." in refused.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param(
            {"sleeps": 0}, "Ensure this value is greater than or equal to 1.", id="sleeps-0"
        ),
        pytest.param(
            {"double_beds": 3}, "Double beds are counted among the beds.", id="double-beds-3"
        ),
        ({"presences": ["cat", "none"]}, "but not both."),
        pytest.param(
            {"locality": "Nowhere at all"}, "We don’t know this place", id="locality-nowhere-at-all"
        ),
    ],
)
def test_a_wrong_correction_keeps_what_was_typed(client, changes, words):
    offer = HousingOfferFactory(presences=["dog"])

    answer = client.post(change_url(offer), said(offer, **changes))

    assert answer.status_code == 422
    assert words in answer.text
    assert HousingOffer.objects.get().presences == ["dog"]


def test_a_home_with_a_guest_or_over_isnt_corrected(client):
    lived_in, over = placed().offer, HousingOfferFactory(state="withdrawn")
    signed = offered().offer
    homes = (lived_in, signed, over)

    answers = [client.post(change_url(one), said(one, sleeps=9)) for one in homes]

    assert "This home is promised to a guest as it is." in answers[0].text
    assert "This home is promised to a guest as it is." in answers[1].text
    assert "This home isn’t lent any more, so nothing can be changed." in answers[2].text
    assert not HousingOffer.objects.filter(sleeps=9).exists()
    assert [one for one in homes if "Change my offer" in page(client, one)] == []


def test_the_link_of_a_request_corrects_no_home(client):
    request = HousingRequestFactory()

    assert client.post(change_url(request), {}).status_code == 404


def test_desk_corrects_a_commune_and_marks_one_outside(client):
    far = LocalityFactory(name="Chambray", department="Eure", department_code="27")
    offer = HousingOfferFactory(locality=far)
    near = LocalityFactory(name="Chambray-lès-Tours")
    client.force_login(DutyFactory(activation=offer.activation).person)
    before = client.get(offer.get_absolute_url()).text

    client.post(desk_url(offer), said(offer, locality=near.label, presences=["dog"]))

    after = client.get(offer.get_absolute_url()).text
    offer.refresh_from_db()
    assert (offer.locality, offer.presences) == (near, ["dog"])
    assert ["outside the territory" in text for text in (before, after)] == [True, False]


def test_strangers_correct_nothing_on_the_desk(client):
    offer = HousingOfferFactory()
    client.force_login(DutyFactory(activation=ActivationFactory(departments="45")).person)

    answer = client.post(desk_url(offer), said(offer, sleeps=9))

    assert answer.status_code == 404
    assert HousingOffer.objects.get().sleeps == 2


def test_a_free_home_at_the_end_is_not_asked_whether_it_is_free(client):
    offer = HousingOfferFactory(activation=ActivationFactory(ending=True))

    text = page(client, offer)

    assert "<h1>This emergency is ending</h1>" in text
    assert "it is yours to use again" in text
    assert [words in text for words in ("We call you when", "Yes, it is still free")] == [False] * 2


def test_an_ask_that_waits_at_the_end_is_still_answered(client):
    proposal = asked()
    type(proposal.activation).objects.update(state="winding_down")

    text = page(client, proposal.offer)

    assert "<h1>Someone needs your home</h1>" in text


def test_whoever_waits_at_the_end_reads_so_and_no_hour_that_passed(client):
    request = HousingRequestFactory(activation=ActivationFactory(ending=True))

    text = page(client, request)

    assert "Yours stays open until a coordinator has settled it with you." in text
    assert "Someone will call you before" not in text


def test_the_page_shows_no_address_that_was_forgotten(client):
    offer = HousingOfferFactory()
    HousingAddress.objects.all().delete()

    assert client.get(offer.submission.get_absolute_url()).status_code == 200
