"""From a draft to the public: handed in, read by somebody else, sent back, withdrawn."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied

from commons.notifications.models import Notice
from core.states import IllegalTransitionError
from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, StayFactory
from tests.factories.itineraries import ComposerFactory, a_reader, a_stage, published, with_steps
from travel_stories.itineraries import notifications
from travel_stories.itineraries.actions.publication import (
    publish_itinerary,
    request_itinerary_changes,
    submit_itinerary,
    withdraw_itinerary,
    withdraw_itinerary_submission,
)
from travel_stories.itineraries.errors import (
    ItineraryGoneError,
    NotAsReadError,
    OfferClosedError,
    OwnItineraryError,
    TooFewStagesError,
)
from travel_stories.itineraries.models.editions import ItineraryEdition
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.stories.errors.publication import ReasonMissingError

pytestmark = pytest.mark.django_db


def handed_in(*offers):
    composer = with_steps(*offers)
    return composer, submit_itinerary(itinerary=composer.itinerary, by=composer.person)


def told(person):
    return list(Notice.objects.filter(recipient=person).values_list("template", flat=True))


def test_submit_tells_coordinators_of_all_it_leads_through_but_no_composer():
    offer = StayFactory()
    composer = with_steps(offer)
    there = MembershipFactory(community=offer.community, coordinator=True).person
    here = a_reader(composer.itinerary)
    MembershipFactory(community=composer.itinerary.community)
    own = MembershipFactory(community=offer.community, coordinator=True).person
    composer.itinerary.composers.create(person=own)

    submit_itinerary(itinerary=composer.itinerary, by=composer.person)

    heard = Notice.objects.filter(template=notifications.ITINERARY_SUBMITTED)
    assert {notice.recipient for notice in heard} == {there, here}
    assert {notice.data["by"] for notice in heard} == {composer.person.display_name}


def test_submit_without_a_coordinator_asks_those_who_read_everything():
    reader = UserFactory()
    reader.user_permissions.add(Permission.objects.get(codename="read_any_story"))

    handed_in()

    assert told(reader) == [notifications.ITINERARY_SUBMITTED]


def test_submit_twice_hands_it_in_once():
    composer, itinerary = handed_in()
    reader = a_reader(itinerary)

    submit_itinerary(itinerary=itinerary, by=composer.person)

    assert told(reader) == []


@pytest.mark.parametrize("steps", [0, 1])
def test_submit_refuses_what_leads_nowhere(steps):
    composer = ComposerFactory()
    for _ in range(steps):
        a_stage(composer)

    with pytest.raises(TooFewStagesError):
        submit_itinerary(itinerary=composer.itinerary, by=composer.person)

    assert Itinerary.objects.get().state == "draft"


def test_submit_and_publish_refuse_an_offer_that_closed_meanwhile():
    offer = StayFactory()
    composer, itinerary = handed_in(offer)
    offer.state = OfferState.WITHDRAWN
    offer.save()

    with pytest.raises(OfferClosedError):
        publish_itinerary(itinerary=itinerary, seen=itinerary.last_number, by=a_reader(itinerary))
    withdraw_itinerary_submission(itinerary=itinerary, by=composer.person)
    with pytest.raises(OfferClosedError):
        submit_itinerary(itinerary=itinerary, by=composer.person)


def test_publish_freezes_what_was_read_and_tells_the_composers():
    offer = StayFactory()
    composer = with_steps(offer)
    edition = published(composer)

    said = [(one.day, one.kind, one.offer_id, one.words) for one in edition.stages.all()]
    assert said == [(1, "place", None, "It hums."), (1, "offer", offer.pk, "Knock.")]
    assert edition.number == composer.itinerary.last_number
    assert told(composer.person) == [notifications.ITINERARY_PUBLISHED]


def test_publishing_again_keeps_the_first_date_and_address():
    composer = with_steps(title="Down to the weir")
    first = published(composer, days_ago=9)
    a_stage(composer, title="More")
    Itinerary.objects.update(title="Otherwise")

    again = published(composer)

    assert (again.pk, again.published_at) == (first.pk, first.published_at)
    assert [one.title for one in again.stages.all()] == ["The weir", "A bench", "More"]
    assert "down-to-the-weir" in Itinerary.objects.get().get_absolute_url()


def test_nobody_publishes_what_they_have_written_in():
    composer, itinerary = handed_in()
    reader = a_reader(itinerary)
    admin = UserFactory(is_superuser=True)
    itinerary.composers.create(person=reader)
    itinerary.composers.create(person=admin)

    for by in (reader, admin, composer.person):
        with pytest.raises((PermissionDenied, OwnItineraryError)):
            publish_itinerary(itinerary=itinerary, seen=itinerary.last_number, by=by)

    assert ItineraryEdition.objects.count() == 0


@pytest.mark.parametrize("who", ["member", "coordinator elsewhere", "stranger"])
def test_publish_is_refused_to_whose_task_it_isn_t(who):
    _composer, itinerary = handed_in()
    person = {
        "member": lambda: MembershipFactory(community=itinerary.community).person,
        "coordinator elsewhere": lambda: MembershipFactory(coordinator=True).person,
        "stranger": UserFactory,
    }[who]()

    with pytest.raises(PermissionDenied):
        publish_itinerary(itinerary=itinerary, seen=itinerary.last_number, by=person)


def test_publish_refuses_what_wasn_t_read_and_what_wasn_t_handed_in():
    composer, itinerary = handed_in()
    reader = a_reader(itinerary)

    with pytest.raises(NotAsReadError):
        publish_itinerary(itinerary=itinerary, seen=itinerary.last_number - 1, by=reader)
    withdraw_itinerary_submission(itinerary=itinerary, by=composer.person)
    with pytest.raises(IllegalTransitionError):
        publish_itinerary(itinerary=itinerary, seen=itinerary.last_number, by=reader)


def test_send_back_needs_a_reason_and_tells_it():
    composer, itinerary = handed_in()
    answer = {"itinerary": itinerary, "seen": itinerary.last_number, "by": a_reader(itinerary)}

    with pytest.raises(ReasonMissingError):
        request_itinerary_changes(reason=" ", **answer)
    request_itinerary_changes(reason="Where is the station?", **answer)

    itinerary.refresh_from_db()
    assert (itinerary.state, itinerary.reason) == ("sent_back", "Where is the station?")
    notice = Notice.objects.get(recipient=composer.person)
    assert notice.mail_words == {"reason": "Where is the station?"}


def test_withdraw_takes_it_off_the_pages_and_it_may_come_back():
    composer = with_steps()
    published(composer)

    withdraw_itinerary(itinerary=composer.itinerary, by=composer.person)
    assert ItineraryEdition.objects.count() == 0
    itinerary = submit_itinerary(itinerary=composer.itinerary, by=composer.person)

    assert itinerary.state == "submitted"


def test_withdraw_is_for_those_who_composed_it():
    composer = with_steps()
    published(composer)
    other = MembershipFactory(community=composer.itinerary.community).person

    with pytest.raises(PermissionDenied):
        withdraw_itinerary(itinerary=composer.itinerary, by=other)


def test_what_was_thrown_away_can_t_be_handed_in():
    composer = with_steps()
    Itinerary.objects.update(state="deleted")

    with pytest.raises(ItineraryGoneError):
        submit_itinerary(itinerary=composer.itinerary, by=composer.person)
