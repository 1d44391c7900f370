"""Threads, for their people."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from commons.conversations import views

app_name = "conversations"
urlpatterns = [
    path(_("me/messages/"), views.index, name="thread-list"),
    path(_("me/messages/files/<public_id:public_id>/"), views.attachment, name="attachment"),
    path(_("me/threads/<public_id:public_id>/"), views.detail, name="thread-detail"),
    path(_("me/threads/<public_id:public_id>/answer/"), views.post, name="message-post"),
    path(_("me/threads/<public_id:public_id>/report/"), views.report, name="report"),
    path(_("me/threads/<public_id:public_id>/read/"), views.read, name="thread-read"),
]
