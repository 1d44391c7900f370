"""A GPX file is read by a process of its own, with the results and refusals of `read_gpx`."""

from io import BytesIO

import pytest

from core.files import bounded_process, gpx, gpx_uploads
from core.files.gpx import (
    MOST_POINTS,
    GpxEmptyError,
    GpxTooDetailedError,
    GpxTooHeavyError,
    GpxTooLongError,
    NotAGpxFileError,
    read_gpx,
)
from core.files.gpx_uploads import GpxTooDemandingError, read_uploaded_gpx
from tests.core.files.test_gpx import BOMB, a_file, a_straight_way

ELEMENTS = b"<gpx>" + b"<a/>" * (gpx.MOST_ELEMENTS + 1) + b"</gpx>"
POINTS = b"<gpx><trk><trkseg>" + b'<trkpt lat="1" lon="1"/>' * (MOST_POINTS + 1)


@pytest.mark.parametrize("metres", [0, 500])
def test_read_uploaded_gpx_returns_what_read_gpx_does(metres):
    def hill():
        return a_file(a_straight_way(5_000, height=lambda at: at / 25))

    way = read_uploaded_gpx(hill(), trim_metres=metres)

    assert way == read_gpx(hill(), trim_metres=metres)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", NotAGpxFileError),
        (b"<svg/>", NotAGpxFileError),
        (a_file(a_straight_way(2_000), BOMB, "&c;").getvalue(), NotAGpxFileError),
        (a_file([]).getvalue(), GpxEmptyError),
        (ELEMENTS, GpxTooDetailedError),
        (POINTS, GpxTooLongError),
    ],
    ids=["empty", "svg", "bomb", "no points", "elements", "points"],
)
def test_read_uploaded_gpx_refuses_in_the_same_words(content, refusal):
    with pytest.raises(refusal) as here:
        read_gpx(BytesIO(content))

    with pytest.raises(refusal) as apart:
        read_uploaded_gpx(BytesIO(content))

    assert str(apart.value) == str(here.value)


def test_read_uploaded_gpx_refuses_a_heavy_file_before_reading_it(monkeypatch):
    monkeypatch.setattr(gpx, "HEAVIEST", 10)
    monkeypatch.setattr(bounded_process.subprocess, "Popen", pytest.fail)

    with pytest.raises(GpxTooHeavyError):
        read_uploaded_gpx(BytesIO(b"x" * 11))


def test_read_uploaded_gpx_parses_nothing_in_this_process(monkeypatch):
    monkeypatch.setattr(gpx_uploads, "read_gpx", pytest.fail)
    monkeypatch.setattr(gpx, "iterparse", pytest.fail)

    way = read_uploaded_gpx(a_file(a_straight_way(5_000)), trim_metres=0)

    assert [len(piece) for piece in way.pieces] == [2]


def test_read_uploaded_gpx_refuses_what_takes_more_memory_than_there_is(settings):
    settings.MEDIA_CLEANING = {**settings.MEDIA_CLEANING, "memory": 40 << 20}

    with pytest.raises(GpxTooDemandingError):
        read_uploaded_gpx(BytesIO(b"<gpx>" + b" " * (15 << 20) + b"</gpx>"))
