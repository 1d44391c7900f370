"""Addresses: the entrance that allauth keeps, and the pages of members."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

urlpatterns = [
    path("", include("commons.accounts.urls.pages")),
    path(_("account/"), include("commons.accounts.urls.entrance")),
]
