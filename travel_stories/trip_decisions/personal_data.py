"""What ideas, polls and comments hold of a person."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from travel_stories.trip_decisions.models.comments import Comment
from travel_stories.trip_decisions.models.deciding import Ballot, Idea, Poll, Voice
from travel_stories.trips.models.members import TripMember
from travel_stories.trips.personal_data import register_trip_data


def decisions_of(seats: QuerySet[TripMember]) -> dict[str, Any]:
    """What they brought before a group, as it stands today."""
    mine = {"by__in": seats}
    ideas = Idea.objects.present().filter(**mine)
    voices = Voice.objects.filter(**mine).exclude(opinion="")
    ballots = Ballot.objects.filter(**mine, is_given=True)
    polls = Poll.objects.present().filter(**mine)
    comments = Comment.objects.present().filter(**mine)
    return {
        "ideas": list(ideas.values("trip__title", "title", "words", "link", "spot", "made_at")),
        "voices": list(voices.values("idea__title", "opinion")),
        "polls": list(polls.values("trip__title", "title", "words", "closes_at", "made_at")),
        "ballots": [
            {"poll": ballot.poll.title, "suits": [str(one) for one in ballot.options.all()]}
            for ballot in ballots.select_related("poll").prefetch_related("options")
        ],
        "comments": list(comments.values("trip__title", "words", "made_at")),
    }


register_trip_data(decisions_of)
