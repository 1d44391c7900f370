"""The page that says who makes an offer, and the list of what a colleague may take over."""

import pytest
from django.urls import reverse

from hosting.offers.models.offers import Offer
from tests.factories.hosting import MembershipFactory, RateFactory, StayFactory
from tests.factories.organisations import MandateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def test_from_the_choice_to_the_page_of_the_offer(client):
    mandate = MandateFactory(organisation__name="Les Ateliers")
    offer = RateFactory(offer__host=mandate.person, offer__draft=True).offer
    client.force_login(mandate.person)

    page = reverse("hosting:offer-organisation", args=[offer.public_id])
    answer = client.post(page, {"organisation": mandate.organisation.public_id}, follow=True)
    Offer.objects.update(live=True)
    public = client.get(offer.get_absolute_url()).content.decode()

    assert "Les Ateliers" in answer.content.decode()
    assert "Your contract is with Les Ateliers. Legal status: a works council." in public
    assert '"seller": {"@type": "Organization", "name": "Les Ateliers"}' in public


def test_an_organisation_that_one_does_not_act_for_is_refused(client):
    offer = StayFactory(draft=True)
    client.force_login(offer.host)

    page = reverse("hosting:offer-organisation", args=[offer.public_id])
    answer = client.post(page, {"organisation": OrganisationFactory().public_id})

    assert answer.status_code == 422
    assert "You no longer act for this organisation" in answer.content.decode()


def test_a_colleague_finds_what_was_left_and_takes_it_over(client):
    left = MandateFactory(ended=True)
    colleague = MandateFactory(organisation=left.organisation).person
    offer = StayFactory(host=left.person, on_behalf_of=left.organisation, title="The loft")
    MembershipFactory(community=offer.community, person=colleague)
    client.force_login(colleague)
    url = reverse("hosting:offer-take-over", args=[offer.public_id])

    shown = client.get(reverse("hosting:host-offers")).content.decode()
    pressed = [client.post(url).status_code for _twice in range(2)]

    assert url in shown
    assert pressed == [302, 302]
    assert Offer.objects.get().host == colleague


def test_nobody_else_finds_it(client):
    offer = StayFactory(on_behalf_of=OrganisationFactory())
    client.force_login(offer.host)

    taken = client.post(reverse("hosting:offer-take-over", args=[offer.public_id]))
    edited = client.get(reverse("hosting:offer-overview", args=[offer.public_id]))

    assert (taken.status_code, edited.status_code) == (404, 404)
