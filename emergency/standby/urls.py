"""Addresses of homes that are promised for an emergency to come."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from emergency.standby import views

urlpatterns = [
    path(_("emergency/standby/"), views.mine, name="standby"),
    path(_("emergency/standby/<public_id:standby>/end/"), views.end, name="standby-end"),
    path(
        _("emergency/standby/<public_id:standby>/lend/<public_id:public_id>/"),
        views.lend,
        name="standby-lend",
    ),
]
