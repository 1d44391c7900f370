"""The reveal ladder: no rung too early, none after the stay, and a row for each read."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from commons.audit.errors import WrittenOnceError
from emergency.activations.models.reveals import RevealLog
from emergency.housing.actions.reveals import (
    Revealed,
    reveal_contact,
    reveal_guest,
    reveal_home,
    town_in_words,
)
from emergency.housing.errors.proposals import RevealNotAllowedError
from emergency.housing.errors.requests import ReasonMissingError
from emergency.housing.models.offers import HousingAddress
from emergency.housing.models.placements import LoanAgreement, Placement
from emergency.housing.states.proposals import PlacementState
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    DutyFactory,
    HousingOfferFactory,
    HousingRequestFactory,
    host_of,
    in_days,
    placed,
    requester_of,
)
from tests.factories.geography import LocalityFactory

pytestmark = pytest.mark.django_db
FAR = {"check_in": in_days(9), "check_out": in_days(12)}


def again(placement):
    rows = Placement.objects.select_related("activation", "agreement", "offer", "request")
    return rows.get(pk=placement.pk)


def test_reveal_home_gives_the_address_first_and_the_code_a_day_before():
    placement = placed(**FAR)
    me = requester_of(placement.request)

    town = f"37000 {placement.offer.locality.name}"
    host = placement.offer.contact
    HousingAddress.objects.update(floor="2nd", bell="Canary", entry_until="22:00", entry_note="Key")

    assert reveal_home(placement=placement, by=me) == Revealed(
        name="Dominique", address="7 Canary Lane", town=town
    )
    Placement.objects.update(check_in=in_days(0))
    near = reveal_home(placement=again(placement), by=me)

    assert near == Revealed(
        name="Dominique",
        phone=host.phone,
        email=host.email,
        address="7 Canary Lane",
        town=town,
        floor="2nd",
        bell="Canary",
        access_code="C4N4RY",
        entry_until="22:00",
        entry_note="Key",
    )
    groups = RevealLog.objects.values_list("group", "side")
    assert list(groups) == [
        ("address", "requester"),
        ("address", "requester"),
        ("access", "requester"),
    ]


def test_reveal_guest_gives_the_first_name_and_the_telephone_a_day_before():
    placement = placed(**FAR)
    me = host_of(placement.offer)

    assert reveal_guest(placement=placement, by=me) == Revealed(name="Camille")
    Placement.objects.update(check_in=in_days(0))

    guest = placement.request.contact
    assert reveal_guest(placement=again(placement), by=me) == Revealed(
        name="Camille", phone=guest.phone, email=guest.email
    )


def test_reveal_home_shows_the_code_at_once_for_tonight():
    placement = placed(check_in=in_days(0))

    assert reveal_home(placement=placement, by=requester_of(placement.request)).access_code


@pytest.mark.parametrize(
    ("postcodes", "town"),
    [
        pytest.param("37550", "37550 Saint-Avertin", id="one"),
        pytest.param("37000|37100", "Saint-Avertin (37000 or 37100)", id="two"),
        ("", "Saint-Avertin"),
    ],
)
def test_the_town_stands_with_its_postcode_as_on_a_letter(postcodes, town):
    locality = LocalityFactory(name="Saint-Avertin", postcodes=postcodes)

    assert town_in_words(locality) == town


def test_the_map_is_opened_with_the_address_and_the_town():
    seen = Revealed(address="3 rue du Cher & co", town="37550 Saint-Avertin")

    assert seen.map_url == (
        "https://www.openstreetmap.org/search?query=3+rue+du+Cher+%26+co%2C+37550+Saint-Avertin"
    )
    many = Revealed(address="7 rue A", town="Tours (37000 or 37100)")
    assert many.map_url == "https://www.openstreetmap.org/search?query=7+rue+A%2C+Tours"
    assert Revealed(name="Dominique").map_url == ""


def test_a_side_reads_the_other_one_only():
    placement, other = placed(), placed()
    outsiders = [
        requester_of(other.request),
        host_of(other.offer),
        DutyFactory(activation=placement.activation).person,
        UserFactory(),
    ]

    for by in [*outsiders, host_of(placement.offer)]:
        with pytest.raises(PermissionDenied):
            reveal_home(placement=placement, by=by)
    for by in [*outsiders, requester_of(placement.request)]:
        with pytest.raises(PermissionDenied):
            reveal_guest(placement=placement, by=by)
    assert not RevealLog.objects.exists()


def test_nothing_is_read_before_both_have_signed():
    placement = placed()
    LoanAgreement.objects.update(requester_signed_at=None)

    with pytest.raises(RevealNotAllowedError):
        reveal_home(placement=again(placement), by=requester_of(placement.request))
    with pytest.raises(RevealNotAllowedError):
        reveal_guest(placement=again(placement), by=host_of(placement.offer))


@pytest.mark.parametrize(
    "state",
    [
        PlacementState.CANCELLED,
        PlacementState.NO_SHOW,
        PlacementState.BROKEN_DOWN,
        PlacementState.ENDED,
    ],
)
def test_nothing_is_read_once_the_stay_is_over(state):
    placement = placed(check_in=in_days(0))
    Placement.objects.update(state=state, state_since=timezone.now())
    over = again(placement)

    with pytest.raises(RevealNotAllowedError):
        reveal_home(placement=over, by=requester_of(placement.request))
    with pytest.raises(RevealNotAllowedError):
        reveal_guest(placement=over, by=host_of(placement.offer))

    assert not RevealLog.objects.exists()


def test_each_row_names_the_fields_shown_and_none_that_was_empty():
    placement = placed(check_in=in_days(0))
    HousingAddress.objects.update(access_code="", bell="Canary")
    by = DutyFactory(activation=placement.activation).person

    reveal_home(placement=placement, by=requester_of(placement.request))
    reveal_guest(placement=placement, by=host_of(placement.offer))
    reveal_contact(subject=placement.offer, reason="Visit", by=by)

    reference = placement.request.reference
    rows = RevealLog.objects.order_by("pk").values_list("group", "fields", "reason")
    assert list(rows) == [
        ("address", ["name", "address"], reference),
        ("access", ["phone", "email", "bell"], reference),
        ("contact", ["name", "phone", "email"], reference),
        ("address", ["name", "phone", "email", "address"], "Visit"),
        ("access", ["bell"], "Visit"),
    ]


def test_no_code_is_written_down_as_read_where_none_existed():
    placement = placed(check_in=in_days(0))
    HousingAddress.objects.update(access_code="")
    by = DutyFactory(activation=placement.activation).person

    reveal_contact(subject=placement.offer, reason="Visit", by=by)

    assert [row.group for row in RevealLog.objects.all()] == ["address"]


@pytest.mark.parametrize(
    ("language", "host", "coordinator", "reason"),
    [
        pytest.param(
            "en",
            "host: first name, phone, email ·",
            ": first name, phone, email ·",
            "For the stay linked to request {}",
            id="en",
        ),
        pytest.param(
            "fr",
            "hôte\u00a0: prénom, téléphone, courriel ·",
            "prénom, téléphone, courriel ·",
            "Pour le séjour lié à la demande {}",
            id="fr",
        ),
    ],
)
def test_the_log_says_in_words_what_was_shown_and_what_for(
    client, language, host, coordinator, reason
):
    placement = placed(check_in=in_days(0))
    by = DutyFactory(activation=placement.activation).person
    reveal_guest(placement=placement, by=host_of(placement.offer))
    reveal_contact(subject=placement.request, reason="First call", by=by)
    client.force_login(by)

    with translation.override(language):
        url = reverse("emergency:readings", args=[placement.activation.address])
        page = client.get(url).text

    reference = placement.request.reference
    assert f"{coordinator} {reference}" in page
    assert f"{host} {reference}" in page
    assert reason.format(reference) in page
    assert "First call" in page
    assert "placement" not in page


def test_reveal_contact_is_for_coordinators_with_a_reason():
    request, offer = HousingRequestFactory(), HousingOfferFactory()
    by = DutyFactory(activation=request.activation).person

    with pytest.raises(ReasonMissingError):
        reveal_contact(subject=request, reason=" ", by=by)
    with pytest.raises(PermissionDenied):
        reveal_contact(subject=offer, reason="Call", by=by)
    assert not RevealLog.objects.exists()

    seen = reveal_contact(subject=request, reason="First call", by=by)
    row = RevealLog.objects.get()
    assert seen.phone == request.contact.phone
    assert (row.person, row.noun, row.number, row.group, row.reason) == (
        by,
        "request",
        request.pk,
        "contact",
        "First call",
    )


@pytest.mark.parametrize(
    ("state", "code", "groups"),
    [("confirmed", "C4N4RY", ["address", "access"]), ("cancelled", "", ["address"])],
)
def test_reveal_contact_tells_an_expected_guest(state, code, groups):
    placement = placed()
    Placement.objects.update(state=state)
    by = DutyFactory(activation=placement.activation).person

    seen = reveal_contact(subject=placement.offer, reason="The guest is at the door", by=by)

    assert (seen.address, seen.access_code) == ("7 Canary Lane", code)
    assert list(RevealLog.objects.order_by("pk").values_list("group", flat=True)) == groups


def test_reveal_home_says_so_where_the_host_was_forgotten():
    placement = placed(check_in=in_days(0))
    HousingAddress.objects.all().delete()

    with pytest.raises(RevealNotAllowedError):
        reveal_home(placement=placement, by=requester_of(placement.request))
    assert not RevealLog.objects.exists()


def test_no_row_no_data(monkeypatch):
    request = HousingRequestFactory()
    by = DutyFactory(activation=request.activation).person

    def broken(*args, **fields):
        raise OSError("disk full")

    monkeypatch.setattr(RevealLog.objects, "create", broken)
    with pytest.raises(OSError, match="disk full"), transaction.atomic():
        reveal_contact(subject=request, reason="First call", by=by)


def test_a_row_of_the_log_is_written_once():
    offer = HousingOfferFactory()
    by = DutyFactory(activation=offer.activation).person
    reveal_contact(subject=offer, reason="Visit", by=by)
    row = RevealLog.objects.get()

    for action in (row.save, row.delete, RevealLog.objects.all().delete):
        with pytest.raises(WrittenOnceError):
            action()


def test_reveal_contact_is_left_to_those_on_duty_superusers_included():
    request, ruler = placed().request, UserFactory(is_superuser=True)
    with pytest.raises(PermissionDenied):
        reveal_contact(subject=request, reason="To call them", by=ruler)
    DutyFactory(activation=request.activation, person=ruler)

    seen = reveal_contact(subject=request, reason="To call them", by=ruler)

    assert seen.name == request.contact.name
    assert RevealLog.objects.filter(person=ruler).count() == 1
