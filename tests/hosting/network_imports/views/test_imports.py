"""The road of a coordinator: a table, its columns, what would come, the import, photos, undo."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from commons.audit.choices import SecurityEventKind
from commons.audit.models import SecurityEvent
from hosting.network_imports.models import ImportedOffer, ImportedPhoto, NetworkImport
from hosting.network_imports.states import ImportState, InvitationState
from tests.factories.hosting import MembershipFactory
from tests.factories.media import picture_bytes
from tests.factories.network_imports import (
    HEADER,
    ImportedOfferFactory,
    MemberInvitationFactory,
    NetworkImportFactory,
    photos_zip,
    table,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tables_read_once")]

HELENE = ("helene@example.org", "Hélène", "Gîte d’été", "Près du lavoir.", "4")
WRONG = ("=ben", "Ben", "Barn", "", "many")


@pytest.fixture
def nadia(client, coordinator):
    client.force_login(coordinator)
    return client


def url_of(name, network_import):
    ids = [network_import.community.address, network_import.public_id]
    return reverse(f"hosting:network-import-{name}", args=ids)


def list_url(community):
    return reverse("hosting:network-import-list", args=[community.address])


def test_network_moves_in_from_a_table(nadia, community, committed):
    sent = nadia.post(list_url(community), {"file": upload(table(HELENE, WRONG))}, follow=True)
    network_import = NetworkImport.objects.get()
    columns = {name: place for place, name in enumerate(("email", "name", "title"))}
    tried = nadia.post(url_of("columns", network_import), columns, follow=True)
    with committed():
        nadia.post(url_of("confirm", network_import))
    done = nadia.get(url_of("detail", network_import))

    assert "We’ve guessed the columns from their names" in sent.text
    assert "1 row can’t be read" in tried.text
    assert "This isn’t an email address. Correct it." in tried.text
    assert "Gîte d’été" in tried.text
    assert "1 invited member" in done.text
    assert ImportedOffer.objects.count() == 1


def test_page_of_members_leads_to_the_import(nadia, community):
    page = nadia.get(reverse("hosting:coordination-members", args=[community.address]))

    assert list_url(community) in page.text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04\x00\x00", "We can’t read this file as a table."),
        (b"", "This file is empty. Choose another one."),
        (b"email,title\n", "This file has no rows"),
        (None, "Choose a CSV file."),
    ],
    ids=["zip", "empty", "no-rows", "nothing"],
)
def test_file_that_is_no_table_is_refused_in_words(nadia, community, content, words):
    data = {} if content is None else {"file": upload(content)}

    answer = nadia.post(list_url(community), data)

    assert answer.status_code == 422
    assert words in answer.text
    assert not NetworkImport.objects.exists()


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"title": 2}, "Choose the column with the members’ email addresses."),
        ({"email": 0, "name": 0}, "This column is already used above."),
        ({"email": 9}, "Choose a column of this file."),
    ],
    ids=["no-email", "twice", "unknown"],
)
def test_wrong_columns_are_said_at_their_field(nadia, community, columns, words):
    nadia.post(list_url(community), {"file": upload(table(HELENE))})
    network_import = NetworkImport.objects.get()

    answer = nadia.post(url_of("columns", network_import), columns)

    assert answer.status_code == 422
    assert words in answer.text
    assert NetworkImport.objects.get().state == ImportState.UPLOADED


def test_report_lists_every_cell_and_runs_no_formula(nadia, coordinator, community):
    problems = [[2, 0, "email", {}, "=1+1"], [3, -1, "quotes", {}, "x; =cmd|'/C calc'!A0"]]
    network_import = NetworkImportFactory(community=community, problems=problems)

    answer = nadia.get(url_of("report", network_import))

    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert rows == [
        ["Row", "Column", "What’s wrong", "In the file"],
        ["2", HEADER[0], "This isn’t an email address. Correct it.", "'=1+1"],
        [
            *("3", "whole row"),
            "A quotation mark is missing or out of place. Correct the quotation marks.",
            "x; '=cmd|'/C calc'!A0",
        ],
    ]
    assert answer.content.decode("utf-8-sig").startswith('"Row","Column"')
    event = SecurityEvent.objects.get(kind=SecurityEventKind.DATA_EXPORTED)
    assert event.person == coordinator


def test_page_of_an_import_in_french_counts_rows(nadia, coordinator, community):
    coordinator.language = "fr"
    coordinator.save()
    problems = [[2, 0, "email", {}, "ada"], [2, 4, "number", {}, "x"], [3, 0, "email", {}, "b"]]
    network_import = NetworkImportFactory(
        community=community, state=ImportState.CHECKED, problems=problems
    )

    page = nadia.get(
        f"/fr/coordination/{community.address}/importations/{network_import.public_id}/"
    )

    assert "2 lignes sont illisibles" in page.text
    assert "Ce n’est pas une adresse de courriel. Corrigez-la." in page.text


def test_page_asks_again_while_the_worker_imports(nadia, community):
    waiting = NetworkImportFactory(community=community, state=ImportState.WAITING)

    page = nadia.get(url_of("detail", waiting))

    assert page["Refresh"] == "3"


def test_photos_are_added_and_others_are_told(nadia, community):
    network_import = NetworkImportFactory(community=community)
    ImportedOfferFactory(invitation__network_import=network_import, photo_names=["mill.jpg"])
    content = photos_zip(mill__jpg=picture_bytes(), other__jpg=b"x")

    page = nadia.post(
        url_of("photos", network_import), {"file": upload(content, "p.zip")}, follow=True
    )

    assert "We left out 1 file that no offer mentions." in page.text
    assert ImportedPhoto.objects.count() == 1


def test_zip_that_is_none_is_refused_on_the_page(nadia, community):
    network_import = NetworkImportFactory(community=community)

    answer = nadia.post(url_of("photos", network_import), {"file": upload(b"x", "p.zip")})

    assert (answer.status_code, "This isn’t a ZIP file." in answer.text) == (422, True)


def test_undo_takes_it_back_and_says_so(nadia, community):
    network_import = NetworkImportFactory(community=community)
    ImportedOfferFactory(invitation__network_import=network_import)

    page = nadia.post(url_of("undo", network_import), follow=True)

    assert "Import undone." in page.text
    assert not ImportedOffer.objects.exists()


def test_stop_takes_the_place_of_undo_once_somebody_has_accepted(nadia, community):
    network_import = NetworkImportFactory(community=community)
    accepted = {"state": InvitationState.ACCEPTED, "email": ""}
    MemberInvitationFactory(network_import=network_import, **accepted)
    MemberInvitationFactory(network_import=network_import)

    page = nadia.get(network_import.get_absolute_url()).text
    after = nadia.post(url_of("stop", network_import), follow=True).text

    buttons = [label in page for label in ("Stop the import", "Undo the import")]
    assert buttons == [True, False]
    assert "Import stopped." in after
    assert "This import has been stopped." in after
    assert [one.state for one in network_import.invitations.all()] == [InvitationState.ACCEPTED]


def test_import_isnt_there_for_coordinators_of_another_community(client):
    network_import = NetworkImportFactory()
    client.force_login(MembershipFactory(coordinator=True).person)

    statuses = {
        client.get(url_of(name, network_import)).status_code
        for name in ("detail", "columns", "report")
    }

    assert statuses == {404}


def test_page_of_an_import_asks_as_often_for_three_invitations_as_for_one(
    nadia, community, count_queries
):
    network_import = NetworkImportFactory(community=community)
    url = url_of("detail", network_import)
    ImportedOfferFactory(invitation__network_import=network_import)
    nadia.get(url)
    for_one = count_queries(lambda: nadia.get(url))
    for _ in range(2):
        ImportedOfferFactory(invitation__network_import=network_import)

    assert count_queries(lambda: nadia.get(url)) == for_one
