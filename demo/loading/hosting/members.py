"""How people came in: some walked every step, the others are written down as if they had."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType

from commons.accounts.models import User
from commons.audit.models import AuditEntry
from commons.moderation.actions.decisions import Verdict
from commons.moderation.actions.proactive import decide_proactively
from commons.moderation.states import Ground, Measure
from demo.loading import dice, speech
from demo.loading.hosting.communities import founders_of
from demo.loading.world import Tick, World
from demo.loading.written import Person, people
from hosting.communities.actions.departures import leave_community
from hosting.communities.actions.memberships import (
    apply_to_community,
    change_phone_answers,
    record_meeting,
    sign_charter,
    sponsor_candidate,
)
from hosting.communities.models.communities import (
    Community,
    Membership,
    MembershipChange,
    Sponsorship,
)
from hosting.communities.states import MembershipState

STEPS = (
    MembershipState.CANDIDATE,
    MembershipState.COOPTED,
    MembershipState.ACTIVE,
)
VERBS = (
    "membership.applied_for",
    "candidate.sponsored",
    "candidate.sponsored",
    "candidate.coopted",
    "charter.signed",
    "member.welcomed",
)
REASONS = {
    "fr": {
        "suspended": "L’offre était annoncée trop tôt. On se revoit quand le chantier est fini.",
        "left": "Déménagement.",
    },
    "en": {
        "suspended": "A pause after a leak, until the wall is dry.",
        "left": "Moved away.",
    },
}

ANSWERS_BY_PHONE = ("josette.hardouin",)

RULES_BROKEN = {  # the rule, and what was found
    "fr": ("Charte : n’annoncer que ce qui est prêt", "La page annonçait un toit en chantier."),
    "en": ("Charter: a dry bed", "Water was coming through a wall of the room on offer."),
}


def load_members(world: World, tick: Tick) -> None:
    """Sponsors and all who aren't plain members step by step, hosts and neighbours in bulk."""
    for key, community in world.communities.items():
        founders = {person.key for person in founders_of(key)}
        ours = [one for one in people() if one.community == key and one.key not in founders]
        if not community.is_public:
            continue
        for person in [one for one in ours if one.role != "host"]:
            _walk(person, community, world)
            tick(1)
        hosts = [one.key for one in ours if one.role == "host"]
        keys = [*hosts, *world.newcomers.get(key, [])]
        _write_down([world.people[one] for one in keys], community, world)
        tick(len(keys))
    by_phone = [world.people[key] for key in ANSWERS_BY_PHONE if key in world.people]
    for membership in Membership.objects.active().filter(person__in=by_phone):
        change_phone_answers(membership=membership, by_phone=True, by=membership.person)


def _walk(person: Person, community: Community, world: World) -> None:
    """Every step through the action that a visitor's press would end in."""
    user = world.people[person.key]
    language = community.language
    words = speech.say(language, "candidate", person.key)
    membership = apply_to_community(community=community, words=words, by=user)
    # The two who came first.
    members = Membership.objects.active().filter(community=community).order_by("pk")
    sponsors = [one.person for one in members.select_related("person")[:2]]
    if person.role == "candidate":
        if dice.chance(0.5, "first word", person.key):
            _sponsor(membership, sponsors[0], language)
        return
    for sponsor in sponsors:
        _sponsor(membership, sponsor, language)
    met = world.clock.today - timedelta(days=dice.number(10, 400, "met", person.key))
    record_meeting(membership=membership, on=met, by=sponsors[0])
    if person.role == "coopted":
        return
    sign_charter(membership=membership, version=community.charter_version, by=user)
    reason = REASONS[language].get(person.role, "")
    if person.role == "suspended":
        # With its reasons, as the page of a decision asks for them.
        by = sponsors[0]
        rule, facts = RULES_BROKEN[membership.community.language]
        verdict = Verdict(
            measure=Measure.PAUSED, ground=Ground.COMMUNITY, rule=rule, facts=facts, words=reason
        )
        decide_proactively(subject=membership, verdict=verdict, by=by)
    if person.role == "left":
        leave_community(membership=membership, reason=reason, by=user)


def _sponsor(membership: Membership, sponsor: User, language: str) -> None:
    words = speech.say(language, "sponsor", sponsor.pk, membership.pk)
    sponsor_candidate(membership=membership, words=words, by=sponsor)


def _write_down(users: list[User], community: Community, world: World) -> None:
    """The rows that the steps would have left: memberships, words, log and audit."""
    sponsors = list(
        User.objects.filter(
            memberships__community=community, memberships__state=MembershipState.ACTIVE
        ).order_by("pk")
    )
    # Applied some weeks before they were welcomed.
    memberships = [_membership(user, community, world) for user in users]
    Membership.objects.bulk_create(memberships)
    for one in memberships:
        one.applied_at = (one.activated_at or world.clock.now) - timedelta(days=40)
    Membership.objects.bulk_update(memberships, ["applied_at"])
    pairs = [(one, dice.some(sponsors, 2, "sponsors", one.person.email)) for one in memberships]
    Sponsorship.objects.bulk_create(
        Sponsorship(
            membership=one,
            sponsor=sponsor,
            words=speech.say(community.language, "sponsor", one.person.email, sponsor.email),
        )
        for one, two in pairs
        for sponsor in two
    )
    MembershipChange.objects.bulk_create(
        MembershipChange(membership=one, old_state=old, new_state=new, by=actor)
        for one, two in pairs
        for old, new, actor in zip(
            ("", *STEPS), STEPS, (one.person, two[-1], one.person), strict=False
        )
    )
    kind = ContentType.objects.get_for_model(Membership)
    AuditEntry.objects.bulk_create(
        AuditEntry(subject_type=kind, subject_id=one.pk, actor=actor, verb=verb, data={})
        for one, two in pairs
        for verb, actor in zip(
            VERBS, (one.person, two[0], two[-1], two[-1], one.person, one.person), strict=True
        )
    )


def _membership(user: User, community: Community, world: World) -> Membership:
    days = dice.number(10, 900, "welcomed", user.email)
    welcomed = world.clock.ago(days)
    return Membership(
        community=community,
        person=user,
        state=MembershipState.ACTIVE,
        words=speech.say(community.language, "candidate", user.email),
        charter_signed_version=community.charter_version,
        charter_signed_at=welcomed,
        met_at=(welcomed - timedelta(days=7)).date(),
        activated_at=welcomed,
    )
