"""PDF files: tagged, in their language, and made of nothing but what was handed over."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from core.files import pdf
from core.files.pdf import address_in_pdf, can_make_pdf, pdf_of
from tests.imported_modules import steps_of

PAGE = '<!DOCTYPE html><html lang="{}"><head><title>{}</title></head><body>{}</body></html>'


def read(words, files=None, lang="fr", title="À pied"):
    return PdfReader(BytesIO(pdf_of(PAGE.format(lang, title, words), files or {})))


def a_picture(colour="red"):
    content = BytesIO()
    Image.new("RGB", (40, 30), colour).save(content, "JPEG")
    return content.getvalue()


def pictures_in(document):
    return [len(list(page.images)) for page in document.pages]


@pytest.fixture
def network():
    """A server that counts who knocks."""
    knocks = []

    class Door(BaseHTTPRequestHandler):
        def do_GET(self):
            knocks.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Door)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", knocks
    server.shutdown()
    thread.join()
    server.server_close()


def test_pdf_of_is_tagged_and_says_its_language_and_title():
    document = read("<h1>À pied</h1><p>Le long du Cher.</p>")
    root = document.trailer["/Root"]

    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("fr", True)
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert document.metadata.title == "À pied"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert document.pages[0].extract_text().splitlines()[:2] == ["À pied", "Le long du Cher."]


def test_pdf_of_brings_its_own_fonts():
    page = read("<h1>À pied</h1><p>Le long du Cher.</p>").pages[0]
    fonts = page["/Resources"]["/Font"].values()

    names = {str(font.get_object()["/BaseFont"]).split("+")[-1] for font in fonts}
    assert {name.split("-")[0] for name in names} == {"Newsreader", "Atkinson"}


def test_pdf_of_shows_the_pictures_it_was_handed():
    words = f'<img src="{address_in_pdf("one.jpg")}" alt="Red">'

    document = read(words, {"one.jpg": a_picture})

    assert pictures_in(document) == [1]


def test_pdf_of_leaves_truncated_pictures_an_error_elsewhere():
    large = BytesIO()
    Image.effect_noise((400, 300), 90).save(large, "JPEG")
    read(f'<img src="{address_in_pdf("one.jpg")}" alt="Red">', {"one.jpg": a_picture})

    half = BytesIO(large.getvalue()[: len(large.getvalue()) // 2])  # its head is whole
    with pytest.raises(OSError, match="image file is truncated"):
        Image.open(half).load()


def test_pdf_of_reads_neither_the_disk_nor_the_network(tmp_path, network):
    base, knocks = network
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(a_picture())
    words = (tmp_path / "secret.txt").write_text("SECRET-WORDS") and ""
    for address in (
        *(secret.as_uri(), f"file://{tmp_path}/secret.txt", f"{base}/one.jpg", f"{base}/two.css"),
        *("//127.0.0.1/three", "data:image/png;base64,AAAA", "../../manage.py", "/etc/passwd"),
        address_in_pdf("../manage.py"),
    ):
        words += (
            f'<img src="{address}" alt="x"><link rel="stylesheet" href="{address}">'
            f'<link rel="attachment" href="{address}"><a rel="attachment" href="{address}">a</a>'
            f'<object data="{address}">o</object><embed src="{address}"><iframe src="{address}">'
            f'</iframe><p style="background: url({address})">p</p>'
            f"<style>@import url({address}); @font-face {{ font-family: X; src: url({address}) }}"
            f'</style><svg width="9" height="9"><image href="{address}" width="9" height="9"/>'
            f'<use href="{address}#a"/></svg>'
        )

    content = pdf_of(PAGE.format("fr", "Nasty", f'<base href="{base}">{words}'), {})

    document = PdfReader(BytesIO(content))
    assert knocks == []
    assert sum(pictures_in(document)) == 0
    assert document.attachments == {}
    assert "SECRET-WORDS" not in "".join(page.extract_text() for page in document.pages)


def test_pdf_of_keeps_the_links():
    page = read('<p><a href="https://example.org/way">a way</a></p>').pages[0]

    links = [note.get_object()["/A"]["/URI"] for note in page["/Annots"]]
    assert links == ["https://example.org/way"]


@pytest.mark.parametrize("missing", ["weasyprint", "pango"])
def test_can_make_pdf_says_no_where_something_is_missing(monkeypatch, missing):
    if missing == "weasyprint":
        monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    else:
        monkeypatch.setattr(pdf, "find_library", lambda name: None)

    assert can_make_pdf.__wrapped__() is False


def test_a_web_process_that_makes_none_does_not_carry_it():
    serving = steps_of()["asked for PDF"]

    assert serving.answer is True
    assert "travel_stories.notebooks.views.booklets" in serving.modules
    assert "weasyprint" not in serving.modules


@pytest.mark.parametrize("library", ["httpx", "icalendar", "recurring_ical_events"])
def test_a_web_process_does_not_carry(library):
    assert library not in steps_of()["asked for PDF"].modules
