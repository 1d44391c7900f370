"""Steps of a trip: a page to write one, and presses to move it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from core.http.actions import post_data_or_none
from travel_stories.collaboration.forms import EditForm
from travel_stories.trips.actions.routes import upload_route
from travel_stories.trips.actions.steps import add_step, change_step, move_step, remove_step
from travel_stories.trips.choices import StepKind
from travel_stories.trips.forms.steps import MoveForm, NewStepForm, StepForm
from travel_stories.trips.presenters.trip_page import trip_page_of
from travel_stories.trips.views.edits import try_button, try_edit
from travel_stories.trips.views.trip_access import members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def add(request, me):
    # Of the kind and the day that the address asks for.
    kind = request.GET.get("kind", StepKind.WISH)
    if kind not in StepKind:
        raise Http404
    initial = {"day": request.GET.get("day")}
    form = NewStepForm(
        post_data_or_none(request), request.FILES or None, trip=me.trip, kind=kind, initial=initial
    )
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: add_step(trip=me.trip, words=_with_route(me, form, words), edit=edit),
        to=me.trip.get_absolute_url(),
    )
    return answer or _form_page(request, me, form, kinds=StepKind.choices)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def change(request, me, step):
    step = _step(me, step)
    form = StepForm(
        post_data_or_none(request),
        request.FILES or None,
        instance=step,
        trip=me.trip,
        kind=step.kind,
    )
    answer = try_edit(
        request,
        form,
        me,
        lambda words, edit: change_step(
            step=_step(me, step.public_id), words=_with_route(me, form, words), edit=edit
        ),
        to=me.trip.get_absolute_url(),
    )
    return answer or _form_page(request, me, form, step=step)


@require_POST
@members_only
def move(request, me, step):
    step = _step(me, step)
    form = MoveForm(request.POST, trip=me.trip)
    return try_button(
        request,
        form,
        me,
        lambda day, after, edit: move_step(step=step, day=day, after=after, edit=edit),
        to=me.trip.get_absolute_url(),
    )


@require_POST
@members_only
def remove(request, me, step):
    step = _step(me, step)
    return try_button(
        request,
        EditForm(request.POST),
        me,
        lambda edit: remove_step(step=step, edit=edit),
        to=me.trip.get_absolute_url(),
    )


def _step(me, public_id):
    steps = me.trip.steps.select_related("locality", "trip")
    return get_object_or_404(steps, public_id=public_id)


def _with_route(me, form, words):
    """What a file says of the way, and how far it is."""
    if form.kind == StepKind.LEG and form.gpx_file:
        route = upload_route(trip=me.trip, file=form.gpx_file, by=me)
        words["route"] = route
        if not form.has_own_distance:
            words["metres"] = route.metres
    return words


def _form_page(request, me, form, **context):
    context |= {"trip_page": trip_page_of(me, "plan"), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "trips/step_form.html", context, status=status)
