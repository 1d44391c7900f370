"""Asking the hosts of a trip: one by one, or several together; and finding another door."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.deeds import conclude, posted
from core.errors import DomainError
from hosting.errors.requests import SetSizeError
from hosting.models import Offer
from travel_stories.actions.offers import put_offer
from travel_stories.actions.requests import ask_host, ask_together
from travel_stories.forms.edits import EditForm
from travel_stories.forms.requests import TermsForm, TogetherForm, WordsForm
from travel_stories.queries.alternatives import doors_near
from travel_stories.queries.bundles import risks_of_trip
from travel_stories.queries.nights import dates_of
from travel_stories.queries.requests import asking_of, open_steps
from travel_stories.queries.rooms import room_of
from travel_stories.views.doors import members_only
from travel_stories.views.edits import try_press


@require_safe
@members_only
def index(request, me):
    shown = {"room": room_of(me, "requests"), "asking": asking_of(me)}
    return render(request, "travel_stories/request_list.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def ask(request, me, step):
    """One page that is filled in already, and one button."""
    _require_asker(me)
    (step,) = open_steps(me.trip, [step]) or _nothing()
    terms = TermsForm(posted(request), step=step)
    words = WordsForm(posted(request), me=me, dates=step.dates)
    if _try(words, [terms], lambda: _ask_one(words, terms, me)):
        return conclude(request, _("The host has your request."), to=_room(me))
    return _page(request, me, words, [terms])


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def together(request, me):
    """Whoever was ticked in the room; all or nothing."""
    _require_asker(me)
    steps = open_steps(me.trip, request.GET.getlist("step"))
    if not 2 <= len(steps) <= settings.HOSTING_SET_LIMIT:
        messages.error(request, str(SetSizeError(most=settings.HOSTING_SET_LIMIT)))
        return redirect(_room(me))
    forms = [TermsForm(posted(request), step=step) for step in steps]
    words = TogetherForm(posted(request), me=me, dates=_first_dates(steps))
    if _try(words, forms, lambda: _ask_all(words, forms, me)):
        return conclude(request, _("All of them have your request."), to=_room(me))
    return _page(request, me, words, forms)


@require_safe
@members_only
def doors(request, me, step):
    step = _step(me, step)
    shown = {"room": room_of(me, "requests"), "step": step, "doors": doors_near(step)}
    return render(request, "travel_stories/step_doors.html", shown)


@require_POST
@members_only
def put(request, me, step, offer):
    step = _step(me, step)
    found = get_object_or_404(Offer.objects.public(), public_id=offer)
    return try_press(
        request,
        EditForm(request.POST),
        me,
        lambda edit: put_offer(step=step, offer=found, edit=edit),
        to=_room(me),
    )


def _first_dates(steps):
    dates = [found for step in steps if (found := dates_of(step))]
    return min(dates, key=lambda one: one.check_in, default=None)


def _ask_one(words, terms, me):
    return ask_host(terms=terms.terms(), words=words.said(), edit=words.edit(me))


def _ask_all(words, forms, me):
    return ask_together(
        terms=[form.terms() for form in forms],
        words=words.said(),
        closes_at=words.closes_at(),
        edit=words.edit(me),
    )


def _try(words, forms, deed):
    if not all([words.is_valid(), *(form.is_valid() for form in forms)]):
        return None
    try:
        return deed()
    except DomainError as refusal:
        words.add_error(None, str(refusal))
        return None


def _page(request, me, words, forms):
    steps = [form.step for form in forms]
    shown = {
        "room": room_of(me, "requests"),
        "words": words,
        "forms": forms,
        "risks": risks_of_trip(me.trip, me.trip.requests.told(), steps),
        "seats": request.get_full_path(),
    }
    status = 422 if words.is_bound else 200
    return render(request, "travel_stories/request_ask.html", shown, status=status)


def _require_asker(me):
    if not me.has_perm("travel_stories.ask_hosts", me.trip):
        raise PermissionDenied


def _nothing():
    raise Http404


def _room(me):
    return reverse("travel_stories:request-list", args=[me.trip.address])


def _step(me, public_id):
    related = ("locality", "offer__place__locality", "request")
    steps = me.trip.steps.present().select_related(*related).prefetch_related("people")
    step = get_object_or_404(steps, public_id=public_id)
    step.trip = me.trip
    return step
