"""Blocking somebody, and the list of those whom one has blocked."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from commons.blocking import views

app_name = "blocking"
urlpatterns = [
    path(_("me/blocked/"), views.index, name="blocked-list"),
    path(_("people/<public_id:public_id>/block/"), views.block, name="block"),
    path(_("people/<public_id:public_id>/unblock/"), views.unblock, name="unblock"),
]
