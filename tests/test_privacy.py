"""Nothing private on any page: a crawl as every role, canaries in the data, and its controls."""

from uuid import uuid4

import pytest
import rules
from django.db.models import F
from django.test import Client
from django.urls import reverse

from commons.moderation.models import Case
from core.permissions import SYSTEM
from hosting.communities.actions.coordinators import name_coordinator
from hosting.communities.states import MembershipState
from hosting.offers.actions.review import submit_for_review
from hosting.offers.models.places import Place
from hosting.requests.states import RequestState
from tests import crawling
from tests.crawling import (
    OF_EACH_FOR_VISITORS,
    OF_EACH_SORT,
    ONE_LANGUAGE,
    SKIPPED,
    crawl,
    leaks,
    read_by_programs,
)
from tests.exhaustive import IS_EXHAUSTIVE
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
from tests.search.indexing import index_offers
from travel_stories.collaboration.models import Edit
from travel_stories.itineraries.actions.publication import submit_itinerary
from travel_stories.notebooks.presenters import notebooks
from travel_stories.stories.actions.listings import refresh_listing
from travel_stories.trip_decisions.actions.ideas import add_idea
from travel_stories.trip_requests.models.requests import TripRequest
from travel_stories.trip_requests.selectors import requests
from travel_stories.trip_requests.selectors.contacts import contacts_by_request

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


@pytest.fixture(scope="module")
def site(module_rows):
    return Site()


@pytest.fixture(scope="module")
def house(site):
    return site.house


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
        submit_for_review(offer=StayFactory(**mine, draft=True, title="To be read"), by=self.host)
        TipFactory(**mine)
        AgreementFactory(
            request__unit=self.unit,
            request__guest=self.guest,
            request__state=RequestState.COMPLETED,
        )
        self._pages()
        self.trip = self._planned()
        self._add_story()
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

    def _add_story(self):
        """A story of the guest that met the host, public."""
        story = StoryFactory(title="Down to the mill")
        author = AuthorFactory(story=story, lead=True, person=self.guest, credit="Robin")
        BlockFactory(chapter__story=story, kind="offer", offer=self.stay, by=author)
        published(story)
        refresh_listing(story)

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


class Site:
    """The house, everybody who must not know, and what each of them reads in it."""

    def __init__(self):
        self.house = House()
        self.people = self.house.people()
        self._answers, self._crawls = {}, {}

    def pages_of(self, relation):
        """All that somebody reaches, crawled once: whoever asks whether a page was reached asks it
        of the pages that were searched. The visitor reads nearly every page, everybody else some of
        each sort: two where one is a case that can be lifted, and another one cannot.
        """
        if relation not in self._crawls:
            self._crawls[relation] = self.crawl(
                self.people[relation],
                skipped=SKIPPED if relation == "visitor" and IS_EXHAUSTIVE else ONE_LANGUAGE,
                of_each={
                    "visitor": OF_EACH_FOR_VISITORS,
                    "coordinator": 2 * OF_EACH_SORT,
                }.get(relation, OF_EACH_SORT),
            )
        return self._crawls[relation]

    def crawl(self, person, **options):
        """In the rows as they were made, with every guard on."""
        return crawl(Client(), person, answers=self._answers, **options)


@pytest.mark.timeout(1800)  # five minutes beside other work
def test_nothing_private_is_on_any_page_that_anybody_reaches(site):
    pages = {relation: site.pages_of(relation) for relation in site.people}

    canaries = HOST_CANARIES | GUEST_CANARIES
    found = {relation: leaks(read, canaries) for relation, read in pages.items()}
    assert found == {relation: [] for relation in found}


@pytest.mark.parametrize(
    ("body", "sung"),
    [
        pytest.param('{"longitude":1.143219}', ["longitude"], id="json"),
        ("geo:47.318,1.143", ["latitude", "longitude"]),
        pytest.param("?point=47.3182%2C1.1432", ["latitude", "longitude"], id="address"),
        ("M-1.143 47.318", ["latitude", "longitude"]),
        pytest.param("2027-03-28T01:47.318201", [], id="seconds"),
        pytest.param("2027-03-28T01%3A47.318201", [], id="escaped-seconds"),
        pytest.param("2027-03-28T01:01:41.143219+0200", [], id="seconds-and-zone"),
    ],
)
def test_a_coordinate_is_a_canary_and_no_clock_is(body, sung):
    assert [name for _url, name in leaks({"/": body}, HOST_CANARIES)] == sung


@pytest.mark.parametrize("body", ["+33639980001", "06 39 98 00 01", "(0)639.98.00-01"])
def test_a_telephone_sings_however_its_digits_are_grouped(body):
    assert leaks({"/": body}, HOST_CANARIES) == [("/", "telephone")]


def test_a_crawl_reuses_earlier_answers_for_visitors_only(client, house):
    mine = "/en/me/"
    earlier = {mine: ("", "What anybody reads")}

    visitor = crawl(client, None, (mine,), within=mine, answers=dict(earlier))
    host = crawl(client, house.host, (mine,), within=mine, answers=dict(earlier))

    assert visitor == {mine: "What anybody reads"}
    assert "Log out" in host[mine]


def test_a_crawl_that_is_cut_fails(client, house, monkeypatch):
    monkeypatch.setattr(crawling, "MOST_PAGES", 5)

    with pytest.raises(AssertionError, match="has no end"):
        crawl(client, None)


# Long, whatever durations.txt says: without the first test of this file they crawl by themselves.
@pytest.mark.long
def test_the_crawl_reaches_the_pages_that_it_is_about(site, house):
    pages = site.pages_of("visitor")

    for offer in house.community.offers.public():
        assert [url for url in pages if offer.public_id in url], offer
    assert [url for url in pages if house.community.public_id in url]
    assert [url for url in pages if "stories/the-valley" in url]
    assert [url for url in pages if "geojson" in url or "map" in url]
    for way in ("/around/", "/stories/by/place/", "/stories/by/person/", "?from="):
        assert [url for url in pages if way in url], way


@pytest.mark.long
def test_crawl_of_a_companion_reaches_rooms_of_trip_and_story(site, house):
    pages = site.pages_of("companion of the guest")

    rooms = {url.rstrip("/").rsplit("/", 1)[-1] for url in pages if house.trip.public_id in url}
    assert {"decide", "requests", "people", "luggage", "history", "notebook"} - rooms == set()
    assert [body for url, body in pages.items() if "down-to-the-mill" in url]


@pytest.mark.long
def test_the_crawl_reaches_the_forms_of_reports_and_the_desk_of_cases(site, house):
    offers = house.community.offers.public()
    forms = tuple(f"/report/offer/{offer.public_id}/" for offer in offers)
    case, hidden = Case.objects.order_by("pk")

    assert [url for url in site.pages_of("visitor") if url.endswith(forms)]
    pages = site.pages_of("coordinator")
    assert [body for url, body in pages.items() if case.public_id in url]
    assert reverse("moderation:case-lift", args=[hidden.public_id]) in pages


@pytest.mark.long
def test_the_crawl_of_a_coordinator_reads_an_offer_in_the_admin(site):
    pages = site.pages_of("coordinator")

    assert [url for url, body in pages.items() if "/cms/" in url and "To be read" in body]


def test_nothing_private_is_in_anything_that_programs_read(client, site, house):
    paths = read_by_programs(client)
    pages = site.crawl(None, starts=paths, of_each=OF_EACH_FOR_VISITORS)

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


def test_control_programs_would_read_the_door_as_public_point(client, house):
    Place.objects.update(latitude=F("exact_latitude"), longitude=F("exact_longitude"))
    pages = crawl(client, None, starts=read_by_programs(client), within="/api/")

    seen = {url for url, _name in leaks(pages, HOST_CANARIES) if url.startswith("/api/")}
    assert "/api/v1/offers/" in seen


def test_control_with_the_guard_off_the_crawl_sees_the_contacts(client, site, monkeypatch):
    person = site.people["guest who cancelled"]
    monkeypatch.setitem(rules.permissions.permissions, "requests.see_contacts", rules.always_allow)

    pages = crawl(client, person, within="/en/me/requests/")

    found = {name for _url, name in leaks(pages, HOST_CANARIES)}
    assert found == {"address", "directions", "e-mail", "telephone", "full name"}


def test_control_with_contacts_passed_on_in_a_trip_a_companion_sees_them(client, site, monkeypatch):
    house = site.house
    whose = house.trip.members.get(person=house.guest)
    for room in (requests, notebooks):
        monkeypatch.setattr(
            room, "contacts_by_request", lambda keys, _member: contacts_by_request(keys, whose)
        )

    companion = site.people["companion of the guest"]
    trip = house.trip.get_absolute_url()
    pages = crawl(client, companion, (trip,), within=trip)

    found = {name for _url, name in leaks(pages, HOST_CANARIES)}
    assert found == {"address", "directions", "e-mail", "telephone", "full name"}


def test_control_with_the_exact_point_as_public_one_the_crawl_sees_it(client, house):
    Place.objects.update(latitude=F("exact_latitude"), longitude=F("exact_longitude"))

    offers = "/en/offers/"
    pages = crawl(client, None, (offers,), within=offers)

    found = {name for _url, name in leaks(pages, HOST_CANARIES)}
    assert found == {"latitude", "longitude"}
