import pytest

from commons.media.validators import is_file_name


@pytest.mark.parametrize(
    "words",
    [
        "IMG_20260812_101500.jpg",
        "moulin.jpeg",
        "DSC_0012",
        "dscf1234",
        "P1010023.JPG",
        "PXL_20260101_120000",
        "photo 3",
        "Screenshot 2026-08-12",
        "20260812_101500",
        "image0",
        " IMG_1 ",
    ],
)
def test_what_a_camera_calls_a_file_says_nothing(words):
    assert is_file_name(words)


@pytest.mark.parametrize(
    "words",
    [
        "A woman draws bread from a stone oven.",
        "Photo of a mill",
        "Image of three boats",
        "The mill, seen from the bank",
        "Two beds",
        "",
    ],
)
def test_words_say_something(words):
    assert not is_file_name(words)
