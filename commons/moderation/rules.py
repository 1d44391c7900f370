"""Who may decide on what was reported: never a party to it."""

import rules
from django.db.models import Model

from commons.accounts.permissions import Visitor
from commons.moderation.models import DECIDE_ANY, Case
from commons.moderation.reportable_types import reportable_type_of
from commons.moderation.states import Measure


@rules.predicate
def decides_on(person: Visitor, case: Case | None) -> bool:
    """Somebody of the community, or of the co-operative; not who wrote it, nor who reported it."""
    if case is None:
        return False
    return Case.objects.readable_by(person, among=[case.kind]).filter(pk=case.pk).exists()


@rules.predicate
def looks_after(person: Visitor, subject: Model | None) -> bool:
    """The same about what nobody has reported."""
    if subject is None or person in set(reportable_type_of(subject).parties_of(subject)):
        return False
    theirs = reportable_type_of(subject).decided_by(person)
    own = theirs is not None and theirs.filter(pk=subject.pk).exists()
    return own or (person.is_authenticated and person.has_perm(DECIDE_ANY))


@rules.predicate
def stands_by(person: Visitor, case: Case | None) -> bool:
    """Of the side that took what is in force; never somebody whom an appeal has overruled."""
    newest = case.decisions.order_by("pk").last() if case is not None else None
    if case is None or newest is None:
        return False
    others = case.decisions.exclude(pk=newest.pk)
    if newest.is_on_appeal and others.filter(by=person.pk).exists():
        return False
    return newest.is_of_the_co_operative is False or bool(person.has_perm(DECIDE_ANY))


@rules.predicate
def lets_in_again(person: Visitor, case: Case | None) -> bool:
    """Whoever was kept out is let in by those who may keep somebody out."""
    if case is None or case.effect != Measure.SUSPENDED:
        return case is not None
    return bool(is_of_the_co_operative(person, case))


@rules.predicate
def is_of_the_co_operative(person: Visitor, about: Model | None) -> bool:
    rights = (DECIDE_ANY, "accounts.moderate_people")
    return person.is_authenticated and person.has_perms(rights)


rules.add_perm("moderation.decide_case", rules.is_active & decides_on)
rules.add_perm("moderation.lift_measure", rules.is_active & decides_on & stands_by & lets_in_again)
rules.add_perm("moderation.suspend_author", rules.is_active & decides_on & is_of_the_co_operative)
rules.add_perm("moderation.decide_proactively", rules.is_active & looks_after)
rules.add_perm(
    "moderation.suspend_proactively", rules.is_active & looks_after & is_of_the_co_operative
)
rules.add_perm("moderation.erase_subject", rules.always_deny)  # left to SYSTEM
rules.add_perm("moderation.forget_case", rules.always_deny)  # left to SYSTEM
