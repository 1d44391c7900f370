"""E-mails: how they are rendered and sent, and letters that carry a secret."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "commons.mail"
