"""Reading in the Wagtail admin: who gets in, what they can do there, and who is sent away."""

from http import HTTPStatus

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse

from commons.audit.models import AuditEntry
from commons.notifications.models import Notice
from hosting.communities.actions.coordinators import name_coordinator
from hosting.communities.states import MembershipState
from hosting.offers.actions.drafts import revise_offer
from hosting.offers.actions.review import publish_offer, submit_for_review
from hosting.offers.actions.review_setup import CO_OPERATIVE
from hosting.offers.choices.lists import OfferKind
from hosting.offers.models.stays import Stay
from tests.factories.accounts import UserFactory
from tests.factories.hosting import (
    ActivityFactory,
    MembershipFactory,
    ProductFactory,
    StayFactory,
    TipFactory,
    WorkspaceFactory,
)

pytestmark = pytest.mark.django_db

OK, FOUND, NOT_FOUND = HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.NOT_FOUND
HOME = "/cms/"
FACTORIES = {
    OfferKind.STAY: StayFactory,
    OfferKind.WORKSPACE: WorkspaceFactory,
    OfferKind.ACTIVITY: ActivityFactory,
    OfferKind.PRODUCT: ProductFactory,
    OfferKind.TIP: TipFactory,
}


def coordinator_of(community):
    """Somebody who was named, and so may enter."""
    first = MembershipFactory(community=community, coordinator=True).person
    membership = MembershipFactory(community=community)
    return name_coordinator(membership=membership, by=first).person


def of_the_co_operative():
    person = UserFactory()
    person.groups.add(Group.objects.get(name=CO_OPERATIVE))
    return person


def submitted(kind=OfferKind.STAY, **fields):
    offer = FACTORIES[kind](draft=True, **fields)
    return submit_for_review(offer=offer, by=offer.host)


def step_of(offer):
    return offer.current_workflow_task_state


def admin_url(name, offer, *more):
    return reverse(offer.snippet_viewset.get_url_name(name), args=[offer.pk, *more])


def signed_in(client, person):
    client.force_login(person)
    return client


def is_sent_away(answer):
    """Wagtail leads home or to the login; what a reader has no business with is forbidden."""
    if answer.status_code == HTTPStatus.FORBIDDEN:
        return True
    homes = {reverse("wagtailadmin_home"), "/cms/login/"}
    return answer.status_code == FOUND and answer.headers["Location"].partition("?")[0] in homes


@pytest.mark.parametrize("kind", OfferKind)
def test_the_dashboard_lists_what_a_coordinator_may_read(client, kind):
    offer = submitted(kind)
    elsewhere = submitted(kind, title="Somebody else's")

    shown = signed_in(client, coordinator_of(offer.community)).get(HOME).content.decode()

    assert offer.title in shown
    assert elsewhere.title not in shown


@pytest.mark.parametrize("kind", OfferKind)
def test_the_editor_shows_the_draft_and_no_field_to_write_in(client, kind):
    offer = submitted(kind, words="A room with a stove.")

    answer = signed_in(client, coordinator_of(offer.community)).get(admin_url("edit", offer))

    shown = answer.content.decode()
    assert answer.status_code == OK
    assert "A room with a stove." in shown
    assert list(answer.context["form"].fields) == []
    assert [item.name for item in answer.context["action_menu"].menu_items] == ["approve"]
    assert answer.context["action_menu"].default_item.name == "reject"


def test_the_editor_shows_no_address(client):
    stay = submitted()

    answer = signed_in(client, coordinator_of(stay.community)).get(admin_url("edit", stay))

    assert stay.place.address not in answer.content.decode()


@pytest.mark.parametrize("kind", OfferKind)
def test_the_preview_shows_the_page_of_the_draft(client, kind):
    offer = submitted(kind, words="A room with a stove.")
    signed_in(client, coordinator_of(offer.community))
    url = admin_url("preview_on_edit", offer)

    made = client.post(url, {"next": ""})
    shown = client.get(url)

    assert made.json() == {"is_valid": True, "is_available": True}
    assert "A room with a stove." in shown.content.decode()


def test_approving_publishes_and_tells_as_our_action_does(client):
    stay = submitted()
    coordinator = coordinator_of(stay.community)
    Notice.objects.all().delete()

    signed_in(client, coordinator).post(
        admin_url("workflow_action", stay, "approve", step_of(stay).pk), {"comment": ""}
    )

    assert list(Stay.objects.public()) == [stay]
    last = AuditEntry.objects.order_by("pk").last()
    assert (last.verb, last.actor, last.subject) == ("offer.published", coordinator, stay)
    assert [notice.template for notice in stay.host.notices.all()] == [
        "offers/email/offer_published.txt"
    ]
    assert mail.outbox == []


def test_approving_in_the_editor_publishes_what_was_submitted(client):
    stay = submitted()
    coordinator = coordinator_of(stay.community)

    answer = signed_in(client, coordinator).post(
        admin_url("edit", stay),
        {
            "action-workflow-action": "true",
            "workflow-action-name": "approve",
            "loaded_revision_id": stay.latest_revision_id,
            "loaded_revision_created_at": stay.latest_revision.created_at.isoformat(),
        },
    )

    assert answer.headers["Location"] == HOME
    published = Stay.objects.public().get()
    assert published.latest_revision_id == stay.latest_revision_id
    assert not published.has_unpublished_changes


def test_approving_in_the_editor_refuses_another_draft(client):
    stay = submitted()
    old = stay.latest_revision
    stay.words = "Something else altogether."
    stay.save_revision(user=stay.host)
    coordinator = coordinator_of(stay.community)

    answer = signed_in(client, coordinator).post(
        admin_url("edit", stay),
        {
            "action-workflow-action": "true",
            "workflow-action-name": "approve",
            "loaded_revision_id": old.pk,
            "loaded_revision_created_at": old.created_at.isoformat(),
        },
    )

    assert answer.status_code == OK
    assert list(Stay.objects.public()) == []


def test_saving_in_the_editor_writes_nothing(client):
    stay = submitted(words="As the host wrote it.")

    signed_in(client, coordinator_of(stay.community)).post(
        admin_url("edit", stay), {"words": "Mine now.", "title": "Mine"}
    )

    assert stay.revisions.count() == 1
    assert Stay.objects.get().get_latest_revision_as_object().words == "As the host wrote it."


def test_asking_for_a_change_needs_a_reason_and_tells_it(client):
    stay = submitted()
    signed_in(client, coordinator_of(stay.community))
    url = admin_url("workflow_action", stay, "reject", step_of(stay).pk)

    client.post(url, {"comment": " "})
    still = stay.workflow_in_progress
    client.post(url, {"comment": "Which stairs?"})

    assert still
    assert not stay.workflow_in_progress
    assert stay.host.notices.get().mail_words == {"reason": "Which stairs?"}


def people_who_may_not(stay):
    """Everybody who gets as far as the admin at most."""
    own = stay.community.memberships.get(person=stay.host)
    coordinator = MembershipFactory(community=stay.community, coordinator=True).person
    name_coordinator(membership=own, by=coordinator)
    elsewhere = coordinator_of(MembershipFactory().community)
    return {
        "host who coordinates": stay.host,
        "coordinator elsewhere": elsewhere,
        "member": MembershipFactory(community=stay.community).person,
        "stranger": UserFactory(),
    }


WHO = ("host who coordinates", "coordinator elsewhere", "member", "stranger")


@pytest.mark.parametrize("who", WHO)
def test_the_editor_is_closed_to_others(client, who):
    stay = submitted()

    answer = signed_in(client, people_who_may_not(stay)[who]).get(admin_url("edit", stay))

    assert is_sent_away(answer)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("action", ["approve", "reject"])
def test_answering_is_closed_to_others(client, who, action):
    stay = submitted()
    url = admin_url("workflow_action", stay, action, step_of(stay).pk)

    answer = signed_in(client, people_who_may_not(stay)[who]).post(url, {"comment": "Mine."})

    assert is_sent_away(answer)
    assert stay.workflow_in_progress
    assert list(Stay.objects.public()) == []


@pytest.mark.parametrize("who", WHO)
def test_the_preview_is_closed_to_others(client, who):
    stay = submitted(words="A room with a stove.")
    person = people_who_may_not(stay)[who]
    step = step_of(stay)

    answers = [
        signed_in(client, person).get(admin_url("preview_on_edit", stay)),
        client.get(admin_url("workflow_preview", stay, step.task_id)),
        client.get(admin_url("revisions_view", stay, stay.latest_revision_id)),
    ]

    assert [is_sent_away(answer) for answer in answers] == [True] * 3


def test_one_may_not_name_an_offer_one_reads_to_answer_about_another(client):
    """Wagtail asks about the offer in the address, and acts on the step beside it."""
    own = submitted()
    coordinator = coordinator_of(own.community)
    theirs = submitted(host=coordinator, community=own.community)
    elsewhere = submitted()
    signed_in(client, coordinator)

    answers = [
        client.post(
            admin_url("workflow_action", own, "approve", step_of(other).pk), {"comment": ""}
        )
        for other in (theirs, elsewhere)
    ]

    assert [is_sent_away(answer) for answer in answers] == [True] * 2
    assert list(Stay.objects.public()) == []


def test_an_offer_of_somebody_suspended_is_not_to_be_read(client):
    stay = submitted()
    coordinator = coordinator_of(stay.community)
    stay.community.memberships.filter(person=stay.host).update(state=MembershipState.SUSPENDED)
    url = admin_url("workflow_action", stay, "approve", step_of(stay).pk)

    listed = signed_in(client, coordinator).get(HOME)
    answer = client.post(url, {"comment": ""})

    assert stay.title not in listed.content.decode()
    assert is_sent_away(answer)
    assert not Stay.objects.get().live


@pytest.mark.parametrize("kind", OfferKind)
def test_lists_and_history_stay_closed_to_coordinators(client, kind):
    offer = submitted(kind)
    signed_in(client, coordinator_of(offer.community))
    viewset = offer.snippet_viewset

    answers = [
        client.get(reverse(viewset.get_url_name("list"))),
        client.get(admin_url("history", offer)),
        client.get(admin_url("inspect", offer)),
        client.get(admin_url("usage", offer)),
        client.get(admin_url("delete", offer)),
        client.post(admin_url("delete", offer)),
        client.post(admin_url("unpublish", offer)),
        client.get(reverse(viewset.get_url_name("add"))),
        client.get(reverse("wagtailadmin_reports:workflow")),
        client.get(reverse("wagtailsnippets:index")),
    ]

    assert [is_sent_away(answer) for answer in answers] == [True] * 10
    assert type(offer).objects.filter(pk=offer.pk).exists()


def test_the_door_is_closed_to_hosts(client):
    stay = StayFactory()

    answer = signed_in(client, stay.host).get(HOME)

    assert is_sent_away(answer)


def test_co_operative_reads_where_the_only_coordinator_is_host(client):
    stay = submitted()
    own = stay.community.memberships.get(person=stay.host)
    own.is_coordinator = True
    own.save()
    reader = of_the_co_operative()

    listed = signed_in(client, reader).get(HOME)
    client.post(admin_url("workflow_action", stay, "approve", step_of(stay).pk), {"comment": ""})

    assert stay.title in listed.content.decode()
    assert list(Stay.objects.public()) == [stay]


def test_whoever_runs_the_site_does_not_publish_their_own(client):
    everything = UserFactory(is_superuser=True, is_staff=True)
    stay = submitted(host=everything)
    url = admin_url("workflow_action", stay, "approve", step_of(stay).pk)

    answer = signed_in(client, everything).post(url, {"comment": ""})
    client.post(admin_url("edit", stay), {"action-publish": "true"})

    assert is_sent_away(answer)
    assert list(Stay.objects.public()) == []


@pytest.mark.parametrize("kind", OfferKind)
def test_the_co_operative_looks_at_every_offer_and_writes_none(client, kind):
    offer = FACTORIES[kind]()
    signed_in(client, of_the_co_operative())
    viewset = offer.snippet_viewset

    shown = [
        client.get(url).status_code
        for url in (
            reverse(viewset.get_url_name("list")),
            admin_url("inspect", offer),
            admin_url("history", offer),
        )
    ]
    closed = [
        client.get(url)
        for url in (
            reverse(viewset.get_url_name("add")),
            admin_url("edit", offer),
            admin_url("delete", offer),
        )
    ]

    assert shown == [OK] * 3
    assert [is_sent_away(answer) for answer in closed] == [True] * 3


def test_the_report_of_workflows_answers(client):
    submitted()
    editor = UserFactory(is_superuser=True, is_staff=True)

    answer = signed_in(client, editor).get(reverse("wagtailadmin_reports:workflow"))

    assert answer.status_code == OK


@pytest.mark.parametrize("kind", OfferKind)
def test_an_offer_that_came_without_a_revision_needs_none(client, kind):
    """What is loaded in bulk was never saved as a draft; the first change makes one."""
    offer = FACTORIES[kind](words="As it came.")
    signed_in(client, of_the_co_operative())
    pages = [admin_url(name, offer) for name in ("history", "inspect")]

    before = [client.get(page).status_code for page in pages]
    first = revise_offer(offer=offer, changes={"words": "Once more."}, by=offer.host)
    shown = type(offer).objects.get().words
    submit_for_review(offer=first, by=offer.host)
    publish_offer(offer=first, by=coordinator_of(offer.community))
    after = [client.get(page).status_code for page in pages]

    assert offer.latest_revision is None
    assert (before, after) == ([OK] * 2, [OK] * 2)
    assert (shown, type(offer).objects.get().words) == ("As it came.", "Once more.")
