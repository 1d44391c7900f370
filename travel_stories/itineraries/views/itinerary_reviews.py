"""Somebody else reads an itinerary before everybody does."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.http.actions import redirect_with_success, try_form
from travel_stories.itineraries.actions.publication import (
    publish_itinerary,
    request_itinerary_changes,
)
from travel_stories.itineraries.models.reviewers import itineraries_reviewable_by
from travel_stories.itineraries.presenters.page_panels import itineraries_waiting_for
from travel_stories.itineraries.presenters.pages import page_of_itinerary
from travel_stories.itineraries.selectors import render_itinerary_draft
from travel_stories.stories.forms.publication import SeenForm, SendBackForm, review_forms
from travel_stories.stories.presenters.reviews import is_reviewer


@login_required
@never_cache
@require_safe
def index(request):
    if not is_reviewer(request.user):
        raise Http404
    drafts = itineraries_waiting_for(request.user)
    return render(request, "itineraries/itinerary_readings.html", {"drafts": drafts})


@login_required
@never_cache
@require_safe
def reading(request, public_id):
    return _show(request, _to_read(request, public_id))


@login_required
@require_POST
def publish(request, public_id):
    itinerary = _to_read(request, public_id)
    form = SeenForm(request.POST)
    if try_form(
        form, lambda seen: publish_itinerary(itinerary=itinerary, seen=seen, by=request.user)
    ):
        return redirect_with_success(
            request, _("Published. We’ve notified the authors."), to=_desk()
        )
    return _show(request, itinerary, refused=form)


@login_required
@require_POST
def send_back(request, public_id):
    itinerary = _to_read(request, public_id)
    form = SendBackForm(request.POST)
    action = lambda **data: request_itinerary_changes(itinerary=itinerary, by=request.user, **data)  # noqa: E731
    if try_form(form, action):
        return redirect_with_success(
            request, _("Sent back. We’ve sent your comments to the authors."), to=_desk()
        )
    return _show(request, itinerary, send_back_form=form)


def _to_read(request, public_id):
    itineraries = itineraries_reviewable_by(request.user).select_related("community", "cover")
    return get_object_or_404(itineraries, public_id=public_id)


def _show(request, itinerary, **forms):
    """The page as everybody would see it, with the reader's answer below it."""
    context = {
        "page": page_of_itinerary(render_itinerary_draft(itinerary)),
        "itinerary": itinerary,
        "is_public": hasattr(itinerary, "edition") and itinerary.hidden_at is None,
        **review_forms(itinerary),
    }
    status = 422 if forms else 200
    return render(request, "itineraries/itinerary_reading.html", context | forms, status=status)


def _desk():
    return reverse("travel_stories:itinerary-readings")
