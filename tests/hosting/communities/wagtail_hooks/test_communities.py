"""Communities and lists in the Wagtail admin: each save is an action of ours."""

from http import HTTPStatus

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from commons.accounts.models import User
from commons.audit.models import AuditEntry
from hosting.communities.models.communities import Community, Membership
from hosting.communities.models.terms import Cause, Interest, Need
from hosting.communities.states import CommunityState, MembershipState
from hosting.offers.actions.review_setup import CO_OPERATIVE
from tests.factories.accounts import UserFactory
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import (
    CauseFactory,
    CommunityFactory,
    InterestFactory,
    MembershipFactory,
    NeedFactory,
)

pytestmark = pytest.mark.django_db

LISTS = {Cause: CauseFactory, Interest: InterestFactory, Need: NeedFactory}


def of_the_co_operative():
    person = UserFactory()
    person.groups.add(Group.objects.get(name=CO_OPERATIVE))
    return User.objects.get(pk=person.pk)


@pytest.fixture
def editor(client):
    person = of_the_co_operative()
    client.force_login(person)
    return person


def admin_url(model, name, *more):
    return reverse(f"wagtailsnippets_communities_{model._meta.model_name}:{name}", args=more)


def words_of(community, **changes):
    """What the form of the admin would send."""
    told = {
        name: getattr(community, name)
        for name in (
            *("name", "language", "territory", "summary_en", "story", "charter", "state"),
            "answer_hours",
        )
    }
    return {**told, "locality": community.locality_id, "founders": "", **changes}


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_community_is_founded_with_its_founders(client, editor):
    founder = UserFactory(email="ada@example.org")
    cause = CauseFactory()
    words = words_of(
        CommunityFactory.build(locality=LocalityFactory()),
        founders="Ada@Example.org\n\n",
        causes=[cause.pk],
    )

    client.post(admin_url(Community, "add"), words)

    community = Community.objects.get()
    assert (community.state, list(community.causes.all())) == (CommunityState.DRAFT, [cause])
    membership = Membership.objects.get()
    assert (membership.person, membership.state) == (founder, MembershipState.COOPTED)
    assert verbs() == ["community.founded"]


@pytest.mark.parametrize("fields", [{}, {"email": "ada@example.org", "unverified": True}])
def test_a_community_is_not_founded_with_somebody_unknown(client, editor, fields):
    UserFactory(**fields)
    words = words_of(CommunityFactory.build(locality=LocalityFactory()), founders="ada@example.org")

    answer = client.post(admin_url(Community, "add"), words)

    assert answer.context["form"].errors == {
        "founders": [
            "These addresses don’t belong to an account with a confirmed email address: "
            "ada@example.org. Check the spelling, or ask each person to create an account and "
            "confirm their address first."
        ]
    }
    assert list(Community.objects.all()) == []


def test_a_community_is_told_in_other_words(client, editor):
    community = CommunityFactory()

    client.post(admin_url(Community, "edit", community.pk), words_of(community, story="Ours."))

    told = Community.objects.get()
    assert (told.story, told.charter_version) == ("Ours.", 1)
    assert verbs() == ["community.described"]


def test_a_new_charter_is_a_new_version(client, editor):
    community = CommunityFactory()

    client.post(admin_url(Community, "edit", community.pk), words_of(community, charter="New."))

    told = Community.objects.get()
    assert (told.charter, told.charter_version) == ("New.", 2)


def test_a_community_opens_once_it_has_members(client, editor):
    community = CommunityFactory(state=CommunityState.DRAFT)
    words = words_of(community, state=CommunityState.ACTIVE)
    url = admin_url(Community, "edit", community.pk)

    refused = client.post(url, words)
    MembershipFactory.create_batch(2, community=community, coordinator=True)
    still = Community.objects.get().state
    client.post(url, words)

    assert refused.context["form"].non_field_errors() == [
        "To be public, a community needs a coordinator and 2 members who have signed the charter. "
        "Ask members to sign it first."
    ]
    assert still == CommunityState.DRAFT
    assert Community.objects.get().state == CommunityState.ACTIVE


def test_a_refusal_leaves_nothing_half_done(client, editor):
    community = CommunityFactory(state=CommunityState.DRAFT)

    client.post(
        admin_url(Community, "edit", community.pk),
        words_of(community, state=CommunityState.ACTIVE, story="Ours.", charter="New."),
    )

    told = Community.objects.get()
    assert (told.story, told.charter_version) == (community.story, 1)
    assert verbs() == []


def test_a_commune_is_found_by_the_beginning_of_its_name(client, editor):
    bourg = LocalityFactory(name="Bléré")
    LocalityFactory(name="Loches")
    LocalityFactory(name="Bléré-le-Vieux", former=True, merged_into=bourg)

    answer = client.get(reverse("locality_chooser:choose_results"), {"q": "bl"})

    assert list(answer.context["results"]) == [bourg]


def test_memberships_are_only_looked_at(client, editor):
    membership = MembershipFactory()

    statuses = [
        client.get(url).status_code
        for url in (
            admin_url(Membership, "list"),
            admin_url(Membership, "inspect", membership.pk),
            admin_url(Membership, "add"),
            admin_url(Membership, "edit", membership.pk),
            admin_url(Membership, "delete", membership.pk),
        )
    ]

    assert statuses == [HTTPStatus.OK] * 2 + [HTTPStatus.FOUND] * 3


def test_a_community_is_deleted_by_nobody(client):
    client.force_login(UserFactory(is_superuser=True))
    community = MembershipFactory().community
    at_once = reverse("wagtail_bulk_action", args=["communities", "community", "delete"])

    alone = client.post(admin_url(Community, "delete", community.pk))
    client.post(f"{at_once}?id={community.pk}")
    listed = client.get(admin_url(Community, "list"))

    assert alone.status_code == HTTPStatus.FOUND
    assert admin_url(Community, "delete", community.pk) not in listed.content.decode()
    assert Community.objects.filter(pk=community.pk).exists()


@pytest.mark.parametrize("model", LISTS)
def test_a_list_is_edited_by_the_co_operative(client, editor, model):
    word = LISTS[model]()

    shown = client.get(admin_url(model, "list"))
    client.post(
        admin_url(model, "edit", word.pk),
        {"slug": word.slug, "name_fr": "Nouveau", "name_en": "New", "icon": "", "sort_order": 3},
    )

    assert shown.status_code == HTTPStatus.OK
    assert model.objects.get().name_fr == "Nouveau"


@pytest.mark.parametrize("model", [Community, Membership, *LISTS])
def test_nothing_of_this_is_for_coordinators(client, model):
    coordinator = MembershipFactory(coordinator=True).person
    coordinator.groups.add(Group.objects.get(name="Coordinators"))
    client.force_login(User.objects.get(pk=coordinator.pk))

    statuses = [
        client.get(admin_url(model, "list")).status_code,
        client.get(admin_url(model, "add")).status_code,
    ]

    assert statuses == [HTTPStatus.FORBIDDEN] * 2
