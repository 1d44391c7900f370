"""Written quotes."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hosting.quotes import views

urlpatterns = [
    path(_("me/requests/<public_id:public_id>/quote/ask/"), views.ask, name="quote-ask"),
    path(_("me/requests/<public_id:public_id>/quote/make/"), views.make, name="quote-make"),
    path(_("me/quotes/<public_id:public_id>/"), views.detail, name="quote-detail"),
    path(_("me/quotes/<public_id:public_id>.pdf"), views.download, name="quote-file"),
    path(_("me/quotes/<public_id:public_id>/withdraw/"), views.withdraw, name="quote-withdraw"),
]
