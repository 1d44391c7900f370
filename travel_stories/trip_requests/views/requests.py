"""Asking the hosts of a trip: one by one, or several together; and finding another door."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError
from core.http.actions import form_status, post_data_or_none, redirect_with_success
from hosting.communities.selectors.answer_hours import answer_hours_of
from hosting.offers.models.offers import Offer
from hosting.requests.actions.host_conditions import refusals_of
from hosting.requests.errors import SetSizeError
from hosting.requests.models.requests import Request
from travel_stories.collaboration.forms import EditForm
from travel_stories.trip_requests.actions.attaching import attach_request, restore_agreed_dates
from travel_stories.trip_requests.actions.offers import put_offer
from travel_stories.trip_requests.actions.requests import ask_host, ask_together
from travel_stories.trip_requests.errors.requests import StepMovedError
from travel_stories.trip_requests.forms.requests import IntroductionForm, TermsForm, WordsForm
from travel_stories.trip_requests.models.introductions import Introduction
from travel_stories.trip_requests.selectors.alternatives import find_alternatives
from travel_stories.trip_requests.selectors.bundles import risks_of_trip
from travel_stories.trip_requests.selectors.requests import open_steps, request_overview_of
from travel_stories.trips.presenters.trip_page import trip_page_of
from travel_stories.trips.views.edits import try_button
from travel_stories.trips.views.trip_access import members_only


@require_safe
@members_only
def index(request, me):
    return render_requests(request, me)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def ask(request, me, step):
    """One page that is filled in already, and one button.

    After the request was sent, *Back* and an old tab lead to it.
    """
    _require_asker(me)
    found = open_steps(me.trip, [step])
    if not found:
        return redirect(_asked(me, _step(me, step)))
    (step,) = found
    terms = TermsForm(post_data_or_none(request), step=step)
    words = WordsForm(post_data_or_none(request), me=me, dates=step.dates)
    request_made = _try(
        words,
        [terms],
        lambda: ask_host(terms=terms.terms(), words=words.request_words(), edit=words.edit(me)),
    )
    if request_made:
        return redirect_with_success(
            request, _("Your request has been sent to the host."), to=_room(me)
        )
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
    forms = [TermsForm(post_data_or_none(request), step=step) for step in steps]
    words = WordsForm(post_data_or_none(request), me=me, dates=None)
    requests_made = _try(
        words,
        forms,
        lambda: ask_together(
            terms=[form.terms() for form in forms],
            words=words.request_words(),
            edit=words.edit(me),
        ),
    )
    if requests_made:
        return redirect_with_success(request, _("Your requests have been sent."), to=_room(me))
    return _page(request, me, words, forms)


@require_safe
@members_only
def alternatives(request, me, step):
    step = _step(me, step)
    context = {
        "trip_page": trip_page_of(me, "requests"),
        "step": step,
        "alternatives": find_alternatives(step),
    }
    return render(request, "trip_requests/step_alternatives.html", context)


@require_POST
@members_only
def put(request, me, step, offer):
    step = _step(me, step)
    found = get_object_or_404(Offer.objects.public(), public_id=offer)
    return try_button(
        request,
        EditForm(request.POST),
        me,
        lambda edit: put_offer(step=step, offer=found, edit=edit),
        to=_room(me),
    )


@require_POST
@members_only
def attach(request, me, step, asked):
    """Give the step a request that this member made before."""
    step = _step(me, step)
    found = get_object_or_404(Request.objects.filter(guest=me.person_id), public_id=asked)
    return try_button(
        request,
        EditForm(request.POST),
        me,
        lambda edit: attach_request(step=step, request=found, edit=edit),
        to=f"{me.trip.get_absolute_url()}#step-{step.public_id}",
    )


@require_POST
@members_only
def restore_dates(request, me, step):
    """Give the step the dates that its host agreed to again."""
    step = _step(me, step)
    return try_button(
        request,
        EditForm(request.POST),
        me,
        lambda edit: restore_agreed_dates(step=step, edit=edit),
        to=f"{me.trip.get_absolute_url()}#step-{step.public_id}",
    )


def render_requests(request, me, form=None):
    """The room of requests. A form that is given was refused, and comes back as it was typed."""
    context = {"trip_page": trip_page_of(me, "requests"), "overview": request_overview_of(me)}
    if me.has_perm("trip_requests.introduce_oneself", me.trip):
        introduction = Introduction.objects.filter(seat=me).first()
        words = {"words": introduction.words} if introduction else None
        context |= {
            "introduction": introduction,
            "introduction_form": form or IntroductionForm(initial=words),
        }
    status = form_status(form) if form else 200
    return render(request, "trip_requests/request_list.html", context, status=status)


def _try(words, forms, action):
    if not all([words.is_valid(), *(form.is_valid() for form in forms)]):
        return None
    try:
        return action()
    except StepMovedError as refusal:
        if len(forms) == 1:
            words.follow_dates(forms[0].cleaned_data["seen"])
        for form in forms:
            form.show_dates_of_now()
        words.add_error(None, str(refusal))
        return None
    except DomainError as refusal:
        for sentence in _limits(forms, refusal):
            words.add_error(None, sentence)
        return None


def _limits(forms, refusal):
    """The refusal, and for one host all other limits that the request breaks, at once."""
    if len(forms) > 1:
        return [str(refusal)]
    terms = forms[0].terms()
    offer, dates = terms.step.offer.specific, None if terms.session else forms[0].dates
    party, quantity = terms.adults + terms.children, terms.quantity
    others = refusals_of(offer, dates=dates, party=party, quantity=quantity, rate=terms.rate)
    return dict.fromkeys(str(one) for one in (refusal, *others))


def _page(request, me, words, forms):
    steps = [form.step for form in forms]
    context = {
        "trip_page": trip_page_of(me, "requests"),
        "words": words,
        "forms": forms,
        "risks": risks_of_trip(me.trip, me.trip.requests.with_details(), steps),
        "seats": request.get_full_path(),
        "answer_hours": max(answer_hours_of(step.offer) for step in steps),
    }
    status = 422 if words.is_bound else 200
    return render(request, "trip_requests/request_ask.html", context, status=status)


def _require_asker(me):
    if not me.has_perm("trip_requests.ask_hosts", me.trip):
        raise PermissionDenied


def _asked(me, step):
    """The request of a step: its guest reads it, the others find its line in the room."""
    if not step.stands:
        raise Http404
    is_mine = step.request.guest_id == me.person_id
    return step.request.get_absolute_url() if is_mine else _room(me)


def _room(me):
    return reverse("travel_stories:request-list", args=[me.trip.address])


def _step(me, public_id):
    related = ("locality", "offer__place__locality", "request")
    steps = me.trip.steps.present().select_related(*related).prefetch_related("people")
    step = get_object_or_404(steps, public_id=public_id)
    step.trip = me.trip
    return step
