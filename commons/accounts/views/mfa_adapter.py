"""Adapter of allauth's second factors: our words, and no secret in clear in the database."""

import base64
import logging
import secrets
from typing import ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.security.tokens import InvalidTokenError, decrypt_token, encrypt_token

SALT = "accounts.second_factor"
logger = logging.getLogger(__name__)


class MFAAdapter(DefaultMFAAdapter):
    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "This code isn’t right. Codes from an app change every 30 "
            "seconds: enter the newest one."
        ),
        "unverified_email": gettext_lazy(
            "Confirm your email address first. Open the link that we emailed you."
        ),
    }

    def encrypt(self, text):
        return encrypt_token(text, salt=SALT)

    def decrypt(self, encrypted_text):
        """What can't be read any more becomes a secret that nobody knows: no code fits it."""
        try:
            return decrypt_token(encrypted_text, salt=SALT)
        except InvalidTokenError:
            logger.exception(
                "secret of a second factor can’t be decrypted: was SECRET_KEY changed?"
            )
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user, type):
        return _("Passkey")
