"""The log of a community: its own deeds in sentences, and nothing that is nobody's business."""

import pytest

from commons.audit import actions as audit
from core.permissions import SYSTEM
from hosting.coordination.presenters import community_log
from hosting.coordination.presenters.community_log import LogQuery, log_page
from hosting.offers.actions.drafts import revise_offer
from hosting.offers.actions.offers import pause_offer
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    ActivityFactory,
    AttestationFactory,
    CommunityFactory,
    LocalRuleFactory,
    MembershipFactory,
    RequestFactory,
    StayFactory,
)
from tests.factories.moderation import coordinator_of, decided, reported

pytestmark = pytest.mark.django_db


def words(community, *, reader=None, **asked):
    log = log_page(community, LogQuery(**asked), reader=reader or UserFactory())
    return [line.words for line in log.lines]


def test_log_tells_each_noun_in_a_sentence():
    community = CommunityFactory(name="The Mill")
    by = MembershipFactory(community=community, person__display_name="Nadia").person
    member = MembershipFactory(community=community, person__display_name="Tom")
    audit.record(by, "charter.rewritten", community)
    audit.record(by, "coordinator.named", member)
    audit.record(by, "offer.published", StayFactory(community=community, title="A room"))
    audit.record(SYSTEM, "offer.withdrawn", ActivityFactory(community=community, title="A walk"))
    audit.record(by, "rule.set", LocalRuleFactory(community=community))
    audit.record(by, "attestation.given", AttestationFactory(membership=member))

    assert words(community) == [
        "Nadia added a check: Tom, Home, seen in person.",
        "Nadia added a rule: Guests can stay for up to 3 nights.",
        "the system permanently withdrew “A walk”.",
        "Nadia reviewed and published “A room”.",
        "Nadia made Tom a coordinator.",
        "Nadia wrote a new version of the charter.",
    ]


def test_log_leaves_out_other_communities_drafts_and_what_two_people_agree():
    stay = StayFactory()
    revise_offer(offer=stay, changes={"words": "A secret draft."}, by=stay.host)
    audit.record(stay.host, "request.sent", RequestFactory(offer=stay.offer_ptr))
    elsewhere = StayFactory()
    pause_offer(offer=elsewhere, by=elsewhere.host)

    assert words(stay.community) == []


def decided_case(offer, by, reporter):
    case = reported("offer", offer, by=reporter).case
    decided(case, by=by)
    return case


def test_log_tells_of_reports_and_never_who_reported():
    offer = StayFactory(title="The mill")
    coordinator = coordinator_of(offer.community, display_name="Nadia")
    reporter = MembershipFactory(community=offer.community, person__display_name="Canary").person

    decided_case(offer, coordinator, reporter)

    assert words(offer.community, noun="case") == [
        "Nadia made a decision about “The mill” and gave reasons.",
        "Nadia removed “The mill” from the public pages after a decision.",
        "Someone reported “The mill”.",
        "A case about “The mill” was opened for a decision.",
    ]
    assert words(offer.community, noun="case", person=reporter) == []


def test_log_tells_nobody_of_a_case_of_their_own():
    offer = StayFactory()
    reporter = MembershipFactory(community=offer.community).person

    decided_case(offer, coordinator_of(offer.community), reporter)

    assert words(offer.community, noun="case", reader=offer.host) == []
    assert words(offer.community, noun="case", reader=reporter) == []


@pytest.mark.parametrize("count", [1, 3])
def test_log_of_cases_takes_as_many_reads_for_three_as_for_one(count, django_assert_num_queries):
    community, reader = CommunityFactory(), UserFactory()
    for offer in StayFactory.create_batch(count, community=community):
        reported("offer", offer, by=UserFactory())
    words(community, noun="case", reader=reader)

    with django_assert_num_queries(2):
        words(community, noun="case", reader=reader)


def test_log_is_narrowed_by_noun_person_and_day(time_machine):
    community = CommunityFactory()
    one, other = MembershipFactory.create_batch(2, community=community)
    time_machine.move_to("2027-05-03 12:00")
    audit.record(one.person, "charter.signed", one)
    time_machine.move_to("2027-05-05 12:00")
    audit.record(other.person, "charter.signed", other)
    audit.record(other.person, "community.described", community)
    day = community_log.date

    signed = "{} signed the charter.".format
    assert words(community, noun="membership") == [
        signed(other.person.display_name),
        signed(one.person.display_name),
    ]
    assert words(community, person=one.person) == [signed(one.person.display_name)]
    assert words(community, until=day(2027, 5, 4)) == [signed(one.person.display_name)]
    assert len(words(community, since=day(2027, 5, 4))) == 2


def test_log_turns_its_pages_and_leaves_out_no_line(monkeypatch):
    monkeypatch.setattr(community_log, "PAGE_SIZE", 2)
    community = CommunityFactory()
    for person in UserFactory.create_batch(5):
        audit.record(person, "community.described", community)

    read, mark, reader = [], "", UserFactory()
    while mark is not None:
        page = log_page(community, LogQuery(mark=mark), reader=reader)
        read += [line.words for line in page.lines]
        mark = page.after or None

    assert len(set(read)) == len(read) == 5


@pytest.mark.parametrize("count", [1, 3])
def test_log_takes_as_many_reads_for_three_lines_of_a_noun_as_for_one(
    count, django_assert_max_num_queries
):
    community = CommunityFactory()
    for membership in MembershipFactory.create_batch(count, community=community):
        audit.record(membership.person, "charter.signed", membership)
    reader = UserFactory()
    words(community, reader=reader)  # content types are remembered

    with django_assert_max_num_queries(2):
        words(community, reader=reader)
