"""The rules at the desk, and on the pages of those who ask."""

from datetime import date
from http import HTTPStatus

import pytest
from django.urls import reverse

from hosting.communities.models.local_rules import LocalRule
from hosting.communities.states import RuleKind
from hosting.requests.models.requests import Request
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    MAY,
    CommunityFactory,
    LocalRuleFactory,
    MembershipFactory,
    RequestFactory,
    StayFactory,
    UnitFactory,
)
from tests.hosting.coordination.views.test_desk import coordinator_of, page, signed_in

pytestmark = pytest.mark.django_db


def test_a_rule_is_written_down_and_stands_on_the_page_of_the_community(client):
    community = CommunityFactory()
    signed_in(client, coordinator_of(community))

    client.post(page("rules", community), {"kind": RuleKind.MOST_NIGHTS, "number": 4})

    client.logout()
    shown = client.get(community.get_absolute_url()).content.decode()
    assert LocalRule.objects.get().number == 4
    assert "Guests can stay for up to 4 nights." in shown


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "kind"),
        ({"kind": "curfew"}, "kind"),
        ({"kind": RuleKind.MOST_NIGHTS}, "number"),
        ({"kind": RuleKind.MOST_NIGHTS, "number": 0}, "number"),
        ({"kind": RuleKind.MOST_NIGHTS, "number": 366}, "number"),
        ({"kind": RuleKind.LEAST_NOTICE, "number": 400}, "number"),
        ({"kind": RuleKind.MOST_NIGHTS, "number": "many"}, "number"),
        ({"kind": RuleKind.SOFT}, "words"),
        ({"kind": RuleKind.SOFT, "words": "x" * 501}, "words"),
    ],
)
def test_a_wrong_rule_is_said_at_its_field(client, said, field):
    community = CommunityFactory()

    answer = signed_in(client, coordinator_of(community)).post(page("rules", community), said)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert list(answer.context["form"].errors) == [field]
    assert list(LocalRule.objects.all()) == []


def test_a_rule_is_ended_at_the_desk_and_stays_in_its_history(client):
    rule = LocalRuleFactory(decided="Assembly of May")
    client = signed_in(client, coordinator_of(rule.community))

    client.post(reverse("hosting:rule-end", args=[rule.community.public_id, rule.public_id]))

    book = client.get(page("rules", rule.community)).context["book"]
    assert book.standing == []
    assert [row.rule for row in book.ended] == [rule]


def test_a_rule_of_another_community_is_not_there(client):
    rule, community = LocalRuleFactory(), CommunityFactory()
    client = signed_in(client, coordinator_of(community))

    answer = client.post(reverse("hosting:rule-end", args=[community.public_id, rule.public_id]))

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert list(LocalRule.objects.standing()) == [rule]


def test_an_offer_shows_the_rules_that_guests_keep_and_not_those_of_hosts(client):
    stay = StayFactory()
    LocalRuleFactory(community=stay.community)
    LocalRuleFactory(community=stay.community, kind=RuleKind.SOFT, number=None, words="Shoes off.")
    LocalRuleFactory(community=stay.community, kind=RuleKind.STAYS_PER_HOST, number=1)
    LocalRuleFactory(community=stay.community, kind=RuleKind.LARGEST_PARTY, ended=True)

    shown = client.get(stay.get_absolute_url())

    texts = [rule.text for rule in shown.context["page"].rules]
    assert texts == ["Guests can stay for up to 3 nights.", "Shoes off."]


@pytest.mark.time_machine(date(2027, 4, 1))
def test_who_asks_against_a_rule_reads_which_one_and_loses_nothing(client):
    stay = UnitFactory().stay
    LocalRuleFactory(community=stay.community, number=2)
    client.force_login(UserFactory())
    url = reverse("hosting:request-ask", args=[stay.public_id])
    said = {"check_in": MAY.check_in, "check_out": MAY.check_out, "adults": 2, "message": "May we?"}
    key = client.get(url).context["form"]["key"].value()

    answer = client.post(url, said | {"key": key})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.context["form"].non_field_errors() == [
        f"{stay.community.name} has a rule about this: Guests can stay for up to 2 nights. "
        "Change what goes against it, then try again."
    ]
    assert answer.context["form"]["message"].value() == "May we?"
    assert list(Request.objects.all()) == []


@pytest.mark.parametrize(("language", "is_marked"), [("fr", True), ("en", False)])
def test_words_of_a_community_in_another_language_are_marked(client, language, is_marked):
    words = "Au-delà, ce n’est plus un passage."
    rule = LocalRuleFactory(community__language=language, words=words)

    shown = " ".join(client.get(rule.community.get_absolute_url()).text.split())

    assert f'<span lang="{language}">{words}</span>' in shown
    assert (f'{words}</span> <span class="tag language-tag">In French</span>' in shown) == is_marked


def test_the_room_of_an_open_request_shows_the_rules_beside_new_terms(client):
    request = RequestFactory()
    LocalRuleFactory(community=request.offer.community)
    client.force_login(request.guest)

    shown = client.get(reverse("hosting:proposal-make", args=[request.public_id]))

    assert [rule.text for rule in shown.context["rules"]] == ["Guests can stay for up to 3 nights."]


@pytest.mark.parametrize("count", [1, 3])
def test_rules_take_as_many_queries_for_three_as_for_one(
    client, count, django_assert_max_num_queries
):
    community = CommunityFactory()
    for number in range(count):
        LocalRuleFactory(community=community, kind=RuleKind.SOFT, number=None, words=f"{number}")
        LocalRuleFactory(community=community, ended=True)
    MembershipFactory(community=community)
    signed_in(client, coordinator_of(community))

    with django_assert_max_num_queries(8):
        client.get(page("rules", community))
