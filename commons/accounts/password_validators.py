"""Django's rules for passwords, with sentences that say what to do instead."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    """Refuses a short password."""

    def get_error_message(self) -> str:
        words = ngettext(
            "Choose a password of at least %(least)s character.",
            "Choose a password of at least %(least)s characters.",
            self.min_length,
        )
        return words % {"least": self.min_length}


class CommonPasswordValidator(password_validation.CommonPasswordValidator):
    """Refuses a password of the list of those that most people use."""

    def get_error_message(self) -> str:
        return _("Many people use this password. Choose one that’s harder to guess.")


class UserAttributeSimilarityValidator(password_validation.UserAttributeSimilarityValidator):
    """Refuses a password that is close to what the account says of the person."""

    def get_error_message(self) -> str:
        return _("This password is too close to your name or email address. Choose another one.")
