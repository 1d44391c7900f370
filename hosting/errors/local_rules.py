"""Refusals that come from a rule of a community, or on the way to one."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class LocalRuleError(DomainError):
    """Names the rule that was broken, in its own sentence."""

    message = _("A rule of %(community)s: %(rule)s")


class RuleEndedError(DomainError):
    message = _("This rule has ended already. Somebody was faster.")


class TooManyRulesError(DomainError):
    message = _("Nobody reads more than %(most)s rules. End one first.")
