"""The rules of a community in words, as its pages show them and a refusal names them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.db.json_rows import JSONRowsColumn, json_rows_subquery
from hosting.communities.models.communities import Community
from hosting.communities.models.local_rules import LocalRule
from hosting.communities.states import GUEST_RULES, RuleKind

MAX_ENDED = 50  # of those that hold no more, the latest


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule in a sentence. `why` are the community's own words about a hard one."""

    text: str
    why: str
    is_hard: bool
    kind: str = RuleKind.SOFT


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule on the desk: since when, by whom, decided where."""

    rule: LocalRule
    line: RuleText


@dataclass(frozen=True, slots=True)
class RuleBook:
    """What holds, and what held before. Two reads."""

    standing: list[RuleRow]
    ended: list[RuleRow]


def format_rule(kind: str, number: int | None, words: str) -> str:
    """`People stay for 3 nights at most.`"""
    count = number or 0
    sentences = {
        RuleKind.MOST_NIGHTS: lambda: ngettext(
            "Guests can stay for one night at most.",
            "Guests can stay for up to %(count)s nights.",
            count,
        ),
        RuleKind.LEAST_NOTICE: lambda: ngettext(
            "Send your request at least one day ahead.",
            "Send your request at least %(count)s days ahead.",
            count,
        ),
        RuleKind.LARGEST_PARTY: lambda: ngettext(
            "One person at a time.", "Groups can have up to %(count)s people.", count
        ),
        RuleKind.CHILDREN_PER_ADULT: lambda: ngettext(
            "Children must come with an adult: no more than one child per adult.",
            "Children must come with an adult: no more than %(count)s children per adult.",
            count,
        ),
        RuleKind.STAYS_PER_HOST: lambda: ngettext(
            "A host can offer only one home.", "A host can offer up to %(count)s homes.", count
        ),
        RuleKind.HIGHEST_NIGHT: lambda: ngettext(
            "Hosts can charge one euro a night at most.",
            "Hosts can charge up to %(count)s euros a night.",
            count,
        ),
    }
    if kind in sentences:
        return sentences[RuleKind(kind)]() % {"count": count}
    if kind == RuleKind.OPEN_RATE:
        return _("Every offer must have a rate for people on a tight budget.")
    if kind == RuleKind.MEETING_FIRST:
        return _("Hosts can’t publish an offer until someone from the community has met them.")
    return words


def rule_text(rule: LocalRule) -> RuleText:
    return _rule_text(rule.kind, rule.number, rule.words)


def rule_book(community: Community) -> RuleBook:
    rows = community.local_rules.select_related("set_by", "ended_by")
    ended = rows.ended().order_by("-ended_at", "-pk")[:MAX_ENDED]
    return RuleBook(
        standing=[RuleRow(rule, rule_text(rule)) for rule in rows.standing()],
        ended=[RuleRow(rule, rule_text(rule)) for rule in ended],
    )


@cache  # an expression holds no rows: each query that it is put into copies it
def rules_subquery(community: str) -> Subquery:
    """The rules of the community that this field points to, in one column: no read of their own."""
    rows = LocalRule.objects.standing().filter(community=OuterRef(community))
    columns = ("pk", "kind", "number", "words")
    return json_rows_subquery(rows, columns=columns)


def parse_rules(column: JSONRowsColumn, *, for_guests: bool = False) -> tuple[RuleText, ...]:
    """What `rules_subquery` brought, in order."""
    rows = [row[1:] for row in column or ()]
    lines = [_rule_text(*row) for row in rows if row[0] in GUEST_RULES or not for_guests]
    return tuple(sorted(lines, key=lambda line: not line.is_hard))


def _rule_text(kind: str, number: int | None, words: str) -> RuleText:
    is_hard = RuleKind(kind).is_hard
    return RuleText(format_rule(kind, number, words), words if is_hard else "", is_hard, kind)
