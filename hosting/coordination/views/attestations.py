"""What was checked in a community: what counts, what ends soon, and a form for the next look."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.http.actions import post_data_or_none, redirect_with_success, run_action, try_form
from hosting.coordination.views.desk_tabs import coordinated_community_or_404, render_desk_page
from hosting.offers.actions.attestations import add_attestation, revoke_attestation
from hosting.offers.forms.attestations import AttestationForm
from hosting.offers.models.attestations import Attestation
from hosting.offers.selectors.attestations import attestations_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request, public_id):
    community = coordinated_community_or_404(request, public_id)
    form = AttestationForm(post_data_or_none(request), community=community, by=request.user)
    attestation = try_form(
        form,
        lambda *, person, offer, checked: add_attestation(
            membership=community.memberships.get(person=person),
            offer=offer,
            checked=checked,
            by=request.user,
        ),
    )
    if attestation:
        done = _("Check added. It’s now public and shows your name.")
        return redirect_with_success(request, done, to=_attestations(community))
    context = {"form": form, "attested": attestations_of(community)}
    return render_desk_page(request, community, "attestations", context)


@login_required
@require_POST
def revoke(request, public_id, attestation_id):
    community = coordinated_community_or_404(request, public_id)
    ours = Attestation.objects.filter(membership__community=community)
    others = ours.exclude(membership__person=request.user)
    attestation = get_object_or_404(others, public_id=attestation_id)
    return run_action(
        request,
        lambda: revoke_attestation(attestation=attestation, by=request.user),
        done=_("Check withdrawn."),
        to=_attestations(community),
    )


def _attestations(community):
    return reverse("hosting:coordination-attestations", args=[community.address])
