"""allauth's pages at addresses in the language of the page, under the names that it looks for."""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions.views import list_usersessions
from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.generic import RedirectView

from commons.accounts.guards import identity_required
from commons.accounts.views import two_step
from commons.accounts.views.entrance import ConfirmEmail, ConfirmLoginCode, log_out

# allauth asks nobody who has neither password nor second factor: they log in again, with a code.
confirmed = identity_required()
confirmed_to_send = identity_required(allow_get=True)

urlpatterns = [
    path(_("log-in/"), views.login, name="account_login"),
    path(_("log-in/code/"), views.request_login_code, name="account_request_login_code"),
    path(_("log-in/code/type/"), ConfirmLoginCode.as_view(), name="account_confirm_login_code"),
    path(_("log-in/two-step/"), mfa.authenticate, name="mfa_authenticate"),
    path(_("log-in/passkey/"), passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(_("log-out/"), log_out, name="account_logout"),
    path(_("closed/"), views.account_inactive, name="account_inactive"),
    path(_("sign-up/"), views.signup, name="account_signup"),
    path(_("still-you/"), views.reauthenticate, name="account_reauthenticate"),
    path(_("address/"), confirmed_to_send(views.email), name="account_email"),
    path(_("address/sent/"), views.email_verification_sent, name="account_email_verification_sent"),
    re_path(
        _(r"^address/confirm/(?P<key>[-:\w]+)/$"),
        ConfirmEmail.as_view(),
        name="account_confirm_email",
    ),
    path(_("password/change/"), views.password_change, name="account_change_password"),
    path(_("password/choose/"), confirmed(views.password_set), name="account_set_password"),
    path(_("password/forgotten/"), views.password_reset, name="account_reset_password"),
    path(
        _("password/forgotten/sent/"),
        views.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        _(r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"),
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        _("password/new/kept/"),
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(_("two-step/"), two_step.index, name="mfa_index"),
    path(_("two-step/still-you/"), mfa.reauthenticate, name="mfa_reauthenticate"),
    path(_("two-step/app/"), confirmed(totp.activate_totp), name="mfa_activate_totp"),
    path(_("two-step/app/remove/"), totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        _("two-step/passkeys/"),
        RedirectView.as_view(pattern_name="mfa_index"),
        name="mfa_list_webauthn",
    ),
    path(_("two-step/passkeys/add/"), confirmed(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(
        _("two-step/passkeys/still-you/"),
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(_("two-step/passkeys/<int:pk>/rename/"), passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path(
        _("two-step/passkeys/<int:pk>/remove/"),
        passkeys.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(_("two-step/codes/"), recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        _("two-step/codes/new/"),
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        _("two-step/codes/file/"),
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path(
        pgettext_lazy("of an account", "sessions/"),
        identity_required(allow_get=True, login_counts=True)(list_usersessions),
        name="usersessions_list",
    ),
]
