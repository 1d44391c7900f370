"""Addresses of sign-ups and registrations."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from travel_stories.trip_sign_ups import views

urlpatterns = [
    # The same words in each language: a link without one leads to the reader's own.
    path("s/sign-up/<str:token>/", views.sign_up, name="sign-up"),
    path(
        _("trips/registrations/<public_id:public_id>/"),
        views.registration,
        name="registration-detail",
    ),
    path(
        _("trips/registrations/<public_id:public_id>/withdraw/"),
        views.withdraw,
        name="registration-withdraw",
    ),
    path(_("trips/<public_id:public_id>/sign-up/"), views.manage, name="sign-up-manage"),
    path(_("trips/<public_id:public_id>/sign-up/save/"), views.save, name="sign-up-save"),
    path(_("trips/<public_id:public_id>/sign-up/revoke/"), views.revoke, name="sign-up-revoke"),
    path(
        _("trips/<public_id:public_id>/sign-up/registrations.csv"),
        views.sheet,
        name="sign-up-sheet",
    ),
    path(
        _("trips/<public_id:public_id>/sign-up/<str:registration>/payment/"),
        views.pay,
        name="registration-pay",
    ),
]
