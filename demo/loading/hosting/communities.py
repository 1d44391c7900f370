"""Communities as their founders would have made them, and their members."""

from __future__ import annotations

from core.permissions import SYSTEM
from demo.loading import dice
from demo.loading.world import Tick, World
from demo.loading.written import CommunityText, Person, communities, people
from hosting.communities.actions.communities import change_community_state, found_community
from hosting.communities.actions.memberships import sign_charter
from hosting.communities.models.communities import Community, Membership
from hosting.communities.states import CommunityState

FOUNDERS_AT_LEAST = 2
DAYS_OF_A_YEAR = 365


def load_communities(world: World, tick: Tick) -> None:
    """Founded, signed by its founders, opened; a draft stays one."""
    for text in communities():
        if not world.knows(text.key):
            continue
        community = _found(text, world)
        if text.state != CommunityState.DRAFT:
            community = change_community_state(
                community=community, state=CommunityState(text.state), by=SYSTEM
            )
        days = (world.clock.today.year - text.since) * DAYS_OF_A_YEAR
        days += dice.number(0, 90, "founded", text.key)
        Community.objects.filter(pk=community.pk).update(created_at=world.clock.ago(days))
        world.communities[text.key] = community
        world.community_causes[text.key] = [world.causes[slug] for slug in text.causes]
        tick(1)


def founders_of(key: str) -> list[Person]:
    """The coordinators; where there is only one, those who would be the sponsors too."""
    ours = [person for person in people() if person.community == key]
    found = [person for person in ours if person.role == "coordinator"]
    if len(found) < FOUNDERS_AT_LEAST:
        found += [person for person in ours if person.role == "sponsor"]
    return found


def _found(text: CommunityText, world: World) -> Community:
    founders = [world.people[person.key] for person in founders_of(text.key)]
    charter = text.charter
    if text.rules:  # below it what they voted
        title = "Ce que nous avons voté" if text.language == "fr" else "What we voted"
        charter += f"\n\n{title} :\n" + "\n".join(f"– {one}" for one in text.rules)
    community = found_community(
        community=Community(
            name=text.name,
            language=text.language,
            summary_fr=text.summary.get("fr", ""),
            summary_en=text.summary.get("en", ""),
            story=text.story,
            territory=text.territory,
            locality=world.localities[text.locality],
            charter=charter,
            answer_hours=text.answer_hours,
            photo=world.photos.get((text.language, text.photo)),
        ),
        founders=founders,
        causes=[world.causes[slug] for slug in text.causes],
        by=SYSTEM,
    )
    for person in founders:
        membership = Membership.objects.get(community=community, person=person)
        sign_charter(membership=membership, version=community.charter_version, by=person)
    return community
