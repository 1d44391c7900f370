"""One page that asks into which trip something goes, and on which day."""

from urllib.parse import urlencode, urlsplit

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.http.actions import post_data_or_none
from core.http.return_urls import referrer_path, same_site_path
from core.http.shortcuts import get_or_404
from travel_stories.trip_requests.actions.additions import add_to_trip, begin_with
from travel_stories.trip_requests.actions.attaching import add_request, begin_with_request
from travel_stories.trip_requests.errors.additions import TripTooShortForStayError
from travel_stories.trip_requests.forms.additions import AddForm
from travel_stories.trip_requests.selectors.additions import seats_to_plan, subject_of
from travel_stories.trips.views.trip_access import passes_of

SUBJECTS = ("offer", "place", "request")
FIELDS = ("trip", "check_in", "check_out", "day", "nights", "adults", "children")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    """Someone who has to log in comes back here, with what they chose in the address."""
    back = _back(request)
    if request.GET.get("request") and not request.user.is_authenticated:
        return redirect_to_login(_address(request, back))
    subject = get_or_404(subject_of(request.GET, request.user))
    seats = seats_to_plan(request.user, passes_of(request))
    if not request.user.is_authenticated and not seats:
        return redirect_to_login(_address(request, back))
    if subject.request is not None:
        seats = [seat for seat in seats if seat.person_id]
    form = AddForm(
        post_data_or_none(request),
        subject=subject,
        seats=seats,
        may_begin=request.user.has_perm("trips.begin_trip", request.user),
        query=request.GET.dict(),
    )
    step = _try(form, request.user)
    if step:
        query = f"?{urlencode({'back': back})}" if back else ""
        return redirect(f"{step.trip.get_absolute_url()}{query}#step-{step.public_id}")
    context = {"subject": subject, "form": form, "address": _address(request, back), "back": back}
    status = 422 if form.is_bound else 200
    return render(request, "trip_requests/trip_add.html", context, status=status)


def _try(form, person):
    if not form.is_valid():
        return None
    try:
        key = form.cleaned_data["key"]
        asked, seat = form.subject.request, form.seat
        if asked is not None:
            if seat:
                chosen = {"step": form.step, "accepted_days": form.accepted_days}
                return add_request(request=asked, seat=seat, key=key, **chosen)
            return begin_with_request(request=asked, key=key, by=person)
        if seat:
            days = form.accepted_days
            return add_to_trip(addition=form.addition(), seat=seat, key=key, accepted_days=days)
        return begin_with(addition=form.addition(), key=key, by=person)
    except TripTooShortForStayError as refusal:
        form.ask_to_lengthen(refusal)
        return None
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None


def _back(request):
    """Where the person came from, if that isn't this form or the way in."""
    back = same_site_path(request, request.GET.get("back", "")) or referrer_path(request)
    entrance = (request.path, reverse("account_login"), reverse("account_signup"))
    return "" if urlsplit(back).path in entrance else back


def _address(request, back):
    """This page again, with what was chosen so far."""
    named = {name: request.GET[name] for name in SUBJECTS if request.GET.get(name)}
    sent = request.POST if request.method == "POST" else request.GET
    chosen = {name: sent[name] for name in FIELDS if sent.get(name)}
    return f"{request.path}?{urlencode(named | chosen | ({'back': back} if back else {}))}"
