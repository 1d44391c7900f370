"""Who tells a story: seats offered, taken, passed on, and credits that stay."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from commons.accounts.actions.people import close_account
from commons.mail.models import Letter
from commons.notifications.models import Notice
from tests.factories.accounts import UserFactory
from tests.factories.stories import AuthorFactory, BlockFactory, published
from travel_stories.stories.actions.authors import (
    accept_author_invitation,
    change_author_role,
    change_credit,
    invite_author,
    leave_story,
    remove_author,
    revoke_author_invitation,
)
from travel_stories.stories.actions.comments import add_comment, settle_comment
from travel_stories.stories.actions.consents import name_person
from travel_stories.stories.actions.edit_locks import acquire_edit_lock
from travel_stories.stories.choices import AuthorRole
from travel_stories.stories.errors.stories import (
    AuthorLinkGoneError,
    LastLeadError,
    NotYourInvitationError,
    TooManyAuthorsError,
)
from travel_stories.stories.models.authors import AuthorInvitationData, StoryAuthor
from travel_stories.stories.models.blocks import Block
from travel_stories.stories.models.drafts import BlockComment
from travel_stories.stories.models.stories import Story
from travel_stories.stories.states import StoryState

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return AuthorFactory(lead=True, credit="Camille")


def invited(lead, **how):
    how = {"email": "zoe@example.org"} | how
    return invite_author(
        story=lead.story, invited=AuthorInvitationData(AuthorRole.WRITER, **how), by=lead
    )


def test_an_invited_person_takes_the_seat_once(lead):
    invitation, zoe = invited(lead), UserFactory(display_name="Zoé")

    seat = accept_author_invitation(token=invitation.token, by=zoe)

    assert (seat.story, seat.role, seat.credit) == (lead.story, AuthorRole.WRITER, "Zoé")
    assert Letter.objects.count() == 1
    assert Notice.objects.visible_to(lead.person).count() == 1
    with pytest.raises(AuthorLinkGoneError):
        accept_author_invitation(token=invitation.token, by=UserFactory())


def test_inviting_twice_sends_one_letter_that_leads_to_the_door(lead, settings):
    invitation = invited(lead, language="en")

    assert invited(lead, language="en") == invitation
    door = f"{settings.BASE_URL}/en/s/author/{invitation.token}/"
    assert door in Letter.objects.get().text


def test_who_travelled_along_is_told_and_alone_takes_the_seat(lead):
    ben = UserFactory()
    invitation = invited(lead, email="", person=ben)

    with pytest.raises(NotYourInvitationError):
        accept_author_invitation(token=invitation.token, by=UserFactory())
    accept_author_invitation(token=invitation.token, by=ben)

    assert Notice.objects.visible_to(ben).count() == 1
    assert lead.story.authors.filter(person=ben).exists()


@pytest.mark.parametrize("how", ["revoked", "old", "forged", "deleted"])
def test_a_link_that_is_no_longer_good_opens_nothing(lead, how):
    invitation = invited(lead)
    token = invitation.token
    if how == "revoked":
        revoke_author_invitation(invitation=invitation, by=lead)
    if how == "old":
        invitation.expires_at = timezone.now() - timedelta(seconds=1)
        invitation.save()
    if how == "forged":
        token = token[:-2] + ("AA" if token[-2:] != "AA" else "BB")
    if how == "deleted":
        Story.objects.update(state=StoryState.DELETED)

    with pytest.raises(AuthorLinkGoneError):
        accept_author_invitation(token=token, by=UserFactory())


def test_inviting_is_for_the_lead_and_ends_at_a_number(lead, monkeypatch):
    with pytest.raises(PermissionDenied):
        invited(AuthorFactory(story=lead.story))
    monkeypatch.setattr("travel_stories.stories.actions.authors.MOST_AUTHORS", 2)
    with pytest.raises(TooManyAuthorsError):
        invited(lead)


def test_an_unconfirmed_address_takes_no_seat(lead):
    with pytest.raises(PermissionDenied):
        accept_author_invitation(token=invited(lead).token, by=UserFactory(unverified=True))


def test_leave_story_keeps_credit_and_story_and_frees_the_lock(lead):
    block = BlockFactory(chapter__story=lead.story)
    zoe = AuthorFactory(story=lead.story, credit="Zoé")
    acquire_edit_lock(block=block, by=zoe)

    leave_story(story=lead.story, by=zoe)

    assert [one.credit for one in StoryAuthor.objects.credited() if one.pk == zoe.pk] == ["Zoé"]
    assert Block.objects.get().holder is None
    zoe.refresh_from_db()
    assert not zoe.has_perm("stories.see_draft", lead.story)


def test_whoever_comes_back_takes_the_old_seat(lead):
    zoe = AuthorFactory(story=lead.story, left=True, credit="Zoé the first")

    seat = accept_author_invitation(token=invited(lead).token, by=zoe.person)

    assert (seat.pk, seat.credit, seat.left_at) == (zoe.pk, "Zoé the first", None)


def test_somebody_leads_on(lead):
    for deed in (
        lambda: leave_story(story=lead.story, by=lead),
        lambda: remove_author(author=lead, by=lead),
        lambda: change_author_role(author=lead, role=AuthorRole.WRITER, by=lead),
    ):
        with pytest.raises(LastLeadError):
            deed()


def test_a_removed_author_is_told_and_may_nothing(lead):
    zoe = AuthorFactory(story=lead.story)

    zoe = remove_author(author=zoe, by=lead)

    notice = Notice.objects.visible_to(zoe.person).get()
    assert notice.data == {"by": lead.name, "is_credited": 1}
    assert not zoe.has_perm("stories.write_story", lead.story)


def test_a_removed_reader_is_promised_no_credit(lead):
    zoe = AuthorFactory(story=lead.story, role=AuthorRole.READER)

    remove_author(author=zoe, by=lead)

    notice = Notice.objects.visible_to(zoe.person).get()
    assert notice.data == {"by": lead.name, "is_credited": 0}


def test_a_credit_is_ones_own_to_say(lead):
    zoe = AuthorFactory(story=lead.story)

    with pytest.raises(PermissionDenied):
        change_credit(author=zoe, credit="Her", by=lead)
    change_credit(author=zoe, credit="", by=zoe)

    credited = StoryAuthor.objects.credited().filter(story=lead.story)
    assert list(credited) == [lead]


def test_a_closed_account_passes_the_lead_on_and_takes_its_name_along(lead):
    zoe = AuthorFactory(story=lead.story)

    close_account(person=lead.person, by=lead.person)

    zoe.refresh_from_db()
    lead.refresh_from_db()
    assert (zoe.role, lead.credit, lead.is_active) == (AuthorRole.LEAD, "", False)


def test_a_closed_account_takes_its_name_from_stories_that_it_left_before(lead):
    zoe = AuthorFactory(story=lead.story, credit="Zoé", left_at=timezone.now())
    other = AuthorFactory(story=lead.story, credit="Ben", left_at=timezone.now())

    close_account(person=zoe.person, by=zoe.person)

    credits = dict(StoryAuthor.objects.values_list("pk", "credit"))
    assert credits == {lead.pk: lead.credit, zoe.pk: "", other.pk: "Ben"}


def test_a_closed_account_takes_a_draft_along_that_nobody_else_has_seen(lead):
    alone = AuthorFactory(lead=True, person=lead.person)
    told = AuthorFactory(lead=True, person=lead.person)
    published(told.story)

    close_account(person=lead.person, by=lead.person)

    states = {story.pk: story.state for story in Story.objects.all()}
    assert (states[alone.story_id], states[told.story_id]) == (
        StoryState.DELETED,
        StoryState.PUBLISHED,
    )


def test_comments_are_told_once_until_they_are_read_and_fold_away(lead):
    block = BlockFactory(chapter__story=lead.story, by=lead)
    zoe = AuthorFactory(story=lead.story, reader=True)
    before = Notice.objects.count()

    said = add_comment(block=block, words="Was it Tuesday?", key=uuid4(), by=zoe)
    add_comment(block=block, words="Or Monday?", key=uuid4(), by=zoe)

    assert Notice.objects.count() == before + 1
    settled = settle_comment(comment=said, by=lead)
    assert (settled.settled_by, settled.settled_at is not None) == (lead, True)


def test_comments_are_for_those_at_the_story(lead):
    block = BlockFactory(chapter__story=lead.story, by=lead)
    reader = AuthorFactory(story=lead.story, reader=True)
    said = BlockComment.objects.create(block=block, by=lead, words="x", key=uuid4())

    with pytest.raises(PermissionDenied):
        add_comment(block=block, words="x", key=uuid4(), by=AuthorFactory())
    for stranger in (AuthorFactory(lead=True), reader):
        with pytest.raises(PermissionDenied):
            settle_comment(comment=said, by=stranger)


def test_whoever_leaves_takes_an_address_along_that_somebody_typed(lead):
    zoe = AuthorFactory(story=lead.story)
    shown = name_person(story=lead.story, name="Zoé", parts=[], by=lead, email=zoe.person.email)
    assert (shown.person, shown.email) == (None, zoe.person.email)

    close_account(person=zoe.person, by=zoe.person)

    shown.refresh_from_db()
    assert shown.email == ""
