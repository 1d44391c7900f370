"""A host who doesn't answer: one press asks them, and a page of its own parks their offers."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form
from hosting.coordination.views.desk_tabs import coordinated_community_or_404, render_desk_page
from hosting.offers.forms.attestations import PauseHostForm
from hosting.requests.actions.unresponsive_hosts import (
    pause_unresponsive_host,
    remind_unresponsive_host,
)


@login_required
@require_POST
def remind(request, public_id, member_id):
    community = coordinated_community_or_404(request, public_id)
    membership = _other_member(request, community, member_id)
    return run_action(
        request,
        lambda: remind_unresponsive_host(membership=membership, by=request.user),
        done=_("Reminder sent in your name."),
        to=_desk(community),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pause(request, public_id, member_id):
    community = coordinated_community_or_404(request, public_id)
    membership = _other_member(request, community, member_id)
    form = PauseHostForm(post_data_or_none(request))
    parked = try_form(
        form,
        lambda reason: pause_unresponsive_host(
            membership=membership, reason=reason, by=request.user
        ),
    )
    if parked is not None:
        return redirect_with_success(
            request, _("Offers paused. We’ve told the host why."), to=_desk(community)
        )
    return render_desk_page(request, community, "park", {"form": form, "membership": membership})


def _other_member(request, community, public_id):
    """Nobody decides about themselves."""
    members = community.memberships.active().exclude(person=request.user)
    return get_object_or_404(members.select_related("person"), public_id=public_id)


def _desk(community):
    return reverse("hosting:coordination-desk", args=[community.address])
