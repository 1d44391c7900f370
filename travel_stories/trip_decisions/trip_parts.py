"""Ideas, polls, votes and comments as parts of a trip."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from travel_stories.trip_decisions.models.comments import Comment
from travel_stories.trip_decisions.models.deciding import Ballot, Idea, Poll, Voice
from travel_stories.trip_decisions.selectors.decisions import waiting_for
from travel_stories.trips.actions.parts import bring_back
from travel_stories.trips.models.steps import register_step_count
from travel_stories.trips.part_kinds import PartKind, register_part_kind
from travel_stories.trips.trip_tabs import TripTab, register_trip_tab

for model, permission in (
    (Idea, "trip_decisions.change_idea"),
    (Poll, "trip_decisions.change_poll"),
    (Comment, "trip_decisions.remove_comment"),
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
register_trip_tab(
    TripTab(
        "decide", _("Decide"), "decide", 20, "vote", in_bar=True, is_kept=True, count=waiting_for
    )
)
register_step_count("comment_count", "trip_decisions.Comment")
