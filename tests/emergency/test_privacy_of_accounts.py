"""Whoever has an account sees of an emergency what their relation allows: crawl and controls."""

from urllib.parse import urlsplit

import pytest
import rules

from emergency.activations.models.reveals import RevealLog
from emergency.housing.models.requests import HousingRequest, HousingRequestQuerySet
from tests.crawling import OF_EACH_SORT, ONE_LANGUAGE, crawl, leaks
from tests.emergency.crowd import Crowd
from tests.emergency.relations import people_of, presses_of, starts_of

pytestmark = pytest.mark.django_db

READ_OF_GUESTS = {"telephone", "e-mail", "first name"}
READ_OF_HOMES = {"address", "directions", *READ_OF_GUESTS}
WITH_A_GUEST = ("unsigned", "signed", "near")  # whose door the desk may have to open by telephone


@pytest.fixture(scope="module")
def crowd(module_rows):
    return Crowd()


@pytest.fixture(scope="module")
def people(crowd):
    return people_of(crowd)


def seen_by(client, crowd, person):
    """What they find by following links, and what by pressing all there is to press."""
    pages = crawl(
        client,
        person,
        starts_of(crowd),
        presses_of(crowd),
        ONE_LANGUAGE,
        of_each=OF_EACH_SORT,
    )
    found = leaks(pages, crowd.canaries())
    return tuple(
        {name for url, name in found if url.startswith("POST ") is pressed}
        for pressed in (False, True)
    )


def seen_by_presses(client, crowd, person):
    found = leaks(crawl(client, person, (), presses_of(crowd)), crowd.canaries())
    return {name for _url, name in found}


def all_of(crowd, side, names):
    return {f"{side} {rung}: {name}" for rung in crowd.pairs for name in names}


def homes_of(crowd):
    return all_of(crowd, "home", READ_OF_HOMES) | {f"home {rung}: code" for rung in WITH_A_GUEST}


def test_each_account_sees_only_what_its_relation_allows(client, crowd, people):
    found = {who: seen_by(client, crowd, person) for who, person in people.items()}

    homes = homes_of(crowd)
    everything = homes | all_of(crowd, "guest", READ_OF_GUESTS)
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
    pages = crawl(client, people["coordinator"], (desk,), skipped=ONE_LANGUAGE)

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

    found = seen_by_presses(client, crowd, people["member"])

    homes = homes_of(crowd)
    assert found == homes | all_of(crowd, "guest", READ_OF_GUESTS)


def test_control_without_perimeters_another_coordinator_sees_the_guests(
    client, crowd, people, monkeypatch
):
    monkeypatch.setattr(HousingRequestQuerySet, "looked_after_by", lambda rows, person: rows)

    found = seen_by_presses(client, crowd, people["coordinator of another perimeter"])

    assert found >= all_of(crowd, "guest", READ_OF_GUESTS)
