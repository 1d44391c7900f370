"""Taking in what public bodies publish: as landmarks, as drafts, twice, and with hostile lines."""

import json

import pytest
from django.core.management import CommandError, call_command

from commons.audit.models import AuditEntry
from commons.geography.models import Landmark
from hosting.offers.models.offers import Offer
from hosting.offers.models.opening_hours import OpeningHours
from hosting.offers.models.places import Place
from hosting.offers.models.stays import Stay, Unit
from tests.datatourisme import mill
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import MembershipFactory
from tests.search.indexing import index_offers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loches():
    return LocalityFactory(code="fr:37132", name="Loches")


@pytest.fixture
def member():
    return MembershipFactory()


@pytest.fixture
def take(tmp_path, capsys):
    def run(*objects, drafts_for=None, **options):
        lines = [one if isinstance(one, str) else json.dumps(one) for one in objects]
        file = tmp_path / "objects.jsonl"
        file.write_text("\n".join(lines))
        if drafts_for:
            who = {"community": drafts_for.community.public_id, "by": drafts_for.person.email}
            options |= {"what": "drafts"} | who
        call_command("import_datatourisme", file, **options)
        return capsys.readouterr().out

    return run


def test_landmarks_are_taken_in_once_and_brought_up_to_date(take, loches):
    first = take(mill(), mill(2))
    again = take(mill(**{"rdfs:label": {"fr": ["Le vieux moulin"]}}), mill(3))

    assert first.splitlines()[0] == "2 imported, 0 already there"
    assert again.splitlines()[0] == "1 imported, 1 already there"
    landmark = Landmark.objects.get(identifier=mill()["@id"])
    assert (landmark.name_fr, landmark.name_en) == ("Le vieux moulin", "Le vieux moulin")
    assert (landmark.kind, landmark.locality, landmark.creator) == (
        "lodging",
        loches,
        "Touraine Est",
    )
    assert Landmark.objects.count() == 3


def test_the_same_object_twice_in_a_file_is_one_landmark(take):
    take(mill(), mill())

    assert Landmark.objects.count() == 1


def test_an_event_has_its_day_and_is_no_landmark(take):
    told = take(mill(**{"@type": ["EntertainmentAndEvent", "PointOfInterest"]}))

    assert Landmark.objects.count() == 0
    assert "a dated event, not a landmark" in told


def test_broken_and_hostile_lines_are_refused_with_their_number(take):
    told = take(
        mill(1),
        "{broken",
        "[" * 100_000,
        mill(2, **{"@context": {"rdfs:label": "http://elsewhere.example/"}}),
        mill(3, **{"@id": "javascript:alert(1)"}),
        mill(4),
    )

    assert sorted(Landmark.objects.values_list("identifier", flat=True)) == [
        mill(1)["@id"],
        mill(4)["@id"],
    ]
    assert "4 skipped:" in told
    for line in (2, 3, 4, 5):
        assert f"  line {line}: " in told


def test_what_nobody_reads_is_counted_by_predicate(take):
    told = take(mill(1, hasReview=[]), mill(2, hasReview=[], **{"\x1b[31mred": 1}))

    counts = told.partition("ignored, by predicate:\n")[2]
    assert counts.splitlines() == ["        2 hasReview", "        1 \\x1b[31mred"]


def test_drafts_belong_to_a_member_and_nobody_else_sees_them(take, member, client):
    told = take(mill(), drafts_for=member)
    index_offers()

    draft = Stay.objects.get()
    assert told.splitlines()[0] == "1 imported, 0 already there"
    assert (draft.host, draft.community, draft.live) == (member.person, member.community, False)
    assert (draft.title, draft.words, draft.lodging_kind) == (
        "Le moulin",
        "Au bord de l’eau.",
        "guest_room",
    )
    assert draft.source == f"DATAtourisme, Touraine Est {mill()['@id']}"
    assert Unit.objects.get(stay=draft).sleeps == 6
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get("/api/v1/offers/").json()["items"] == []
    assert AuditEntry.objects.filter(verb="offer.taken_over", actor=member.person).count() == 1


def test_the_point_of_a_draft_is_drawn_away_like_any_other(take, member):
    take(mill(), drafts_for=member)

    place = Place.objects.get()
    assert place.exact_point.distance_to(place.public_point) >= 500
    assert place.address == "7 rue Haute"


def test_a_draft_is_written_on_in_the_host_space(take, member, client):
    take(mill(), drafts_for=member)
    client.force_login(member.person)
    draft = Stay.objects.get()

    assert "Le moulin" in client.get("/en/hosting/offers/").content.decode()
    assert client.get(f"/en/hosting/offers/{draft.public_id}/words/").status_code == 200


def test_a_second_run_never_writes_over_what_a_host_wrote(take, member):
    take(mill(), drafts_for=member)
    Offer.objects.update(title="Our mill")

    told = take(mill(**{"rdfs:label": {"fr": ["Another name"]}}), drafts_for=member)

    assert told.splitlines()[0] == "0 imported, 1 already there"
    assert Offer.objects.get().title == "Our mill"


def test_what_is_no_offer_or_lies_nowhere_we_know_is_left_out(take, member):
    elsewhere = mill(2)
    elsewhere["isLocatedAt"][0]["schema:address"][0]["hasAddressCity"][0]["insee"] = "99999"

    told = take(
        mill(1, **{"@type": ["FoodEstablishment", "PointOfInterest"]}), elsewhere, drafts_for=member
    )

    assert Offer.objects.count() == 0
    assert "not a type of offer we support" in told
    assert "unknown commune number" in told


def test_drafts_in_another_language_take_its_words_where_there_are_any(take, member):
    take(mill(), drafts_for=member, language="en")

    draft = Stay.objects.get()
    assert (draft.language, draft.title, draft.words) == ("en", "The mill", "By the water.")


@pytest.mark.parametrize(
    ("titles", "expected"),
    [({"de": ["Die Mühle"]}, ("de", "Die Mühle", "Am Wasser.")), ({}, ("fr", "Le moulin"))],
    ids=["german", "without-german"],
)
def test_a_draft_is_in_the_language_of_its_title(take, member, titles, expected):
    labels = {"fr": ["Le moulin"], **titles}
    description = [{"dc:description": {"de": ["Am Wasser."]}}]
    thing = mill(**{"rdfs:label": labels, "hasDescription": description})

    take(thing, drafts_for=member, language="de")

    draft = Stay.objects.get()
    assert (draft.language, draft.title, draft.words)[: len(expected)] == expected


def test_a_language_that_no_offer_is_in_is_refused(take, member):
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("import_datatourisme", "objects.jsonl", "--language=pt")


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"community": "", "by": ""}, "give its id with --community"),
        ({"community": "abcd2345", "by": ""}, "give its id with --community"),
        ({"by": "nobody@example.org"}, "give a member’s email address with --by"),
        ({"by": ""}, "give a member’s email address with --by"),
    ],
    ids=["no-community", "unknown-community", "unknown-member", "no-member"],
)
def test_drafts_for_nobody_are_refused(take, member, options, why):
    with pytest.raises(CommandError, match=why):
        take(mill(), what="drafts", **{"community": member.community.public_id, **options})


def test_a_member_who_left_takes_nothing_in(take):
    gone = MembershipFactory(state="left")

    with pytest.raises(CommandError):
        take(mill(), drafts_for=gone)

    assert Offer.objects.count() == 0


def test_a_file_that_breaks_off_keeps_what_came_before_and_says_so(tmp_path):
    file = tmp_path / "x.jsonl"
    file.write_text("[\n]")

    with pytest.raises(CommandError, match="one JSON object per line is expected"):
        call_command("import_datatourisme", file, verbosity=0)


def test_the_database_is_asked_as_often_for_many_landmarks_as_for_one(take, count_queries):
    asked = []
    for numbers in (range(1), range(1, 100)):
        objects = [mill(number) for number in numbers]
        asked.append(count_queries(lambda objects=objects: take(*objects)))

    assert asked[0] == asked[1]


def test_each_further_draft_asks_the_database_six_times_at_most(take, member, count_queries):
    asked = []
    for numbers in (range(1), range(1, 12)):
        objects = [mill(number) for number in numbers]
        asked.append(
            count_queries(lambda objects=objects: take(*objects, drafts_for=member, verbosity=0))
        )

    assert asked[1] - asked[0] <= 10 * 6


def test_a_number_of_people_that_no_lodging_has_is_reported(take):
    told = take(mill(allowedPersons=4000), mill(2, allowedPersons="four"), mill(3))

    assert told.splitlines()[0] == "3 imported, 0 already there"
    assert "2 allowedPersons that is not a number from 1 to 200" in told


@pytest.mark.parametrize(
    "lines",
    [(), ("<!doctype html>", "<p>Not found</p>"), json.dumps(mill(), indent=1).splitlines()],
    ids=["empty", "html", "one object over many lines"],
)
def test_a_file_with_nothing_to_import_fails(take, lines):
    with pytest.raises(CommandError, match="Give a file with one JSON object per line"):
        take(*lines)
    assert not Landmark.objects.exists()


def test_opening_hours_come_with_places_to_visit_alone(take, member):
    kinds = (["Producer"], ["CulturalSite"], ["Accommodation"])
    objects = [mill(number, **{"@type": kind}) for number, kind in enumerate(kinds)]
    for one in objects:
        one["isLocatedAt"][0]["schema:openingHoursSpecification"] = [
            {
                "schema:opens": "09:00:00",
                "schema:closes": "12:00:00",
                "schema:dayOfWeek": [{"@id": f"schema:{day}"}],
            }
            for day in ("Saturday", "Sunday")
        ]

    take(*objects, drafts_for=member)

    rows = OpeningHours.objects.order_by("offer__kind")
    assert [(row.offer.kind, row.weekdays, str(row)) for row in rows] == [
        ("product", [5, 6], "09:00–12:00"),
        ("tip", [5, 6], "09:00–12:00"),
    ]
