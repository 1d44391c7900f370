"""Two who hand in the same translation at the same moment."""

import pytest
from wagtail.models import (
    GroupApprovalTask,
    Locale,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from cms.translations.actions import submit_translation
from tests.factories.accounts import UserFactory
from tests.factories.cms import make_content, make_home
from tests.rivals import outcomes_at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def translation():
    """Of a page that somebody reads."""
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in ("en", "fr")]
    home = make_home()
    workflow = Workflow.objects.create(name="Read")
    task = GroupApprovalTask.objects.create(name="Read")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home)
    translate_object(make_content(home), locales[1:])
    return Translation.objects.get(source__specific_content_type__model="contentpage")


def test_of_two_who_hand_in_one_translation_one_asks_for_a_reader(translation):
    people = [UserFactory(is_superuser=True) for _turn in range(2)]

    def hand_in(person):
        own = Translation.objects.get(pk=translation.pk)
        return lambda: submit_translation(translation=own, by=person)

    came_to = outcomes_at_once(*map(hand_in, people))

    assert sorted(came_to) == ["BeingReadError", "done"]
    assert WorkflowState.objects.count() == 1
