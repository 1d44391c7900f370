"""A member chooses whether the hosts of the trip see them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.http.actions import redirect_with_success, run_action, try_form
from core.permissions import require
from travel_stories.trip_requests.actions.introductions import (
    introduce_member,
    withdraw_introduction,
)
from travel_stories.trip_requests.forms.requests import IntroductionForm
from travel_stories.trip_requests.views.requests import render_requests
from travel_stories.trips.views.trip_access import members_only


@require_POST
@members_only
def save(request, me):
    require(me, "trip_requests.introduce_oneself", me.trip)
    form = IntroductionForm(request.POST)
    if try_form(form, lambda words: introduce_member(words=words, by=me)) is None:
        return render_requests(request, me, form)
    done = _("The hosts this trip asks can now see your name and your words.")
    return redirect_with_success(request, done, to=_requests(me))


@require_POST
@members_only
def withdraw(request, me):
    done = _("Hosts no longer see your name in this trip’s requests.")
    return run_action(request, lambda: withdraw_introduction(by=me), done=done, to=_requests(me))


def _requests(me):
    return reverse("travel_stories:request-list", args=[me.trip.address])
