"""What we hold about a person: the register of personal data, and the page that gives it out."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "commons.privacy"
