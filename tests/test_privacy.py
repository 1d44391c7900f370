"""Nothing private on any page: a crawl as every role, canaries in the data, and its controls."""

from uuid import uuid4

import pytest
import rules
from django.db.models import F
from django.urls import reverse

from commons.accounts.permissions import SYSTEM
from commons.moderation.models import Case
from hosting.actions.coordinators import name_coordinator
from hosting.actions.moderation import start_reading
from hosting.enums import MembershipState, RequestState
from hosting.models import Place
from tests import crawling
from tests.crawling import ONE_LANGUAGE, crawl, leaks, read_by_programs
from tests.factories.accounts import UserFactory
from tests.factories.cms import (
    in_french,
    make_content,
    make_destination,
    make_home,
    make_index,
    make_theme,
)
from tests.factories.hosting import (
    ActivityFactory,
    AgreementFactory,
    AttestationFactory,
    CommunityFactory,
    LocalRuleFactory,
    MembershipFactory,
    PlaceFactory,
    ProductFactory,
    ProposalFactory,
    RateFactory,
    SessionFactory,
    StayFactory,
    TipFactory,
    UnitFactory,
)
from tests.factories.itineraries import published as published_itinerary
from tests.factories.itineraries import with_steps
from tests.factories.moderation import coordinator_of, decided, reported
from tests.factories.stories import AuthorFactory, BlockFactory, StoryFactory, published
from tests.factories.travel_stories import SeatFactory, StepFactory, TripFactory
from tests.search.index import index_offers
from travel_stories.actions.ideas import add_idea
from travel_stories.actions.itinerary_publication import submit_itinerary
from travel_stories.actions.shelves import shelve
from travel_stories.models import Edit, TripRequest
from travel_stories.queries import notebooks, requests
from travel_stories.queries.contacts import contacts_by_request

pytestmark = pytest.mark.django_db

HOST_CANARIES = {
    "address": "7 Canary Lane",
    "directions": "The blue gate behind the mill.",
    "latitude": "47.318",
    "longitude": "1.143",
    "e-mail": "host.canary@example.org",
    "telephone": "639980001",
    "full name": "Hostname Canary",
}
GUEST_CANARIES = {
    "e-mail": "guest.canary@example.org",
    "telephone": "639980002",
    "full name": "Guestname Canary",
}


@pytest.fixture
def house():
    return House()


def blocks_about(community):
    """Blocks that ask the house what it holds."""
    return [
        ("offers", {"title": "Offers", "community": community, "count": 9}),
        ("people", {"title": "People", "community": community}),
        ("stories", {"title": "Stories", "place": community.locality, "count": 3}),
        ("figures", {"title": "Figures"}),
    ]


class House:
    """One community, everything it offers, and people in every relation to it."""

    def __init__(self):
        self.community = CommunityFactory()
        self.host = UserFactory(
            email=HOST_CANARIES["e-mail"],
            phone="+33639980001",
            full_name=HOST_CANARIES["full name"],
        )
        self.guest = UserFactory(
            email=GUEST_CANARIES["e-mail"],
            phone="+33639980002",
            full_name=GUEST_CANARIES["full name"],
        )
        member = MembershipFactory(community=self.community, person=self.host)
        place = PlaceFactory(
            host=self.host,
            exact_latitude=47.318187,
            exact_longitude=1.143219,
            latitude=47.326,
            longitude=1.146,
        )
        mine = {"host": self.host, "community": self.community, "place": place}
        self.stay = StayFactory(**mine)
        self.unit = UnitFactory(stay=self.stay)
        LocalRuleFactory(community=self.community)
        AttestationFactory(membership=member, offer=self.stay)
        RateFactory(offer=self.stay)
        SessionFactory(activity=ActivityFactory(**mine))
        ProductFactory(**mine)
        start_reading(offer=StayFactory(**mine, draft=True, title="To be read"), by=self.host)
        TipFactory(**mine)
        AgreementFactory(
            request__unit=self.unit,
            request__guest=self.guest,
            request__state=RequestState.COMPLETED,
        )
        self._pages()
        self.trip = self._planned()
        self._told()
        self._composed()
        self._reported()
        index_offers()

    def _planned(self):
        """The guest plans with others: one step is asked and not agreed to, one is agreed."""
        trip = TripFactory(title="To the mill")
        organiser = SeatFactory(trip=trip, organiser=True, name="Robin", person=self.guest)
        asked = ProposalFactory(request__unit=self.unit, request__guest=self.guest)
        other = UnitFactory(stay=self.stay)  # the nights of the first one are taken
        agreed = AgreementFactory(request__unit=other, request__guest=self.guest)
        for request in (asked.request, agreed.request):
            parts = {"offer": self.stay, "request": request, "nights": 2, "by": organiser}
            step = StepFactory(trip=trip, kind="offer", **parts)
            TripRequest.objects.create(trip=trip, step=step, request=request, by=organiser)
        add_idea(
            trip=trip,
            words={"title": "The mill", "offer": self.stay},
            edit=Edit(by=organiser, key=uuid4()),
        )
        return trip

    def _told(self):
        """A story of the guest that met the host, public."""
        story = StoryFactory(title="Down to the mill")
        author = AuthorFactory(story=story, lead=True, person=self.guest, credit="Robin")
        BlockFactory(chapter__story=story, kind="offer", offer=self.stay, by=author)
        published(story)
        shelve(story)

    def _composed(self):
        """The host's stay is a step of an itinerary, public; another one waits to be read."""
        composer = with_steps(self.stay, community=self.community, title="To the mill")
        published_itinerary(composer)
        waiting = with_steps(self.stay, community=self.community, title="Back from the mill")
        submit_itinerary(itinerary=waiting.itinerary, by=waiting.person)

    def _reported(self):
        """Somebody reports the stay, which stays; another offer is hidden, and may come back."""
        report = reported("offer", self.stay, by=self.guest)
        decided(report.case, measure="asked")
        reported("offer", self.stay, by=UserFactory())
        of_the_house = {"host": self.host, "community": self.community, "place": self.stay.place}
        hidden = reported("offer", StayFactory(**of_the_house), by=UserFactory())
        decided(hidden.case, by=coordinator_of(self.community))

    def _pages(self):
        home = make_home()
        in_french(home, slug="accueil")
        index = make_index(home)
        make_destination(index, self.community)
        make_theme(index, body=blocks_about(self.community))
        make_content(home)

    def people(self):
        """Everybody who must not know, by the relation they have."""
        coordinator = MembershipFactory(community=self.community)
        name_coordinator(membership=coordinator, by=SYSTEM)
        candidate = MembershipFactory(community=self.community, candidate=True).person
        left = MembershipFactory(community=self.community, state=MembershipState.LEFT).person
        asking = ProposalFactory(request__unit=self.unit).request.guest
        refused = ProposalFactory(
            request__unit=self.unit, request__state=RequestState.DECLINED
        ).request.guest
        return {
            "visitor": None,
            "stranger": UserFactory(),
            "host elsewhere": StayFactory(**self._own_place()).host,
            "candidate": candidate,
            "member": MembershipFactory(community=self.community).person,
            "coordinator": coordinator.person,
            "somebody who left": left,
            "guest who asks": asking,
            "guest who was refused": refused,
            "guest who cancelled": self.guest_who_cancelled(),
            "companion of the guest": SeatFactory(trip=self.trip, name="Zoé").person,
        }

    def _own_place(self):
        """Whoever hosts elsewhere reads their own address in the host space: no canary of ours."""
        return {
            "place__address": "1 Elsewhere Street",
            "place__directions": "",
            "place__exact_latitude": 48.1,
            "place__exact_longitude": 1.7,
        }

    def guest_who_cancelled(self):
        cancelled = {"request__unit": self.unit, "request__state": RequestState.CANCELLED}
        return AgreementFactory(**cancelled, hold=None).guest


def test_nothing_private_is_on_any_page_that_anybody_reaches(client, house):
    people = house.people()
    pages = {
        relation: crawl(client, person, skipped=ONE_LANGUAGE) for relation, person in people.items()
    }
    pages["visitor in both languages"] = crawl(client, None)

    canaries = HOST_CANARIES | GUEST_CANARIES
    found = {relation: leaks(read, canaries) for relation, read in pages.items()}
    assert found == {relation: [] for relation in found}


@pytest.mark.parametrize(
    ("body", "sung"),
    [
        ('{"longitude":1.143219}', ["longitude"]),
        ("geo:47.318,1.143", ["latitude", "longitude"]),
        ("?point=47.3182%2C1.1432", ["latitude", "longitude"]),
        ("M-1.143 47.318", ["latitude", "longitude"]),
        ("2027-03-28T01:47.318201", []),
        ("2027-03-28T01%3A47.318201", []),
        ("2027-03-28T01:01:41.143219+0200", []),
    ],
)
def test_a_coordinate_sings_wherever_it_stands_and_no_clock_does(body, sung):
    assert [name for _url, name in leaks({"/": body}, HOST_CANARIES)] == sung


def test_a_crawl_that_is_cut_fails(client, house, monkeypatch):
    monkeypatch.setattr(crawling, "MOST_PAGES", 5)

    with pytest.raises(AssertionError, match="has no end"):
        crawl(client, None)


def test_the_crawl_reaches_the_pages_that_it_is_about(client, house):
    pages = crawl(client, None)

    for offer in house.community.offers.public():
        assert [url for url in pages if offer.public_id in url], offer
    assert [url for url in pages if house.community.public_id in url]
    assert [url for url in pages if "stories/the-valley" in url]
    assert [url for url in pages if "geojson" in url or "map" in url]
    for way in ("/around/", "/stories/by/place/", "/stories/by/person/", "?from="):
        assert [url for url in pages if way in url], way


def test_the_crawl_of_a_companion_reaches_the_rooms_of_the_trip_and_the_story(client, house):
    companion = house.people()["companion of the guest"]
    pages = crawl(client, companion, skipped=ONE_LANGUAGE)

    rooms = {url.rstrip("/").rsplit("/", 1)[-1] for url in pages if house.trip.public_id in url}
    assert {"decide", "requests", "people", "luggage", "history", "notebook"} - rooms == set()
    assert [body for url, body in pages.items() if "down-to-the-mill" in url]


def test_the_crawl_reaches_the_forms_of_reports_and_the_desk_of_cases(client, house):
    form = f"/report/offer/{house.stay.public_id}/"
    case, hidden = Case.objects.order_by("pk")

    assert [url for url in crawl(client, None, skipped=ONE_LANGUAGE) if url.endswith(form)]
    pages = crawl(client, house.people()["coordinator"], skipped=ONE_LANGUAGE)
    assert [body for url, body in pages.items() if case.public_id in url]
    assert reverse("moderation:case-lift", args=[hidden.public_id]) in pages


def test_the_crawl_of_a_coordinator_reads_an_offer_in_the_admin(client, house):
    pages = crawl(client, house.people()["coordinator"])

    assert [url for url, body in pages.items() if "/cms/" in url and "To be read" in body]


def test_nothing_private_is_in_anything_that_programs_read(client, house):
    paths = read_by_programs(client)
    pages = crawl(client, None, starts=paths)

    assert leaks(pages, HOST_CANARIES | GUEST_CANARIES) == []
    for offer in house.community.offers.public():
        assert offer.title in pages[f"/api/v1/offers/{offer.public_id}/"], offer
    for ending in ("feed.atom", "feed.rss", "sessions.ics"):
        assert [
            url
            for url, body in pages.items()
            if url.endswith(ending) and house.community.name in body
        ]
    assert [url for url in pages if "/cards/" in url]
    assert "To be read" not in "".join(pages.values())


def test_control_programs_would_be_told_the_door_if_it_were_the_public_point(client, house):
    Place.objects.update(latitude=F("exact_latitude"), longitude=F("exact_longitude"))
    pages = crawl(client, None, starts=read_by_programs(client))

    seen = {url for url, _name in leaks(pages, HOST_CANARIES) if url.startswith("/api/")}
    assert "/api/v1/offers/" in seen


def test_control_with_the_guard_off_the_crawl_sees_the_contacts(client, house, monkeypatch):
    person = house.guest_who_cancelled()
    monkeypatch.setitem(rules.permissions.permissions, "hosting.see_contacts", rules.always_allow)

    found = {name for _url, name in leaks(crawl(client, person), HOST_CANARIES)}

    assert found == {"address", "directions", "e-mail", "telephone", "full name"}


def test_control_with_contacts_passed_on_in_a_trip_a_companion_sees_them(
    client, house, monkeypatch
):
    whose = house.trip.members.get(person=house.guest)
    for room in (requests, notebooks):
        monkeypatch.setattr(
            room, "contacts_by_request", lambda keys, _member: contacts_by_request(keys, whose)
        )

    companion = house.people()["companion of the guest"]
    trip = house.trip.get_absolute_url()
    pages = crawl(client, companion, (trip,), skipped=ONE_LANGUAGE)

    found = {name for _url, name in leaks(pages, HOST_CANARIES)}
    assert found == {"address", "directions", "e-mail", "telephone", "full name"}


def test_control_with_the_exact_point_as_public_one_the_crawl_sees_it(client, house):
    Place.objects.update(latitude=F("exact_latitude"), longitude=F("exact_longitude"))

    found = {name for _url, name in leaks(crawl(client, None), HOST_CANARIES)}

    assert found == {"latitude", "longitude"}
