"""A home is lent to a partner's queue: refused by default, with the host's yes, revocable."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core.states import IllegalTransitionError
from emergency.activations.actions.partner_queues import add_partner
from emergency.activations.errors.partner_queues import PartnerKnownError
from emergency.activations.models.events import Event
from emergency.housing.actions.lending_on import lend_on, take_back
from emergency.housing.actions.proposals import ask_host
from emergency.housing.errors.partners import (
    HostNotAskedError,
    LentOnError,
    NoPartnerError,
    NotLentOnError,
    StillCountedOnError,
)
from emergency.housing.errors.requests import ReasonMissingError
from emergency.housing.models.drafts import Draft
from emergency.housing.models.offers import HousingOffer
from emergency.housing.presenters.homes import homes_for
from tests.factories.accounts import UserFactory
from tests.factories.emergency import (
    ActivationFactory,
    DutyFactory,
    HousingOfferFactory,
    PartnerFactory,
    asked,
    looking,
    pair,
    placed,
    weighed,
)
from tests.rivals import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer():
    return HousingOfferFactory()


@pytest.fixture
def nadia(client, offer):
    person = DutyFactory(activation=offer.activation).person
    client.force_login(person)
    return person


@pytest.fixture
def partner(offer):
    return PartnerFactory(activation=offer.activation)


def lend(offer, partner, by, **changes):
    said = {"reason": "Families wait there", "host_agrees": True} | changes
    return lend_on(offer=offer, partner=partner, by=by, **said)


def url(name, row, *args):
    return reverse(f"emergency:{name}", args=[row.activation.address, *args])


def test_lend_on_takes_it_out_of_our_queue_and_says_to_whom(offer, partner, nadia):
    request = looking(activation=offer.activation)

    lent = lend(offer, partner, nadia)

    assert lent.partner == partner
    assert homes_for(request) == ([], [])
    last = Event.objects.filter(noun="offer", number=offer.pk).last()
    assert (last.old, last.new, last.person) == ("live", "live", nadia)
    assert last.reason == f"{partner.name}: Families wait there"
    with pytest.raises(LentOnError):
        ask_host(request=request, offer=offer, by=nadia)


def test_no_draft_is_made_of_a_home_that_is_lent_on(offer, partner, nadia):
    looking(activation=offer.activation)
    lend(offer, partner, nadia)

    weighed(offer.activation, nadia)

    assert Draft.objects.get().offer is None


def test_take_back_brings_it_into_our_queue_again(offer, partner, nadia):
    request = looking(activation=offer.activation)
    lend(offer, partner, nadia)

    take_back(offer=offer, reason="They are housed", by=nadia)

    assert ask_host(request=request, offer=offer, by=nadia).offer == offer
    with pytest.raises(NotLentOnError):
        take_back(offer=offer, reason="Again", by=nadia)


def test_lend_on_is_refused_without_the_host_a_reason_or_a_partner_of_ours(offer, partner, nadia):
    with pytest.raises(HostNotAskedError):
        lend(offer, partner, nadia, host_agrees=False)
    with pytest.raises(ReasonMissingError):
        lend(offer, partner, nadia, reason=" ")
    with pytest.raises(NoPartnerError):
        lend(offer, PartnerFactory(), nadia)
    lend(offer, partner, nadia)
    with pytest.raises(LentOnError):
        lend(offer, partner, nadia)


@pytest.mark.parametrize("state", ["submitted", "checking", "paused", "suspended", "withdrawn"])
def test_lend_on_is_for_what_could_be_proposed(offer, partner, nadia, state):
    HousingOffer.objects.update(state=state)

    with pytest.raises(IllegalTransitionError):
        lend(offer, partner, nadia)


@pytest.mark.parametrize("counted_on", [asked, placed])
def test_lend_on_waits_while_somebody_counts_on_it(counted_on):
    row = counted_on()
    by = DutyFactory(activation=row.activation).person

    with pytest.raises(StillCountedOnError):
        lend(row.offer, PartnerFactory(activation=row.activation), by)


def test_lending_on_is_for_those_on_duty_and_naming_for_whoever_rules(offer, partner, nadia, ruler):
    for by in (UserFactory(), ruler):
        with pytest.raises(PermissionDenied):
            lend(offer, partner, by)
        with pytest.raises(PermissionDenied):
            take_back(offer=offer, reason="x", by=by)
    with pytest.raises(PermissionDenied):
        add_partner(activation=offer.activation, name="A", by=nadia)
    with pytest.raises(PartnerKnownError):
        add_partner(activation=offer.activation, name=partner.name, by=ruler)


def test_where_no_partner_is_named_the_page_lends_nothing_on(client, offer, nadia):
    page = url("offer", offer, offer.public_id)

    assert "Lend the home to a partner" not in client.get(page).text
    refused = client.post(url("offer-lend-on", offer, offer.public_id), {"partner": "x"})

    assert refused.status_code == 422


def test_a_home_is_lent_on_and_taken_back_on_its_page(client, offer, partner, nadia):
    lend_it = url("offer-lend-on", offer, offer.public_id)
    said = {"partner": partner.pk, "reason": "Families wait there"}
    assert client.post(lend_it, said).status_code == 422

    page = client.post(lend_it, said | {"host_agrees": "on"}, follow=True).text
    assert f"Lent to {partner.name}" in page
    step = url("offer-step-take-back", offer, offer.public_id)
    client.post(step, {"reason": "They are housed"})

    assert HousingOffer.objects.get().partner is None


def test_a_partner_is_named_on_the_page_of_rules(client, ruler):
    activation = ActivationFactory()
    client.force_login(ruler)
    name_it = reverse("emergency:partner-name", args=[activation.address])

    client.post(name_it, {"name": "Croix-Rouge"})
    again = client.post(name_it, {"name": "Croix-Rouge"})

    assert [one.name for one in activation.partners.all()] == ["Croix-Rouge"]
    assert (
        again.status_code,
        "This partner is already on the list. Enter another name." in again.text,
    ) == (422, True)
    client.force_login(DutyFactory(activation=activation).person)
    assert client.post(name_it, {"name": "Other"}).status_code == 404


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_home_is_asked_for_or_lent_on_and_never_both():
    for _round in range(3):
        request, offer, by = pair()
        partner = PartnerFactory(activation=offer.activation)

        at_once(
            lambda r=request, o=offer, b=by: ask_host(request=r, offer=o, by=b),
            lambda o=offer, p=partner, b=by: lend(o, p, b),
        )

        offer.refresh_from_db()
        assert offer.proposals.open().exists() != (offer.partner is not None)
