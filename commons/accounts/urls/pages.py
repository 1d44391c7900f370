"""My desk, my settings, and the people here."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from commons.accounts.views import desk, mails, notices, people, settings

app_name = "accounts"
urlpatterns = [
    path(_("me/"), desk.desk, name="desk"),
    path(_("me/notices/"), notices.index, name="notice-list"),
    path(_("me/notices/read/"), notices.read_all, name="notice-read-all"),
    path(_("me/notices/<public_id:public_id>/read/"), notices.read, name="notice-read"),
    path(_("me/settings/"), settings.edit, name="settings"),
    path(_("me/mails/"), mails.edit, name="mails"),
    path(_("me/mails/wake/"), mails.wake, name="mails-wake"),
    path(_("mails/stop/<str:token>/"), mails.stop, name="mails-stop"),
    path(_("me/data/"), settings.my_data, name="my-data"),
    path(_("me/data/file/"), settings.export, name="my-data-export"),
    path(_("me/data/close/"), settings.close, name="account-close"),
    path(_("people/<public_id:public_id>/"), people.detail, name="person-detail"),
]
