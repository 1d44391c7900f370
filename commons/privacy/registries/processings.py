"""What is done with personal data and why: the record of processing activities (GDPR, article 30),
joined to the register of personal data by the labels of apps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.registry import KeyedRegistry


class LegalBasis(models.TextChoices):
    """Article 6(1) of the GDPR."""

    CONTRACT = "contract", _("to provide what you asked for (contract)")
    CONSENT = "consent", _("your consent")
    DUTY = "duty", _("a legal obligation")
    INTEREST = "interest", _("our legitimate interest")
    PUBLIC_TASK = "public_task", _("a task in the public interest, or vital interests")


@dataclass(frozen=True, slots=True)
class Processing:
    """`apps` are labels of the apps whose declared data it uses."""

    code: str
    apps: tuple[str, ...]
    title: str | Promise
    purpose: str | Promise
    basis: LegalBasis
    recipients: str | Promise


processings: Final = KeyedRegistry[str, Processing]()


def register_processing(processing: Processing) -> None:
    processings.register(processing.code, processing)
