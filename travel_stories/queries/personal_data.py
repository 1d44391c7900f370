"""What the workshop holds of a person."""

from __future__ import annotations

from typing import Any

from commons.accounts.models import User
from commons.privacy import personal_data
from travel_stories.models.attachments import Sound, Track
from travel_stories.models.authors import AuthorInvitation, StoryAuthor
from travel_stories.models.comments import Comment
from travel_stories.models.consents import Answer, Consent, PersonShown
from travel_stories.models.deciding import Ballot, Idea, Poll, Voice
from travel_stories.models.documents import Document
from travel_stories.models.drafts import BlockComment, StoryChange
from travel_stories.models.expenses import Expense
from travel_stories.models.itineraries import Composer
from travel_stories.models.lists import ChecklistItem
from travel_stories.models.members import TripMember
from travel_stories.models.plans import Change
from travel_stories.models.requests import TripRequest


def trips_of(person: User) -> dict[str, Any]:
    """Seats, and what was written from them; other people's words stay theirs."""
    seats = TripMember.objects.filter(person=person)
    changes = Change.objects.filter(by__person=person)
    paid = Expense.objects.present().filter(payer__person=person)
    taken = ChecklistItem.objects.standing().filter(who__person=person)
    asked = TripRequest.objects.filter(by__person=person)
    return _written(person) | {
        "seats": list(seats.values("trip__title", "name", "role", "joined_at", "left_at")),
        "asked": list(asked.values("asked_at", "trip__title", "step__title", "state")),
        "changes": list(changes.values("at", "trip__title", "verb", "noun", "title", "after")),
        "paid": list(paid.values("trip__title", "title", "kind", "spent_on", "amount", "currency")),
        "taken_on": list(taken.values("trip__title", "checklist__title", "title", "done")),
    }


def _written(person: User) -> dict[str, Any]:
    """What they brought before a group, as it stands today."""
    mine = {"by__person": person}
    ideas = Idea.objects.present().filter(**mine)
    voices = Voice.objects.filter(**mine).exclude(opinion="")
    ballots = Ballot.objects.filter(**mine, is_given=True)
    polls, comments = (
        Poll.objects.present().filter(**mine),
        Comment.objects.present().filter(**mine),
    )
    documents = Document.objects.present().filter(**mine)
    return {
        "ideas": list(ideas.values("trip__title", "title", "words", "link", "spot", "made_at")),
        "voices": list(voices.values("idea__title", "opinion")),
        "polls": list(polls.values("trip__title", "title", "words", "closes_at", "made_at")),
        "ballots": [
            {"poll": ballot.poll.title, "suits": [str(one) for one in ballot.options.all()]}
            for ballot in ballots.select_related("poll").prefetch_related("options")
        ],
        "comments": list(comments.values("trip__title", "words", "made_at")),
        "documents": list(documents.values("trip__title", "title", "paper", "weight", "made_at")),
    }


personal_data.register("trips", trips_of, covers=["travel_stories.tripmember.person"])


def stories_of(person: User) -> dict[str, Any]:
    """Seats at stories, and what was written, said and brought from them."""
    seats = StoryAuthor.objects.filter(person=person)
    changes = StoryChange.objects.filter(by__person=person)
    comments = BlockComment.objects.filter(by__person=person)
    invitations = AuthorInvitation.objects.filter(person=person)
    sounds = Sound.objects.filter(by=person)
    tracks = Track.objects.filter(by=person)
    return {
        "seats": list(seats.values("story__title", "credit", "role", "joined_at", "left_at")),
        "changes": list(changes.values("at", "story__title", "verb", "noun", "title", "after")),
        "comments": list(comments.values("at", "words")),
        "invitations": list(invitations.values("story__title", "made_at", "taken_at")),
        "sounds": list(sounds.values("made_at", "file", "seconds")),
        "routes": list(tracks.values("made_at", "metres", "pieces")),
    }


personal_data.register(
    "stories",
    stories_of,
    covers=[
        "travel_stories.storyauthor.person",
        "travel_stories.authorinvitation.person",
        "travel_stories.track.by",
        "travel_stories.sound.by",
    ],
)


def itineraries_of(person: User) -> list[dict[str, Any]]:
    """Those that this person composed along, as their drafts stand today."""
    mine = Composer.objects.filter(person=person).select_related("itinerary")
    return [
        {
            "title": one.itinerary.title,
            "summary": one.itinerary.summary,
            "credit": one.credit,
            "since": one.since,
            "state": one.itinerary.state,
            "steps": list(one.itinerary.stages.present().values("day", "title", "words")),
        }
        for one in mine
    ]


personal_data.register("itineraries", itineraries_of, covers=["travel_stories.composer.person"])


def consents_of(person: User) -> dict[str, Any]:
    """Where stories name this person, and what they answered."""
    shown = PersonShown.objects.filter(person=person)
    consents = Consent.objects.filter(shown__person=person)
    answers = Answer.objects.filter(shown__person=person)
    return {
        "named_in": list(
            shown.values("story__title", "name", "role", "added_at", "asked_at", "left_out_at")
        ),
        "consents": list(
            consents.values(
                *("purpose", "wording", "text_hash", "decision", "way", "given_at"),
                "withdrawn_at",
            )
        ),
        "answers": list(answers.values("shown__story__title", "part", "wish")),
    }


personal_data.register(
    "consents",
    consents_of,
    covers=["travel_stories.personshown.person"],
)
personal_data.exclude(
    "travel_stories.personshown.added_by",
    "travel_stories.consent.noted_by",
    reason="who did it stands in the record of deeds, which is given out",
)
