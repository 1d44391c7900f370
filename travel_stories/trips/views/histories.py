"""Who did what, and taking the last of it back."""

from uuid import uuid4

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.http.actions import run_action
from travel_stories.collaboration.choices import Outcome
from travel_stories.collaboration.forms import EditForm
from travel_stories.trips.actions.plans import undo_last
from travel_stories.trips.actions.steps import take_kept_version
from travel_stories.trips.forms.histories import UndoForm
from travel_stories.trips.models.steps import Step
from travel_stories.trips.part_kinds import kind_of, page_of_noun, part_kind, restorable_nouns
from travel_stories.trips.presenters.histories import history_of
from travel_stories.trips.presenters.trip_page import trip_page_of
from travel_stories.trips.trip_tabs import page_of_tab
from travel_stories.trips.views.edits import try_button
from travel_stories.trips.views.trip_access import members_only

A_PAGE = 50


@require_safe
@members_only
def index(request, me):
    pages = Paginator(history_of(me.trip), A_PAGE)
    context = {
        "trip_page": trip_page_of(me, "history"),
        "page": pages.get_page(request.GET.get("page")),
    }
    return render(request, "trips/history.html", context)


@require_POST
@members_only
def restore(request, me, number):
    """What a change took out comes back, or a version that the history kept is used."""
    change = get_object_or_404(me.trip.changes, number=number, noun__in=restorable_nouns())
    part = get_object_or_404(kind_of(change.noun), trip=me.trip, pk=change.part)
    part.trip = me.trip

    def bring_back(edit):
        if change.outcome == Outcome.CONFLICT and isinstance(part, Step):
            return take_kept_version(step=part, change=change, edit=edit)
        return part_kind(change.noun).restore(part, edit)

    return try_button(
        request,
        EditForm(request.POST),
        me,
        bring_back,
        to=_room(me, change.noun),
    )


@require_POST
@members_only
def undo(request, me):
    """The change with the number that was sent, or the last one."""
    form = UndoForm(request.POST)
    is_valid = form.is_valid()
    key = form.cleaned_data["key"] if is_valid else uuid4()
    number = form.cleaned_data["number"] if is_valid else None
    done = _("Your last change has been undone.") if number is None else _("Change undone.")
    return run_action(
        request,
        lambda: undo_last(trip=me.trip, key=key, by=me, number=number),
        done=done,
        to=_room(me, request.POST.get("noun")),
    )


def _room(me, noun):
    """The page to come back to."""
    page = page_of_noun(noun) or page_of_tab(noun)
    if not page:
        return me.trip.get_absolute_url()
    return reverse(f"travel_stories:{page}", args=[me.trip.address])
