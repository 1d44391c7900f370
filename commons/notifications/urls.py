"""My desk, my notices, and which mails I want."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from commons.notifications.views import desk, mails, notices

app_name = "notifications"
urlpatterns = [
    path(_("me/"), desk.desk, name="desk"),
    path(_("me/notices/"), notices.index, name="notice-list"),
    path(_("me/notices/read/"), notices.read_all, name="notice-read-all"),
    path(_("me/notices/<public_id:public_id>/read/"), notices.read, name="notice-read"),
    path(_("me/mails/"), mails.edit, name="mails"),
    path(_("me/mails/wake/"), mails.wake, name="mails-wake"),
    path(_("mails/stop/<str:token>/"), mails.stop, name="mails-stop"),
]
