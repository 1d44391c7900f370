"""What was checked, to look at."""

from __future__ import annotations

from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from hosting.communities.wagtail_hooks.policies import ViewOnlyPolicy
from hosting.offers.models.attestations import Attestation

register_permission_policy(Attestation, ViewOnlyPolicy(Attestation))


class AttestationViewSet(SnippetViewSet):
    """To look at: who saw it says so at the desk."""

    model = Attestation
    base_url_path = "snippets/hosting/attestation"
    icon = "clipboard-list"
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ("membership", "offer", "kind", "seen", "checked_on", "until", "by")
    list_display = ("membership", "kind", "by", "checked_on", "until", "revoked_at")
    list_filter = ("kind",)
