"""Whoever has an account sees of an emergency what their relation allows: crawl and controls."""

from functools import partial
from math import inf
from urllib.parse import urlsplit

import pytest
import rules

from emergency.activations.models.reveals import RevealLog
from emergency.housing.models.requests import HousingRequest, HousingRequestQuerySet
from tests.crawling import OF_EACH_SORT, ONE_LANGUAGE, crawl, leaks
from tests.emergency.crowd import RUNGS, Crowd
from tests.emergency.relations import contacts_of, people_of, presses_of, starts_of
from tests.exhaustive import IS_EXHAUSTIVE, size

pytestmark = pytest.mark.django_db

READ_OF_GUESTS = {"telephone", "e-mail", "first name"}
READ_OF_HOMES = {"address", "directions", *READ_OF_GUESTS}
WITH_A_GUEST = ("unsigned", "signed", "near")  # whose door the desk may have to open by telephone
FOLLOW_ALL = {"visitor", "host"}
FOLLOW_THE_SITE = {"ruler", "safety officer"}
OF_THE_SITE = (
    *("api", "cms", "core", "django", "geography", "hosting", "moderation", "oembed", "search"),
    *("travel_stories", "wagtail"),
)
SOME_RUNGS = size(("alone", "near"), exhaustive=RUNGS)
MORE_THAN_PAIRS = size(len(RUNGS) + 1, exhaustive=inf)


@pytest.fixture(scope="module")
def crowd(module_rows):
    return Crowd()


@pytest.fixture(scope="module")
def people(crowd):
    return people_of(crowd)


def is_turn_of(who, view):
    """Whether they follow links to a view: within the emergency all do. Outside, some follow those
    to the site and the others those to what is their own.
    """
    is_either = IS_EXHAUSTIVE or who in FOLLOW_ALL or view.startswith("emergency:")
    return is_either or view.startswith(OF_THE_SITE) == (who in FOLLOW_THE_SITE)


def seen_by(client, crowd, who, person):
    """What they find by following links, and what by pressing all there is to press."""
    pages = crawl(
        client,
        person,
        starts_of(crowd),
        presses_of(crowd),
        ONE_LANGUAGE,
        of_each=OF_EACH_SORT,
        is_read=partial(is_turn_of, who),
    )
    found = leaks(pages, crowd.canaries())
    return tuple(
        {name for url, name in found if url.startswith("POST ") is pressed}
        for pressed in (False, True)
    )


def seen_by_presses(client, crowd, person, rungs):
    pairs = [crowd.pairs[rung] for rung in rungs]
    found = leaks(crawl(client, person, (), contacts_of(crowd, pairs)), crowd.canaries())
    return {name for _url, name in found}


def all_of(rungs, side, names):
    return {f"{side} {rung}: {name}" for rung in rungs for name in names}


def homes_of(rungs):
    codes = {f"home {rung}: code" for rung in rungs if rung in WITH_A_GUEST}
    return all_of(rungs, "home", READ_OF_HOMES) | codes


def test_each_account_sees_only_what_its_relation_allows(client, crowd, people):
    found = {who: seen_by(client, crowd, who, person) for who, person in people.items()}

    homes = homes_of(RUNGS)
    everything = homes | all_of(RUNGS, "guest", READ_OF_GUESTS)
    assert found == dict.fromkeys(people, (set(), set())) | {
        "coordinator": (set(), everything),
        "safety officer": (set(), everything),
        "coordinator of another perimeter": (set(), homes),
    }


def test_each_read_of_a_coordinator_is_written_down(client, crowd, people):
    pages = crawl(client, people["coordinator"], (), presses_of(crowd))

    shown = {url for url, _name in leaks(pages, crowd.canaries())}
    rows = RevealLog.objects.filter(person=people["coordinator"])
    assert rows.exclude(group="access").count() == len(shown) == 15
    assert rows.filter(group="access").count() == len(WITH_A_GUEST)


def test_control_crawl_of_a_coordinator_reads_every_room(client, crowd, people):
    alone = crowd.pairs["alone"]
    words = f"Ring +33 {alone.guest['telephone']}."
    HousingRequest.objects.filter(pk=alone.request.pk).update(words=words)

    desk = crowd.activation.get_absolute_url()
    pages = crawl(
        client,
        people["coordinator"],
        (desk,),
        skipped=ONE_LANGUAGE,
        within=desk,
        of_each=MORE_THAN_PAIRS,
    )

    paths = {urlsplit(url).path for url in pages}
    rooms = {pair.request.get_absolute_url() for pair in crowd.pairs.values()}
    rooms |= {pair.offer.get_absolute_url() for pair in crowd.pairs.values()}
    assert rooms | {f"{desk}figures.csv"} <= paths
    assert {name for _url, name in leaks(pages, crowd.canaries())} == {"guest alone: telephone"}


def test_control_without_guards_a_member_sees_as_a_coordinator(client, crowd, people, monkeypatch):
    monkeypatch.setitem(
        rules.permissions.permissions,
        "emergency_activations.coordinate_activation",
        rules.always_allow,
    )

    found = seen_by_presses(client, crowd, people["member"], SOME_RUNGS)

    assert found == homes_of(SOME_RUNGS) | all_of(SOME_RUNGS, "guest", READ_OF_GUESTS)


def test_control_without_perimeters_another_coordinator_sees_the_guests(
    client, crowd, people, monkeypatch
):
    monkeypatch.setattr(HousingRequestQuerySet, "looked_after_by", lambda rows, person: rows)

    person = people["coordinator of another perimeter"]
    found = seen_by_presses(client, crowd, person, SOME_RUNGS)

    assert found >= all_of(SOME_RUNGS, "guest", READ_OF_GUESTS)
