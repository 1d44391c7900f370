"""How one comes in: by an account, by an invitation, by a guest pass."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.deeds import conclude, posted, try_form
from core.finding import found_or_404
from travel_stories.actions.members import accept_invitation
from travel_stories.forms.trips import JoinForm
from travel_stories.models import Invitation, TripMember
from travel_stories.queries.seats import seat_of

PASSES = "trip_passes"


def members_only(view):
    """Hand the seat of whoever looks to the view. A stranger can't tell whether the trip exists."""

    @never_cache
    @wraps(view)
    def door(request, public_id, **parts):
        me = seat_of(request.user, public_id, passes_of(request))
        if me is None and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, found_or_404(me), **parts)

    return door


def passes_of(request):
    return request.session.get(PASSES, {})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """Opening the link changes nothing: the page has one button."""
    found = Invitation.objects.with_token(token)
    if found is None or not found.trip.is_open:
        return render(request, "travel_stories/link_gone.html", status=410)
    person = request.user if request.user.is_authenticated else None
    form = None if person else JoinForm(posted(request))
    if request.method == "POST" and (seat := _take_seat(token, person, form)):
        _keep_pass(request, seat)
        return conclude(request, _("Welcome aboard."), to=seat.trip)
    return _invite(request, found, form)


def _invite(request, found, form):
    """Whoever has an account is asked for nothing."""
    status = 422 if form is not None and form.is_bound else 200
    shown = {"invitation": found, "form": form}
    return render(request, "travel_stories/invitation.html", shown, status=status)


@never_cache
@require_safe
def guest_pass(request, token):
    """The member's own way back, on another phone; the secret leaves the address at once."""
    seat = TripMember.objects.select_related("trip").with_pass(token)
    if seat is None:
        return render(request, "travel_stories/link_gone.html", status=410)
    _keep_pass(request, seat)
    return redirect(seat.trip)


def _take_seat(token, person, form):
    if form is None:
        return accept_invitation(token=token, person=person)
    return try_form(form, lambda name: accept_invitation(token=token, person=None, name=name))


def _keep_pass(request, seat):
    if seat.is_guest:
        request.session[PASSES] = passes_of(request) | {seat.trip.public_id: seat.token}
