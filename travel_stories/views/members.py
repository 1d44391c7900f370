"""Who travels, and the links that let others in."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.deeds import carry_out, conclude, try_form
from travel_stories.actions.members import (
    change_role,
    invite,
    leave_trip,
    remove_member,
    renew_pass,
    revoke_invitation,
)
from travel_stories.forms.trips import InvitationForm, RoleForm
from travel_stories.models.members import Invited
from travel_stories.queries.rooms import room_of
from travel_stories.views.doors import members_only


@require_safe
@members_only
def index(request, me):
    """`?seat=` begins an invitation for a name that a file brought."""
    return _page(request, me, seat=request.GET.get("seat", ""))


@require_POST
@members_only
def offer(request, me):
    form = InvitationForm(request.POST, trip=me.trip)
    invited = try_form(form, lambda **said: invite(trip=me.trip, invited=Invited(**said), by=me))
    if invited is None:
        return _page(request, me, form)
    done = _("The invitation is on its way.") if invited.email else _("The link is ready.")
    return conclude(request, done, to=_people(me))


@require_POST
@members_only
def revoke(request, me, invitation):
    found = get_object_or_404(me.trip.invitations, public_id=invitation)
    done = _("The link is dead from now on.")
    return carry_out(
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
    done = _("The role is changed.")
    return carry_out(
        request, lambda: change_role(member=seat, role=new, by=me), done=done, to=_people(me)
    )


@require_POST
@members_only
def remove(request, me, member):
    seat = get_object_or_404(me.trip.members.present(), public_id=member)
    done = _("Their seat is taken away. What they wrote stays.")
    return carry_out(request, lambda: remove_member(member=seat, by=me), done=done, to=_people(me))


@require_POST
@members_only
def renew(request, me, member):
    seat = get_object_or_404(me.trip.members.present(), public_id=member)
    done = _("The old pass is dead; hand the new one over.")
    return carry_out(request, lambda: renew_pass(member=seat, by=me), done=done, to=_people(me))


@require_POST
@members_only
def leave(request, me):
    done = _("You have left the trip.")
    trips = reverse("travel_stories:trip-list")
    return carry_out(request, lambda: leave_trip(trip=me.trip, by=me), done=done, to=trips)


def _people(me):
    return reverse("travel_stories:member-list", args=[me.trip.address])


def _page(request, me, form=None, seat=""):
    room = room_of(me, "people")
    offered = _offered(me) if room.can_change else {"awaited": [], "invitations": ()}
    invited = next((one for one in offered["awaited"] if one.public_id == seat), None)
    shown = offered | {
        "room": room,
        "form": form or InvitationForm(trip=me.trip, initial=_initial(invited)),
        "invited": invited,
    }
    status = 422 if form is not None else 200
    return render(request, "travel_stories/member_list.html", shown, status=status)


def _offered(me):
    """Names that wait for somebody, and links by which one comes."""
    return {
        "awaited": list(me.trip.members.awaited()),
        "invitations": me.trip.invitations.good().select_related("seat"),
    }


def _initial(invited):
    seat = {"role": invited.role, "seat": invited.public_id} if invited else {}
    return {"language": get_language()} | seat
