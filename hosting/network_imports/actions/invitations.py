"""Somebody of the old network answers for themselves; nobody has an account without it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from commons.accounts.models import User
from commons.accounts.permissions import Actor
from commons.audit import actions as audit
from commons.outbox import actions as outbox
from core.permissions import SYSTEM, require
from core.states import require_transition
from hosting.communities.actions.memberships import apply_to_community
from hosting.communities.models.communities import Community
from hosting.communities.selectors.communities import membership_of
from hosting.network_imports.actions.imports import (
    clear_file_and_lists,
    delete_invitations,
    delete_offers,
    keep_refusals,
)
from hosting.network_imports.errors import InvitationAnsweredError
from hosting.network_imports.models import ImportedOffer, MemberInvitation, NetworkImport
from hosting.network_imports.states import INVITATION_TRANSITIONS, ImportState, InvitationState
from hosting.network_imports.tasks import attach_photos
from hosting.offers.actions.drafts import KINDS, save_draft
from hosting.offers.choices.lists import Bathroom
from hosting.offers.models.offers import Offer
from hosting.offers.models.stays import Stay, Unit
from hosting.offers.models.workspaces import Workspace
from hosting.offers.rules import AUTHOR_STATES
from hosting.offers.validators import mask_contacts

LONGEST_UNIT_NAME = 80


@transaction.atomic
def accept_invitation(*, invitation: MemberInvitation, words: str, by: User) -> list[Offer]:
    """Come along: apply to the community as anybody does, and take over the drafts.

    `words` introduce somebody who isn't on the way in yet. All that waits for the same address in
    this community is taken at once. Raises InvitationAnsweredError and what `apply_to_community`
    does.
    """
    require(by, "network_imports.accept_invitation", invitation)

    community = Community.objects.locked(invitation.community.pk, no_key=True)
    invitations = _lock_waiting(invitation)
    membership = membership_of(by, community)
    if membership is None or membership.state not in AUTHOR_STATES:
        apply_to_community(community=community, words=words, by=by)
    require(by, "offers.draft_offer", community)

    drafts = []
    for one in invitations:
        offers = list(one.imported_offers.all())
        drafts += [_take_over(imported, community, by) for imported in offers]
        _answer(one, InvitationState.ACCEPTED, person=by)
        audit.record(by, "network_invitation.accepted", one, offers=len(offers))

    for one in invitations:
        outbox.enqueue(attach_photos, invitation_id=one.pk)
    return drafts


def _take_over(imported: ImportedOffer, community: Community, by: User) -> Offer:
    """A draft that nobody else sees. Contacts are left out, as everybody will read it one day."""
    title = mask_contacts(imported.title)
    draft = KINDS[imported.kind](
        host=by,
        community=community,
        title=title,
        words=mask_contacts(imported.words),
        language=imported.language,
        live=False,
    )
    if isinstance(draft, Stay) and imported.lodging_kind:
        draft.lodging_kind = imported.lodging_kind
    draft.save()
    unit = {"name": title[:LONGEST_UNIT_NAME], "sleeps": imported.sleeps}
    if isinstance(draft, Stay) and imported.sleeps:
        Unit.objects.create(stay=draft, **unit)
    elif isinstance(draft, Workspace) and imported.sleeps:
        Unit.objects.create(workspace=draft, bathroom=Bathroom.NONE, **unit)
    saved = save_draft(draft, verb="offer.taken_over", by=by)
    imported.offer_id, imported.title, imported.words = draft.pk, "", ""
    imported.save(update_fields=["offer", "title", "words"])
    return saved


@transaction.atomic
def refuse_invitation(*, invitation: MemberInvitation) -> None:
    """By whoever has the link from the mailbox, without an account. Pressed twice, it is done once.

    Everything held about them in this community goes; a digest stays, so that nobody asks again.
    """
    try:
        invitations = _lock_waiting(invitation)
    except InvitationAnsweredError:
        return

    for one in invitations:
        delete_offers(one.imported_offers.all())
        _answer(one, InvitationState.REFUSED, person=None)
        audit.record(SYSTEM, "network_invitation.refused", one)


@transaction.atomic
def forget_invitation(*, invitation: MemberInvitation, by: Actor) -> None:
    """Nobody has answered: all of it goes. Raises MemberInvitation.DoesNotExist."""
    require(by, "network_imports.forget_invitation", invitation)

    locked = MemberInvitation.objects.locked(invitation.pk)
    if not locked.is_waiting:
        return
    audit.record(by, "network_invitation.forgotten", locked)
    delete_invitations(MemberInvitation.objects.filter(pk=locked.pk))


@transaction.atomic
def forget_person(person: User) -> None:
    """An account closes: what waits for its address, what it accepted, and tables that it sent."""
    of_address = Q(email__iexact=person.email) & ~Q(email="")
    invitations = MemberInvitation.objects.filter(Q(person=person) | of_address)
    keep_refusals(invitations)  # the same table doesn't invite who has left
    delete_invitations(invitations)
    for network_import in NetworkImport.objects.select_for_update().filter(by=person):
        clear_file_and_lists(network_import)
        network_import.by, network_import.refusal = None, ""
        network_import.encoding, network_import.mapping = "", {}
        network_import.figures = {}
        network_import.save()


def _lock_waiting(invitation: MemberInvitation) -> list[MemberInvitation]:
    """All that wait for this address in the community. Raises InvitationAnsweredError.

    An import that is undone meanwhile has taken its own with it.
    """
    same = MemberInvitation.objects.of_same_person(invitation).order_by("pk")
    rows = list(same.select_for_update(of=("self",)).select_related("network_import__community"))
    found = [one for one in rows if one.network_import.state == ImportState.DONE]
    if all(one.pk != invitation.pk for one in found):
        raise InvitationAnsweredError
    return found


def _answer(invitation: MemberInvitation, state: InvitationState, *, person: User | None) -> None:
    require_transition(INVITATION_TRANSITIONS, invitation.state, state)
    invitation.state, invitation.person = state, person
    invitation.email = invitation.name = ""
    invitation.answered_at = timezone.now()
    invitation.save()
