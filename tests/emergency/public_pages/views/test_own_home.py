"""The page of whoever lends a home: what was said of it, what comes next, and what is corrected."""

import pytest
from django.urls import reverse

from core.text.formatting import format_date_range
from emergency.housing.models.offers import HousingAddress, HousingOffer
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    asked,
    in_days,
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
        (
            "en",
            ["Your home, as you described it", "7 Canary Lane", "there may be animals or smoking"],
        ),
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
    assert "A coordinator calls you and checks the home with you" in text
    assert 'aria-current="step"' in text


def test_the_host_corrects_beds_and_what_is_there(client):
    offer = HousingOfferFactory(presences=None)

    client.post(change_url(offer), said(offer, sleeps=3, cots=1, takes_pets="on"))

    offer = HousingOffer.objects.get()
    assert (offer.sleeps, offer.cots, offer.takes_pets, offer.presences) == (3, 1, True, [])
    assert "no animals, no smoking indoors" in page(client, offer)


def test_the_host_moves_a_home_to_its_commune_until_somebody_looked(client):
    fresh, checked = HousingOfferFactory(new=True), HousingOfferFactory()
    chambray = LocalityFactory(name="Chambray-lès-Tours", latitude=47.336, longitude=0.714)

    client.post(change_url(fresh), said(fresh, locality=chambray.label))
    refused = client.post(change_url(checked), said(checked, locality=chambray.label))

    fresh.refresh_from_db()
    assert (fresh.locality, fresh.latitude, fresh.longitude) == (chambray, 47.34, 0.71)
    assert refused.status_code == 422
    assert "This home was checked at this address. To change the address, call us." in refused.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"sleeps": 0}, "Enter how many beds there are: from 1 to 12.", id="sleeps-0"),
        pytest.param(
            {"double_beds": 3},
            "There can’t be more double beds than beds. Change one of the two numbers.",
            id="double-beds-3",
        ),
        ({"presences": ["cat", "none"]}, "but not both."),
        pytest.param(
            {"locality": "Nowhere at all"}, "We can’t find this place", id="locality-nowhere-at-all"
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

    assert "This home is promised to a guest as described." in answers[0].text
    assert "This home is promised to a guest as described." in answers[1].text
    assert (
        "This home is no longer lent, so you can’t change it. To lend it "
        "again, call us." in answers[2].text
    )
    assert not HousingOffer.objects.filter(sleeps=9).exists()
    assert [one for one in homes if "Edit my offer" in page(client, one)] == []


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
    assert "No stay is agreed for your home, so you can use it again." in text
    assert [
        words in text for words in ("We’ll contact you when", "Confirm that my home is still free")
    ] == [False] * 2


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


def test_the_page_repeats_parking_steps_and_the_hosts_own_words(client):
    words = "Au premier étage, très calme"
    offer = HousingOfferFactory(new=True, parking=True, step_free=True, words=words)

    text = page(client, offer)

    facts = {
        "Parking space": "yes",
        "Step-free": "yes",
        "What guests should know about the home": words,
    }
    shown = [f"<span>{label}</span><span>{value}</span>" in text for label, value in facts.items()]
    assert shown == [True] * len(facts)


def test_the_host_corrects_parking_and_coordinators_read_it(client):
    offer = HousingOfferFactory()

    client.post(change_url(offer), said(offer, parking="on"))
    client.force_login(DutyFactory(activation=offer.activation).person)
    text = " ".join(client.get(offer.get_absolute_url()).text.split())

    assert HousingOffer.objects.get().parking
    assert "<span>Parking space</span><span>yes</span>" in text
    assert "There’s a parking space" in text


@pytest.mark.parametrize(
    ("travel_mode", "parking", "answer"),
    [("car", True, "yes"), ("car", False, "no"), ("bike", True, "yes"), ("bike", False, "")],
)
def test_a_home_offered_says_whether_a_car_can_be_parked(client, travel_mode, parking, answer):
    proposal = offered(travel_mode=travel_mode)
    HousingOffer.objects.update(parking=parking)

    text = page(client, proposal.request)

    assert ("<dt>Parking space</dt>" in text) is bool(answer)
    assert (f"<dt>Parking space</dt> <dd> {answer} </dd>" in text) is bool(answer)


ENDING_OF_STAY = "To ask for more nights, call us."


@pytest.mark.parametrize("side", ["offer", "request"])
def test_both_pages_of_a_stay_say_that_the_emergency_is_ending(client, side):
    row = getattr(placed(), side)
    before = page(client, row)
    type(row.activation).objects.update(state="winding_down")

    text = page(client, row)

    assert ENDING_OF_STAY not in before
    assert "This emergency is ending. Your" in text
    assert ENDING_OF_STAY in text


@pytest.mark.parametrize("side", ["offer", "request"])
def test_an_ask_and_an_offer_that_wait_say_that_it_is_ending(client, side):
    proposal = asked() if side == "offer" else offered()
    type(proposal.activation).objects.update(state="winding_down")

    text = page(client, getattr(proposal, side))

    assert "This emergency is ending and no longer accepts new requests." in text
    assert ENDING_OF_STAY not in text


def test_the_page_of_an_ask_says_its_title_once(client):
    proposal = asked()

    text = page(client, proposal.offer)

    assert text.count(">Someone needs your home<") == 1
    assert f">{format_date_range(proposal.dates)}</h2>" in text
    assert f"<dt>Number of nights</dt> <dd> {len(proposal.dates)} </dd>" in text


def test_once_both_have_signed_the_page_says_only_from_when(client):
    before = page(client, offered().offer)
    text = page(client, placed(check_in=in_days(9), check_out=in_days(12)).offer)

    assert "You can do so from the day before the first night, once you’ve both signed." in before
    assert "You can do so from the day before the first night." in text
    assert "once you’ve both signed" not in text
