"""What a home holds and what people can't do without: asked in the forms, and counted."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.permissions import SYSTEM
from emergency.activations.selectors.workplaces import workplaces_of
from emergency.desk.presenters.offers import offer_page
from emergency.housing.actions.proposals import ask_host
from emergency.housing.errors.proposals import DoesNotFitError
from emergency.housing.forms.intake import HousingOfferForm, HousingRequestForm
from emergency.housing.models.offers import HousingOffer
from emergency.housing.models.requests import HousingRequest
from emergency.housing.presenters.homes import homes_for
from emergency.housing.selectors.market import (
    avoids_of,
    beds_of,
    demand_of,
    presences_of,
    sleepers_of,
    supplies_of,
)
from emergency.housing.validators import validate_presences
from emergency.intake.actions.submissions import process_submission
from emergency.intake.models.submissions import Submission
from emergency.matching.market import Beds, Presence, Sleepers
from emergency.retention.actions.erasure import forget_submission
from emergency.retention.selectors.own_data import data_of
from hosting.offers.choices.lists import LodgingKind
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HospitalFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    host_of,
    in_days,
    lend_words,
    looking,
    requester_of,
    roof_words,
)
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def activation():
    return ActivationFactory(whole_only=False)


def test_request_form_keeps_sleepers_smoking_and_what_one_avoids(client, activation):
    work = HospitalFactory(department_code=activation.department_codes[0])
    words = roof_words(
        activation, work, people=3, share_bed="on", infants=1, smokes="on", avoids=["cat", "smoke"]
    )

    client.post(reverse("emergency:intake-roof", args=[activation.address]), words)
    process_submission(submission=Submission.objects.get(), by=SYSTEM)

    demand = demand_of(HousingRequest.objects.get())
    assert demand.sleepers == Sleepers(singles=0, couples=1, infants=1)
    assert demand.smokes
    assert demand.avoids == {Presence.CAT, Presence.SMOKE}


def test_a_home_through_the_door_says_its_beds_and_what_is_there(client, activation):
    locality = LocalityFactory(name="Tours")
    words = lend_words(
        locality, sleeps=3, double_beds=1, cots=2, smoking="on", presences=["dog"], household="none"
    )

    client.post(reverse("emergency:intake-lend", args=[activation.address]), words)
    process_submission(submission=Submission.objects.get(), by=SYSTEM)

    [supply] = supplies_of(activation, [HousingOffer.objects.get()])
    assert supply.beds == Beds(single=2, double=1, cots=2)
    assert supply.presences == {Presence.DOG, Presence.SMOKE}
    assert supply.smoking


@pytest.mark.parametrize(
    ("ticked", "noted", "may_be_there"),
    [
        pytest.param([], None, frozenset(Presence), id="nothing"),
        pytest.param(["none"], [], frozenset(), id="none-there"),
        pytest.param(["cat"], ["cat"], {"cat"}, id="cat"),
    ],
)
def test_a_host_silent_on_animals_has_not_said_no(client, activation, ticked, noted, may_be_there):
    words = lend_words(LocalityFactory(name="Tours"), household="none", presences=ticked)

    client.post(reverse("emergency:intake-lend", args=[activation.address]), words)
    process_submission(submission=Submission.objects.get(), by=SYSTEM)

    offer = HousingOffer.objects.get()
    assert (offer.presences, presences_of(offer)) == (noted, may_be_there)


@pytest.mark.parametrize(("ticked", "noted"), [([], None), (["none"], []), (["dog"], ["dog"])])
def test_a_silent_host_of_a_known_home_refuses_nothing(client, ticked, noted):
    unit = UnitFactory(stay__lodging_kind=LodgingKind.FURNISHED, sleeps=2)
    client.force_login(unit.stay.host)
    words = {
        "key": str(uuid4()),
        "unit": unit.pk,
        "check_in": in_days(0).isoformat(),
        "check_out": in_days(30).isoformat(),
        "access_mode": "key_box",
        "presences": ticked,
    }

    client.post(reverse("emergency:lend-unit", args=[ActivationFactory().address]), words)

    assert HousingOffer.objects.get().presences == noted


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"infants": 1}, "infants"),
        ({"infants": 5, "people": 6}, "infants"),
        ({"infants": -1}, "infants"),
        ({"share_bed": "on"}, "share_bed"),
        ({"people": 2, "infants": 1, "share_bed": "on"}, "share_bed"),
        ({"avoids": ["wolf"]}, "avoids"),
    ],
)
def test_wrong_sleepers_are_said_at_their_field(activation, said, field):
    work = HospitalFactory(department_code=activation.department_codes[0])
    words = roof_words(activation, work, **said)

    form = HousingRequestForm(words, activation=activation, workplaces=workplaces_of(activation))

    assert not form.is_valid()
    assert list(form.errors) == [field]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"sleeps": 1, "double_beds": 2}, "double_beds"),
        ({"cots": 9}, "cots"),
        ({"presences": ["wolf"]}, "presences"),
        ({"presences": ["none", "dog"]}, "presences"),
    ],
)
def test_wrong_beds_are_said_at_their_field(activation, said, field):
    words = lend_words(LocalityFactory(name="Tours"), household="none", **said)

    form = HousingOfferForm(words, activation=activation)

    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_nothing_said_is_one_bed_for_each_and_nothing_that_cannot_be_there(activation):
    request = looking(activation=activation, people=2)

    assert sleepers_of(request) == Sleepers(singles=2)
    assert avoids_of(request) == frozenset()


@pytest.mark.parametrize(
    ("of_request", "of_offer", "fits"),
    [
        pytest.param({"people": 2}, {"sleeps": 1, "double_beds": 1}, False, id="two-but-one-bed"),
        pytest.param(
            {"people": 2, "share_bed": True},
            {"sleeps": 1, "double_beds": 1},
            True,
            id="couple-one-bed",
        ),
        pytest.param({"people": 2, "share_bed": True}, {"sleeps": 2}, False, id="couple-two-beds"),
        pytest.param({"people": 2, "infants": 1}, {"sleeps": 1}, False, id="no-cot"),
        pytest.param({"people": 2, "infants": 1}, {"sleeps": 1, "cots": 1}, True, id="cot"),
        pytest.param({"smokes": True}, {}, False, id="smoker"),
        pytest.param({"smokes": True}, {"smoking": True}, True, id="smoker-welcome"),
        pytest.param({"avoids": ["cat"]}, {"presences": ["cat"]}, False, id="cat"),
        pytest.param({"avoids": ["cat"]}, {"presences": ["dog"]}, True, id="other-animal"),
        pytest.param({"avoids": ["cat"]}, {"presences": None}, False, id="cat-unknown"),
        pytest.param({"avoids": ["smoke"]}, {"presences": [], "smoking": True}, False, id="smoke"),
        pytest.param({}, {"presences": None}, True, id="nothing-avoided"),
    ],
)
def test_matching_and_the_ask_agree_on_each_condition(activation, of_request, of_offer, fits):
    request = looking(activation=activation, **of_request)
    offer = HousingOfferFactory(activation=activation, **of_offer)
    nadia = DutyFactory(activation=activation).person

    found, _nearly = homes_for(request)

    assert [one.public_id for one in found] == [offer.public_id] * fits
    if fits:
        assert ask_host(request=request, offer=offer, by=nadia).offer == offer
    else:
        with pytest.raises(DoesNotFitError):
            ask_host(request=request, offer=offer, by=nadia)


def test_the_desk_shows_what_was_asked_for_and_what_is_there(client, activation):
    client.force_login(DutyFactory(activation=activation).person)
    request = looking(
        activation=activation, people=3, share_bed=True, infants=1, smokes=True, avoids=["cat"]
    )
    offer = HousingOfferFactory(activation=activation, double_beds=1, cots=2, presences=["dog"])
    unknown = HousingOfferFactory(activation=activation)

    page = client.get(request.get_absolute_url()).text
    home = client.get(offer.get_absolute_url()).text

    assert "two people share a bed · 1 cot · can’t live with: a cat" in page
    assert "smokes indoors" in page
    assert "1 double bed · 2 cots" in home
    assert "a dog" in home
    assert offer_page(unknown).presences == "not asked: there may be animals or smoking"


def test_the_host_who_is_asked_never_reads_what_someone_cannot_live_with(client, activation):
    request = looking(activation=activation, avoids=["cat"])
    offer = HousingOfferFactory(activation=activation, presences=[])
    nadia = DutyFactory(activation=activation).person
    ask_host(request=request, offer=offer, by=nadia)

    page = client.get(offer.submission.get_absolute_url()).text

    asked = page.split('<article class="proposal-card"')[1].split("</article>")[0]
    assert "a cat" not in asked.lower()
    assert page.count("A cat") == 1  # what may be ticked in the form for the home


def test_people_take_along_what_they_said(activation):
    request = looking(activation=activation, people=2, share_bed=True, avoids=["cat"])
    offer = HousingOfferFactory(activation=activation, double_beds=1, presences=["dog"])

    [asked] = data_of(request.submission)["request"]
    [lent] = data_of(offer.submission)["offer"]

    assert (asked["share_bed"], asked["infants"], asked["avoids"]) == (True, 0, ["cat"])
    assert (lent["double_beds"], lent["cots"], lent["presences"]) == (1, 0, ["dog"])


def test_who_is_forgotten_leaves_no_condition_behind(activation):
    request = HousingRequestFactory(
        activation=activation, state="withdrawn", people=2, share_bed=True, avoids=["cat"]
    )
    offer = HousingOfferFactory(activation=activation, state="withdrawn", presences=["dog"])

    forget_submission(submission=request.submission, by=requester_of(request))
    forget_submission(submission=offer.submission, by=host_of(offer))

    request.refresh_from_db()
    offer.refresh_from_db()
    assert (request.share_bed, request.infants, request.smokes, request.avoids) == (
        *(False, 0, False),
        [],
    )
    assert (offer.smoking, offer.presences) == (False, None)


def test_beds_and_presences_of_an_offer_never_asked_are_cautious(activation):
    offer = HousingOfferFactory(activation=activation, sleeps=2, double_beds=5)

    assert beds_of(offer) == Beds(single=0, double=2)
    assert presences_of(offer) == frozenset(Presence)


@pytest.mark.parametrize("found", ["cat", {"cat": 1}, ["wolf"], ["cat", "cat"], None])
def test_validate_presences_refuses_what_is_no_list_of_choices(found):
    with pytest.raises(ValidationError):
        validate_presences(found)
