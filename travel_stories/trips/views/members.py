"""Who travels, and the links that let others in."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.http.actions import redirect_with_success, run_action, try_form
from core.permissions import require
from travel_stories.trips.actions.members import (
    change_role,
    invite,
    leave_trip,
    remove_member,
    renew_pass,
    revoke_invitation,
)
from travel_stories.trips.actions.organisations import represent_organisation
from travel_stories.trips.forms.trips import InvitationForm, RoleForm, SeatOrganisationForm
from travel_stories.trips.models.members import InvitationData
from travel_stories.trips.presenters.trip_page import trip_page_of
from travel_stories.trips.views.trip_access import members_only


@require_safe
@members_only
def index(request, me):
    """`?seat=` begins an invitation for a name that a file brought."""
    return _page(request, me, seat=request.GET.get("seat", ""))


@require_POST
@members_only
def offer(request, me):
    require(me, "trips.invite", me.trip)
    form = InvitationForm(request.POST, by=me)
    invited = try_form(
        form, lambda **data: invite(trip=me.trip, invited=InvitationData(**data), by=me)
    )
    if invited is None:
        return _page(request, me, form)
    done = _("Invitation sent.") if invited.email else _("The link is ready.")
    return redirect_with_success(request, done, to=_people(me))


@require_POST
@members_only
def revoke(request, me, invitation):
    found = get_object_or_404(me.trip.invitations, public_id=invitation)
    done = _("This link no longer works.")
    return run_action(
        request, lambda: revoke_invitation(invitation=found, by=me), done=done, to=_people(me)
    )


@require_POST
@members_only
def role(request, me, member):
    seat = get_object_or_404(me.trip.members.present(), public_id=member)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return HttpResponseRedirect(_people(me))
    new = form.cleaned_data["role"]
    done = _("Role changed.")
    return run_action(
        request, lambda: change_role(member=seat, role=new, by=me), done=done, to=_people(me)
    )


@require_POST
@members_only
def remove(request, me, member):
    seat = get_object_or_404(me.trip.members.present(), public_id=member)
    done = _("This person is no longer part of the trip. What they wrote stays.")
    return run_action(request, lambda: remove_member(member=seat, by=me), done=done, to=_people(me))


@require_POST
@members_only
def renew(request, me, member):
    seat = get_object_or_404(me.trip.members.present(), public_id=member)
    done = _("The old link no longer works. Send this person the new one.")
    return run_action(request, lambda: renew_pass(member=seat, by=me), done=done, to=_people(me))


@require_POST
@members_only
def leave(request, me):
    done = _("You have left the trip.")
    trips = reverse("travel_stories:trip-list")
    return run_action(request, lambda: leave_trip(trip=me.trip, by=me), done=done, to=trips)


@require_POST
@members_only
def represent(request, me):
    """For whom this member takes part."""
    require(me, "trips.represent_organisation", me.trip)
    form = SeatOrganisationForm(request.POST, seat=me)
    saved = try_form(
        form, lambda on_behalf_of: represent_organisation(organisation=on_behalf_of, by=me)
    )
    if saved is None:
        return _page(request, me, organisation_form=form)
    return redirect_with_success(request, _("Your changes have been saved."), to=_people(me))


def _people(me):
    return reverse("travel_stories:member-list", args=[me.trip.address])


def _page(request, me, form=None, seat="", organisation_form=None):
    trip_page = trip_page_of(me, "people")
    # Names that wait for somebody, and links by which one comes.
    offered = {"awaited": [], "invitations": ()}
    if trip_page.can_change:
        offered = {
            "awaited": list(me.trip.members.awaited()),
            "invitations": me.trip.invitations.good().select_related("seat"),
        }
    invited = next((one for one in offered["awaited"] if one.public_id == seat), None)
    initial = {"language": get_language()}
    if invited:
        initial |= {"role": invited.role, "seat": invited.public_id}
    context = offered | {
        "trip_page": trip_page,
        "form": form or InvitationForm(by=me, initial=initial),
        "invited": invited,
    }
    if me.has_perm("trips.represent_organisation", me.trip):
        context["organisation_form"] = organisation_form or SeatOrganisationForm(seat=me)
    status = 422 if form or organisation_form else 200
    return render(request, "trips/member_list.html", context, status=status)
