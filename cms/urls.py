"""Addresses of what editorial pages hold."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cms import views

app_name = "cms"

urlpatterns = [
    path(_("recordings/<public_id:public_id>/"), views.recording, name="recording"),
]
