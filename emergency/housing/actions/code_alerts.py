"""Codes to addresses at work are asked for or mistyped too often: somebody looks."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.notifications.models import Notice
from core.permissions import require
from core.quotas.checks import counted_since, quota_named
from emergency.activations.models.activations import Activation
from emergency.activations.notifications import notify_coordinators
from emergency.housing.models.verification import WorkCode
from emergency.housing.notifications import CODES_ASKED, WRONG_CODES


@transaction.atomic
def warn_of_many_codes(*, activation: Activation, by: Actor) -> bool:
    """Half of a ceiling is reached: whoever is on duty hears it, once a day."""
    require(by, "emergency_activations.raise_alert", activation)

    activation = Activation.objects.locked(activation.pk)
    earlier = Notice.objects.about(activation).filter(template=CODES_ASKED)
    if earlier.filter(at__gt=timezone.now() - timedelta(days=1)).exists():
        return False
    codes = WorkCode.objects.filter(request__activation=activation)
    at_domains = codes.sent_since(counted_since("emergency_codes_of_domain")).values("domain")
    largest = at_domains.annotate(sent=Count("pk")).order_by("-sent").first()
    sent = {
        "emergency_codes_of_domain": largest["sent"] if largest else 0,
        "emergency_codes_of_activation": codes.sent_since(
            counted_since("emergency_codes_of_activation")
        ).count(),
    }
    if all(2 * number < quota_named(name).most for name, number in sent.items()):
        return False
    audit.record(by, "activation.many_codes", activation)
    notify_coordinators(activation, CODES_ASKED)
    return True


@transaction.atomic
def warn_of_wrong_codes(*, activation: Activation, by: Actor) -> bool:
    """More than EMERGENCY_WRONG_CODES in about an hour: whoever is on duty hears it, once in it.

    Tries have no time of their own: those of codes that were good within the hour are counted.
    """
    require(by, "emergency_activations.raise_alert", activation)

    activation = Activation.objects.locked(activation.pk)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    codes = WorkCode.objects.filter(request__activation=activation, expires_at__gt=an_hour_ago)
    wrong = codes.wrong_tries()
    warnings = Notice.objects.about(activation).filter(template=WRONG_CODES)
    if wrong <= settings.EMERGENCY_WRONG_CODES or warnings.filter(at__gt=an_hour_ago).exists():
        return False
    audit.record(by, "activation.many_wrong_codes", activation, wrong=wrong)
    notify_coordinators(activation, WRONG_CODES, wrong=wrong)
    return True
