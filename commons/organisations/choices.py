"""Kinds of organisations, and what a mandate allows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    ASSOCIATION = "association", _("Association")
    COMPANY = "company", _("Company")
    CO_OPERATIVE = "co_operative", _("Co-operative")
    SCHOOL = "school", _("School")
    WORKS_COUNCIL = "works_council", _("Works council")
    PUBLIC_BODY = "public_body", _("Public body")
    THIRD_PLACE = "third_place", _("Third place")
    SOCIAL_RELAY = "social_relay", _("Social support service")


class MandateRole(models.TextChoices):
    """Both may ask, propose and accept in the name of the organisation."""

    MANAGER = "manager", _("Manages the organisation and acts for it")
    REPRESENTATIVE = "representative", _("Acts for the organisation")
