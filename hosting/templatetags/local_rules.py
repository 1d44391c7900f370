"""Rules of a community in templates."""

from django import template

from hosting.models.local_rules import LocalRule
from hosting.queries.local_rules import rule_text

register = template.Library()


@register.filter
def rule_sentence(rule: LocalRule) -> str:
    """`People stay for 3 nights at most.`"""
    return rule_text(rule).text
