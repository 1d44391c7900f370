"""Addresses at which a host decides about dates that are taken twice."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from hosting.calendar_conflicts import views

CONFLICTS = [
    path(_("<public_id:conflict_id>/keep/"), views.dismiss, name="calendar-conflict-dismiss"),
    path(_("<public_id:conflict_id>/undo/"), views.restore, name="calendar-conflict-restore"),
]

urlpatterns = [path(_("hosting/taken-twice/"), include(CONFLICTS))]
