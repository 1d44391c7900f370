"""Rules of a community in templates."""

from django import template

from hosting.communities.models.local_rules import LocalRule
from hosting.communities.presenters.local_rules import rule_text

register = template.Library()


@register.filter
def rule_sentence(rule: LocalRule) -> str:
    """`People stay for 3 nights at most.`"""
    return rule_text(rule).text
