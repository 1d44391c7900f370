"""Adapter of allauth: which account a sign-up makes, and how its mails are sent."""

from datetime import timedelta
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.utils.translation import get_language

from commons.accounts.models import User
from commons.mail import actions as transactional_email

LINKS = ("activate_url", "password_reset_url", "signup_url")
CODE = "login_code"
GOING_TO = "accounts_going_to"  # in the session, from the sign-up to the first login


class AccountAdapter(DefaultAccountAdapter):
    """Letters go through the outbox: a broken mail server neither stops nor loses anything."""

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
        if name == CODE:
            good_for = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        else:
            good_for = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
        data = {key: value for key, value in context.items() if isinstance(value, str)}
        transactional_email.queue_email(
            template=f"accounts/email/{name}.txt",
            address=email,
            language=person.language if person else get_language(),
            keep_for=good_for,
            recipient=person,
            data=data,
            link=next((data[key] for key in LINKS if key in data), ""),
        )
