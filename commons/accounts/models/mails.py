"""What a person wants to hear by mail, when, and whether mail reaches them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commons.accounts.choices import MailFrequency
from commons.accounts.validators import validate_time_zone

LAST_HOUR: Final = 23


class Mailbox(models.Model):
    """The part of an account that mails go by. On the site everything is told at once."""

    mail_pace = models.CharField(
        _("email notifications"),
        max_length=10,
        choices=MailFrequency,
        default=MailFrequency.AT_ONCE,
    )
    mail_paces = models.JSONField(_("emails by type"), default=dict, blank=True, editable=False)
    mail_hour = models.PositiveSmallIntegerField(
        _("time of the daily email"), default=7, validators=[MaxValueValidator(LAST_HOUR)]
    )
    time_zone = models.CharField(
        _("time zone"), max_length=40, default="Europe/Paris", validators=[validate_time_zone]
    )
    mails_desk = models.BooleanField(
        _("each day, a summary of what’s waiting on my desk"),
        default=False,
        help_text=_("Numbers and links, no names. If nothing is waiting, we don’t send an email."),
    )
    mail_promised_on = models.DateField(null=True, editable=False)
    desk_mailed_on = models.DateField(null=True, editable=False)
    mail_bounced_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def wants_daily_mail(self) -> bool:
        paces = {self.mail_pace, *self.mail_paces.values()}
        return self.mails_desk or MailFrequency.DAILY in paces

    @property
    def local_now(self) -> datetime:
        """What the clock on this person's wall says."""
        return timezone.now().astimezone(ZoneInfo(self.time_zone))

    def forget_mails(self) -> None:
        """Back to what holds for everybody: hours and zones tell of a life. Saves nothing."""
        for field in Mailbox._meta.local_fields:
            setattr(self, field.attname, field.get_default())


@dataclass(frozen=True, slots=True)
class MailChoices:
    """Everything that the page of mails asks. A kind that isn't in `paces` goes as in general."""

    pace: MailFrequency
    paces: dict[str, MailFrequency]
    hour: int
    time_zone: str
    desk: bool
