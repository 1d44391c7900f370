"""What may become a document: judged by content, whatever it is called."""

import subprocess
import sys
import zlib
from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from commons.media.cleaning.pdfs import check_bytes
from commons.media.errors import (
    DocumentActiveError,
    DocumentDamagedError,
    DocumentLockedError,
    PhotographDamagedError,
)
from core.errors import DomainError
from tests.doubling import assert_linear
from travel_stories.notebooks.choices import Paper
from travel_stories.notebooks.cleaning.documents import HEAVIEST, clean_document
from travel_stories.notebooks.errors.documents import (
    DocumentEmptyError,
    DocumentTooHeavyError,
    NotADocumentError,
)


def pdf(*objects, trailer=b"<< /Root 1 0 R >>"):
    body = b"\n".join(b"%d 0 obj\n%s\nendobj" % (n, one) for n, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"\ntrailer\n" + trailer + b"\nstartxref\n0\n%%EOF\n"


def stream(content, said=b""):
    head = b"<< /Length %d %s >>" % (len(content), said)
    return head + b"\nstream\n" + content + b"\nendstream"


def packed(content):
    return stream(zlib.compress(content), b"/Type /ObjStm /Filter /FlateDecode")


def picture(form, **options):
    out = BytesIO()
    Image.effect_noise((40, 30), 60).convert("RGB").save(out, form, **options)
    return out.getvalue()


def whole_pdf(*, opens=None, **options):
    """As a program of our days writes it: objects packed, with a table that is packed too."""
    made = pikepdf.new()
    made.add_blank_page()
    if opens:
        made.Root.OpenAction = made.make_indirect(pikepdf.Dictionary(opens))
    out = BytesIO()
    made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, **options)
    return out.getvalue()


SCRIPT = {"/S": pikepdf.Name.JavaScript, "/JS": "app.alert(1)"}
PLAIN = pdf(
    b"<< /Type /Catalog /Title (JavaScript and /Launch\\)ed) >>".replace(b"/Launch", b"launch")
)


def clean(content):
    return clean_document(BytesIO(content))


@pytest.mark.parametrize(
    ("content", "paper"),
    [
        pytest.param(PLAIN, Paper.PDF, id="pdf"),
        pytest.param(picture("JPEG"), Paper.JPEG, id="jpeg"),
        pytest.param(picture("WEBP"), Paper.JPEG, id="webp"),
        pytest.param("Départ à 9 h\r\n".encode(), Paper.TEXT, id="text"),
        pytest.param("\ufeffBOM first".encode(), Paper.TEXT, id="text-with-mark"),
        pytest.param(b"<script>alert(1)</script>", Paper.TEXT, id="script"),
    ],
)
def test_clean_document_knows_what_it_is_by_its_content(content, paper):
    assert clean(content).paper == paper


def test_a_picture_is_encoded_anew_without_a_word_about_where_it_was_taken():
    exif = Image.Exif()
    exif[0x010E] = "canary"
    sent = picture("JPEG", exif=exif)

    kept = clean(sent).content

    assert b"canary" in sent
    assert b"canary" not in kept


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", DocumentEmptyError),
        (b"a" * (HEAVIEST + 1), DocumentTooHeavyError),
        pytest.param(b"MZ\x90\x00\x03program", NotADocumentError, id="program"),
        pytest.param(b"PK\x03\x04\x14\x00archive", NotADocumentError, id="archive"),
        pytest.param(b"text with a zero \x00 in it", NotADocumentError, id="zero"),
        pytest.param(b"\xff\xfe\x00broken", NotADocumentError, id="broken-text"),
        pytest.param(b"GIF89a\x01\x00\x01\x00\x80\x00\x00", NotADocumentError, id="gif"),
        pytest.param(b"colours \x1b[31m of a terminal", NotADocumentError, id="terminal-colours"),
        pytest.param(picture("JPEG")[:900], PhotographDamagedError, id="cut-picture"),
        (PLAIN[:-8], DocumentDamagedError),
        pytest.param(
            pdf(b"<< >>", trailer=b"<< /Root 1 0 R /Encrypt 5 0 R >>"),
            DocumentLockedError,
            id="locked-pdf",
        ),
        (pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>"), DocumentActiveError),
        (pdf(b"<< /OpenAction << /S /Launch /F (cmd.exe) >> >>"), DocumentActiveError),
        pytest.param(pdf(b"<< /S /J#61vaScript >>"), DocumentActiveError, id="script-in-pdf"),
        (pdf(b"<< /Names << /EmbeddedFiles 2 0 R >> >>"), DocumentActiveError),
        (pdf(packed(b"1 0 << /S /JavaScript >>")), DocumentActiveError),
        (
            pdf(packed(b"1 0 << /S /JavaScript >>").replace(b"ObjStm", b"Obj#53tm")),
            DocumentActiveError,
        ),
        (pdf(stream(b"not packed at all", b"/Type /ObjStm")), DocumentDamagedError),
        (pdf(packed(b" " * (40 << 20))), DocumentDamagedError),
    ],
)
def test_clean_document_refuses_by_name(content, refusal):
    with pytest.raises(refusal) as refused:
        clean(content)

    assert str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        pdf(stream(b"the words /JavaScript and /Encrypt in a picture")),
        pdf(packed(b"1 0 << /Type /Page >>")),
        pytest.param(pdf(b"<< /JSomething /Launched >>"), id="names-alike"),
    ],
)
def test_clean_document_lets_in_what_only_looks_like_it(content):
    assert clean(content).content == content


def test_clean_document_lets_in_a_whole_pdf_as_it_came():
    content = whole_pdf()

    assert clean(content).content == content


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        pytest.param(whole_pdf(opens=SCRIPT), DocumentActiveError, id="opens"),
        # a stream of objects that doesn't call itself one: readers follow the table all the same
        pytest.param(
            whole_pdf(opens=SCRIPT).replace(b"/ObjStm", b"/ObjStn"),
            DocumentActiveError,
            id="streamed",
        ),
        pytest.param(
            whole_pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
            DocumentLockedError,
            id="user-lock",
        ),
        pytest.param(
            whole_pdf(encryption=pikepdf.Encryption(owner="a", user="")),
            DocumentLockedError,
            id="owner-lock",
        ),
    ],
)
def test_clean_document_looks_into_objects_a_reader_finds(content, refusal):
    with pytest.raises(refusal):
        clean(content)


def test_only_the_child_carries_the_library_of_pdfs():
    script = (
        "import sys; from travel_stories.notebooks.cleaning import documents;"
        "import commons.media.cleaning.pdfs; import core.files.sounds;"
        "print({'pikepdf', 'mutagen'} & sys.modules.keys())"
    )

    said = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)

    assert said.stdout == b"set()\n"


@pytest.mark.parametrize(
    "repeated",
    [
        b"stream\n",
        b" obj ",
        b"#4",
        b"/Type ",
        pytest.param(b"/Type /ObjStm stream\nendstream\n", id="streams"),
    ],
)
def test_check_bytes_takes_twice_as_long_for_twice_as_much(repeated):
    def make(size):
        return b"%PDF-1.7\n" + repeated * (size // len(repeated)) + b"%%EOF"

    assert_linear(check_bytes, make, 50_000)


@given(st.binary(max_size=400))
def test_whatever_comes_is_kept_or_refused_in_words(content):
    for sent in (content, b"%PDF-1.4 " + content + b" %%EOF"):
        with suppress(DomainError):  # anything else is a failure
            assert clean(sent).content
