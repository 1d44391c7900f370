"""Files of a story: whole, well-formed, and with their credits inside."""

from io import BytesIO
from xml.etree.ElementTree import fromstring
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.urls import reverse

from commons.media.choices import Licence
from tests.factories.geography import LocalityFactory
from tests.factories.hosting import StayFactory
from tests.factories.media import PhotoFactory
from tests.factories.stories import (
    AuthorFactory,
    BlockFactory,
    ChapterFactory,
    StoryFactory,
    published,
)
from travel_stories.stories.choices import BlockKind
from travel_stories.stories.exports.markdown import escaped, markdown_of_html
from travel_stories.stories.models.attachments import Track

pytestmark = pytest.mark.django_db

NASTY = 'A & B <em> "quoted" ] ) * _'
OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def story():
    """With signs that mean something to every format."""
    story = StoryFactory(title=NASTY, lede=NASTY, language="en")
    lead = AuthorFactory(story=story, lead=True, credit=NASTY)
    for number in range(2):
        place = LocalityFactory(name=f"Place {number}", latitude=47.0 + number, longitude=1.0)
        chapter = ChapterFactory(story=story, title=f"{NASTY} {number}", locality=place)
        text = "<p>First<br>line &amp; <strong>more</strong>&nbsp;!</p><hr><ul><li>One</li></ul>"
        BlockFactory(chapter=chapter, by=lead, text=text)
        photo = BlockFactory(chapter=chapter, by=lead, kind=BlockKind.PHOTO, text="")
        photo.set_photos([(PhotoFactory(description=NASTY, credit="Zoé"), NASTY)])
    track = Track.objects.create(
        story=story, pieces=[[[1.0, 47.0], [1.0, 48.0]]], metres=111_000, climb=120
    )
    BlockFactory(chapter=chapter, by=lead, kind=BlockKind.ROUTE, text="", track=track)
    story.refresh_from_db()
    return published(story)


def taken(client, story, form):
    answer = client.get(reverse(f"travel_stories:story-{form}", args=[story.address]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    return answer


def book_of(client, story):
    return ZipFile(BytesIO(taken(client, story, "epub").content))


def test_the_book_begins_with_its_kind_uncompressed(client, story):
    first = book_of(client, story).infolist()[0]

    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")


def test_every_page_of_the_book_is_xml_and_named_in_its_package(client, story):
    book = book_of(client, story)
    container = fromstring(book.read("META-INF/container.xml"))
    path = container.find(".//{*}rootfile").get("full-path")
    package = fromstring(book.read(path))

    items = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    inside = {name.removeprefix("EPUB/") for name in book.namelist() if name.startswith("EPUB/")}
    assert set(items.values()) == inside - {"package.opf"}
    spine = [ref.get("idref") for ref in package.iter(f"{OPF}itemref")]
    assert set(spine) <= set(items)
    for href in items.values():
        if href.endswith(".xhtml"):
            page = fromstring(book.read(f"EPUB/{href}"))
            for link in page.iter(f"{XHTML}a"):
                assert link.get("href").startswith("http") or link.get("href") in inside
            assert {image.get("src") for image in page.iter(f"{XHTML}img")} <= inside


def test_the_book_says_who_made_it_and_how_it_may_be_used(client, story):
    book = book_of(client, story)
    package = fromstring(book.read("EPUB/package.opf"))

    said = {child.tag.rpartition("}")[2]: child.text for child in package[0]}
    assert (said["title"], said["creator"], said["language"]) == (NASTY, NASTY, "en")
    assert "creativecommons.org/licenses/by-sa/4.0" in said["rights"]
    nav = fromstring(book.read("EPUB/nav.xhtml"))
    assert f"{NASTY} 1" in [link.text for link in nav.iter(f"{XHTML}a")]
    assert "Zoé" in book.read("EPUB/credits.xhtml").decode()


def test_the_same_story_gives_the_same_book(client, story):
    assert taken(client, story, "epub").content == taken(client, story, "epub").content


def test_markdown_holds_frame_words_pictures_and_credits(client, story):
    text = taken(client, story, "md").text

    assert text.startswith('---\ntitle: "A & B')
    assert "# A & B \\<em\\>" in text
    assert "First  \nline & **more**" in text
    assert "- One" in text
    assert "![A & B" in text
    assert "by-sa/4.0" in text


def test_gpx_holds_places_tracks_and_licence(client, story):
    gpx = fromstring(taken(client, story, "gpx").content)

    assert [p.find("{*}desc").text for p in gpx.findall("{*}wpt")] == ["Place 0", "Place 1"]
    assert len(gpx.findall(".//{*}trkpt")) == 2
    assert "by-sa/4.0" in gpx.find(".//{*}license").text


def a_story_of(**block):
    story = StoryFactory(language="en")
    lead = AuthorFactory(story=story, lead=True)
    BlockFactory(chapter=ChapterFactory(story=story), by=lead, **block)
    story.refresh_from_db()
    return published(story)


def test_gpx_of_a_story_of_offers_alone_holds_their_public_points(client):
    stay = StayFactory(title="The mill")
    story = a_story_of(kind=BlockKind.OFFER, text="", offer=stay.offer_ptr)

    gpx = fromstring(taken(client, story, "gpx").content)

    point, exact = stay.place.public_point, stay.place.exact_point
    found = [(one.get("lat"), one.get("lon"), one[0].text) for one in gpx.findall("{*}wpt")]
    assert found == [(str(point.latitude), str(point.longitude), "The mill")]
    assert found[0][:2] != (str(exact.latitude), str(exact.longitude))


def test_a_story_that_lies_nowhere_has_no_road_to_take_along(client):
    story = a_story_of(text="<p>It rained.</p>")
    address = reverse("travel_stories:story-gpx", args=[story.address])

    page = client.get(story.get_absolute_url()).text

    assert client.get(address).status_code == 404
    assert address not in page
    assert reverse("travel_stories:story-md", args=[story.address]) in page


def test_json_ld_holds_the_words_of_each_chapter(client, story):
    node = taken(client, story, "jsonld").json()

    assert node["headline"] == NASTY
    assert [part["position"] for part in node["hasPart"]] == [1, 2]
    assert "line & more" in node["articleBody"]


def test_an_unknown_form_or_a_story_with_all_rights_gives_no_file(client, story):
    def status(form):
        markdown = reverse("travel_stories:story-md", args=[story.address])
        return client.get(markdown.replace("/md/", f"/{form}/")).status_code

    before = [status("exe"), status("md")]
    content = story.edition.content
    content["story"]["licence"] = Licence.ALL_RIGHTS
    story.edition.save()

    assert before == [404, 200]
    assert [status(form) for form in ("md", "epub", "jsonld")] == [404] * 3


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        pytest.param("<p>a</p><p>b</p>", "a\n\nb", id="paragraphs"),
        pytest.param("<p># no heading</p>", "\\# no heading", id="no-heading"),
        pytest.param("<p>1. no list</p>", "\\1. no list", id="no-list"),
        pytest.param("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b", id="list"),
        pytest.param(
            '<p><a href="https://a.example/(x)">a</a></p>',
            "[a](https://a.example/%28x%29)",
            id="link",
        ),
        pytest.param("<blockquote>so</blockquote>", "> so", id="quote"),
        pytest.param("<p>&lt;script&gt;</p>", "\\<script\\>", id="entities"),
    ],
)
def test_html_becomes_markdown_that_means_the_same(html, markdown):
    assert markdown_of_html(html) == markdown


def test_signs_of_markdown_mean_themselves():
    assert escaped("*a* [b] `c`\n- d") == "\\*a\\* \\[b\\] \\`c\\`\n\\- d"


def test_no_control_character_reaches_markdown():
    assert escaped("Da\x1b[31my\x07\u202e") == r"Da\[31my"


def test_a_book_of_a_right_to_left_language_turns_its_pages_that_way(client):
    story = StoryFactory(title="على ضفاف النهر", language="ar")
    lead = AuthorFactory(story=story, lead=True)
    BlockFactory(chapter=ChapterFactory(story=story), by=lead)
    story.refresh_from_db()

    book = book_of(client, published(story))

    package = next(name for name in book.namelist() if name.endswith(".opf"))
    spine = fromstring(book.read(package)).find(f"{OPF}spine")
    assert spine.get("page-progression-direction") == "rtl"
    pages = [fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xhtml")]
    assert {page.get("dir") for page in pages} == {"rtl"}
