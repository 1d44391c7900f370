"""What coordinators decide about one person of their community."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from commons.accounts.guards import identity_required
from core.http.actions import redirect_with_success, run_action, try_form
from hosting.communities.actions.coordinators import dismiss_coordinator, name_coordinator
from hosting.communities.actions.departures import reinstate_member
from hosting.communities.actions.memberships import record_meeting, refuse_candidate
from hosting.communities.forms.memberships import MeetingForm, ReasonForm
from hosting.communities.selectors.communities import memberships_for
from hosting.communities.views.membership_page import render_membership


@login_required
@require_POST
def meet(request, public_id):
    membership = get_object_or_404(memberships_for(request.user), public_id=public_id)
    form = MeetingForm(request.POST)
    met = try_form(form, lambda on: record_meeting(membership=membership, on=on, by=request.user))
    if met:
        return redirect_with_success(request, _("Meeting recorded."), to=membership)
    return render_membership(request, membership, meeting_form=form)


@login_required
@require_POST
def refuse(request, public_id):
    membership = get_object_or_404(memberships_for(request.user), public_id=public_id)
    form = ReasonForm(request.POST, prefix="refuse")
    refused = try_form(
        form, lambda reason: refuse_candidate(membership=membership, reason=reason, by=request.user)
    )
    if refused:
        return redirect_with_success(
            request, _("We’ve sent this person your decision and your reason."), to=membership
        )
    return render_membership(request, membership, refusal_form=form)


@login_required
@require_POST
def reinstate(request, public_id):
    membership = get_object_or_404(memberships_for(request.user), public_id=public_id)
    return run_action(
        request,
        lambda: reinstate_member(membership=membership, by=request.user),
        done=_("The suspension has ended."),
        to=membership,
    )


@login_required
@require_POST
@identity_required()
def name(request, public_id):
    membership = get_object_or_404(memberships_for(request.user), public_id=public_id)
    return run_action(
        request,
        lambda: name_coordinator(membership=membership, by=request.user),
        done=_("The community has a new coordinator."),
        to=membership,
    )


@login_required
@require_POST
def dismiss(request, public_id):
    membership = get_object_or_404(memberships_for(request.user), public_id=public_id)
    return run_action(
        request,
        lambda: dismiss_coordinator(membership=membership, by=request.user),
        done=_("This member is no longer a coordinator."),
        to=membership,
    )
