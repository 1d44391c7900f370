"""Addresses of imports: a community's desk, and the answer of somebody who is invited."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from commons.accounts.guards import privileged
from hosting.network_imports.views import imports, invitations

ONE_IMPORT: list[URLPattern | URLResolver] = [
    path("", imports.detail, name="network-import-detail"),
    path(_("columns/"), imports.columns, name="network-import-columns"),
    path(_("confirm/"), imports.confirm, name="network-import-confirm"),
    path(_("rows.csv"), imports.report, name="network-import-report"),
    path(_("photos/"), imports.photos, name="network-import-photos"),
    path(_("undo/"), imports.undo, name="network-import-undo"),
    path(_("stop/"), imports.stop, name="network-import-stop"),
]
IMPORTS: list[URLPattern | URLResolver] = [
    path("", imports.index, name="network-import-list"),
    path("<public_id:import_id>/", include(ONE_IMPORT)),
]
INVITATION: list[URLPattern | URLResolver] = [
    path("", invitations.detail, name="member-invitation"),
    path(_("accept/"), invitations.accept, name="member-invitation-accept"),
    path(_("decline/"), invitations.refuse, name="member-invitation-refuse"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *privileged([path(_("coordination/<public_id:public_id>/imports/"), include(IMPORTS))]),
    path(_("s/network/<str:token>/"), include(INVITATION)),
]
