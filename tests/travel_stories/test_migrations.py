"""What was reported about stories before everything could be is a case now."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

BEFORE = [("travel_stories", "0011_itineraries")]
OTHERS = ("accounts", "moderation")  # as they stand, whatever is migrated here
NOW = [("travel_stories", "0012_reports_are_cases")]


def at(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    loader = MigrationExecutor(connection).loader
    others = [node for app in OTHERS for node in loader.graph.leaf_nodes(app)]
    return loader.project_state([*targets, *others]).apps


@pytest.fixture
def old():
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("travel_stories")
    yield at(BEFORE)
    at(newest)


def test_reports_about_a_story_become_cases_with_what_was_decided(old):
    people = old.get_model("accounts", "User").objects
    author, reader, decider = (
        people.create(email=f"{name}@example.org", display_name=name) for name in "abc"
    )
    story = old.get_model("travel_stories", "Story").objects.create(title="Down the Cher")
    old.get_model("travel_stories", "StoryAuthor").objects.create(
        story=story, person=author, credit="A", role="lead"
    )
    reports = old.get_model("travel_stories", "StoryReport").objects
    said = {"story": story, "reason": "wrong", "words": "It was sunny."}
    reports.create(**said, by=reader)
    reports.create(**said, email="ada@example.org", name="Ada")
    reports.create(
        **said,
        state="kept",
        decision="It rained.",
        decided_by=decider,
        decided_at=timezone.now(),
    )

    new = at(NOW)

    cases = new.get_model("moderation", "Case").objects.order_by("pk")
    told = [(one.state, one.reports.count(), one.decisions.count()) for one in cases]
    assert told == [("open", 2, 0), ("decided", 1, 1)]
    assert {one.title for one in cases} == {"Down the Cher"}
    assert [one.pk for one in cases.first().authors.all()] == [author.pk]
    assert {one.reason for one in new.get_model("moderation", "Report").objects.all()} == {"false"}
    assert new.get_model("moderation", "Decision").objects.get().words == "It rained."
