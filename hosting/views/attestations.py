"""What was checked in a community: what counts, what ends soon, and a form for the next look."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from core.deeds import carry_out, conclude, posted, try_form
from hosting.actions.attestations import attest, revoke_attestation
from hosting.forms.attestations import AttestationForm
from hosting.models import Attestation
from hosting.queries.attestations import attested_in
from hosting.views.desks import desk_page, own_community


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request, public_id):
    community = own_community(request, public_id)
    form = AttestationForm(posted(request), community=community, by=request.user)
    if try_form(form, lambda **said: _attest(community, request.user, **said)):
        done = _("It stands on the pages now, with your name.")
        return conclude(request, done, to=_attestations(community))
    shown = {"form": form, "attested": attested_in(community)}
    return desk_page(request, community, "attestations", shown)


@login_required
@require_POST
def revoke(request, public_id, attestation_id):
    community = own_community(request, public_id)
    ours = Attestation.objects.filter(membership__community=community)
    others = ours.exclude(membership__person=request.user)
    attestation = get_object_or_404(others, public_id=attestation_id)
    return carry_out(
        request,
        lambda: revoke_attestation(attestation=attestation, by=request.user),
        done=_("It counts no more."),
        to=_attestations(community),
    )


def _attest(community, by, *, person, offer, checked):
    membership = community.memberships.get(person=person)
    return attest(membership=membership, offer=offer, checked=checked, by=by)


def _attestations(community):
    return reverse("hosting:coordination-attestations", args=[community.address])
