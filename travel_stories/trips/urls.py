"""Addresses of trips, their people and their steps."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from travel_stories.trips.views import histories, live, members, steps, trip_access, trips

urlpatterns = [
    path(_("trips/<public_id:public_id>/live/"), live.stream, name="trip-live"),
    path(_("trips/<public_id:public_id>/changes/"), live.changes, name="trip-changes"),
    path(_("trips/"), trips.index, name="trip-list"),
    path(_("trips/new/"), trips.begin, name="trip-begin"),
    path(_("s/invitation/<str:token>/"), trip_access.invitation, name="invitation"),
    path(_("s/pass/<str:token>/"), trip_access.guest_pass, name="guest-pass"),
    path(_("trips/<public_id:public_id>/"), trips.detail, name="trip-detail"),
    path(_("trips/<public_id:public_id>/frame/"), trips.change, name="trip-change"),
    path(_("trips/<public_id:public_id>/settle/"), trips.settle, name="trip-settle"),
    path(_("trips/<public_id:public_id>/reopen/"), trips.reopen, name="trip-reopen"),
    path(_("trips/<public_id:public_id>/cancel/"), trips.cancel, name="trip-cancel"),
    path(_("trips/<public_id:public_id>/delete/"), trips.delete, name="trip-delete"),
    path(_("trips/<public_id:public_id>/steps/add/"), steps.add, name="step-add"),
    path(_("trips/<public_id:public_id>/steps/<str:step>/"), steps.change, name="step-change"),
    path(_("trips/<public_id:public_id>/steps/<str:step>/move/"), steps.move, name="step-move"),
    path(
        _("trips/<public_id:public_id>/steps/<str:step>/remove/"), steps.remove, name="step-remove"
    ),
    path(
        _("trips/<public_id:public_id>/history/<int:number>/restore/"),
        histories.restore,
        name="part-restore",
    ),
    path(_("trips/<public_id:public_id>/people/"), members.index, name="member-list"),
    path(_("trips/<public_id:public_id>/people/invite/"), members.offer, name="member-invite"),
    path(_("trips/<public_id:public_id>/people/leave/"), members.leave, name="trip-leave"),
    path(
        _("trips/<public_id:public_id>/people/organisation/"),
        members.represent,
        name="seat-organisation",
    ),
    path(_("trips/<public_id:public_id>/people/claim/"), trip_access.claim, name="seat-claim"),
    path(
        _("trips/<public_id:public_id>/people/<str:member>/role/"),
        members.role,
        name="member-role",
    ),
    path(
        _("trips/<public_id:public_id>/people/<str:member>/remove/"),
        members.remove,
        name="member-remove",
    ),
    path(
        _("trips/<public_id:public_id>/people/<str:member>/pass/"),
        members.renew,
        name="member-renew-pass",
    ),
    path(
        _("trips/<public_id:public_id>/invitations/<str:invitation>/revoke/"),
        members.revoke,
        name="invitation-revoke",
    ),
    path(_("trips/<public_id:public_id>/history/"), histories.index, name="history"),
    path(_("trips/<public_id:public_id>/undo/"), histories.undo, name="undo"),
]
