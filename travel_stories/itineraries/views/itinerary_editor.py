"""The host space: itineraries are composed here, step by step, by the members of a community."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commons.media.forms import PhotoForm
from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form
from hosting.communities.models.communities import Membership
from travel_stories.itineraries.actions.changes import change_composer_credit
from travel_stories.itineraries.actions.itineraries import (
    begin_itinerary,
    change_itinerary,
    delete_itinerary,
    set_cover,
    upload_cover,
)
from travel_stories.itineraries.actions.publication import (
    submit_itinerary,
    withdraw_itinerary,
    withdraw_itinerary_submission,
)
from travel_stories.itineraries.forms.itineraries import CreditForm, FrameForm, NewItineraryForm
from travel_stories.itineraries.models.itineraries import Itinerary
from travel_stories.itineraries.presenters.editor import composed_by, editor_page_of
from travel_stories.itineraries.presenters.pages import page_of_itinerary
from travel_stories.itineraries.selectors import render_itinerary_draft

ROOM = {"room": "itineraries"}


def composers_only(view):
    """Hand over an itinerary of one's own communities. A stranger can't tell whether it exists."""

    @login_required
    @never_cache
    @wraps(view)
    def wrapper(request, public_id, **parts):
        own = Itinerary.objects.written_by(request.user).with_frame()
        return view(request, get_object_or_404(own, public_id=public_id), **parts)

    return wrapper


@login_required
@never_cache
@require_safe
def index(request):
    mine = Membership.objects.active().filter(person=request.user)
    context = ROOM | {"itineraries": composed_by(request.user), "may_begin": mine.exists()}
    return render(request, "itineraries/itinerary_index.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request):
    if not Membership.objects.active().filter(person=request.user).exists():
        raise Http404
    form = NewItineraryForm(post_data_or_none(request), person=request.user)
    if begun := try_form(
        form,
        lambda community, key, **words: begin_itinerary(
            community=community, key=key, words=words, by=request.user
        ),
    ):
        return redirect(begun.workshop_url)
    return form_page(request, form)


@require_safe
@composers_only
def compose(request, itinerary):
    context = ROOM | {"table": editor_page_of(itinerary), "itinerary": itinerary}
    context |= {"may": allowed_actions(request.user, itinerary)}
    return render(request, "itineraries/itinerary_compose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@composers_only
def change(request, itinerary):
    row = Itinerary.objects.get(pk=itinerary.pk)  # the form writes into its own
    form = FrameForm(post_data_or_none(request), instance=row)
    action = lambda based_on, **words: change_itinerary(  # noqa: E731
        itinerary=itinerary, words=words, based_on=based_on, by=request.user
    )
    if try_form(form, action):
        return redirect_with_success(request, _("Saved."), to=itinerary.workshop_url)
    return form_page(request, form, itinerary=itinerary)


@require_http_methods(["GET", "HEAD", "POST"])
@composers_only
def cover(request, itinerary):
    form = PhotoForm(post_data_or_none(request), request.FILES or None)
    action = lambda **words: upload_cover(itinerary=itinerary, by=request.user, **words)  # noqa: E731
    if try_form(form, action):
        return redirect_with_success(request, _("Cover photo saved."), to=itinerary.workshop_url)
    return form_page(request, form, itinerary=itinerary, is_cover=True)


@require_POST
@composers_only
def remove_cover(request, itinerary):
    action = lambda: set_cover(itinerary=itinerary, photo=None, by=request.user)  # noqa: E731
    done = _("Cover photo removed.")
    return run_action(request, action, done=done, to=itinerary.workshop_url)


@require_http_methods(["GET", "HEAD", "POST"])
@composers_only
def credit(request, itinerary):
    composer = get_object_or_404(itinerary.composers, person=request.user)
    form = CreditForm(post_data_or_none(request), initial={"credit": composer.credit})
    if try_form(
        form,
        lambda credit: change_composer_credit(composer=composer, credit=credit, by=request.user),
    ):
        return redirect_with_success(request, _("Saved."), to=itinerary.workshop_url)
    return form_page(request, form, itinerary=itinerary)


@require_safe
@composers_only
def preview(request, itinerary):
    context = {
        "page": page_of_itinerary(render_itinerary_draft(itinerary)),
        "back": itinerary.workshop_url,
    }
    return render(request, "itineraries/itinerary_detail.html", context)


@require_POST
@composers_only
def submit(request, itinerary):
    done = _("Submitted for review. We’ll notify you of the decision.")
    return press(request, itinerary, submit_itinerary, done)


@require_POST
@composers_only
def take_back(request, itinerary):
    return press(
        request,
        itinerary,
        withdraw_itinerary_submission,
        _("Withdrawn from review. You can edit again."),
    )


@require_POST
@composers_only
def withdraw(request, itinerary):
    done = _("Unpublished. You still have your draft.")
    return press(request, itinerary, withdraw_itinerary, done)


@require_POST
@composers_only
def delete(request, itinerary):
    action = lambda: delete_itinerary(itinerary=itinerary, by=request.user)  # noqa: E731
    done, index_url = _("Itinerary deleted."), reverse("travel_stories:itinerary-index")
    back = itinerary.workshop_url
    return run_action(request, action, done=done, to=index_url, refused_to=back)


def press(request, itinerary, action, done):
    """One button, and back to the table."""
    act = lambda: action(itinerary=itinerary, by=request.user)  # noqa: E731
    return run_action(request, act, done=done, to=itinerary.workshop_url)


def form_page(request, form, **context):
    """A page with one form; refused, it is a 422."""
    status = 422 if form.is_bound else 200
    context = ROOM | context | {"form": form}
    return render(request, "itineraries/itinerary_form.html", context, status=status)


def allowed_actions(person, itinerary):
    """What the table offers: the same rules that the actions ask."""
    return {"withdraw": person.has_perm("itineraries.withdraw_itinerary", itinerary)}
