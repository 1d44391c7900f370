"""An itinerary begins, changes its frame, gets a picture, is thrown away."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.audit.models import AuditEntry
from core.permissions import SYSTEM
from core.states import IllegalTransitionError, require_transition
from tests.factories.accounts import UserFactory
from tests.factories.hosting import InterestFactory, MembershipFactory
from tests.factories.itineraries import ComposerFactory, ItineraryFactory, published, with_steps
from tests.factories.media import PhotoFactory
from travel_stories.itineraries.actions.account_closure import leave_itineraries
from travel_stories.itineraries.actions.changes import change_composer_credit
from travel_stories.itineraries.actions.itineraries import (
    begin_itinerary,
    change_itinerary,
    delete_itinerary,
    forget_itinerary,
    set_cover,
)
from travel_stories.itineraries.actions.publication import submit_itinerary
from travel_stories.itineraries.errors import (
    ItineraryChangedError,
    ItineraryGoneError,
    ItineraryUnderReviewError,
    StagesBeyondError,
)
from travel_stories.itineraries.models.editions import ItineraryEdition
from travel_stories.itineraries.models.itineraries import Composer, Itinerary
from travel_stories.itineraries.periodic import forget_itineraries
from travel_stories.itineraries.states import ITINERARY_TRANSITIONS, ItineraryState

pytestmark = pytest.mark.django_db


def test_begin_itinerary_opens_a_draft_signed_by_whoever_begins():
    member, theme = MembershipFactory(), InterestFactory()

    begun = begin_itinerary(
        community=member.community,
        words={"title": "Weirs", "days": 2, "themes": [theme]},
        key=uuid4(),
        by=member.person,
    )

    assert (begun.state, begun.days, list(begun.themes.all())) == ("draft", 2, [theme])
    composers = begun.composers.values_list("person", "credit")
    assert list(composers) == [(member.person.pk, member.person.display_name)]
    assert AuditEntry.objects.filter(verb="itinerary.begun").count() == 1


def test_begin_itinerary_with_the_same_key_opens_one():
    member, key = MembershipFactory(), uuid4()
    words = {"title": "Weirs"}

    first, second = (
        begin_itinerary(community=member.community, words=words, key=key, by=member.person)
        for _ in range(2)
    )

    assert first == second


@pytest.mark.parametrize("who", ["stranger", "candidate", "unverified"])
def test_begin_itinerary_needs_an_active_member(who):
    membership = MembershipFactory(candidate=who == "candidate")
    person = {"stranger": UserFactory()}.get(who, membership.person)
    if who == "unverified":
        person.email_verified_at = None
        person.save()

    with pytest.raises(PermissionDenied):
        begin_itinerary(
            community=membership.community, words={"title": "x"}, key=uuid4(), by=person
        )


def test_change_itinerary_by_another_member_signs_it():
    composer = ComposerFactory()
    other = MembershipFactory(community=composer.itinerary.community).person

    changed = change_itinerary(
        itinerary=composer.itinerary, words={"title": "New"}, based_on=0, by=other
    )

    assert changed.title == "New"
    assert changed.version == changed.last_number == 1
    assert {one.person for one in changed.composers.all()} == {composer.person, other}


def test_change_itinerary_refuses_words_on_something_older():
    composer = ComposerFactory()
    changes = {"itinerary": composer.itinerary, "based_on": 0, "by": composer.person}
    change_itinerary(words={"title": "First"}, **changes)

    with pytest.raises(ItineraryChangedError):
        change_itinerary(words={"title": "Second"}, **changes)

    assert Itinerary.objects.get().title == "First"


def test_change_itinerary_keeps_room_for_its_steps():
    composer = with_steps(days=3)
    stage = composer.itinerary.stages.first()
    stage.day = 3
    stage.save()

    with pytest.raises(StagesBeyondError):
        change_itinerary(
            itinerary=composer.itinerary, words={"days": 2}, based_on=99, by=composer.person
        )


def test_nobody_changes_what_is_being_read_or_thrown_away():
    composer = with_steps()
    submit_itinerary(itinerary=composer.itinerary, by=composer.person)
    change = {"itinerary": composer.itinerary, "words": {}, "based_on": 99, "by": composer.person}

    with pytest.raises(ItineraryUnderReviewError):
        change_itinerary(**change)
    Itinerary.objects.update(state=ItineraryState.DELETED)
    with pytest.raises(ItineraryGoneError):
        change_itinerary(**change)


def test_change_itinerary_begins_a_draft_and_keeps_the_edition():
    composer = with_steps()
    edition = published(composer)

    change_itinerary(
        itinerary=composer.itinerary, words={"title": "New"}, based_on=99, by=composer.person
    )

    itinerary = Itinerary.objects.get()
    assert (itinerary.state, itinerary.edition.title) == ("draft", edition.title)
    assert itinerary.edition.is_behind


def test_set_cover_puts_a_picture_at_the_head_and_takes_it_away():
    composer, photo = ComposerFactory(), PhotoFactory()

    with_cover = set_cover(itinerary=composer.itinerary, photo=photo, by=composer.person)
    without = set_cover(itinerary=composer.itinerary, photo=None, by=composer.person)

    assert (with_cover.cover, without.cover) == (photo, None)


def test_delete_itinerary_is_for_those_who_composed_it():
    composer = ComposerFactory()
    other = MembershipFactory(community=composer.itinerary.community).person

    with pytest.raises(PermissionDenied):
        delete_itinerary(itinerary=composer.itinerary, by=other)
    delete_itinerary(itinerary=composer.itinerary, by=composer.person)

    assert Itinerary.objects.existing().count() == 0


def test_what_was_thrown_away_is_forgotten_later():
    old, new, kept = (ItineraryFactory(state=state) for state in ("deleted", "deleted", "draft"))
    Itinerary.objects.filter(pk=old.pk).update(state_since=timezone.now() - timedelta(days=400))

    forget_itineraries()
    forget_itinerary(itinerary=kept, by=SYSTEM)

    assert set(Itinerary.objects.all()) == {new, kept}


def test_forget_itinerary_is_left_to_the_system():
    composer = ComposerFactory(itinerary__state="deleted")

    with pytest.raises(PermissionDenied):
        forget_itinerary(itinerary=composer.itinerary, by=composer.person)


def test_a_credit_is_changed_by_whom_it_names():
    composer, other = ComposerFactory(), ComposerFactory()

    with pytest.raises(PermissionDenied):
        change_composer_credit(composer=composer, credit="x", by=other.person)
    change_composer_credit(composer=composer, credit=" Zoé ", by=composer.person)

    composer.refresh_from_db()
    assert composer.credit == "Zoé"


def test_who_leaves_takes_their_name_and_a_draft_of_their_own_along():
    alone, public = ComposerFactory(), with_steps()
    published(public)
    shared = ComposerFactory()
    ComposerFactory(itinerary=shared.itinerary)

    for composer in (alone, public, shared):
        leave_itineraries(composer.person)

    gone = [alone, public, shared]
    assert set(Composer.objects.filter(pk__in=[one.pk for one in gone]).values_list("credit")) == {
        ("",)
    }
    states = [Itinerary.objects.get(pk=one.itinerary_id).state for one in gone]
    assert states == ["deleted", "published", "draft"]
    assert ItineraryEdition.objects.count() == 1


@pytest.mark.parametrize("old", ItineraryState)
@pytest.mark.parametrize("new", ItineraryState)
def test_every_step_of_the_table_works_and_no_other(old, new):
    if new in ITINERARY_TRANSITIONS.get(old, ()):
        require_transition(ITINERARY_TRANSITIONS, old, new)
    else:
        with pytest.raises(IllegalTransitionError):
            require_transition(ITINERARY_TRANSITIONS, old, new)
