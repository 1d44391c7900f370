"""The browsers in which I get notifications."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from commons.push_messages import views

app_name = "push_messages"
urlpatterns = [
    path(_("me/browsers/"), views.index, name="browsers"),
    path(_("me/browsers/add/"), views.add, name="add"),
    path(_("me/browsers/types/"), views.types, name="types"),
    path(_("me/browsers/<public_id:public_id>/remove/"), views.remove, name="remove"),
]
