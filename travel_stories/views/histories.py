"""Who did what, and taking the last of it back."""

from uuid import uuid4

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.deeds import carry_out
from travel_stories.actions.plans import undo_last
from travel_stories.forms.edits import EditForm
from travel_stories.queries.histories import history_of
from travel_stories.queries.rooms import room_of
from travel_stories.views.doors import members_only

A_PAGE = 50


@require_safe
@members_only
def index(request, me):
    pages = Paginator(history_of(me.trip), A_PAGE)
    shown = {"room": room_of(me, "history"), "page": pages.get_page(request.GET.get("page"))}
    return render(request, "travel_stories/history.html", shown)


@require_POST
@members_only
def undo(request, me):
    form = EditForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else uuid4()
    done = _("Your last change is undone.")
    return carry_out(
        request, lambda: undo_last(trip=me.trip, key=key, by=me), done=done, to=me.trip
    )
