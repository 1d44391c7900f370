"""What members of a trip and authors of a story hear of each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from commons.accounts.models import User
from commons.mail import actions as transactional_email
from commons.notifications.actions import notices
from commons.notifications.models import Notice
from core.http.actions import HasAbsoluteUrl
from hosting.enums import RequestState
from hosting.models import RequestSet
from travel_stories.models.authors import AuthorInvitation, StoryAuthor
from travel_stories.models.consents import PersonShown
from travel_stories.models.deciding import Poll
from travel_stories.models.itineraries import Itinerary
from travel_stories.models.itinerary_reviewers import reviewers_of_itinerary
from travel_stories.models.members import Invitation, TripMember
from travel_stories.models.requests import TripRequest
from travel_stories.models.stories import Story
from travel_stories.models.story_reviewers import reviewers_of_story
from travel_stories.models.trips import Trip

MAIL: Final = "travel_stories/email/"
HOST_AGREED: Final = f"{MAIL}host_agreed.txt"
HOST_ASKED: Final = f"{MAIL}host_asked.txt"
HOST_LOST: Final = f"{MAIL}host_lost.txt"
INVITED: Final = f"{MAIL}invited.txt"
PASS: Final = f"{MAIL}personal_link.txt"
MEMBER_JOINED: Final = f"{MAIL}member_joined.txt"
MEMBER_REMOVED: Final = f"{MAIL}member_removed.txt"
POLL_CLOSED: Final = f"{MAIL}poll_closed.txt"
POLL_OPENED: Final = f"{MAIL}poll_opened.txt"
TRIP_CANCELLED: Final = f"{MAIL}trip_cancelled.txt"
TRIP_DELETED: Final = f"{MAIL}trip_deleted.txt"
TRIP_TRAVELLED: Final = f"{MAIL}trip_travelled.txt"
RELEASED: Final = (
    RequestState.DECLINED,
    RequestState.WITHDRAWN,
    RequestState.EXPIRED,
    RequestState.RELEASED,
)
AUTHOR_INVITED: Final = f"{MAIL}author_invited.txt"
AUTHOR_PROPOSED: Final = f"{MAIL}author_proposed.txt"
AUTHOR_JOINED: Final = f"{MAIL}author_joined.txt"
AUTHOR_REMOVED: Final = f"{MAIL}author_removed.txt"
COMMENTED: Final = f"{MAIL}story_commented.txt"
CONSENT_ASKED: Final = f"{MAIL}consent_asked.txt"
CONSENT_ANSWERED: Final = f"{MAIL}consent_answered.txt"
CONSENT_WITHDRAWN: Final = f"{MAIL}consent_withdrawn.txt"
STORY_SUBMITTED: Final = f"{MAIL}story_submitted.txt"
STORY_PUBLISHED: Final = f"{MAIL}story_published.txt"
STORY_SENT_BACK: Final = f"{MAIL}story_sent_back.txt"
SHOWN_IN_PUBLIC: Final = f"{MAIL}shown_in_public.txt"
ITINERARY_SUBMITTED: Final = f"{MAIL}itinerary_submitted.txt"
ITINERARY_PUBLISHED: Final = f"{MAIL}itinerary_published.txt"
ITINERARY_SENT_BACK: Final = f"{MAIL}itinerary_sent_back.txt"


def notify_members(trip: Trip, template: str, *, by: TripMember | None = None) -> None:
    """Everybody with an account, except whoever did it."""
    seats = trip.members.present().exclude(person=None).select_related("person")
    for seat in seats:
        if by is None or seat.pk != by.pk:
            _notify(seat.person, template, trip, by)


def notify_member(member: TripMember, template: str, *, by: TripMember) -> None:
    if member.person is not None:
        _notify(member.person, template, member.trip, by)


def notify_organisers(trip: Trip, template: str, *, by: TripMember) -> None:
    for seat in trip.members.organising().exclude(person=None).select_related("person"):
        if seat.pk != by.pk:
            _notify(seat.person, template, trip, by)


def notify_of_requests(trip: Trip, trip_requests: Sequence[TripRequest], *, by: TripMember) -> None:
    """The others hear what was asked; what is said about it stays between the two."""
    offers = ", ".join(trip_request.request.offer.title for trip_request in trip_requests)
    _notify_of(trip, HOST_ASKED, by, offers=offers, count=len(trip_requests))


def notify_of_answer(trip: Trip, trip_request: TripRequest) -> None:
    """Once it is sure what came of it; a set is told once, as a whole."""
    request = trip_request.request
    if request.is_waiting or request.is_over:
        return
    offers = request.offer.title
    together: RequestSet | None = request.request_set
    if together is not None and request.state in (RequestState.AGREED, *RELEASED):
        members = together.requests.select_related("offer").order_by("pk")
        if any(one.is_waiting for one in members):
            return
        offers = ", ".join(one.offer.title for one in members)
    template = HOST_AGREED if request.is_agreed else HOST_LOST
    _notify_of(trip, template, trip_request.by, offers=offers, state=request.state)


def _notify_of(trip: Trip, template: str, by: TripMember, **data: str | int) -> None:
    """Everybody with an account but the one who asked: hosting tells that one itself."""
    seats = trip.members.present().exclude(person=None).exclude(pk=by.pk)
    for seat in seats.select_related("person"):
        if seat.person is not None:
            notices.notify(seat.person, template, trip, by=by.name, **data)


def notify_of_poll(poll: Poll, template: str, *, by: TripMember | None = None) -> None:
    """Whoever has an account, except whoever did it; `subject` is the poll."""
    title, name = poll.trip.title, by.name if by else ""
    for seat in poll.trip.members.present().exclude(person=None).select_related("person"):
        if seat.person is not None and (by is None or seat.pk != by.pk):
            notices.notify(seat.person, template, poll, by=name, trip=title)


def mail_invitation(invitation: Invitation, *, language: str, keep_for: timedelta) -> None:
    """To somebody who may never have been here: who invites, to what, and one button."""
    transactional_email.queue_email(
        template=INVITED,
        address=invitation.email,
        language=language,
        keep_for=keep_for,
        subject=invitation,
        link=_absolute_url(invitation, language),
    )


def mail_pass(member: TripMember, *, address: str) -> None:
    """To a guest, in the language in which they read the site: the link by which they come back."""
    way = reverse("travel_stories:guest-pass", args=[member.token])
    transactional_email.queue_email(
        template=PASS,
        address=address,
        language=translation.get_language() or settings.LANGUAGE_CODE,
        keep_for=settings.TRAVEL_STORIES_INVITED_FOR,
        subject=member,
        link=f"{settings.BASE_URL}{way}",
    )


def notify_of_comment(story: Story, *, by: StoryAuthor) -> None:
    """Once until it is read: ten comments are one notice."""
    waiting = Notice.objects.about(story).filter(template=COMMENTED, read_at=None)
    notified = set(waiting.values_list("recipient", flat=True))
    for seat in story.authors.present().select_related("person"):
        if seat.pk != by.pk and seat.person_id not in notified:
            notify_author(seat, COMMENTED, by=by)


def notify_leads(story: Story, template: str, *, by: StoryAuthor) -> None:
    for seat in story.authors.leading().select_related("person"):
        if seat.pk != by.pk:
            notify_author(seat, template, by=by)


def notify_author(author: StoryAuthor, template: str, *, by: StoryAuthor | None = None) -> None:
    notices.notify(author.person, template, author.story, by=by.name if by else "")


def notify_invited_author(invitation: AuthorInvitation) -> None:
    """To somebody who travelled along."""
    if invitation.person is not None:
        by = invitation.by.name
        notices.notify(invitation.person, AUTHOR_PROPOSED, invitation.story, by=by)


def mail_author_invitation(
    invitation: AuthorInvitation, *, language: str, keep_for: timedelta
) -> None:
    """To somebody who may never have been here."""
    transactional_email.queue_email(
        template=AUTHOR_INVITED,
        address=invitation.email,
        language=language,
        keep_for=keep_for,
        subject=invitation,
        link=_absolute_url(invitation, language),
    )


def send_consent_request(shown: PersonShown, *, by: StoryAuthor, keep_for: timedelta) -> None:
    """A notice for an account; else a letter in the language of the story, with their own link."""
    if shown.person is not None:
        notices.notify(shown.person, CONSENT_ASKED, shown, by=by.name)
    elif shown.email:
        transactional_email.queue_email(
            template=CONSENT_ASKED,
            address=shown.email,
            language=shown.story.language,
            keep_for=keep_for,
            subject=shown,
            data={"by": by.name},
            link=_absolute_url(shown, shown.story.language),
        )


def notify_authors(story: Story, template: str, **data: str) -> None:
    for seat in story.authors.present().select_related("person"):
        notices.notify(seat.person, template, story, **data)


def notify_reviewers(story: Story) -> None:
    """Those whose task it is: coordinators of what it tells about, else the co-operative."""
    for reader in reviewers_of_story(story):
        notices.notify(reader, STORY_SUBMITTED, story)


def notify_itinerary_reviewers(itinerary: Itinerary) -> None:
    """Coordinators of where it leads through, else the co-operative."""
    for reader in reviewers_of_itinerary(itinerary):
        notices.notify(reader, ITINERARY_SUBMITTED, itinerary)


def notify_composers(itinerary: Itinerary, template: str, **data: str) -> None:
    """Whoever wrote in it."""
    for composer in itinerary.composers.filter(person__is_active=True).select_related("person"):
        notices.notify(composer.person, template, itinerary, **data)


def notify_named_people(story: Story) -> None:
    """Whoever agreed hears that it is public now, and how to take it back."""
    for shown in story.people_shown.standing().filter(left_out_at=None):
        if shown.person is not None:
            notices.notify(shown.person, SHOWN_IN_PUBLIC, shown)


def _absolute_url(page: HasAbsoluteUrl, language: str) -> str:
    """The whole address, in the language of the letter as far as the site speaks it."""
    spoken = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(spoken):
        return f"{settings.BASE_URL}{page.get_absolute_url()}"


def _notify(person: User | None, template: str, trip: Trip, by: TripMember | None) -> None:
    if person is not None:
        notices.notify(person, template, trip, by=by.name if by else "")
