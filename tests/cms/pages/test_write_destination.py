"""A coordinator writes the page of their destination on the site, and somebody else reads it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cms.pages.actions.destination_drafts import submit_destination
from cms.pages.errors import PageBeingReadError, PageChangedError, PageWithoutReaderError
from cms.pages.forms import DestinationForm, as_paragraphs
from cms.pages.models import DestinationIndexPage, DestinationPage
from cms.pages.models.destination_words import DestinationWords
from commons.audit.models import AuditEntry
from hosting.communities.models.communities import Community
from tests.factories.accounts import UserFactory
from tests.factories.cms import make_destination, make_reader
from tests.factories.hosting import CommunityFactory
from tests.factories.moderation import coordinator_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]

LINKED = '<p>See <a href="https://example.org">the mill</a>.</p>'


@pytest.fixture(scope="module")
def told(standing_pages):
    """A community, and a destination that tells of it."""
    page = make_destination(DestinationIndexPage.objects.get(), CommunityFactory())
    page.body.append(("words", "<p>Old words.</p><p>And more.</p>"))
    page.body.append(("words", LINKED))
    page.save_revision().publish()


@pytest.fixture
def community(told):
    return Community.objects.get()


@pytest.fixture
def page(told):
    return DestinationPage.objects.get()


def form_url(page):
    return reverse("cms:destination-write", args=[page.locale.language_code, page.slug])


def typed(page, **changes):
    form = DestinationForm(draft=page.get_latest_revision_as_object())
    words = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value or "" for name, value in words.items()} | changes


def text_field(page):
    form = DestinationForm(draft=page.get_latest_revision_as_object())
    return next(name for name in form.fields if name.startswith("text-"))


def words(**changes):
    return DestinationWords(**{"lead": "New.", "without_car": "", "texts": {}} | changes)


def test_a_coordinator_writes_and_somebody_else_publishes(client, community, page):
    reader, coordinator = make_reader(), coordinator_of(community)
    client.force_login(coordinator)
    name = text_field(page)
    assert "Old words.\n\nAnd more." in client.get(form_url(page)).text

    answer = client.post(
        form_url(page),
        typed(page, lead="Two rivers.", **{name: "First.\n\nSecond & last."}, added="One more."),
    )

    assert answer.url == reverse("notifications:desk")
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    texts = [block.value.source for block in draft.body if block.block_type == "words"]
    assert (page.lead, draft.lead) == ("Between two rivers.", "Two rivers.")
    assert texts == ["<p>First.</p><p>Second &amp; last.</p>", LINKED, "<p>One more.</p>"]
    assert page.current_workflow_state.requested_by == coordinator
    assert AuditEntry.objects.filter(verb="page.handed_in", actor_id=coordinator.pk).count() == 1
    page.current_workflow_task_state.approve(user=reader)
    page.refresh_from_db()
    assert page.lead == "Two rivers."


def test_a_text_with_links_stays_as_it_is(page):
    form = DestinationForm(draft=page.get_latest_revision_as_object())

    assert form.formatted == 1
    assert len([name for name in form.fields if name.startswith("text-")]) == 1


def test_who_doesnt_coordinate_the_community_finds_no_form(client, page):
    for person in (UserFactory(), coordinator_of(CommunityFactory())):
        client.force_login(person)
        assert client.get(form_url(page)).status_code == 404
        with pytest.raises(PermissionDenied):
            submit_destination(page=page, words=words(), seen=page.latest_revision_id, by=person)
    client.logout()
    assert client.get(form_url(page)).status_code == 302


def test_a_page_that_is_being_read_isnt_changed(client, community, page):
    person = coordinator_of(community)
    submit_destination(page=page, words=words(), seen=page.latest_revision_id, by=person)
    page.refresh_from_db()
    client.force_login(person)

    assert "Someone is reviewing this page" in client.get(form_url(page)).text
    with pytest.raises(PageBeingReadError):
        submit_destination(page=page, words=words(), seen=page.latest_revision_id, by=person)


def test_words_that_were_sent_back_are_handed_in_again(community, page):
    person, reader = coordinator_of(community), make_reader()
    submit_destination(page=page, words=words(), seen=page.latest_revision_id, by=person)
    page.refresh_from_db()
    page.current_workflow_task_state.reject(user=reader, comment="Where is the mill?")
    page.refresh_from_db()

    again = words(lead="At the mill.")
    submit_destination(page=page, words=again, seen=page.latest_revision_id, by=person)

    page.refresh_from_db()
    assert (page.workflow_states.count(), page.workflow_in_progress) == (1, True)


def test_a_form_of_yesterday_overwrites_nothing(client, community, page):
    client.force_login(coordinator_of(community))
    old = typed(page, lead="Of yesterday.")
    draft = page.get_latest_revision_as_object()
    draft.lead = "Of today."
    draft.save_revision()

    answer = client.post(form_url(page), old)

    assert answer.status_code == 422
    assert "Someone changed this page while you were writing" in answer.text
    assert "Of yesterday." in answer.text
    assert DestinationPage.objects.get().get_latest_revision_as_object().lead == "Of today."
    with pytest.raises(PageChangedError):
        submit_destination(page=page, words=words(), seen=None, by=coordinator_of(community))


def test_where_nobody_reads_pages_nothing_is_handed_in(community, page, monkeypatch):
    monkeypatch.setattr(DestinationPage, "get_workflow", lambda page: None)

    with pytest.raises(PageWithoutReaderError):
        submit_destination(
            page=page, words=words(), seen=page.latest_revision_id, by=coordinator_of(community)
        )


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"lead": ""}, "lead"), ({"lead": "x" * 401}, "lead"), ({"added": "x" * 20_001}, "added")],
    ids=["no-lead", "long-lead", "long-text"],
)
def test_words_that_dont_fit_are_refused_and_stay(client, community, page, changes, field):
    client.force_login(coordinator_of(community))

    answer = client.post(form_url(page), typed(page, **changes))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_scripts_and_markup_of_the_form_become_words_or_nothing(client, community, page):
    client.force_login(coordinator_of(community))

    client.post(form_url(page), typed(page, added="<script>alert(1)</script><p onclick=x>Hi</p>"))

    page.refresh_from_db()
    assert page.get_latest_revision_as_object().body[-1].value.source == "<p>Hi</p>"


def test_the_desk_of_a_coordinator_leads_to_the_form(client, community, page):
    client.force_login(coordinator_of(community))

    assert form_url(page) in client.get(reverse("notifications:desk")).text


def test_as_paragraphs_keeps_the_words():
    assert as_paragraphs("<p>One &amp; two.</p>\n<p>Three.</p>") == "One & two.\n\nThree."
