"""Organisations are created, and people are given mandates and give them back.

The row of the organisation is locked before its mandates and invitations, and before whatever a
package above does in its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.blocking.rules import is_mailbox_blocked
from commons.mail.actions import NOT_SENT
from commons.organisations import notifications
from commons.organisations.choices import MandateRole
from commons.organisations.errors import (
    AddressInvitedTooOftenError,
    CheckedTwinError,
    InvitationGoneError,
    InvitationOfOtherAddressError,
    LastDayPastError,
    LastManagerError,
    MandateEndedError,
    NothingToCheckError,
    TooManyPeopleError,
)
from commons.organisations.models import (
    UNIQUE_IDENTIFIERS,
    Mandate,
    MandateInvitation,
    Organisation,
)
from commons.organisations.rules import acts_for, manages
from commons.organisations.signals import mandate_ended, organisation_hidden
from core.permissions import require
from core.quotas.checks import counted_since, require_quota, require_recorded_quota
from core.security.tokens import new_nonce


@dataclass(frozen=True, slots=True)
class OrganisationData:
    """What an organisation says of itself. Identifiers are checked for their form by the form."""

    kind: str
    name: str
    siren: str = ""
    siret: str = ""
    rna: str = ""
    vat: str = ""
    uai: str = ""


@dataclass(frozen=True, slots=True)
class MandateOffer:
    """What is offered to an address, in lower case."""

    email: str
    role: str
    ends_on: date | None = None
    language: str = "fr"


@transaction.atomic
def create_organisation(*, data: OrganisationData, by: User) -> Organisation:
    """Write an organisation down; who does it manages it. Raises QuotaExceededError."""
    organisation = Organisation(**_columns(data))
    require(by, "organisations.create_organisation", organisation)

    User.objects.locked(by.pk, no_key=True)  # a double press waits here
    require_quota("organisations", by)

    organisation.save()
    Mandate.objects.create(organisation=organisation, person=by, role=MandateRole.MANAGER)
    audit.record(by, "organisation.created", organisation)
    return organisation


@transaction.atomic
def change_organisation(
    *, organisation: Organisation, data: OrganisationData, by: User
) -> Organisation:
    """Note what it is called now. Agreements keep the name of their day.

    What its own people change isn't checked any more; what the co-operative corrects stays so, as
    long as a number is left. Raises CheckedTwinError.
    """
    require(by, "organisations.change_organisation", organisation)

    organisation = Organisation.objects.locked(organisation.pk, no_key=True)
    is_own = acts_for(by, organisation)

    columns = _columns(data)
    before = {name: getattr(organisation, name) for name in columns}
    changed = [name for name, value in columns.items() if before[name] != value]
    for name in changed:
        setattr(organisation, name, columns[name])
    loses_check = organisation.is_checked and bool(changed)
    if loses_check and not is_own and _has_number(organisation):
        _require_no_checked_twin(organisation)
        loses_check = False
    if loses_check:
        organisation.checked_at = None
    if changed:
        _save_unique(organisation, [*changed, "checked_at"])
        values = {name: [before[name], columns[name]] for name in changed}
        audit.record(by, "organisation.changed", organisation, fields=changed, values=values)
    if loses_check:
        audit.record(by, "organisation.check_withdrawn", organisation)
    return organisation


@transaction.atomic
def check_organisation(*, organisation: Organisation, by: User) -> Organisation:
    """Note that name and numbers are as a public register has them. Twice is once.

    Raises NothingToCheckError or CheckedTwinError.
    """
    require(by, "organisations.check_organisation", organisation)

    organisation = Organisation.objects.locked(organisation.pk, no_key=True)
    if organisation.is_checked:
        return organisation
    if not _has_number(organisation):
        raise NothingToCheckError
    _require_no_checked_twin(organisation)

    organisation.checked_at = timezone.now()
    _save_unique(organisation, ["checked_at"])
    audit.record(by, "organisation.checked", organisation)
    return organisation


@transaction.atomic
def withdraw_check(*, organisation: Organisation, by: User) -> Organisation:
    """Its page says again that nobody has compared its numbers with a register."""
    require(by, "organisations.check_organisation", organisation)

    organisation = Organisation.objects.locked(organisation.pk, no_key=True)
    if not organisation.is_checked:
        return organisation

    organisation.checked_at = None
    organisation.save(update_fields=["checked_at"])
    audit.record(by, "organisation.check_withdrawn", organisation)
    return organisation


@transaction.atomic
def hide_organisation(*, organisation: Organisation, by: Actor) -> Organisation:
    """Only its people read its page, and nobody asks or agrees for it. What is agreed stands."""
    require(by, "organisations.moderate_organisation", organisation)

    organisation = Organisation.objects.locked(organisation.pk, no_key=True)

    organisation.hidden_at = organisation.hidden_at or timezone.now()
    organisation.save(update_fields=["hidden_at"])
    audit.record(by, "organisation.hidden", organisation)

    organisation_hidden.send(sender=Organisation, organisation=organisation)
    return organisation


@transaction.atomic
def show_organisation(*, organisation: Organisation, by: Actor) -> Organisation:
    """As it was, or as its people have changed it since."""
    require(by, "organisations.moderate_organisation", organisation)

    organisation = Organisation.objects.locked(organisation.pk, no_key=True)

    organisation.hidden_at = None
    organisation.save(update_fields=["hidden_at"])
    audit.record(by, "organisation.shown", organisation)
    return organisation


@transaction.atomic
def invite_person(
    *, organisation: Organisation, offered: MandateOffer, by: User
) -> MandateInvitation:
    """Offer a mandate to an address. The same address again changes nothing while one waits.

    Where one of the two has blocked the other, no email leaves and nobody is told. Raises
    LastDayPastError, TooManyPeopleError, QuotaExceededError or AddressInvitedTooOftenError.
    """
    require(by, "organisations.invite_person", organisation)

    organisation = Organisation.objects.locked(organisation.pk, no_key=True)
    require(by, "organisations.invite_person", organisation)  # as it is behind the lock
    waiting = organisation.invitations.good()
    if known := waiting.filter(email=offered.email).first():
        return known
    _require_last_day_ahead(offered.ends_on)
    _require_room(organisation, waiting.count())
    require_quota("organisation_letters", by)
    _require_mailbox_quota(offered.email)

    invitation = MandateInvitation.objects.create(
        organisation=organisation,
        by=by,
        email=offered.email,
        role=offered.role,
        ends_on=offered.ends_on,
        expires_at=timezone.now() + settings.ORGANISATIONS_INVITED_FOR,
    )
    details = {"role": offered.role, "invitation": invitation.pk}
    audit.record(by, "organisation.person_invited", organisation, **details)

    is_blocked = is_mailbox_blocked(by, offered.email)
    keep_for = NOT_SENT if is_blocked else settings.ORGANISATIONS_INVITED_FOR
    notifications.mail_invitation(invitation, language=offered.language, keep_for=keep_for)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation: MandateInvitation, by: User) -> MandateInvitation:
    """The link is dead from now on."""
    require(by, "organisations.invite_person", invitation.organisation)

    Organisation.objects.locked(invitation.organisation_id, no_key=True)
    invitation = MandateInvitation.objects.locked(invitation.pk)
    if invitation.revoked_at is not None or invitation.taken_at is not None:
        return invitation

    invitation.revoked_at, invitation.nonce = timezone.now(), new_nonce()
    invitation.save(update_fields=["revoked_at", "nonce"])
    audit.record(by, "organisation.invitation_revoked", invitation.organisation)
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: MandateInvitation, by: User) -> Mandate:
    """Take the mandate. Who has one already keeps it, unless this one lets them manage.

    Raises InvitationGoneError or InvitationOfOtherAddressError.
    """
    require(by, "organisations.accept_invitation", invitation)
    if invitation.email != by.email:
        raise InvitationOfOtherAddressError(email=by.email)

    organisation = Organisation.objects.locked(invitation.organisation_id, no_key=True)
    good = MandateInvitation.objects.good().select_for_update(of=("self",))
    found = good.filter(pk=invitation.pk).first()
    if found is None or (found.ends_on is not None and found.ends_on < timezone.localdate()):
        raise InvitationGoneError
    # Whoever invited may have lost the mandate since, and the organisation may be hidden.
    if not found.by.has_perm("organisations.invite_person", organisation):
        raise InvitationGoneError
    earlier = organisation.mandates.standing().filter(person=by).first()

    found.taken_at = timezone.now()
    found.save(update_fields=["taken_at"])
    may_manage = found.role == MandateRole.MANAGER
    if earlier is not None and earlier.is_running and (earlier.manages or not may_manage):
        return earlier
    mandate = _running_or_new(earlier, organisation, by)
    verb = "mandate.begun" if mandate.pk is None else "mandate.changed"
    mandate.role, mandate.ends_on = found.role, found.ends_on
    mandate.save()
    _note_whether_managed(organisation)
    audit.record(by, verb, mandate, role=mandate.role)

    notifications.notify_managers_of_mandate(mandate)
    return mandate


@transaction.atomic
def change_mandate(*, mandate: Mandate, role: str, ends_on: date | None, by: User) -> Mandate:
    """Say what it allows, and until when. Raises LastManagerError or LastDayPastError."""
    require(by, "organisations.change_mandate", mandate)

    organisation = Organisation.objects.locked(mandate.organisation_id, no_key=True)
    mandate = Mandate.objects.select_related("person").locked(mandate.pk)
    if not mandate.is_running:
        raise MandateEndedError(organisation=organisation.name)
    _require_last_day_ahead(ends_on)
    if role != MandateRole.MANAGER or ends_on is not None:
        _require_other_manager(organisation, mandate)

    mandate.role, mandate.ends_on = role, ends_on
    mandate.save(update_fields=["role", "ends_on"])
    _note_whether_managed(organisation)
    audit.record(by, "mandate.changed", mandate, role=role)
    return mandate


@transaction.atomic
def end_mandate(*, mandate: Mandate, by: User) -> Mandate:
    """Take it away, or give it back. What was agreed stays agreed. Raises LastManagerError."""
    require(by, "organisations.end_mandate", mandate)

    organisation = Organisation.objects.locked(mandate.organisation_id, no_key=True)
    mandate = Mandate.objects.select_related("person").locked(mandate.pk)
    if mandate.ended_at is not None:
        return mandate
    # The co-operative may end the last one as well: it finds the next person.
    is_own_people = by.pk == mandate.person_id or manages(by, organisation)
    if is_own_people:
        _require_other_manager(organisation, mandate)

    _end(mandate)
    if not is_own_people:
        _note_whether_managed(organisation)
    audit.record(by, "mandate.ended", mandate)

    notifications.notify_person_of_end(mandate, by)
    return mandate


@transaction.atomic
def expire_mandate(*, mandate: Mandate, by: Actor) -> Mandate:
    """Its last day is past: write down that it has ended."""
    require(by, "organisations.expire_mandate", mandate)

    Organisation.objects.locked(mandate.organisation_id, no_key=True)
    mandate = Mandate.objects.select_related("person").locked(mandate.pk)
    if not Mandate.objects.lapsed().filter(pk=mandate.pk).exists():
        return mandate

    _end(mandate)
    audit.record(by, "mandate.ended", mandate)

    notifications.notify_person_of_end(mandate, by)
    return mandate


@transaction.atomic
def leave_organisations(person: User) -> None:
    """Of somebody who closes their account: the organisations stay, also those left alone.

    The co-operative hears of organisations that nobody manages any more.
    """
    standing = Mandate.objects.standing().filter(person=person)
    organisations = standing.order_by("organisation").values_list("organisation", flat=True)
    for key in list(organisations):
        organisation = Organisation.objects.locked(key, no_key=True)
        mandate = standing.filter(organisation=organisation).first()
        if mandate is None:
            continue
        _end(mandate)
        audit.record(person, "mandate.ended", mandate)
        was_managed = organisation.unmanaged_since is None
        _note_whether_managed(organisation)
        if was_managed and organisation.unmanaged_since is not None:
            audit.record(person, "organisation.left_alone", organisation)
            notifications.notify_co_operative(organisation, but=person)
    MandateInvitation.objects.filter(by=person).delete()
    if person.email:
        MandateInvitation.objects.filter(email=person.email).delete()


@transaction.atomic
def forget_mandate(*, mandate: Mandate, by: Actor) -> None:
    """Nobody has to prove any more who acted for whom."""
    require(by, "organisations.forget_mandate", mandate)

    mandate.delete()


@transaction.atomic
def forget_invitation(*, invitation: MandateInvitation, by: Actor) -> None:
    """Nobody waits for it any more."""
    require(by, "organisations.forget_invitation", invitation)

    invitation.delete()


def lock_organisation(organisation: Organisation | None) -> None:
    """For actions above that something is done in its name: no mandate ends meanwhile.

    Taken before any other row that such an action locks.
    """
    if organisation is not None:
        Organisation.objects.locked(organisation.pk, no_key=True)


def lock_organisations(*organisations: Organisation | None) -> None:
    """The same of several, in the order of their keys."""
    keys = {one.pk for one in organisations if one is not None}
    list(Organisation.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True))


def lock_organisations_of(person: User) -> None:
    """The same of all that this person acts for, in the order of their keys."""
    mine = Mandate.objects.standing().filter(person=person).values("organisation")
    list(Organisation.objects.filter(pk__in=mine).order_by("pk").select_for_update(no_key=True))


def _has_number(organisation: Organisation) -> bool:
    """One that a public register knows it by, alone."""
    return any(getattr(organisation, name) for name in UNIQUE_IDENTIFIERS)


def _require_no_checked_twin(organisation: Organisation) -> None:
    """Of a checked organisation. Raises CheckedTwinError, which names the other one."""
    numbers = {name: getattr(organisation, name) for name in UNIQUE_IDENTIFIERS}
    for name, number in numbers.items():
        twins = Organisation.objects.filter(checked_at__isnull=False, **{name: number})
        other = twins.exclude(pk=organisation.pk).first() if number else None
        if other is not None:
            raise CheckedTwinError(other=other.name, numbers=number)


def _save_unique(organisation: Organisation, columns: list[str]) -> None:
    """Another one with the same number may have been checked just now. Raises CheckedTwinError."""
    try:
        with transaction.atomic():
            organisation.save(update_fields=columns)
    except IntegrityError:
        _require_no_checked_twin(organisation)
        raise


def _columns(data: OrganisationData) -> dict[str, str]:
    return {
        "kind": data.kind,
        "name": data.name,
        "siren": data.siren,
        "siret": data.siret,
        "rna": data.rna,
        "vat": data.vat,
        "uai": data.uai,
    }


def _running_or_new(earlier: Mandate | None, organisation: Organisation, person: User) -> Mandate:
    """One that runs is changed: its person acts on without a break, and leaves no conversation."""
    if earlier is not None and earlier.is_running:
        return earlier
    if earlier is not None:
        _end(earlier)
    return Mandate(organisation=organisation, person=person)


def _end(mandate: Mandate) -> None:
    mandate.ended_at = timezone.now()
    mandate.save(update_fields=["ended_at"])
    mandate_ended.send(sender=Mandate, mandate=mandate)


def _note_whether_managed(organisation: Organisation) -> None:
    """Write down since when nobody manages it, or that somebody does again."""
    is_managed = organisation.mandates.managing().exists()
    if is_managed == (organisation.unmanaged_since is None):
        return
    organisation.unmanaged_since = None if is_managed else timezone.now()
    organisation.save(update_fields=["unmanaged_since"])
    if is_managed:
        notifications.dismiss_unmanaged(organisation)


def _require_other_manager(organisation: Organisation, mandate: Mandate) -> None:
    if not mandate.manages_without_end:
        return
    if not organisation.mandates.managing().exclude(pk=mandate.pk).exists():
        raise LastManagerError(organisation=organisation.name)


def _require_last_day_ahead(ends_on: date | None) -> None:
    if ends_on is not None and ends_on < timezone.localdate():
        raise LastDayPastError


def _require_room(organisation: Organisation, waiting: int) -> None:
    most = settings.ORGANISATIONS_PEOPLE_LIMIT
    if organisation.mandates.running().count() + waiting >= most:
        raise TooManyPeopleError(most=most)


def _require_mailbox_quota(email: str) -> None:
    """However many organisations write to one address."""
    since = counted_since("letters_to_mailbox")
    received = MandateInvitation.objects.filter(email__iexact=email, made_at__gt=since)
    require_recorded_quota(
        "letters_to_mailbox",
        received.order_by().values_list("made_at", flat=True),
        refusal=AddressInvitedTooOftenError,
    )
