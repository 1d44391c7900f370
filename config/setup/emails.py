"""Emails among the options of a command."""

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_email


def parse_emails(words: str, option: str) -> list[str]:
    """Those of a list with commas. Raises CommandError, which names the option."""
    emails = [one.strip() for one in words.split(",") if one.strip()]
    for email in emails:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{option}: {email!r} isn’t an email address.") from error
    return emails
