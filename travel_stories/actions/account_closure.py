"""A person leaves for good: their seats are given back, and nothing stays without a lead."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.audit import actions as audit
from core.permissions import SYSTEM
from core.security.tokens import new_nonce
from travel_stories.actions import authors
from travel_stories.actions.booklets import forget_booklet
from travel_stories.actions.consents import leave_out
from travel_stories.actions.documents import forget_document
from travel_stories.actions.itinerary_changes import transition_itinerary
from travel_stories.actions.members import heirs_of
from travel_stories.actions.stories import delete_story
from travel_stories.actions.trips import delete_trip
from travel_stories.actions.votes import withdraw_votes
from travel_stories.enums.itineraries import ItineraryState
from travel_stories.enums.stories import AuthorRole
from travel_stories.enums.trips import MemberRole
from travel_stories.models.authors import StoryAuthor
from travel_stories.models.blocks import Block
from travel_stories.models.booklets import Booklet
from travel_stories.models.consents import PersonShown
from travel_stories.models.documents import Document
from travel_stories.models.itineraries import Composer, Itinerary
from travel_stories.models.itinerary_editions import ItineraryEdition
from travel_stories.models.members import TripMember
from travel_stories.models.stories import Story


@transaction.atomic
def close_account_data(person: User) -> None:
    """The longest-standing member organises from then on; an empty trip is deleted."""
    for seat in TripMember.objects.present().filter(person=person).select_related("trip"):
        _pass_on(seat)
        withdraw_votes(seat)
    for seat in TripMember.objects.filter(person=person):
        seat.name, seat.left_at, seat.nonce = "…", seat.left_at or timezone.now(), new_nonce()
        seat.save(update_fields=["name", "left_at", "nonce"])
        audit.record(person, "trip.left", seat.trip, member=seat.pk)
    for document in Document.objects.kept().filter(by__person=person):
        forget_document(document=document, by=SYSTEM)  # may hold their name, and nobody can ask
    for booklet in Booklet.objects.filter(member__person=person):
        forget_booklet(booklet=booklet, by=SYSTEM)  # addresses of their hosts are in it
    _leave_stories(person)
    _leave_consents(person)
    _leave_itineraries(person)


def _leave_consents(person: User) -> None:
    """Nobody stands in a story after they are gone: what is about them is cut, at once."""
    for shown in PersonShown.objects.filter(person=person).select_related("story"):
        story = Story.objects.select_for_update().get(pk=shown.story_id)
        shown.nonce = new_nonce()
        shown.save(update_fields=["nonce"])
        if not shown.is_left_out:
            leave_out(shown, story)
        audit.record(person, "story.consent_withdrawn", story, shown=shown.pk)


def _leave_stories(person: User) -> None:
    """What is public lives on without the name; a draft that nobody else has seen goes along."""
    for seat in StoryAuthor.objects.present().filter(person=person).select_related("story"):
        _pass_on_story(seat)
    for seat in StoryAuthor.objects.filter(person=person):
        seat.credit, seat.left_at = "", seat.left_at or timezone.now()
        seat.save(update_fields=["credit", "left_at"])
        Block.objects.filter(held_by=seat).update(held_by=None, held_until=None)
        audit.record(person, "story.left", seat.story, author=seat.pk)


def _leave_itineraries(person: User) -> None:
    """What is public lives on without the name; a draft of theirs alone goes along."""
    for composer in Composer.objects.filter(person=person):
        itinerary = Itinerary.objects.select_for_update().get(pk=composer.itinerary_id)
        composer.credit = ""
        composer.save(update_fields=["credit"])
        others = itinerary.composers.exclude(person=person).exists()
        is_public = ItineraryEdition.objects.filter(itinerary=itinerary).exists()
        if not others and not is_public and itinerary.state != ItineraryState.DELETED:
            if itinerary.state == ItineraryState.SUBMITTED:
                transition_itinerary(itinerary, ItineraryState.DRAFT, person)
            transition_itinerary(itinerary, ItineraryState.DELETED, person)


def _pass_on_story(seat: StoryAuthor) -> None:
    story = seat.story
    if seat.role != AuthorRole.LEAD or story.authors.leading().count() > 1:
        return
    if heirs := authors.heirs_of(seat):
        heirs[0].role = AuthorRole.LEAD
        heirs[0].save(update_fields=["role"])
    elif not story.is_public:
        delete_story(story=story, by=seat)


def _pass_on(seat: TripMember) -> None:
    if seat.role != MemberRole.ORGANISER or seat.trip.members.organising().count() > 1:
        return
    heir = heirs_of(seat).first()
    if heir is None:
        delete_trip(trip=seat.trip, by=seat)
        return
    heir.role = MemberRole.ORGANISER
    heir.save(update_fields=["role"])
