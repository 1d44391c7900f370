"""The coordinators' desk."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from commons.accounts.guards import privileged
from hosting.coordination.views import (
    attestations,
    community_log,
    community_photos,
    coordination,
    figures,
    local_rules,
    members,
    messages,
    review,
    unresponsive_hosts,
)

one_offer: list[URLPattern | URLResolver] = [
    path("", review.detail, name="review-detail"),
    path(_("publish/"), review.publish, name="review-publish"),
    path(_("change/"), review.change, name="review-change"),
]

one_community: list[URLPattern | URLResolver] = [
    path("", coordination.desk, name="coordination-desk"),
    path(_("messages/"), messages.index, name="coordination-messages"),
    path(_("members/"), members.index, name="coordination-members"),
    path(_("members/table.csv"), members.sheet, name="coordination-members-sheet"),
    path(_("members/write/"), members.write, name="coordination-write"),
    path(_("story/"), coordination.story, name="coordination-story"),
    path(_("photo/"), community_photos.photo, name="coordination-photo"),
    path(_("photo/bring/"), community_photos.bring, name="coordination-photo-bring"),
    path(_("photo/remove/"), community_photos.remove, name="coordination-photo-remove"),
    path(_("photo/put-back/"), community_photos.restore, name="coordination-photo-restore"),
    path(_("charter/"), coordination.charter, name="coordination-charter"),
    path(_("offers/<public_id:offer_id>/"), include(one_offer)),
    path(_("rules/"), local_rules.index, name="coordination-rules"),
    path(_("rules/<public_id:rule_id>/end/"), local_rules.end, name="rule-end"),
    path(_("checked/"), attestations.index, name="coordination-attestations"),
    path(
        _("checked/<public_id:attestation_id>/take-back/"),
        attestations.revoke,
        name="attestation-revoke",
    ),
    path(_("members/<public_id:member_id>/nudge/"), unresponsive_hosts.remind, name="host-nudge"),
    path(_("members/<public_id:member_id>/park/"), unresponsive_hosts.pause, name="host-park"),
    path(_("figures/"), figures.index, name="coordination-figures"),
    path(_("log/"), community_log.index, name="coordination-log"),
]

urlpatterns: list[URLPattern | URLResolver] = privileged(
    [path(_("coordination/<public_id:public_id>/"), include(one_community))]
)
