"""My settings, and the people here."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from commons.accounts.views import people, settings

app_name = "accounts"
urlpatterns = [
    path(_("me/settings/"), settings.edit, name="settings"),
    path(_("me/data/close/"), settings.close, name="account-close"),
    path(_("people/<public_id:public_id>/"), people.detail, name="person-detail"),
]
