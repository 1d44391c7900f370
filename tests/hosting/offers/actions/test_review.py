"""From a host's draft to an offer that everybody sees."""

import pytest
from django.core.exceptions import PermissionDenied

from commons.audit.models import AuditEntry
from commons.notifications.models import Notice
from hosting.communities.states import MembershipState
from hosting.offers.actions.review import (
    publish_offer,
    request_changes,
    submit_for_review,
    withdraw_submission,
)
from hosting.offers.errors import (
    DraftChangedError,
    HostNotActiveError,
    NotMemberError,
    NotUnderReviewError,
    OwnReviewError,
    ReviewUnavailableError,
    UnderReviewError,
    WithdrawnOfferError,
)
from hosting.offers.models.offers import Offer
from hosting.offers.models.review import CommunityReading
from hosting.offers.models.stays import Stay
from hosting.offers.states import OfferState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import MembershipFactory, StayFactory

pytestmark = pytest.mark.django_db


def coordinator_of(offer):
    return MembershipFactory(community=offer.community, coordinator=True).person


def submitted(**fields):
    """A draft that waits for its reader."""
    stay = StayFactory(draft=True, **fields)
    return submit_for_review(offer=stay, by=stay.host)


def told():
    return list(Notice.objects.order_by("pk").values_list("recipient", "template"))


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", "actor"))


def test_start_reading_hands_the_draft_to_the_coordinators():
    stay = StayFactory(draft=True)
    reader = coordinator_of(stay)
    MembershipFactory(community=stay.community)
    coordinator_of(StayFactory())

    submit_for_review(offer=stay, by=stay.host)

    assert stay.workflow_in_progress
    assert list(Stay.objects.public().filter(pk=stay.pk)) == []
    assert told() == [(reader.pk, "offers/email/offer_submitted.txt")]
    assert verbs() == [("offer.submitted", stay.host.pk)]


def test_start_reading_takes_the_base_row_of_an_offer_too():
    stay = StayFactory(draft=True)

    started = submit_for_review(offer=Offer.objects.get(pk=stay.pk), by=stay.host)

    assert started == stay
    assert stay.workflow_in_progress


def test_start_reading_twice_is_refused():
    stay = submitted()

    with pytest.raises(UnderReviewError):
        submit_for_review(offer=stay, by=stay.host)

    assert stay.workflow_states.count() == 1


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        pytest.param(
            {"membership__state": MembershipState.COOPTED}, NotMemberError, id="membership-state"
        ),
        pytest.param(
            {"membership__state": MembershipState.SUSPENDED}, NotMemberError, id="state-suspended"
        ),
        pytest.param({"membership__state": MembershipState.LEFT}, NotMemberError, id="state-left"),
        pytest.param({"state": OfferState.WITHDRAWN}, WithdrawnOfferError, id="state-withdrawn"),
    ],
)
def test_start_reading_refuses_what_could_not_be_shown(fields, refusal):
    stay = StayFactory(draft=True, **fields)

    with pytest.raises(refusal):
        submit_for_review(offer=stay, by=stay.host)

    assert not stay.workflow_in_progress
    assert told() == []


def test_publish_offer_opens_it_to_everybody(heard):
    stay = submitted()
    reader = coordinator_of(stay)

    published = publish_offer(offer=stay, by=reader)

    assert published.live
    assert list(Stay.objects.public()) == [stay]
    assert heard == [("published", stay.pk)]
    assert told() == [(stay.host.pk, "offers/email/offer_published.txt")]
    assert verbs() == [("offer.submitted", stay.host.pk), ("offer.published", reader.pk)]


def test_publish_offer_publishes_the_words_of_the_draft():
    stay = StayFactory(words="The old words.")
    stay.words = "New words."
    stay.save_revision(user=stay.host)
    submit_for_review(offer=stay, by=stay.host)
    before = Stay.objects.get().words

    publish_offer(offer=stay, by=coordinator_of(stay))

    assert before == "The old words."
    assert Stay.objects.get().words == "New words."
    assert not Stay.objects.get().has_unpublished_changes


def test_publish_offer_refuses_a_second_time():
    stay = submitted()
    reader = coordinator_of(stay)
    publish_offer(offer=stay, by=reader)

    with pytest.raises(NotUnderReviewError):
        publish_offer(offer=stay, by=reader)

    assert told() == [(stay.host.pk, "offers/email/offer_published.txt")]


def test_publish_offer_refuses_what_the_reader_has_not_seen():
    stay = submitted()
    seen = stay.latest_revision.created_at
    withdraw_submission(offer=stay, by=stay.host)
    stay.words = "Something else altogether."
    stay.save_revision(user=stay.host)
    submit_for_review(offer=stay, by=stay.host)

    with pytest.raises(DraftChangedError):
        publish_offer(offer=stay, by=coordinator_of(stay), seen=seen)

    assert list(Stay.objects.public()) == []


def test_publish_offer_refuses_a_draft_saved_behind_the_reading():
    stay = submitted()
    stay.words = "Something else altogether."
    stay.save_revision(user=stay.host)

    with pytest.raises(DraftChangedError):
        publish_offer(offer=stay, by=coordinator_of(stay))

    assert list(Stay.objects.public()) == []


def test_publish_offer_waits_for_a_host_who_is_away():
    stay = submitted()
    reader = coordinator_of(stay)
    stay.community.memberships.filter(person=stay.host).update(state=MembershipState.SUSPENDED)

    with pytest.raises(HostNotActiveError):
        publish_offer(offer=stay, by=reader)

    assert not Stay.objects.get().live
    assert stay.workflow_in_progress


def test_nobody_publishes_their_own_whoever_they_are():
    stay = StayFactory(draft=True, host=UserFactory(is_superuser=True))
    submit_for_review(offer=stay, by=stay.host)

    with pytest.raises(OwnReviewError):
        publish_offer(offer=stay, by=stay.host)

    assert not Stay.objects.get().live


def empty_road():
    workflow = Stay.get_default_workflow()
    workflow.workflow_tasks.all().delete()


def closed_road():
    Stay.get_default_workflow().deactivate()


@pytest.mark.parametrize("close", [empty_road, closed_road])
def test_start_reading_publishes_nothing_where_nobody_reads(close):
    stay = StayFactory(draft=True)
    close()

    with pytest.raises(ReviewUnavailableError):
        submit_for_review(offer=stay, by=stay.host)

    assert not Stay.objects.get().live


def test_a_reading_is_not_switched_off_over_what_waits():
    stay = submitted()

    with pytest.raises(PermissionDenied):
        CommunityReading.objects.get().deactivate()

    assert not Stay.objects.get().live
    assert stay.workflow_in_progress


DEEDS = {
    "publish": lambda stay, by: publish_offer(offer=stay, by=by),
    "ask": lambda stay, by: request_changes(offer=stay, reason="Mine.", by=by),
    "end": lambda stay, by: withdraw_submission(offer=stay, by=by),
}


@pytest.mark.parametrize(
    ("deed", "who"),
    [
        ("publish", "host"),
        ("publish", "member"),
        ("publish", "coordinator elsewhere"),
        ("ask", "host"),
        ("ask", "member"),
        ("ask", "coordinator elsewhere"),
        ("end", "member"),
        ("end", "coordinator"),
    ],
)
def test_a_deed_about_a_reading_asks_first(deed, who):
    stay = submitted()
    stay.community.memberships.filter(person=stay.host).update(is_coordinator=True)
    people = {
        "host": stay.host,
        "member": MembershipFactory(community=stay.community).person,
        "coordinator": coordinator_of(stay),
        "coordinator elsewhere": MembershipFactory(coordinator=True).person,
    }

    with pytest.raises(PermissionDenied):
        DEEDS[deed](stay, people[who])

    assert verbs() == [("offer.submitted", stay.host.pk)]
    assert stay.workflow_in_progress


def test_start_reading_is_for_the_host():
    stay = StayFactory(draft=True)

    with pytest.raises(PermissionDenied):
        submit_for_review(offer=stay, by=coordinator_of(stay))

    assert not stay.workflow_in_progress


def test_ask_for_change_tells_the_host_why():
    stay = submitted()
    reader = coordinator_of(stay)

    request_changes(offer=stay, reason="Say how many steps there are.", by=reader)

    notice = Notice.objects.get()
    assert (notice.recipient, notice.template) == (stay.host, "offers/email/offer_sent_back.txt")
    assert notice.data == {"reader": reader.display_name}
    assert notice.mail_words == {"reason": "Say how many steps there are."}
    assert verbs() == [("offer.submitted", stay.host.pk), ("offer.sent_back", reader.pk)]
    assert list(Stay.objects.public()) == []


def test_start_reading_goes_on_after_a_change_was_asked_for():
    stay = submitted()
    reader = coordinator_of(stay)
    request_changes(offer=stay, reason="Which stairs?", by=reader)
    stay.words = "Three steps, no rail."
    stay.save_revision(user=stay.host)

    submit_for_review(offer=stay, by=stay.host)
    publish_offer(offer=stay, by=reader)

    assert stay.workflow_states.count() == 1
    assert Stay.objects.public().get().words == "Three steps, no rail."


def test_end_reading_lets_the_host_change_it():
    stay = submitted()

    withdraw_submission(offer=stay, by=stay.host)

    assert not stay.workflow_in_progress
    with pytest.raises(NotUnderReviewError):
        publish_offer(offer=stay, by=coordinator_of(stay))
