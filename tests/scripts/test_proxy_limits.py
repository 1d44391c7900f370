"""The proxy lets pass what the site accepts, and waits as long: its file against our settings."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from commons.media.cleaning import limits as photographs
from config.request_bodies import WHOLE_BODY_WITHIN, pool_of_members, pool_of_visitors
from core.files import bagit, gpx, sounds
from emergency.housing import roster_parser
from hosting.network_imports import photo_archive
from scripts.machine import ROOT
from travel_stories.notebooks.cleaning import documents

CADDYFILE = (ROOT / "docker" / "Caddyfile").read_text()
FRAME = 500_000  # bytes of the form around a file
UNITS = {"MB": 1_000_000, "MiB": 1 << 20}
HEAVIEST_FILE = max(
    sounds.HEAVIEST,
    gpx.HEAVIEST,
    photographs.HEAVIEST,
    documents.HEAVIEST,
    roster_parser.MOST_BYTES,
    photo_archive.LARGEST,
    settings.HOSTING_NETWORK_IMPORT_BYTES,
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE,
)


def most_bytes(matcher):
    number, unit = re.search(
        rf"request_body @{matcher} \{{\s+max_size (\d+)(\w+)", CADDYFILE
    ).groups()
    return int(number) * UNITS[unit]


def paths(matcher):
    found = re.findall(rf"^\t@{matcher} path (.+)$", CADDYFILE, re.MULTILINE)
    return set(found[0].split())


def length_is_refused(matcher, number):
    """By what a client says it will send."""
    block = CADDYFILE[CADDYFILE.index(f"@{matcher} ") :]
    pattern = re.search(r"header_regexp Content-Length (\S+)", block).group(1)
    return re.search(pattern, str(number)) is not None


def test_the_heaviest_file_passes_the_proxy_with_its_form():
    assert most_bytes("others") >= HEAVIEST_FILE + FRAME
    assert most_bytes("others") >= settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def test_an_archive_to_import_passes_the_proxy_at_its_addresses():
    addresses = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            addresses.add(reverse("privacy:import"))

    assert paths("archives") == addresses
    assert set(re.search(r"@others not path (.+)", CADDYFILE).group(1).split()) == addresses
    assert most_bytes("archives") >= bagit.LARGEST + FRAME


@pytest.mark.parametrize(
    ("matcher", "limited"), [("large", "others"), ("large_archives", "archives")]
)
def test_announced_sizes_are_refused_alike(matcher, limited):
    most = most_bytes(limited)

    assert length_is_refused(matcher, most)
    assert not length_is_refused(matcher, most - 1)
    assert length_is_refused(matcher, 10 * most)


def test_the_site_takes_what_the_proxy_lets_pass():
    assert pool_of_visitors().heaviest == most_bytes("others")
    assert pool_of_members().heaviest == most_bytes("archives")


def test_the_proxy_waits_for_heads_and_bodies_as_long_as_the_site():
    waits = dict(re.findall(r"(read_header|read_body) (\d+[sm])", CADDYFILE))
    minutes = timedelta(minutes=int(waits["read_body"].removesuffix("m")))

    assert minutes.total_seconds() == WHOLE_BODY_WITHIN
    assert waits["read_header"] == "10s"
