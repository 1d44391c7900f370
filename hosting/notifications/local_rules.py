"""What members hear of the rules of their community."""

from commons.accounts.actions import notices
from commons.accounts.models import User
from hosting.models import LocalRule

MAIL = "hosting/email/"


def tell_members_of_rule(rule: LocalRule, by: User) -> None:
    _tell_members(rule, by, "rule_set.txt")


def tell_members_of_end(rule: LocalRule, by: User) -> None:
    _tell_members(rule, by, "rule_ended.txt")


def _tell_members(rule: LocalRule, by: User, template: str) -> None:
    members = rule.community.memberships.active().exclude(person=by)
    for membership in members.select_related("person"):
        notices.tell(membership.person, MAIL + template, rule, by=by.display_name)
