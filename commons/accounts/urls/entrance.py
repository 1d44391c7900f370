"""allauth's pages at addresses in the language of the page, under the names that it looks for."""

from allauth.account import views
from allauth.usersessions.views import list_usersessions
from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commons.accounts.views.entrance import ConfirmEmail, log_out

urlpatterns = [
    path(_("log-in/"), views.login, name="account_login"),
    path(_("log-in/code/"), views.request_login_code, name="account_request_login_code"),
    path(_("log-in/code/type/"), views.confirm_login_code, name="account_confirm_login_code"),
    path(_("log-out/"), log_out, name="account_logout"),
    path(_("closed/"), views.account_inactive, name="account_inactive"),
    path(_("sign-up/"), views.signup, name="account_signup"),
    path(_("still-you/"), views.reauthenticate, name="account_reauthenticate"),
    path(_("address/"), views.email, name="account_email"),
    path(_("address/sent/"), views.email_verification_sent, name="account_email_verification_sent"),
    re_path(
        _(r"^address/confirm/(?P<key>[-:\w]+)/$"),
        ConfirmEmail.as_view(),
        name="account_confirm_email",
    ),
    path(_("password/change/"), views.password_change, name="account_change_password"),
    path(_("password/choose/"), views.password_set, name="account_set_password"),
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
    path(pgettext_lazy("of an account", "sessions/"), list_usersessions, name="usersessions_list"),
]
