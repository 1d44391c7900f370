"""How one comes in: by an account, by an invitation, by a guest pass."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form
from core.http.shortcuts import get_or_404
from travel_stories.trips.actions.members import accept_invitation, mail_pass_again
from travel_stories.trips.errors.trips import NameTakenError
from travel_stories.trips.forms.trips import JoinForm
from travel_stories.trips.models.members import Invitation, TripMember
from travel_stories.trips.selectors.seats import seat_of

PASSES = "trip_passes"


def members_only(view):
    """Hand the seat of whoever looks to the view. A stranger can't tell whether the trip exists."""

    @never_cache
    @wraps(view)
    def wrapper(request, public_id, **parts):
        me = seat_of(request.user, public_id, passes_of(request))
        if me is None and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, get_or_404(me), **parts)

    return wrapper


def passes_of(request):
    return request.session.get(PASSES, {})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """Opening the link changes nothing: the page has one button.

    Someone who is in already goes on as who they are; `?another=1` is for another person at the
    same browser.
    """
    found = Invitation.objects.once_with_token(token)
    is_good = found is not None and found.is_good and found.trip.is_open
    # Whose seat it is that opens the link once more, if anybody's.
    if found is None or (is_good and "another" in request.GET):
        seat = None
    else:
        seat = seat_of(request.user, found.trip.public_id, passes_of(request))
    if seat is not None:
        context = {"trip": found.trip, "seat": seat, "is_good": is_good}
        return render(request, "trips/invitation_again.html", context)
    if found is not None and found.guest is not None and found.trip.is_open:
        # A guest who lost the personal link: it goes to the address that was invited.
        # `t…@example.org`: who reads it knows the mailbox, nobody else does.
        name, _at, domain = found.email.rpartition("@")
        address = f"{name[:1]}…@{domain}"
        if request.method == "POST":
            done = _("We have sent your personal link to %(address)s again.") % {"address": address}
            return run_action(
                request, lambda: mail_pass_again(token=token), done=done, to=request.path
            )
        context = {"trip": found.trip, "address": address}
        return render(request, "trips/invitation_used.html", context)
    if not is_good:
        return render(request, "trips/link_gone.html", status=410)
    person = request.user if request.user.is_authenticated else None
    form = None if person else JoinForm(post_data_or_none(request))
    if request.method == "POST" and (seat := _take_seat(token, person, form)):
        _keep_pass(request, seat)
        # The plan; for a guest with the personal link, which an account doesn't need.
        plan = seat.trip.get_absolute_url()
        return redirect_with_success(
            request, _("Welcome aboard."), to=f"{plan}?welcome=1" if seat.is_guest else plan
        )
    return _invite(request, found, form)


def _invite(request, found, form):
    """Whoever has an account is asked for nothing."""
    status = 422 if form is not None and form.is_bound else 200
    context = {"invitation": found, "form": form}
    return render(request, "trips/invitation.html", context, status=status)


@never_cache
@require_safe
def guest_pass(request, token):
    """The member's own way back, on another phone; the secret leaves the address at once."""
    seat = TripMember.objects.select_related("trip").with_pass(token)
    if seat is None:
        return render(request, "trips/link_gone.html", status=410)
    _keep_pass(request, seat)
    return redirect(seat.trip)


def _take_seat(token, person, form):
    if form is None:
        return accept_invitation(token=token, person=person)
    return try_form(form, lambda **data: _join(token, form, **data))


def _join(token, form, **data):
    """By name alone. Whether a name that is there already is the same person, they say."""
    try:
        return accept_invitation(token=token, person=None, **data)
    except NameTakenError as taken:
        form.ask_for_namesake(str(taken))
        return None


def _keep_pass(request, seat):
    if seat.is_guest:
        request.session[PASSES] = passes_of(request) | {seat.trip.public_id: seat.token}
