"""Requester, host and desk read the same state, each in their own words."""

from datetime import time

import pytest
from django.urls import reverse

from commons.mail.models import Letter
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.placements import Placement
from emergency.housing.models.requests import HousingRequest
from tests.factories.emergency import (
    ActivationFactory,
    CategoryFactory,
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    housed,
    in_days,
    lend_words,
    looking,
    offered,
    placed,
    roof_words,
)
from tests.factories.geography import LocalityFactory

pytestmark = pytest.mark.django_db


def words_of(answer):
    return " ".join(answer.text.split())


def page(client, row, language="en"):
    address = row.submission.get_absolute_url()
    if language == "fr":
        address = address.replace("/en/s/emergency/", "/fr/s/urgence/")
    return words_of(client.get(address))


def desk(client, row):
    client.force_login(DutyFactory(activation=row.activation).person)
    return words_of(client.get(row.get_absolute_url()))


def own(row, name, *args):
    return reverse(f"emergency:{name}", args=[row.submission.token, *args])


def test_while_the_second_signature_is_awaited_the_three_pages_agree(client):
    proposal = offered()

    guest, host = page(client, proposal.request), page(client, proposal.offer)
    coordinator = desk(client, proposal.request)

    assert "We have a home for you" in guest
    assert "You’ve signed. Waiting for the other signature" in host
    assert "The host has signed" in coordinator
    assert "Waiting for the requester’s signature" in coordinator
    assert "Wait for the answer" not in coordinator


@pytest.mark.parametrize(
    ("language", "sentence", "not_theirs"),
    [
        pytest.param(
            "en",
            "Your host hands you the key in person",
            "I’ll hand over the key in person",
            id="en",
        ),
        pytest.param(
            "fr", "Vos hôtes vous remettent la clé en main propre", "Je remets la clé", id="fr"
        ),
    ],
)
def test_the_key_is_told_in_words_for_the_guest(client, language, sentence, not_theirs):
    proposal = offered()
    HousingOffer.objects.update(access_mode="in_person", access_hours="18:00–20:00")
    signed = placed()
    HousingOffer.objects.update(access_mode="in_person", access_hours="18:00–20:00")

    pages = [page(client, row, language) for row in (proposal.request, signed.request)]

    assert [sentence in text and not_theirs not in text for text in pages] == [True, True]


def test_the_desk_is_told_of_the_key_in_its_own_words(client):
    offer = HousingOfferFactory(access_mode="in_person", access_hours="18:00–20:00")

    assert "The host hands over the key in person" in desk(client, offer)


def test_what_was_asked_for_stands_on_the_page_the_card_and_with_the_host(client):
    said = {"people": 3, "infants": 1, "avoids": ["cat"]}
    proposal = offered()
    HousingRequest.objects.update(**said)
    HousingOffer.objects.update(sleeps=3, double_beds=1, cots=1, presences=[])

    guest = page(client, proposal.request)

    assert "3 people · 1 cot · without: a cat · By bike" in guest
    assert "1 double bed · 1 cot" in guest
    assert "As you asked" in guest


def test_the_host_reads_how_many_come_with_babies_and_animals(client):
    placement = placed()
    HousingRequest.objects.update(people=3, infants=1, pets=True)

    read = words_of(client.post(own(placement.offer, "own-stay-read", placement.public_id)))

    assert "3 people · with a pet · 1 cot" in read


def test_the_desk_shows_working_hours_as_they_were_given(client):
    request = HousingRequestFactory(shift_begins=time(13), shift_ends=time(21))
    without = HousingRequestFactory(activation=request.activation)

    assert "Working hours" in desk(client, request)
    assert "1 p.m." in desk(client, request) or "13:00" in desk(client, request)
    assert "Working hours" not in desk(client, without)


def test_a_stay_that_ended_early_shows_its_real_last_night(client):
    placement = housed()
    url = own(placement.request, "own-stay-left", placement.public_id)
    assert url in page(client, placement.request)

    client.post(url, {"reason": "Back home"})

    assert Placement.objects.get().lived_dates.check_out == in_days(1)
    agreed = str(in_days(16).day)
    guest = page(client, placement.request).split("Reference")[1]
    header = guest.split('<p class="soft">')[1].split("</p>")[0]
    assert agreed not in header.split("·")[0] or in_days(16).day == in_days(1).day
    assert "Note for coordinators" in desk(client, placement.request)
    assert "Message to this person" not in desk(client, placement.request)


def test_leaving_needs_a_word_and_a_guest(client):
    placement = housed()

    empty = client.post(own(placement.request, "own-stay-left", placement.public_id), {})
    other = placed().request
    client.post(own(other, "own-stay-left", placement.public_id), {"reason": "x"})

    assert empty.status_code == 422
    assert Placement.objects.get(pk=placement.pk).state == "checked_in"


def test_what_was_said_to_the_person_keeps_its_label(client):
    request = HousingRequestFactory(state="ineligible", outcome="No place of work here")

    assert "Message to this person" in desk(client, request)


def test_the_page_says_how_the_work_is_checked_by_the_published_rules(client):
    category = CategoryFactory(proofs=["card", "roster"])
    request = HousingRequestFactory(category=category, activation=category.activation)
    verified = looking(activation=category.activation)

    text = page(client, request)

    assert "You show your work card to two coordinators." in text
    assert "If you’re on your employer’s list, you don’t have to do anything." in text
    assert "We send a code to your work email address." not in text
    assert "How we check where you work" not in page(client, verified)


@pytest.mark.parametrize(
    ("factory", "title", "door"),
    [
        pytest.param(
            HousingRequestFactory, "Your request has been withdrawn", "intake-roof", id="request"
        ),
        pytest.param(
            HousingOfferFactory,
            "Your offer of a home has been withdrawn",
            "intake-lend",
            id="offer",
        ),
    ],
)
def test_who_withdraws_is_mailed_the_way_back(client, factory, title, door):
    row = factory()

    client.post(own(row, "give-up"))

    again = reverse(f"emergency:{door}", args=[row.activation.address])
    (letter,) = Letter.objects.filter(address=row.contact.email)
    assert letter.title == title
    assert again in letter.text
    assert again in page(client, row)


def test_after_the_end_nobody_is_sent_to_a_door_that_is_closed(client):
    row = HousingRequestFactory(activation=ActivationFactory(ending=True))

    client.post(own(row, "give-up"))

    again = reverse("emergency:intake-roof", args=[row.activation.address])
    assert again not in Letter.objects.get().text
    assert again not in page(client, row)


@pytest.mark.parametrize(
    ("door", "language", "sentences"),
    [
        (
            "roof",
            "en",
            ["Choose the day you arrive.", "Choose the day you leave."],
        ),
        (
            "lend",
            "en",
            [
                "Free from",
                "Free until",
                "Choose the day your home becomes free.",
                "Choose the day your home is free until.",
            ],
        ),
        ("lend", "fr", ["Libre à partir du", "Libre jusqu’au", "libre."]),
    ],
)
def test_each_empty_day_has_a_sentence_of_its_own(client, door, language, sentences):
    activation, place = ActivationFactory(), LocalityFactory()
    url = reverse(f"emergency:intake-{door}", args=[activation.address])
    if language == "fr":
        french = {"roof": "toit", "lend": "preter"}[door]
        url = f"/fr/urgence/{activation.address}/{french}/"
    whole = roof_words(activation, "x") if door == "roof" else lend_words(place)

    answer = client.post(url, whole | {"check_in": "", "check_out": ""})

    assert answer.status_code == 422
    assert [sentence in answer.text for sentence in sentences] == [True] * len(sentences)
    if door == "lend":
        assert "Check-in" not in answer.text


@pytest.mark.parametrize("door", ["roof", "lend"])
def test_a_first_day_that_is_over_is_refused_in_words(client, door):
    activation, place = ActivationFactory(), LocalityFactory()
    url = reverse(f"emergency:intake-{door}", args=[activation.address])
    whole = roof_words(activation, HospitalFactory()) if door == "roof" else lend_words(place)

    answer = client.post(url, whole | {"check_in": in_days(-1).isoformat()})

    assert answer.status_code == 422
    assert "This day has passed. Choose today or a later day." in answer.text


def test_desk_counts_the_homes_looked_at_and_says_why_none_fits(client):
    request = looking(pets=True, step_free=True)
    HousingOfferFactory.create_batch(2, activation=request.activation)

    text = desk(client, request)

    assert "2 ready homes were considered." in text
    assert "pets not allowed: 2" in text
    assert "not step-free: 2" in text
    assert "These come closest" not in text


def test_where_no_home_is_ready_the_desk_says_so(client):
    request = looking()

    text = desk(client, request)

    assert "No home in this emergency is ready yet." in text
    assert "These come closest" not in text


def test_where_something_comes_near_it_follows_the_sentence(client):
    request = looking(pets=True)
    offer = HousingOfferFactory(activation=request.activation)

    text = desk(client, request)

    assert "These come closest; see why they don’t fit." in text
    assert offer.reference in text


def test_nothing_is_said_of_homes_once_every_night_is_over(client):
    request = looking(check_in=in_days(-3), check_out=in_days(0))

    assert "All the nights in this request have passed." in desk(client, request)


def test_the_promises_of_the_lend_form_name_who_reads(client):
    activation = ActivationFactory()
    url = reverse("emergency:intake-lend", args=[activation.address])

    english = client.get(url).text
    french = client.get(f"/fr/urgence/{activation.address}/preter/").text

    assert "The coordinators on duty can see them, to call you and visit" in english
    assert "L’équipe de garde peut les voir, pour vous appeler" in french
    assert [one in english for one in ("Nobody sees your address", "Seen by nobody")] == [False] * 2


def test_the_desk_names_what_a_reading_shows(client):
    offer, request = HousingOfferFactory(), HousingRequestFactory()

    assert "Contact details and address" in desk(client, offer)
    text = desk(client, request)
    assert "Contact details" in text
    assert "Contact details and address" not in text
