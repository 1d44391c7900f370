"""Adapter of allauth: which account a sign-up makes, and how its mails are sent."""

from datetime import timedelta
from typing import ClassVar
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commons.accounts.known_browsers import browser_token
from commons.accounts.models import User
from commons.mail import actions as transactional_email
from commons.mail.ceilings import takes_one_more
from core.http.rate_limits import rate_limit_address
from core.text.contacts import email_key

LINKS = ("activate_url", "password_reset_url", "signup_url")
CODE = "login_code"
CONFIRMATIONS = ("email_confirmation", "email_confirmation_signup")
ON_DEMAND = {
    *CONFIRMATIONS,
    *(CODE, "password_reset_key", "unknown_account", "account_already_exists"),
}
"""What anybody can have sent to any address, by typing it. Notices of a change always go."""
GOING_TO = "accounts_going_to"  # in the session, from the sign-up to the first login


class AccountAdapter(DefaultAccountAdapter):
    """Letters go through the outbox: a broken mail server neither stops nor loses anything."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "duplicate_email": _("This is already your email address. Enter another one."),
        "email_password_mismatch": _(
            "This email address and password don’t match. Check both, or ask for a code by email."
        ),
        "email_taken": _("Another account uses this email address. Enter another one."),
        "enter_current_password": _("This isn’t your current password. Try again, or reset it."),
        "incorrect_code": _("This isn’t the code from our email. Check it and try again."),
        "incorrect_password": _("This isn’t your current password. Try again, or reset it."),
        "invalid_or_expired_key": _("This link has expired or has been used. Ask for a new one."),
        "invalid_password_reset": _("This link has expired or has been used. Ask for a new one."),
        "rate_limited": _("Too many attempts. Wait a few minutes and try again."),
        "same_as_current": _("This is already your email address. Enter another one."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes and try again."),
    }

    def save_user(self, request, user, form, commit=True):
        """A newcomer is written to in the language of the page where they signed up."""
        user.display_name = form.cleaned_data["display_name"]
        user.language = get_language() or settings.LANGUAGE_CODE
        if going_to := get_next_redirect_url(request):
            request.session[GOING_TO] = [form.cleaned_data["email"].lower(), going_to]
        return super().save_user(request, user, form, commit=commit)

    def get_login_redirect_url(self, request):
        """Who signed up in this browser and enters by a code goes where they were going.

        Another person in the same browser goes where they always go.
        """
        address, going_to = request.session.pop(GOING_TO, ("", ""))
        if going_to and address == request.user.email:
            return going_to
        return super().get_login_redirect_url(request)

    def pre_login(self, request, user, **kwargs):
        """Whoever was verified elsewhere (by an operator, in the demo) isn't asked again."""
        if user.email_verified_at and not user.emailaddress_set.exists():
            EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        return super().pre_login(request, user, **kwargs)

    def get_email_confirmation_url(self, request, emailconfirmation):
        """The link of the mail leads on to where the person was going (`next`), if that is ours."""
        url = super().get_email_confirmation_url(request, emailconfirmation)
        going_to = get_next_redirect_url(request) if request else None
        return f"{url}?{urlencode({REDIRECT_FIELD_NAME: going_to})}" if going_to else url

    def send_mail(self, template_prefix, email, context):
        """`account/email/login_code` becomes our own `accounts/email/login_code.txt`."""
        name = template_prefix.rpartition("/")[2]
        person = context.get("user") or User.objects.filter(email=email.lower()).first()
        if name in ON_DEMAND and not self._takes_one_more(email, person):
            return
        if name == CODE:
            good_for = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        elif name in CONFIRMATIONS:
            good_for = timedelta(days=app_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS)
        else:
            good_for = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
        data = {key: value for key, value in context.items() if isinstance(value, str)}
        links = [data[key] for key in LINKS if key in data]
        link = {"link": links[0]} if links else {}  # else that of the template
        transactional_email.queue_email(
            template=f"accounts/email/{name}.txt",
            address=email,
            language=person.language if person else get_language(),
            keep_for=good_for,
            recipient=person,
            data=data,
            **link,
        )

    def _takes_one_more(self, email, person):
        """To their own address nobody is kept from writing by others who ask for it as well."""
        if self.request is None or person is None or email_key(person.email) != email_key(email):
            return takes_one_more(email)
        return takes_one_more(
            email,
            network=rate_limit_address(self.request),
            browser=browser_token(self.request, person.pk),
        )
