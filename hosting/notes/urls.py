"""Words left afterwards."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hosting.notes.views import notes

urlpatterns = [
    path(_("me/requests/<public_id:public_id>/note/"), notes.leave, name="note-leave"),
    path(_("me/notes/<public_id:public_id>/withdraw/"), notes.withdraw, name="note-withdraw"),
    path(_("me/notes/<public_id:public_id>/reply/"), notes.reply, name="note-reply"),
]
