"""What to bring and who does what: lists that are begun, filled, ticked and claimed."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import post_data_or_none
from travel_stories.collaboration.forms import EditForm
from travel_stories.trip_lists.actions import add_item, begin_list, change_part, remove_part
from travel_stories.trip_lists.choices.lists import ChecklistKind
from travel_stories.trip_lists.forms.lists import (
    ChecklistForm,
    ClaimForm,
    ItemForm,
    QuickItemForm,
    StarterForm,
    TickForm,
)
from travel_stories.trip_lists.models import ChecklistItem
from travel_stories.trip_lists.selectors.checklists import lists_of, starters_left
from travel_stories.trips.presenters.trip_page import trip_page_of
from travel_stories.trips.views.edits import try_button, try_edit
from travel_stories.trips.views.trip_access import members_only


@require_safe
@members_only
def index(request, me):
    lists = lists_of(me.trip, me)
    context = {
        "trip_page": trip_page_of(me, "lists"),
        "lists": lists,
        "starters": starters_left(me.trip, lists),
    }
    return render(request, "trip_lists/list_room.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def begin(request, me):
    form = ChecklistForm(post_data_or_none(request))
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: begin_list(trip=me.trip, words=words, edit=edit),
        to=_lists(me),
    )
    return answer or _form_page(request, me, form)


@require_POST
@members_only
def start(request, me):
    return try_button(
        request,
        StarterForm(request.POST, trip=me.trip),
        me,
        lambda words, items, edit: begin_list(trip=me.trip, words=words, items=items, edit=edit),
        to=_lists(me),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def change(request, me, checklist):
    checklist = _checklist(me, checklist)
    form = ChecklistForm(post_data_or_none(request), instance=checklist)
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: change_part(part=checklist, words=words, edit=edit),
        to=_lists(me),
    )
    return answer or _form_page(request, me, form, checklist=checklist)


@require_POST
@members_only
def remove(request, me, checklist):
    checklist = _checklist(me, checklist)
    return try_button(
        request,
        EditForm(request.POST),
        me,
        lambda edit: remove_part(part=checklist, edit=edit),
        to=_lists(me),
    )


@require_POST
@members_only
def add(request, me, checklist):
    checklist = _checklist(me, checklist)
    return _press(
        request,
        me,
        checklist,
        QuickItemForm(request.POST),
        lambda words, edit: add_item(checklist=checklist, words=words, edit=edit),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def change_item(request, me, item):
    item = _item(me, item)
    form = ItemForm(post_data_or_none(request), instance=item, checklist=item.checklist)
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: change_part(part=_item(me, item.public_id), words=words, edit=edit),
        to=_room(me, item.checklist),
    )
    return answer or _form_page(request, me, form, item=item, checklist=item.checklist)


@require_POST
@members_only
def remove_item(request, me, item):
    item = _item(me, item)
    return try_button(
        request,
        EditForm(request.POST),
        me,
        lambda edit: remove_part(part=item, edit=edit),
        to=_room(me, item.checklist),
    )


@require_POST
@members_only
def tick(request, me, item):
    item = _item(me, item)
    return _press(
        request,
        me,
        item.checklist,
        TickForm(request.POST),
        lambda words, edit: change_part(part=item, words=words, edit=edit),
    )


@require_POST
@members_only
def claim(request, me, item):
    """I bring it, I do it; or no longer."""
    item = _item(me, item)
    return _press(
        request,
        me,
        item.checklist,
        ClaimForm(request.POST, me=me),
        lambda words, edit: change_part(part=item, words=words, edit=edit),
    )


def _press(request, me, checklist, form, action):
    """Back to the list: with a script the page stays, and is brought up to date in place."""
    to = f"{_room(me, checklist)}#list-{checklist.public_id}"
    return try_button(request, form, me, lambda edit, **words: action(words, edit), to=to)


def _lists(me):
    return reverse("travel_stories:list-room", args=[me.trip.address])


def _room(me, checklist):
    name = "paper-room" if checklist.kind == ChecklistKind.PAPERS else "list-room"
    return reverse(f"travel_stories:{name}", args=[me.trip.address])


def _checklist(me, public_id):
    return get_object_or_404(me.trip.checklists.select_related("trip"), public_id=public_id)


def _item(me, public_id):
    items = ChecklistItem.objects.filter(trip=me.trip).select_related("checklist", "trip", "who")
    return get_object_or_404(items, public_id=public_id)


def _form_page(request, me, form, **context):
    papers = "checklist" in context and context["checklist"].kind == ChecklistKind.PAPERS
    trip_page = trip_page_of(me, "papers" if papers else "lists")
    if not trip_page.can_list:
        raise PermissionDenied
    back = _room(me, context["checklist"]) if "checklist" in context else _lists(me)
    status = 422 if form.is_bound else 200
    context |= {"trip_page": trip_page, "form": form, "back": back}
    return render(request, "trip_lists/list_form.html", context, status=status)
