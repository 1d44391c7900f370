"""Communities, and how one joins."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from commons.accounts.guards import privileged
from hosting.communities.views import announcements, decisions, memberships

coordinators_decisions: list[URLPattern | URLResolver] = [
    path(_("meet/"), decisions.meet, name="membership-meet"),
    path(_("refuse/"), decisions.refuse, name="membership-refuse"),
    path(_("reinstate/"), decisions.reinstate, name="membership-reinstate"),
    path(_("name/"), decisions.name, name="membership-name"),
    path(_("dismiss/"), decisions.dismiss, name="membership-dismiss"),
]

one_membership: list[URLPattern | URLResolver] = [
    path("", memberships.detail, name="membership-detail"),
    path(_("sign/"), memberships.sign, name="membership-sign"),
    path(_("leave/"), memberships.leave, name="membership-leave"),
    path(_("phone/"), memberships.answer_by_phone, name="membership-phone"),
    path(_("invite/"), memberships.invite, name="membership-invite"),
    path(_("decline/"), memberships.decline, name="membership-decline"),
    path(_("sponsor/"), memberships.sponsor, name="membership-sponsor"),
    path(_("take-back/"), memberships.take_back, name="membership-take-back"),
    *privileged(coordinators_decisions),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path(_("communities/<public_id:public_id>/join/"), memberships.join, name="membership-apply"),
    path(
        _("communities/<public_id:public_id>/candidates/"),
        memberships.candidates,
        name="candidate-list",
    ),
    path(
        _("me/announcements/<public_id:public_id>/"),
        announcements.detail,
        name="announcement-detail",
    ),
    path(
        _("hosting/communities/"),
        include(
            [
                path("", memberships.index, name="membership-list"),
                path("<public_id:public_id>/", include(one_membership)),
            ]
        ),
    ),
]
