"""Who may decide on what was reported: never a party to it."""

import rules
from django.db.models import Model

from commons.accounts.permissions import Visitor
from commons.moderation.models import DECIDE_ANY, Case, kind_of


@rules.predicate
def decides_on(person: Visitor, case: Case | None) -> bool:
    """Somebody of the community, or of the co-operative; not who wrote it, nor who reported it."""
    return case is not None and Case.objects.readable_by(person).filter(pk=case.pk).exists()


@rules.predicate
def looks_after(person: Visitor, subject: Model | None) -> bool:
    """The same about what nobody has reported."""
    if subject is None or person in set(kind_of(subject).parties_of(subject)):
        return False
    theirs = kind_of(subject).decided_by(person)
    own = theirs is not None and theirs.filter(pk=subject.pk).exists()
    return own or (person.is_authenticated and person.has_perm(DECIDE_ANY))


@rules.predicate
def is_of_the_co_operative(person: Visitor, about: Model | None) -> bool:
    rights = (DECIDE_ANY, "accounts.moderate_people")
    return person.is_authenticated and person.has_perms(rights)


rules.add_perm("moderation.decide_case", rules.is_active & decides_on)
rules.add_perm("moderation.suspend_author", rules.is_active & decides_on & is_of_the_co_operative)
rules.add_perm("moderation.act_unasked", rules.is_active & looks_after)
rules.add_perm("moderation.suspend_unasked", rules.is_active & looks_after & is_of_the_co_operative)
rules.add_perm("moderation.erase_subject", rules.always_deny)  # left to SYSTEM
rules.add_perm("moderation.forget_case", rules.always_deny)  # left to SYSTEM
