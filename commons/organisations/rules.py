"""Who may act for an organisation, and who decides on that."""

import rules

from commons.accounts.permissions import Visitor
from commons.accounts.rules import has_verified_email
from commons.moderation.models import DECIDE_ANY
from commons.organisations.choices import MandateRole
from commons.organisations.models import Mandate, Organisation


@rules.predicate
def acts_for(person: Visitor, organisation: Organisation | None) -> bool:
    """By a mandate that runs today."""
    if organisation is None or not person.is_authenticated:
        return False
    mandates = Mandate.objects.running().filter(organisation=organisation, person=person.pk)
    return mandates.exists()


@rules.predicate
def manages(person: Visitor, organisation: Organisation | None) -> bool:
    """By a mandate that runs today and says so."""
    if organisation is None or not person.is_authenticated:
        return False
    mandates = Mandate.objects.running().filter(organisation=organisation, person=person.pk)
    return mandates.filter(role=MandateRole.MANAGER).exists()


@rules.predicate
def rescues(person: Visitor, organisation: Organisation | None) -> bool:
    """Nobody manages it, and this person finds somebody, for the co-operative."""
    if organisation is None or organisation.unmanaged_since is None:
        return False
    return person.has_perm("organisations.look_after_organisations")


@rules.predicate
def is_hidden(person: Visitor, organisation: Organisation | None) -> bool:
    """By a decision on a report: nobody new acts for it meanwhile."""
    return organisation is not None and organisation.is_hidden


@rules.predicate
def decides_on_reports(person: Visitor, organisation: Organisation | None) -> bool:
    return person.is_authenticated and person.has_perm(DECIDE_ANY)


@rules.predicate
def looks_after(person: Visitor, organisation: Organisation | None) -> bool:
    """For the co-operative, and not one's own organisation."""
    if organisation is None or not person.is_authenticated:
        return False
    may = person.has_perm("organisations.look_after_organisations")
    return bool(may) and not acts_for(person, organisation)


@rules.predicate
def looks_after_mandate(person: Visitor, mandate: Mandate | None) -> bool:
    return mandate is not None and looks_after(person, mandate.organisation)


@rules.predicate
def manages_mandate(person: Visitor, mandate: Mandate | None) -> bool:
    return mandate is not None and manages(person, mandate.organisation)


@rules.predicate
def holds_mandate(person: Visitor, mandate: Mandate | None) -> bool:
    return mandate is not None and mandate.person_id == person.pk


rules.add_perm("organisations.create_organisation", rules.is_active & has_verified_email)
rules.add_perm("organisations.change_organisation", rules.is_active & (manages | looks_after))
rules.add_perm("organisations.check_organisation", rules.is_active & looks_after)
rules.add_perm("organisations.see_people", rules.is_active & (acts_for | rescues | looks_after))
rules.add_perm("organisations.invite_person", rules.is_active & ~is_hidden & (manages | rescues))
rules.add_perm("organisations.accept_invitation", rules.is_active & has_verified_email)
rules.add_perm("organisations.change_mandate", rules.is_active & manages_mandate)
rules.add_perm(
    "organisations.end_mandate",
    rules.is_active & (manages_mandate | holds_mandate | looks_after_mandate),
)
rules.add_perm("organisations.moderate_organisation", rules.is_active & decides_on_reports)
rules.add_perm("organisations.expire_mandate", rules.always_deny)  # left to SYSTEM
rules.add_perm("organisations.forget_mandate", rules.always_deny)  # left to SYSTEM
rules.add_perm("organisations.forget_invitation", rules.always_deny)  # left to SYSTEM
