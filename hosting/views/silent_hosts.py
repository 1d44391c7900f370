"""A host who doesn't answer: one press asks them, and a page of its own parks their offers."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.deeds import carry_out, conclude, posted, try_form
from hosting.actions.silent_hosts import nudge_host, park_host
from hosting.forms.attestations import ParkForm
from hosting.views.desks import desk_page, own_community


@login_required
@require_POST
def nudge(request, public_id, member_id):
    community = own_community(request, public_id)
    membership = _other_member(request, community, member_id)
    return carry_out(
        request,
        lambda: nudge_host(membership=membership, by=request.user),
        done=_("They have been asked, with your name."),
        to=_desk(community),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def park(request, public_id, member_id):
    community = own_community(request, public_id)
    membership = _other_member(request, community, member_id)
    form = ParkForm(posted(request))
    parked = try_form(
        form, lambda reason: park_host(membership=membership, reason=reason, by=request.user)
    )
    if parked is not None:
        return conclude(request, _("Paused. The host has been told why."), to=_desk(community))
    return desk_page(request, community, "park", {"form": form, "membership": membership})


def _other_member(request, community, public_id):
    """Nobody decides about themselves."""
    members = community.memberships.active().exclude(person=request.user)
    return get_object_or_404(members.select_related("person"), public_id=public_id)


def _desk(community):
    return reverse("hosting:coordination-desk", args=[community.address])
