"""Organisations, their people, and the invitations to act for them."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from commons.organisations import views

app_name = "organisations"
urlpatterns = [
    path(_("me/organisations/"), views.index, name="organisation-list"),
    path(_("me/organisations/new/"), views.create, name="organisation-create"),
    path(_("organisations/<public_id:public_id>/"), views.detail, name="organisation-detail"),
    path(_("organisations/<public_id:public_id>/edit/"), views.edit, name="organisation-edit"),
    path(_("organisations/<public_id:public_id>/check/"), views.check, name="organisation-check"),
    path(
        _("organisations/<public_id:public_id>/check/withdraw/"),
        views.uncheck,
        name="organisation-uncheck",
    ),
    path(_("organisations/<public_id:public_id>/invite/"), views.invite, name="mandate-invite"),
    path(
        _("organisations/<public_id:public_id>/invitations/<public_id:invitation>/withdraw/"),
        views.revoke,
        name="invitation-revoke",
    ),
    path(
        _("organisations/<public_id:public_id>/people/<public_id:mandate>/edit/"),
        views.change,
        name="mandate-change",
    ),
    path(
        _("organisations/<public_id:public_id>/people/<public_id:mandate>/end/"),
        views.end,
        name="mandate-end",
    ),
    path(_("s/mandate/<str:token>/"), views.invitation, name="invitation"),
]
