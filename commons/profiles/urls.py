"""What I show of myself."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from commons.profiles import views

app_name = "profiles"
urlpatterns = [
    path(_("me/profile/"), views.edit, name="edit"),
    path(_("me/profile/portrait/remove/"), views.remove, name="portrait-remove"),
]
