"""Polls: opened, voted in, closed, and their result put into the plan."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import post_data_or_none
from core.permissions import require
from travel_stories.collaboration.forms import EditForm
from travel_stories.trip_decisions.actions.ballots import (
    cast_ballot,
    take_dates,
    take_option,
    withdraw_ballot,
)
from travel_stories.trip_decisions.actions.polls import change_poll, close_poll, open_poll
from travel_stories.trip_decisions.choices import PollKind
from travel_stories.trip_decisions.forms import (
    ROWS,
    BallotForm,
    ChoicePollForm,
    CommentForm,
    DatePollForm,
    DayForm,
    PollWordsForm,
)
from travel_stories.trip_decisions.selectors.decisions import comments_on, polls_of
from travel_stories.trip_decisions.selectors.results import results_of
from travel_stories.trip_decisions.views.ideas import board_url
from travel_stories.trips.actions.parts import take_out
from travel_stories.trips.presenters.trip_page import trip_page_of
from travel_stories.trips.views.edits import try_button, try_edit
from travel_stories.trips.views.trip_access import members_only

TAKING = {PollKind.DATES: (EditForm, take_dates), PollKind.CHOICES: (DayForm, take_option)}


@require_safe
@members_only
def detail(request, me, poll):
    results = results_of(polls_of(me.trip, poll), me)
    if not results:
        raise Http404
    context = {
        "trip_page": trip_page_of(me, "decide"),
        "result": results[0],
        "may_change": me.has_perm("trip_decisions.change_poll", results[0].poll),
        "comments": comments_on(results[0].poll, "poll"),
        "form": CommentForm(),
    }
    return render(request, "trip_decisions/poll_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def add(request, me):
    kind = request.GET.get("kind", PollKind.CHOICES)
    if kind not in PollKind:
        raise Http404
    require(me, "trip_decisions.decide", me.trip)
    form = _poll_form(request, me, kind)
    answer = try_edit(
        request,
        form,
        me,
        lambda edit, **_data: open_poll(trip=me.trip, asked=form.asked(), edit=edit),
        to=board_url(me),
    )
    return answer or _form_page(request, me, form, kinds=PollKind.choices)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def change(request, me, poll):
    found = _poll(me, poll)
    require(me, "trip_decisions.change_poll", found)
    form = PollWordsForm(post_data_or_none(request), instance=found)
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: change_poll(poll=_poll(me, poll), words=words, edit=edit),
        to=found.get_absolute_url(),
    )
    return answer or _form_page(request, me, form, poll=found)


@require_POST
@members_only
def vote(request, me, poll):
    found = _poll(me, poll)
    return try_button(
        request,
        BallotForm(request.POST, poll=found),
        me,
        lambda options, edit: cast_ballot(poll=found, options=options, edit=edit),
        to=_back(request, me, found),
    )


@require_POST
@members_only
def withdraw(request, me, poll):
    found = _poll(me, poll)
    return try_button(
        request,
        EditForm(request.POST),
        me,
        lambda edit: withdraw_ballot(poll=found, edit=edit),
        to=_back(request, me, found),
    )


@require_POST
@members_only
def close(request, me, poll):
    found = _poll(me, poll)
    return try_button(
        request,
        EditForm(request.POST),
        me,
        lambda edit: close_poll(poll=found, edit=edit),
        to=found.get_absolute_url(),
    )


@require_POST
@members_only
def remove(request, me, poll):
    found = _poll(me, poll)
    return try_button(
        request,
        EditForm(request.POST),
        me,
        lambda edit: take_out(part=found, edit=edit),
        to=board_url(me),
    )


@require_POST
@members_only
def take(request, me, poll, place):
    """Dates become those of the trip, a choice becomes a step."""
    asked = _poll(me, poll)
    option = get_object_or_404(asked.options, place=place)
    option.poll = asked
    form, action = TAKING[option.poll.kind]
    return try_button(
        request,
        form(request.POST),
        me,
        lambda edit, **words: action(option=option, edit=edit, **words),
        to=option.poll.get_absolute_url(),
    )


def _poll_form(request, me, kind):
    if kind == PollKind.CHOICES:
        return ChoicePollForm(post_data_or_none(request), trip=me.trip)
    sent = request.POST.get("rows", "")
    rows = int(sent) if sent.isdecimal() and len(sent) < 4 else ROWS
    if "more" in request.POST:
        return DatePollForm(trip=me.trip, rows=rows + ROWS, initial=request.POST.dict())
    return DatePollForm(post_data_or_none(request), trip=me.trip, rows=rows)


def _poll(me, public_id):
    poll = get_object_or_404(me.trip.polls.present(), public_id=public_id)
    poll.trip = me.trip
    return poll


def _back(request, me, poll):
    """Where the press was: on the page of the poll, or on the board with all."""
    if "page" in request.GET:
        return poll.get_absolute_url()
    return f"{board_url(me)}#poll-{poll.public_id}"


def _form_page(request, me, form, **context):
    context |= {"trip_page": trip_page_of(me, "decide"), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "trip_decisions/poll_form.html", context, status=status)
