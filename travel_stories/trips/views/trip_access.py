"""How one comes in: by an account, by an invitation, by a guest pass."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form
from core.http.shortcuts import get_or_404
from travel_stories.trips.actions.members import (
    accept_invitation,
    claim_seat,
    mail_pass_again,
)
from travel_stories.trips.errors.trips import (
    BlockedPersonOnTripError,
    GuestNamesakeError,
    NameTakenError,
)
from travel_stories.trips.forms.trips import AccountJoinForm, JoinForm
from travel_stories.trips.models.members import Invitation, TripMember
from travel_stories.trips.selectors.blocked_members import blocked_names
from ui.offline_pages import keep_until

PASSES = "trip_passes"


def members_only(view):
    """Hand the seat of whoever looks to the view. A stranger can't tell whether the trip exists."""

    @never_cache
    @wraps(view)
    def wrapper(request, public_id, **parts):
        me = TripMember.objects.seat_of(request.user, public_id, passes_of(request))
        if me is None and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        answer = view(request, get_or_404(me), **parts)
        keep_until(answer, me.trip.last_day)
        return answer

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
        trip_id, passes = found.trip.public_id, passes_of(request)
        seat = TripMember.objects.seat_of(request.user, trip_id, passes)
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
    form = (AccountJoinForm if person else JoinForm)(post_data_or_none(request))
    if request.method == "POST" and (seat := _take_seat(token, person, form)):
        _keep_pass(request, seat)
        # The plan; for a guest with the personal link, which an account doesn't need.
        plan = seat.trip.get_absolute_url()
        return redirect_with_success(
            request, _("You’ve joined the trip."), to=f"{plan}?welcome=1" if seat.is_guest else plan
        )
    return _invite(request, found, form)


def _invite(request, found, form):
    status = 422 if form.is_bound else 200
    blocked = []
    if request.user.is_authenticated and (blocked := blocked_names(found.trip, request.user)):
        form.ask_despite_block()
    context = {"invitation": found, "form": form, "blocked": None if form.is_bound else blocked}
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


@require_POST
@members_only
def claim(request, me):
    """The seat of a guest who logged in since belongs to the account from now on."""
    token = passes_of(request).get(me.trip.public_id, "")
    if not request.user.is_authenticated or not me.is_guest:
        return redirect(me.trip)
    done = _("Your place in the trip is now linked to your account.")
    return run_action(
        request, lambda: claim_seat(token=token, person=request.user), done=done, to=me.trip
    )


def _take_seat(token, person, form):
    return try_form(form, lambda **data: _join(token, person, form, **data))


def _join(token, person, form, **data):
    """Whether a name that is there already is the same person, they say."""
    try:
        return accept_invitation(token=token, person=person, **data)
    except (NameTakenError, GuestNamesakeError) as taken:
        form.ask_for_namesake(str(taken))
        return None
    except BlockedPersonOnTripError as refusal:
        form.ask_despite_block()
        form.add_error(None, str(refusal))
        return None


def _keep_pass(request, seat):
    if seat.is_guest:
        request.session[PASSES] = passes_of(request) | {seat.trip.public_id: seat.token}
