"""What members hear of the rules of their community."""

from commons.accounts.models import User
from commons.notifications.actions import notices
from hosting.communities.models.local_rules import LocalRule

MAIL = "communities/email/"


def notify_members_of_rule(rule: LocalRule, by: User) -> None:
    _notify_members(rule, by, "rule_set.txt")


def notify_members_of_rule_end(rule: LocalRule, by: User) -> None:
    _notify_members(rule, by, "rule_ended.txt")


def _notify_members(rule: LocalRule, by: User, template: str) -> None:
    members = rule.community.memberships.active().exclude(person=by)
    for membership in members.select_related("person"):
        notices.notify(membership.person, MAIL + template, rule, by=by.display_name)
