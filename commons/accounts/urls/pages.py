"""My settings, and the people here."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from commons.accounts.guards import privileged
from commons.accounts.views import people, settings, two_step_resets

app_name = "accounts"
urlpatterns = [
    path(_("me/settings/"), settings.edit, name="settings"),
    path(_("me/data/close/"), settings.close, name="account-close"),
    path(_("people/<public_id:public_id>/"), people.detail, name="person-detail"),
    *privileged(
        [
            path(
                _("people/<public_id:public_id>/two-step/"),
                two_step_resets.detail,
                name="two-step-reset",
            ),
            path(
                _("people/<public_id:public_id>/two-step/confirm/"),
                two_step_resets.confirm,
                name="two-step-reset-confirm",
            ),
            path(
                _("people/<public_id:public_id>/two-step/withdraw/"),
                two_step_resets.withdraw,
                name="two-step-reset-withdraw",
            ),
        ]
    ),
]
