"""Ideas, polls, votes and comments as parts of a trip."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from travel_stories.actions.parts import bring_back
from travel_stories.models.comments import Comment
from travel_stories.models.deciding import Ballot, Idea, Poll, Voice
from travel_stories.models.steps import register_step_count
from travel_stories.part_kinds import PartKind, register_part_kind
from travel_stories.queries.decisions import waiting_for
from travel_stories.trip_tabs import TripTab, register_trip_tab

for model, permission in (
    (Idea, "travel_stories.change_idea"),
    (Poll, "travel_stories.change_poll"),
    (Comment, "travel_stories.remove_comment"),
):
    register_part_kind(
        PartKind(
            model,
            restore=lambda part, edit: bring_back(part=part, edit=edit),
            removed_by=permission,
            page="decide",
        )
    )
register_part_kind(PartKind(Voice))
register_part_kind(PartKind(Ballot))
register_trip_tab(TripTab("decide", _("Decide"), "decide", place=20, count=waiting_for))
register_step_count("comment_count", "travel_stories.Comment")
