"""Who hears that a story is public, and how often."""

import pytest

from commons.notifications.models import Notice
from tests.factories.accounts import UserFactory
from tests.factories.stories import AuthorFactory
from travel_stories.stories import notifications
from travel_stories.stories.models.consents import PersonShown

pytestmark = pytest.mark.django_db


def test_an_author_whom_the_story_names_hears_once_that_it_is_public():
    lead, named = AuthorFactory(lead=True), UserFactory()
    for person in (lead.person, named):
        fields = {"story": lead.story, "name": "Ada", "added_by": lead.person}
        PersonShown.objects.create(person=person, **fields)

    notifications.notify_authors(lead.story, notifications.STORY_PUBLISHED)
    notifications.notify_named_people(lead.story)

    sent = Notice.objects.order_by("pk").values_list("recipient", "template")
    assert list(sent) == [
        (lead.person.pk, notifications.STORY_PUBLISHED),
        (named.pk, notifications.SHOWN_IN_PUBLIC),
    ]
