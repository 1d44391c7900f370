"""How long each kind of personal data is kept, and what takes it away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.registry import Registry

YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """`models` (`app.model`) lose what `goes` says, so long after `starts`.

    `job` is the name of the periodic job that does it. Without one it goes when its person deletes
    it or closes the account. `stays` says what is left then, why, and until when; `columns`
    (`app.model.field`) may hold it.
    """

    models: tuple[str, ...]
    goes: str | Promise
    period: timedelta | None = None
    starts: str | Promise = ""
    job: str = ""
    stays: str | Promise = ""
    columns: tuple[str, ...] = ()

    @property
    def period_in_words(self) -> str:
        if self.period is None:
            return _("until you delete this data or close your account")
        days = self.period.days
        if days == 0:
            hours = self.period.seconds // 3600
            length = ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours}
        elif days >= 2 * YEAR and days % YEAR < 3:
            years = days // YEAR
            length = ngettext("%(number)s year", "%(number)s years", years) % {"number": years}
        else:
            length = ngettext("%(number)s day", "%(number)s days", days) % {"number": days}
        return f"{length} {self.starts}"


_rules: Final = Registry[RetentionRule]()


def register_retention(*rules: RetentionRule) -> None:
    for rule in rules:
        _rules.register(rule)


def retention_rules() -> Iterator[RetentionRule]:
    return iter(_rules)


def rules_of(model: str) -> list[RetentionRule]:
    return [rule for rule in _rules if model in rule.models]


def kept_columns() -> frozenset[str]:
    """Where words of a closed account may be left, by the rules."""
    return frozenset(column for rule in _rules for column in rule.columns)
