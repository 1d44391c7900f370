"""Who helps with an offer: the host's page, and the page of those who help."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hosting.cohosts import views

urlpatterns = [
    path(_("hosting/offers/<public_id:public_id>/co-hosts/"), views.people, name="co-host-list"),
    path(_("me/co-hosting/"), views.helping, name="co-hosting"),
    path(_("co-hosts/<public_id:public_id>/"), views.detail, name="co-host-detail"),
    path(_("co-hosts/<public_id:public_id>/edit/"), views.scopes, name="co-host-scopes"),
    path(_("co-hosts/<public_id:public_id>/accept/"), views.accept, name="co-host-accept"),
    path(_("co-hosts/<public_id:public_id>/decline/"), views.decline, name="co-host-decline"),
    path(_("co-hosts/<public_id:public_id>/end/"), views.end, name="co-host-end"),
]
