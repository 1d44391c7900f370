"""The public pages of an emergency, and the page behind a link."""

from django.apps import AppConfig


class PublicPagesConfig(AppConfig):
    name = "emergency.public_pages"
    label = "emergency_public_pages"
