"""What is offered on behalf of an organisation: on its page, and from the page of an offer."""

import pytest
from django.utils import timezone

from hosting.offers.states import OfferState
from hosting.public_pages.presenters import organisations
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, StayFactory, TipFactory
from tests.factories.organisations import MandateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    person = UserFactory()
    client.force_login(person)
    return client


def shown(client, organisation, query=""):
    return client.get(f"{organisation.get_absolute_url()}{query}").content.decode()


def test_the_page_lists_what_anybody_may_see_of_its_offers(reader):
    ours, theirs = OrganisationFactory.create_batch(2)
    StayFactory(title="The mill", on_behalf_of=ours)
    for title, fields in {
        "A draft": {"draft": True},
        "Paused": {"state": OfferState.PAUSED},
        "Hidden": {"hidden_at": timezone.now()},
        "Of others": {"on_behalf_of": theirs},
        "Of nobody": {"on_behalf_of": None},
    }.items():
        TipFactory(**{"title": title, "on_behalf_of": ours} | fields)

    page = shown(reader, ours)

    titles = ("The mill", "A draft", "Paused", "Hidden", "Of others", "Of nobody")
    assert [title for title in titles if f">{title}<" in page] == ["The mill"]
    assert "Offered on its behalf" in page


def test_its_own_people_see_no_more_of_its_offers_than_others(client):
    mandate = MandateFactory()
    TipFactory(title="A draft", draft=True, host=mandate.person, on_behalf_of=mandate.organisation)
    client.force_login(mandate.person)

    page = shown(client, mandate.organisation)

    assert ("A draft" in page, "Nothing is offered on its behalf" in page) == (False, True)


def test_a_hidden_organisation_lists_nothing_to_its_own_people(client):
    mandate = MandateFactory(organisation__hidden_at=timezone.now())
    TipFactory(title="The well", on_behalf_of=mandate.organisation)
    client.force_login(mandate.person)

    page = shown(client, mandate.organisation)

    assert "The well" not in page
    assert "Offered on its behalf" not in page


def test_a_long_list_is_read_page_by_page(reader, monkeypatch):
    monkeypatch.setattr(organisations, "PAGE_SIZE", 2)
    ours = OrganisationFactory()
    host = MembershipFactory()
    for number in range(3):
        TipFactory(
            title=f"Tip {number}", host=host.person, community=host.community, on_behalf_of=ours
        )
    first, *others = organisations.organisation_panels(ours, "")
    second = shown(reader, ours, first.url)
    wrong = shown(reader, ours, "?after=nothing")

    assert ([card.title for card in first.rows], others) == (["Tip 2", "Tip 1"], [])
    assert ["Tip 0" in second, "Tip 1" in second, "Tip 2" in wrong] == [True, False, True]
    assert 'rel="next"' not in second


def test_more_offers_cost_no_more_queries(reader, django_assert_num_queries):
    ours = OrganisationFactory()
    StayFactory(on_behalf_of=ours)
    url = ours.get_absolute_url()
    reader.get(url)

    with django_assert_num_queries(14):
        reader.get(url)
    StayFactory.create_batch(2, on_behalf_of=ours)
    with django_assert_num_queries(14):
        reader.get(url)


def test_the_page_of_an_offer_leads_those_with_an_account_there(client):
    ours = OrganisationFactory(name="Le Bief")
    offer = TipFactory(on_behalf_of=ours)
    link = f'<a href="{ours.get_absolute_url()}"><bdi>Le Bief</bdi></a>'

    visited = client.get(offer.get_absolute_url()).content.decode()
    client.force_login(UserFactory())
    read = client.get(offer.get_absolute_url()).content.decode()

    assert ["<bdi>Le Bief</bdi>" in page for page in (visited, read)] == [True, True]
    assert [link in page for page in (visited, read)] == [False, True]


def test_no_link_leads_to_the_page_of_a_hidden_organisation(client):
    mandate = MandateFactory(organisation__hidden_at=timezone.now())
    offer = TipFactory(host=mandate.person, on_behalf_of=mandate.organisation)
    client.force_login(UserFactory())

    page = client.get(offer.get_absolute_url()).content.decode()

    assert mandate.organisation.name in page
    assert mandate.organisation.get_absolute_url() not in page
