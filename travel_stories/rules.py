"""Who may do what in a trip or a story: a seat has a role, and the role says it."""

from __future__ import annotations

import rules

from commons.accounts.models import User
from commons.accounts.rules import has_verified_email
from hosting.models import Community, Membership
from travel_stories.enums.stories import AuthorRole
from travel_stories.enums.trips import PLANNING, MemberRole
from travel_stories.models.authors import StoryAuthor
from travel_stories.models.comments import Comment
from travel_stories.models.consents import PersonShown
from travel_stories.models.deciding import Idea, Poll
from travel_stories.models.documents import Document
from travel_stories.models.drafts import BlockComment
from travel_stories.models.itineraries import Composer, Itinerary
from travel_stories.models.itinerary_reviewers import itineraries_reviewable_by
from travel_stories.models.links import TripLink
from travel_stories.models.members import TripMember
from travel_stories.models.parts import Part
from travel_stories.models.stories import Story
from travel_stories.models.story_links import StoryLink
from travel_stories.models.story_reviewers import stories_reviewable_by
from travel_stories.models.trips import Trip


@rules.predicate
def has_seat(member: TripMember, trip: Trip | None) -> bool:
    return trip is not None and member.trip_id == trip.pk and member.left_at is None


@rules.predicate
def may_be_a_party(member: TripMember, trip: Trip | None) -> bool:
    """Hosting makes agreements with accounts that answered our mail once."""
    person = member.person
    return person is not None and person.is_active and bool(has_verified_email(person))


@rules.predicate
def has_account(member: TripMember, trip: Trip | None) -> bool:
    return member.person_id is not None


@rules.predicate
def made_it(member: TripMember, link: TripLink | None) -> bool:
    return link is not None and link.by_id == member.pk and member.left_at is None


@rules.predicate
def organises_its_trip(member: TripMember, link: TripLink | None) -> bool:
    organiser = member.role == MemberRole.ORGANISER and member.left_at is None
    return link is not None and organiser and link.trip_id == member.trip_id


def _is(*roles: MemberRole) -> rules.predicates.Predicate:
    def holds(member: TripMember, trip: Trip | None) -> bool:
        return member.role in roles

    return rules.predicates.Predicate(holds, name=f"is_{'_or_'.join(roles)}")


@rules.predicate
def wrote_it(member: TripMember, part: Idea | Poll | Comment | Document | None) -> bool:
    return part is not None and part.by_id == member.pk and member.left_at is None


@rules.predicate
def in_its_trip(member: TripMember, part: Part | None) -> bool:
    return part is not None and part.trip_id == member.trip_id and member.left_at is None


organises = _is(MemberRole.ORGANISER)
plans = _is(*PLANNING)
decides = plans | _is(MemberRole.PAYER)


@rules.predicate
def is_author(author: StoryAuthor, story: Story | None) -> bool:
    return story is not None and author.story_id == story.pk and author.left_at is None


@rules.predicate
def writes(author: StoryAuthor, story: Story | None) -> bool:
    return author.role in {AuthorRole.LEAD, AuthorRole.WRITER}


@rules.predicate
def leads(author: StoryAuthor, story: Story | None) -> bool:
    return author.role == AuthorRole.LEAD


@rules.predicate
def is_own_seat(author: StoryAuthor, seat: StoryAuthor | None) -> bool:
    return seat is not None and author.pk == seat.pk


@rules.predicate
def may_settle(author: StoryAuthor, comment: BlockComment | None) -> bool:
    """Whoever writes the story, and whoever said it."""
    if comment is None or author.left_at is not None:
        return False
    own = comment.by_id == author.pk
    return own or (author.story_id == comment.block.chapter.story_id and writes(author, None))


rules.add_perm("travel_stories.begin_story", rules.is_active & has_verified_email)
rules.add_perm("travel_stories.see_draft", is_author)
rules.add_perm("travel_stories.write_story", is_author & writes)
rules.add_perm("travel_stories.lead_story", is_author & leads)
rules.add_perm("travel_stories.settle_comment", may_settle)
rules.add_perm("travel_stories.change_credit", is_own_seat)
rules.add_perm("travel_stories.forget_booklet", rules.always_deny)  # left to SYSTEM
rules.add_perm("travel_stories.forget_story", rules.always_deny)  # left to SYSTEM

rules.add_perm("travel_stories.begin_trip", rules.is_active & has_verified_email)
rules.add_perm("travel_stories.see_trip", has_seat)
rules.add_perm("travel_stories.leave_trip", has_seat)
rules.add_perm("travel_stories.tell_trip", has_seat & has_account & decides)
rules.add_perm("travel_stories.undo_change", has_seat & decides)
rules.add_perm("travel_stories.change_trip", has_seat & organises)
rules.add_perm("travel_stories.open_trip", has_seat & organises)
rules.add_perm("travel_stories.revoke_link", made_it | organises_its_trip)
rules.add_perm("travel_stories.invite", has_seat & organises)
rules.add_perm("travel_stories.change_member", has_seat & organises)
rules.add_perm("travel_stories.delete_trip", has_seat & organises)
rules.add_perm("travel_stories.change_itinerary", has_seat & plans)
rules.add_perm("travel_stories.ask_hosts", has_seat & organises & may_be_a_party)
rules.add_perm("travel_stories.attach_request", has_seat & plans & has_account)
rules.add_perm("travel_stories.decide", has_seat & decides)
rules.add_perm("travel_stories.take_up", has_seat & organises)
rules.add_perm("travel_stories.add_document", has_seat & decides)
for action in ("change_idea", "change_poll", "close_poll", "remove_comment", "remove_document"):
    own = wrote_it & decides
    rules.add_perm(f"travel_stories.{action}", in_its_trip & (own | organises))
rules.add_perm("travel_stories.close_overdue_poll", rules.always_deny)  # left to SYSTEM
rules.add_perm("travel_stories.forget_document", rules.always_deny)  # left to SYSTEM
rules.add_perm("travel_stories.change_money", has_seat & decides)
rules.add_perm("travel_stories.change_lists", has_seat & decides)
rules.add_perm("travel_stories.complete_trip", rules.always_deny)  # left to SYSTEM
rules.add_perm("travel_stories.forget_trip", rules.always_deny)  # left to SYSTEM


@rules.predicate
def may_review_story(person: User, story: Story | None) -> bool:
    """Nobody publishes alone: never an author, not even one who may do everything."""
    return story is not None and stories_reviewable_by(person).filter(pk=story.pk).exists()


@rules.predicate
def is_shown(person: User, shown: PersonShown | None) -> bool:
    return shown is not None and shown.person_id == person.pk


rules.add_perm("travel_stories.read_story", rules.is_active & may_review_story)
rules.add_perm("travel_stories.answer_consent", rules.is_active & is_shown)


@rules.predicate
def may_close(author: StoryAuthor, link: StoryLink | None) -> bool:
    """Whoever made it, and whoever leads the story."""
    if link is None or author.left_at is not None or author.story_id != link.story_id:
        return False
    return link.by_id == author.pk or author.role == AuthorRole.LEAD


rules.add_perm("travel_stories.revoke_story_link", may_close)


@rules.predicate
def welcomes_there(person: User, community: Community | None) -> bool:
    mine = Membership.objects.active().filter(person=person, community=community)
    return community is not None and mine.exists()


@rules.predicate
def composes_it(person: User, itinerary: Itinerary | None) -> bool:
    """Members of its community compose together."""
    return itinerary is not None and welcomes_there(person, itinerary.community)


@rules.predicate
def has_composed(person: User, itinerary: Itinerary | None) -> bool:
    return itinerary is not None and itinerary.composers.filter(person=person).exists()


@rules.predicate
def may_review_itinerary(person: User, itinerary: Itinerary | None) -> bool:
    """Nobody publishes alone: never a composer, not even one who may do everything."""
    return (
        itinerary is not None and itineraries_reviewable_by(person).filter(pk=itinerary.pk).exists()
    )


@rules.predicate
def is_own_credit(person: User, composer: Composer | None) -> bool:
    return composer is not None and composer.person_id == person.pk


rules.add_perm(
    "travel_stories.compose_itinerary", rules.is_active & has_verified_email & welcomes_there
)
rules.add_perm("travel_stories.write_itinerary", rules.is_active & composes_it)
rules.add_perm("travel_stories.withdraw_itinerary", rules.is_active & composes_it & has_composed)
rules.add_perm("travel_stories.change_composer_credit", rules.is_active & is_own_credit)
rules.add_perm("travel_stories.read_itinerary", rules.is_active & may_review_itinerary)
rules.add_perm("travel_stories.forget_itinerary", rules.always_deny)  # left to SYSTEM
