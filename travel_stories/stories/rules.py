"""Who may write, read and publish a story."""

from __future__ import annotations

import rules

from commons.accounts.models import User
from commons.accounts.rules import has_verified_email
from travel_stories.stories.choices import AuthorRole
from travel_stories.stories.models.authors import StoryAuthor
from travel_stories.stories.models.consents import PersonShown
from travel_stories.stories.models.drafts import BlockComment
from travel_stories.stories.models.links import StoryLink
from travel_stories.stories.models.reviewers import stories_reviewable_by
from travel_stories.stories.models.stories import Story


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


rules.add_perm("stories.begin_story", rules.is_active & has_verified_email)
rules.add_perm("stories.see_draft", is_author)
rules.add_perm("stories.write_story", is_author & writes)
rules.add_perm("stories.lead_story", is_author & leads)
rules.add_perm("stories.settle_comment", may_settle)
rules.add_perm("stories.change_credit", is_own_seat)
rules.add_perm("stories.forget_story", rules.always_deny)  # left to SYSTEM


@rules.predicate
def may_review_story(person: User, story: Story | None) -> bool:
    """Nobody publishes alone: never an author, not even one who may do everything."""
    return story is not None and stories_reviewable_by(person).filter(pk=story.pk).exists()


@rules.predicate
def is_shown(person: User, shown: PersonShown | None) -> bool:
    return shown is not None and shown.person_id == person.pk


rules.add_perm("stories.read_story", rules.is_active & may_review_story)
rules.add_perm("stories.answer_consent", rules.is_active & is_shown)


@rules.predicate
def may_close(author: StoryAuthor, link: StoryLink | None) -> bool:
    """Whoever made it, and whoever leads the story."""
    if link is None or author.left_at is not None or author.story_id != link.story_id:
        return False
    return link.by_id == author.pk or author.role == AuthorRole.LEAD


rules.add_perm("stories.revoke_story_link", may_close)
