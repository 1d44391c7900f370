"""A network that moves in: imports that are done, and people who were invited by them."""

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import factory
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from hosting.network_imports.models import (
    ImportedOffer,
    MemberInvitation,
    NetworkImport,
    address_digest,
)
from hosting.network_imports.states import ImportState
from tests.factories.accounts import UserFactory
from tests.factories.hosting import CommunityFactory

HEADER = ("Courriel", "Nom", "Titre", "Description", "Couchages")
HOMES = {"house": "Une maison", "flat": "Un appartement"}


class NetworkImportFactory(factory.django.DjangoModelFactory):
    """Done, without invitations."""

    class Meta:
        model = NetworkImport

    community = factory.SubFactory(CommunityFactory)
    by = factory.SubFactory(UserFactory)
    state = ImportState.DONE
    file_name = "network.csv"
    header = factory.LazyFunction(lambda: list(HEADER))
    mapping = factory.LazyFunction(
        lambda: {"email": 0, "name": 1, "title": 2, "words": 3, "sleeps": 4}
    )
    figures = factory.LazyFunction(lambda: {"members": 1, "offers": 1, "known": 0, "declined": 0})


class MemberInvitationFactory(factory.django.DjangoModelFactory):
    """Somebody who hasn't answered."""

    class Meta:
        model = MemberInvitation

    network_import = factory.SubFactory(NetworkImportFactory)
    email = factory.Sequence("member{}@example.org".format)
    name = factory.Sequence("Member {}".format)
    language = "en"
    address_digest = factory.LazyAttribute(
        lambda one: address_digest(one.network_import.community, one.email)
    )


class ImportedOfferFactory(factory.django.DjangoModelFactory):
    """A stay that waits."""

    class Meta:
        model = ImportedOffer

    invitation = factory.SubFactory(MemberInvitationFactory)
    community = factory.LazyAttribute(lambda one: one.invitation.community)
    digest = factory.Sequence("{:032}".format)
    kind = "stay"
    title = "The mill"
    words = "A room above the water."
    language = "en"
    sleeps = 4


def table(*rows, header=HEADER, encoding="utf-8", separator=","):
    """The bytes of a CSV."""
    written = StringIO()
    csv.writer(written, delimiter=separator).writerows([header, *rows])
    return written.getvalue().encode(encoding)


def upload(content, name="network.csv"):
    """As a browser sends it."""
    return SimpleUploadedFile(name, content, content_type="text/csv")


def photos_zip(**files):
    """A ZIP of files by name; `__` stands for the dot."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


def listings_of_antwerp(number):
    """Rows of a table, made of homes that the demonstration has; each has a host of its own."""
    path = Path(settings.BASE_DIR, "demo/data/prepared/antwerp_stays.jsonl")
    for line in path.read_text().splitlines()[:number]:
        home = json.loads(line)
        room = "Entire home/apt" if home["whole"] else "Private room"
        yield (
            f"{home['id']}@example.org",
            f"Passeur {home['id'].rpartition('-')[2]}",
            home["id"],
            f"{HOMES.get(home['home'], 'Un logement')}, {home['area']}",
            f"{home['bedrooms']} chambre, à {home['area']}.",
            room,
            str(home["sleeps"]),
        )


ANTWERP_HEADER = (
    *("host_email", "host_name", "listing id", "name of listing", "description"),
    *("room type", "accommodates"),
)
