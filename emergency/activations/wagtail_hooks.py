"""In the admin: a way to the emergencies, for whoever may switch one on, and that right itself."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


class EmergencyMenuItem(MenuItem):
    """Shown to whoever may open one."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("emergency_activations.change_activation"))


@hooks.register("register_admin_menu_item")
def show_emergencies() -> EmergencyMenuItem:
    url = reverse_lazy("emergency:activation-list")
    label = _("Emergency housing")
    return EmergencyMenuItem(label, url, name="emergency", icon_name="warning", order=900)


@hooks.register("register_permissions")
def offer_permission() -> QuerySet[Permission]:
    """So that a group of the admin can be given the switch."""
    return Permission.objects.filter(
        content_type__app_label="emergency_activations", codename="change_activation"
    )
