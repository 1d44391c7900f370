"""What members say about an idea, a poll or a step."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from travel_stories.collaboration.forms import EditForm
from travel_stories.trip_decisions.actions.discussions import add_comment
from travel_stories.trip_decisions.forms import CommentForm
from travel_stories.trips.actions.parts import take_out
from travel_stories.trips.choices import Noun
from travel_stories.trips.models.steps import Step
from travel_stories.trips.part_kinds import kind_of
from travel_stories.trips.views.edits import try_button
from travel_stories.trips.views.trip_access import members_only

ABOUT = (Noun.IDEA, Noun.POLL, Noun.STEP)


@require_POST
@members_only
def add(request, me, noun, part):
    if noun not in ABOUT:
        raise Http404
    rows = kind_of(noun).objects.present().filter(trip=me.trip)
    about = get_object_or_404(rows, public_id=part)
    about.trip = me.trip
    return try_button(
        request,
        CommentForm(request.POST),
        me,
        lambda comment, edit: add_comment(about=about, words=comment, edit=edit),
        to=f"{page_of(about)}#comments",
    )


@require_POST
@members_only
def remove(request, me, comment):
    comments = me.trip.comments.select_related("idea", "poll", "step")
    found = get_object_or_404(comments, public_id=comment)
    found.trip = found.about.trip = me.trip
    return try_button(
        request,
        EditForm(request.POST),
        me,
        lambda edit: take_out(part=found, edit=edit),
        to=f"{page_of(found.about)}#comments",
    )


def page_of(about):
    """Where one reads about it and its comments."""
    if isinstance(about, Step):
        return reverse("travel_stories:step-papers", args=[about.trip.address, about.public_id])
    return about.get_absolute_url()
