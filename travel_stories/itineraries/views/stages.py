"""Steps of an itinerary: chosen from what is near, written, moved, taken out, brought back."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError
from core.http.actions import (
    post_data_or_none,
    redirect_with_success,
    run_action,
    try_form,
)
from core.text.texts import without_controls
from core.values.numbers import whole_number
from travel_stories.itineraries.actions.stages import (
    add_stage,
    change_stage,
    move_stage,
    remove_stage,
    restore_stage,
)
from travel_stories.itineraries.choices import StageKind
from travel_stories.itineraries.errors import ItineraryChangedError
from travel_stories.itineraries.forms.itineraries import (
    ChosenForm,
    MoveStageForm,
    NewStageForm,
    StageWordsForm,
)
from travel_stories.itineraries.presenters.editor import offers_to_choose, stories_to_choose
from travel_stories.itineraries.views.itinerary_editor import ROOM, composers_only
from ui.form_errors import flash_form_errors

CHOICES = {StageKind.OFFER: offers_to_choose, StageKind.STORY: stories_to_choose}


@require_safe
@composers_only
def choose(request, itinerary, kind):
    """Offers of the own community and its neighbours, or stories told near by."""
    if kind not in CHOICES:
        raise Http404
    words = without_controls(request.GET.get("q", "")[:80]).strip()
    choice = CHOICES[kind](itinerary, words=words, page=request.GET.get("page"))
    context = {"itinerary": itinerary, "kind": kind, "kinds": StageKind.choices}
    context |= {"choice": choice, "words": words, "day": _day_in(request, itinerary)}
    return render(request, "itineraries/stage_choose.html", ROOM | context)


@require_POST
@composers_only
def put(request, itinerary, kind):
    """One press beside a card: its words can follow."""
    if kind not in CHOICES:
        raise Http404
    form = ChosenForm(request.POST, kind=kind)
    action = lambda key, **_data: add_stage(  # noqa: E731
        itinerary=itinerary, words=form.words(), key=key, by=request.user
    )
    if stage := try_form(form, action):
        return redirect_with_success(
            request,
            _("Step added. Now say in your own words why you chose it."),
            to=reverse(
                "travel_stories:stage-change", args=[stage.itinerary.public_id, stage.public_id]
            ),
        )
    flash_form_errors(request, form)
    return redirect("travel_stories:stage-choose", itinerary.public_id, kind)


@require_http_methods(["GET", "HEAD", "POST"])
@composers_only
def add(request, itinerary, kind):
    if kind not in StageKind:
        raise Http404
    initial = {"day": _day_in(request, itinerary)}
    form = NewStageForm(post_data_or_none(request), kind=kind, days=itinerary.days, initial=initial)
    action = lambda key, **_data: add_stage(  # noqa: E731
        itinerary=itinerary, words=form.words(), key=key, by=request.user
    )
    if try_form(form, action):
        return redirect_with_success(request, _("Step added."), to=itinerary.workshop_url)
    return _form_page(request, itinerary, form, kinds=StageKind.choices)


@require_http_methods(["GET", "HEAD", "POST"])
@composers_only
def change(request, itinerary, stage):
    stage, row = _stage(itinerary, stage), _stage(itinerary, stage)
    form = StageWordsForm(post_data_or_none(request), instance=row, kind=stage.kind)
    if form.is_valid():
        based_on, words = form.cleaned_data["based_on"], form.words()
        try:
            change_stage(stage=stage, words=words, based_on=based_on, by=request.user)
        except DomainError as refusal:
            return _refused(request, itinerary, form, stage, refusal)
        return redirect_with_success(request, _("Saved."), to=itinerary.workshop_url)
    return _form_page(request, itinerary, form, stage=stage)


@require_POST
@composers_only
def move(request, itinerary, stage):
    stage, form = _stage(itinerary, stage), MoveStageForm(request.POST)
    if not form.is_valid():
        raise Http404
    where = form.where(itinerary)
    action = lambda: move_stage(stage=stage, by=request.user, **where)  # noqa: E731
    back = f"{itinerary.workshop_url}#stop-{stage.public_id}"
    return run_action(request, action, done=_("Step moved."), to=back)


@require_POST
@composers_only
def remove(request, itinerary, stage):
    stage = _stage(itinerary, stage)
    done = _("Step removed. You can restore it from the list below the steps.")
    action = lambda: remove_stage(stage=stage, by=request.user)  # noqa: E731
    return run_action(request, action, done=done, to=itinerary.workshop_url)


@require_POST
@composers_only
def restore(request, itinerary, stage):
    stage = _stage(itinerary, stage)
    action = lambda: restore_stage(stage=stage, by=request.user)  # noqa: E731
    return run_action(request, action, done=_("Step restored."), to=itinerary.workshop_url)


def _stage(itinerary, public_id):
    stages = itinerary.stages.select_related("offer", "story", "locality", "itinerary__community")
    return get_object_or_404(stages, public_id=public_id)


def _day_in(request, itinerary):
    """As the address says, as far as there is such a day."""
    day = whole_number(request.GET.get("day", ""))
    return day if day and day <= itinerary.days else 1


def _refused(request, itinerary, form, stage, refusal):
    """What was typed stays in the form; what somebody else wrote meanwhile is shown below it."""
    form.add_error(None, str(refusal))
    if not isinstance(refusal, ItineraryChangedError):
        return _form_page(request, itinerary, form, stage=stage)
    stage = _stage(itinerary, stage.public_id)
    form.data = form.data.copy()
    form.data["based_on"] = str(stage.version)
    return _form_page(request, itinerary, form, stage=stage, theirs=stage, status=409)


def _form_page(request, itinerary, form, *, status=None, **context):
    status = status or (422 if form.is_bound else 200)
    context |= ROOM | {"itinerary": itinerary, "form": form}
    return render(request, "itineraries/stage_form.html", context, status=status)
