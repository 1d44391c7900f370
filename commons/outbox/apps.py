"""Transactional outbox: jobs that leave after commit."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "commons.outbox"
    verbose_name = _("outbox")
