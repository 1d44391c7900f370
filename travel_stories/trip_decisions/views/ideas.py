"""What the group decides on one page, and its ideas one by one."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import post_data_or_none
from core.permissions import require
from travel_stories.collaboration.forms import EditForm
from travel_stories.trip_decisions.actions.ideas import add_idea, change_idea, give_voice, take_idea
from travel_stories.trip_decisions.forms import CommentForm, DayForm, IdeaForm, VoiceForm
from travel_stories.trip_decisions.selectors.decisions import (
    board_of,
    cards_of,
    comments_on,
    ideas_of,
)
from travel_stories.trips.actions.parts import take_out
from travel_stories.trips.presenters.trip_page import trip_page_of
from travel_stories.trips.views.edits import try_button, try_edit
from travel_stories.trips.views.trip_access import members_only


@require_safe
@members_only
def board(request, me):
    found = board_of(me)
    context = {"trip_page": trip_page_of(me, "decide", waiting=found.waiting), "board": found}
    return render(request, "trip_decisions/decide.html", context)


@require_safe
@members_only
def detail(request, me, idea):
    cards = cards_of(ideas_of(me.trip, idea), me)
    if not cards:
        raise Http404
    context = {
        "trip_page": trip_page_of(me, "decide"),
        "card": cards[0],
        "may_change": me.has_perm("trip_decisions.change_idea", cards[0].idea),
        "comments": comments_on(cards[0].idea, "idea"),
        "form": CommentForm(),
    }
    return render(request, "trip_decisions/idea_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def add(request, me):
    require(me, "trip_decisions.decide", me.trip)
    form = IdeaForm(post_data_or_none(request))
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: add_idea(trip=me.trip, words=words, edit=edit),
        to=board_url(me),
    )
    return answer or _form_page(request, me, form)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def change(request, me, idea):
    found = _idea(me, idea)
    require(me, "trip_decisions.change_idea", found)
    form = IdeaForm(post_data_or_none(request), instance=found)
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: change_idea(idea=_idea(me, idea), words=words, edit=edit),
        to=found.get_absolute_url(),
    )
    return answer or _form_page(request, me, form, idea=found)


@require_POST
@members_only
def voice(request, me, idea):
    found = _idea(me, idea)
    # Where the press was: on the page of the idea, or on the board with all.
    if "page" in request.GET:
        back = found.get_absolute_url()
    else:
        back = f"{board_url(me)}#idea-{found.public_id}"
    return try_button(
        request,
        VoiceForm(request.POST),
        me,
        lambda opinion, edit: give_voice(idea=found, opinion=opinion, edit=edit),
        to=back,
    )


@require_POST
@members_only
def remove(request, me, idea):
    found = _idea(me, idea)
    return try_button(
        request,
        EditForm(request.POST),
        me,
        lambda edit: take_out(part=found, edit=edit),
        to=board_url(me),
    )


@require_POST
@members_only
def take(request, me, idea):
    found = _idea(me, idea)
    return try_button(
        request,
        DayForm(request.POST),
        me,
        lambda day, edit: take_idea(idea=found, day=day, edit=edit),
        to=board_url(me),
    )


def board_url(me):
    return reverse("travel_stories:decide", args=[me.trip.address])


def _idea(me, public_id):
    ideas = me.trip.ideas.select_related("offer", "locality", "step")
    idea = get_object_or_404(ideas, public_id=public_id)
    idea.trip = me.trip
    return idea


def _form_page(request, me, form, **context):
    context |= {"trip_page": trip_page_of(me, "decide"), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "trip_decisions/idea_form.html", context, status=status)
