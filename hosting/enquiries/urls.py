"""Writing without dates."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from hosting.enquiries import views

urlpatterns = [
    path(_("offers/<public_id:public_id>/write/"), views.write_about_offer, name="enquiry-offer"),
    path(_("people/<public_id:public_id>/write/"), views.write_to_host, name="enquiry-host"),
    path(
        _("communities/<public_id:public_id>/write/"),
        views.write_to_community,
        name="enquiry-community",
    ),
    path(_("me/messages/<public_id:public_id>/settle/"), views.settle, name="enquiry-settle"),
    path(_("hosting/messages/"), views.change_settings, name="enquiry-settings"),
]
