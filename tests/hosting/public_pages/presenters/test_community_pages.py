"""Communities as anybody reads them."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from commons.geography.stations import nearest_stations
from hosting.communities.states import CommunityState, MembershipState
from hosting.notes.models import Note
from hosting.public_pages.presenters.community_pages import (
    CommunityCard,
    community_page,
    find_community,
    list_communities,
    with_map,
)
from hosting.public_pages.presenters.hosts import HostSummary
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    AgreementFactory,
    CauseFactory,
    CommunityFactory,
    MembershipFactory,
    StayFactory,
    TipFactory,
)
from ui.maps import Spot
from ui.navigation import Link

pytestmark = pytest.mark.django_db


def test_list_communities_counts_active_members_and_public_offers():
    stay = StayFactory(community__name="Cher", community__locality__name="Loches")
    StayFactory(community=stay.community, host=stay.host, draft=True)
    MembershipFactory(community=stay.community)
    MembershipFactory(community=stay.community, candidate=True)
    CommunityFactory(name="Asleep", state=CommunityState.PAUSED)
    CommunityFactory(name="Amboise", locality__name="Amboise")

    assert [(card.name, card.members, card.offers) for card in list_communities()] == [
        ("Amboise", 0, 0),
        ("Cher", 2, 1),
    ]
    assert list_communities()[1] == CommunityCard(
        name="Cher",
        url=stay.community.get_absolute_url(),
        place="Loches",
        territory="From the mill to the ferry",
        summary="Neighbours along the river.",
        lang="en",
        members=2,
        offers=1,
        point=stay.community.point,
    )


def test_on_a_map_letters_communities_and_draws_them():
    first, second = CommunityFactory(name="A"), CommunityFactory(name="B")

    cards, found = with_map(list_communities())

    assert [card.letter for card in cards] == ["A", "B"]
    assert found.spots == (
        Spot(first.point, "A", first.get_absolute_url(), letter="A", metres=5_000.0),
        Spot(second.point, "B", second.get_absolute_url(), letter="B", metres=5_000.0),
    )
    assert [pin.spot for pin in found.drawing.pins] == list(found.spots)


def test_no_community_needs_no_map():
    assert with_map([]) == ([], None)


def test_find_community_shows_a_draft_to_its_coordinators_alone():
    draft = CommunityFactory(state=CommunityState.DRAFT)
    coordinator = MembershipFactory(community=draft, coordinator=True).person

    assert find_community(coordinator, draft.public_id) == draft
    assert find_community(UserFactory(), draft.public_id) is None
    assert find_community(AnonymousUser(), draft.public_id) is None


def test_a_page_names_hosts_and_coordinators_and_nobody_else():
    stay = StayFactory(host__display_name="Odile", membership__activated_at=None)
    community = stay.community
    zoe = UserFactory(display_name="Zoé")
    MembershipFactory(community=community, person=zoe, coordinator=True)
    MembershipFactory(community=community, person__display_name="Silent")
    MembershipFactory(community=community, person__display_name="New", candidate=True)
    StayFactory(
        community=community,
        host__display_name="Suspended",
        membership__state=MembershipState.SUSPENDED,
    )

    page = community_page(community)

    odile = stay.host
    assert page.people == (
        HostSummary("Zoé", zoe.get_absolute_url(), zoe.date_joined, is_coordinator=True),
        HostSummary("Odile", odile.get_absolute_url(), odile.date_joined),
    )
    assert page.members == 3


def test_a_page_names_the_nearest_stations_of_its_commune():
    community = CommunityFactory(locality__latitude=47.42, locality__longitude=0.98)

    stations = community_page(community).stations

    assert stations == nearest_stations(community.locality.point)
    assert [at.station.name for at in stations][:1] == ["Amboise"]


def test_a_page_shows_some_people_first_and_the_others_on_a_press():
    community = CommunityFactory()
    MembershipFactory.create_batch(14, community=community, coordinator=True)

    page = community_page(community)

    assert (len(page.first_people), len(page.other_people)) == (12, 2)
    assert (*page.first_people, *page.other_people) == page.people


def test_a_page_shows_some_offers_of_each_kind_and_leads_to_all():
    community = CommunityFactory()
    community.causes.set([CauseFactory(name_en="Slowness")])
    stays = [StayFactory(community=community) for _ in range(4)]
    tip = TipFactory(community=community)
    TipFactory(community=community, draft=True)

    page = community_page(community)

    assert [(kind.kind, kind.total, len(kind.cards)) for kind in page.kinds] == [
        ("stay", 4, 3),
        ("tip", 1, 1),
    ]
    assert [card.place for card in page.kinds[0].cards] == [
        stay.public_id for stay in reversed(stays[1:])
    ]
    assert [card.place for card in page.kinds[1].cards] == [tip.public_id]
    assert (page.offers, page.offers_url) == (5, f"/en/offers/?community={community.public_id}")
    assert page.causes == ("Slowness",)
    assert page.steps == (Link("Communities", "/en/communities/"),)


def test_a_page_tells_what_guests_said_of_public_offers():
    agreement = AgreementFactory()
    offer = agreement.request.offer
    Note.objects.create(
        agreement=agreement,
        offer=offer,
        author=agreement.guest,
        about=agreement.host,
        words="Thanks.",
        shown_at=timezone.now(),
    )

    before = [note.words for note in community_page(offer.community).notes]
    offer.state = "paused"
    offer.save(update_fields=["state"])
    after = community_page(offer.community).notes

    assert (before, after) == (["Thanks."], ())
