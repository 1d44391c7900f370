"""The file of a class or of a works council. Counts only: no name of a pupil enters."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from travel_stories.collaboration.forms import EditForm
from travel_stories.trip_lists.actions import add_item, begin_list, change_part
from travel_stories.trip_lists.choices.lists import ChecklistKind
from travel_stories.trip_lists.forms.required_documents import CountForm, RuleForm, SubsidyForm
from travel_stories.trip_lists.models import ChecklistItem
from travel_stories.trip_lists.selectors.required_documents import (
    PAPER_KINDS,
    required_documents_of,
    rules_for,
    words_of,
)
from travel_stories.trips.actions.trips import change_trip
from travel_stories.trips.presenters.trip_page import trip_page_of
from travel_stories.trips.views.edits import try_button, try_edit
from travel_stories.trips.views.trip_access import members_only


@require_safe
@members_only
def index(request, me):
    return _page(request, me)


@require_POST
@members_only
def begin(request, me):
    """Everything that this kind of trip calls for, in one press."""
    _require_papers(me)
    items = [words_of(rule, me.trip) for rule in rules_for(me.trip)]
    words = {"title": _("Paperwork"), "kind": ChecklistKind.PAPERS}
    return try_button(
        request,
        EditForm(request.POST),
        me,
        lambda edit: begin_list(trip=me.trip, words=words, items=items, edit=edit),
        to=_papers(me),
    )


@require_POST
@members_only
def add(request, me):
    """One that was left out, or that the trip calls for since its frame has changed."""
    _require_papers(me)
    checklist = get_object_or_404(me.trip.checklists.present().of_papers().select_related("trip"))
    return try_button(
        request,
        RuleForm(request.POST, trip=me.trip),
        me,
        lambda edit, **words: add_item(checklist=checklist, words=words, edit=edit),
        to=_papers(me),
    )


@require_POST
@members_only
def count(request, me, item):
    items = ChecklistItem.objects.select_related("trip", "checklist")
    item = get_object_or_404(
        items, trip=me.trip, public_id=item, checklist__kind=ChecklistKind.PAPERS
    )
    return try_button(
        request,
        CountForm(request.POST),
        me,
        lambda edit, **words: change_part(part=item, words=words, edit=edit),
        to=_papers(me),
    )


@require_POST
@members_only
def subsidy(request, me):
    _require_papers(me)
    form = SubsidyForm(request.POST, trip=me.trip)
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: change_trip(trip=me.trip, words=words, edit=edit),
        to=_papers(me),
    )
    return answer or _page(request, me, form)


def _page(request, me, form=None):
    _require_papers(me)
    trip_page = trip_page_of(me, "papers")
    context = {
        "trip_page": trip_page,
        "file": required_documents_of(me.trip),
        "form": form or SubsidyForm(trip=me.trip),
    }
    return render(
        request, "trip_lists/paper_room.html", context, status=422 if form is not None else 200
    )


def _require_papers(me):
    if me.trip.kind not in PAPER_KINDS:
        raise Http404


def _papers(me):
    return reverse("travel_stories:paper-room", args=[me.trip.address])
