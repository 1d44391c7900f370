"""Refusals where a quota is used up. Views answer them with status 429."""

from __future__ import annotations

import math
from datetime import datetime

from babel.dates import format_timedelta
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.quotas.table import Quota
from core.text.formatting import format_moment


class QuotaExceededError(DomainError):
    """Somebody has done something as often as they may; `until` is when they may again.

    A subclass has a sentence of its own, with any of %(most)s, %(count)s ("20 requests"),
    %(period)s ("1 day") and %(time)s.
    """

    message = _("You’ve reached the limit: %(count)s within %(period)s. Try again after %(time)s.")

    def __init__(self, *, quota: Quota, until: datetime) -> None:
        super().__init__(most=quota.most)
        self.quota = quota
        self.until = until

    def __str__(self) -> str:
        within, most = self.quota.within, self.quota.most
        language = get_language() or "en"
        facts = {
            "most": most,
            "count": self.quota.what % {"most": most},
            "period": format_timedelta(within, locale=language) if within else "",
            "time": format_moment(self.until),
        }
        return str(self.message % facts)

    @property
    def retry_after(self) -> int:
        """Seconds, as in the header of this name (RFC 9110, 10.2.3)."""
        return max(1, math.ceil((self.until - timezone.now()).total_seconds()))


class AddressQuotaExceededError(QuotaExceededError):
    message = _(
        "Your connection has reached the limit: %(count)s within %(period)s. Try again after "
        "%(time)s."
    )
