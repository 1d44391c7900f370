import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from commons.media.cleaning.limits import HEAVIEST
from commons.media.cleaning.pixels import accept_heif, clean, inspect
from commons.media.errors import (
    NotAPhotographError,
    PhotographDamagedError,
    PhotographTooHeavyError,
    PhotographTooLargeError,
)
from core.errors import DomainError
from tests.commons.media.parsing import told_beside_pixels
from tests.factories.media import picture_bytes

FILES = Path(__file__).parents[1] / "files"

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
UNDO = {  # how a picture must lie in the file, so that its orientation tag turns it upright
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
SVG = (
    b"""<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>"""
)
LAUGHS = (
    b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>"""
)


accept_heif()  # these tests write such files too


def flag(width=48, height=32):
    """Four corners that tell which way is up."""
    picture = Image.new("RGB", (width, height), WHITE)
    picture.paste(RED, (0, 0, width // 2, height // 2))
    picture.paste(GREEN, (width // 2, 0, width, height // 2))
    picture.paste(BLUE, (0, height // 2, width // 2, height))
    return picture


def noise():
    """Many colours, as in a photograph."""
    return Image.merge("RGB", [Image.effect_noise((256, 256), 90) for _ in range(3)])


def corners(picture):
    """The nearest pure colour in each corner, row by row."""
    near, far = 4, 5
    spots = [
        (near, near),
        (picture.width - far, near),
        (near, picture.height - far),
        (picture.width - far, picture.height - far),
    ]
    pixels = picture.convert("RGB")
    return [tuple(255 * (part > 127) for part in pixels.getpixel(spot)) for spot in spots]


def saved(picture, image_format, **options):
    out = BytesIO()
    picture.save(out, image_format, **options)
    return BytesIO(out.getvalue())


def opened(clean_picture):
    return Image.open(BytesIO(clean_picture.content))


def png_header(width, height):
    """A PNG that announces a size and holds next to nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 16)
    chunks = [(b"IHDR", header), (b"IDAT", pixels), (b"IEND", b"")]
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(packed))


def exif_with_position():
    exif = Image.Exif()
    exif[0x010F] = "A maker"
    exif[0x8825] = {1: "N", 2: (47.0, 23.0, 0.0), 3: "E", 4: (0.0, 41.0, 0.0)}
    return exif


@pytest.mark.parametrize("orientation", UNDO)
@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP"])
def test_clean_turns_a_picture_upright(image_format, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    turn = UNDO[orientation]
    lying = flag() if turn is None else flag().transpose(turn)

    picture = opened(clean(saved(lying, image_format, exif=exif)))

    assert picture.size == (48, 32)
    assert corners(picture) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize(
    ("name", "size"),
    [
        pytest.param("hopper_orientation_6.webp", (128, 128), id="hopper-orientation-6-webp"),
        ("rot0mir1.avif", (640, 427)),
        ("rot1mir0.avif", (640, 427)),
    ],
)
def test_clean_obeys_the_boxes_of_other_cameras(name, size):
    with (FILES / name).open("rb") as file:
        picture = opened(clean(file))

    assert picture.size == size


def test_clean_turns_heif_by_its_boxes_alone():
    exif = Image.Exif()
    exif[0x0112] = 6

    picture = opened(clean(saved(flag(), "HEIF", exif=exif)))

    assert corners(picture) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize(
    ("image_format", "options"),
    [
        ("JPEG", {"comment": b"at home"}),
        ("PNG", {}),
        ("WEBP", {}),
        ("AVIF", {}),
        ("HEIF", {}),
    ],
)
def test_clean_leaves_nothing_but_pixels(image_format, options):
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "Somebody")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    told = {
        "exif": exif_with_position(),
        "xmp": b"<x:xmpmeta xmlns:x='ns.adobe'/>",
        "icc_profile": profile,
    }
    file = saved(flag(), image_format, pnginfo=text, **told, **options)

    cleaned = clean(file)

    assert told_beside_pixels(cleaned.content) == set()


def test_clean_drops_the_second_picture_of_a_camera_with_two_lenses():
    file = saved(flag(), "MPO", save_all=True, append_images=[flag()])

    cleaned = clean(file)

    assert told_beside_pixels(cleaned.content) == set()


def test_parsing_sees_what_must_go():
    """The control of the tests above: the same eyes see the position before it is cleaned."""
    file = saved(flag(), "JPEG", exif=exif_with_position(), comment=b"at home")

    assert told_beside_pixels(file.getvalue()) == {0xE1, 0xFE, b"Exif"}


def test_clean_converts_colours_before_it_drops_the_profile():
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"

    picture = opened(clean(saved(flag(), "JPEG", icc_profile=bytes(profile), quality=95)))

    assert corners(picture) == [GREEN, RED, BLUE, WHITE]


@pytest.mark.parametrize("profile", [b"not a profile", b"\0" * 200])
def test_clean_takes_a_broken_profile_for_none(profile):
    picture = opened(clean(saved(flag(), "JPEG", icc_profile=profile)))

    assert corners(picture) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize(
    ("source", "image_format", "mode", "extension"),
    [
        (flag().convert("CMYK"), "JPEG", "RGB", "jpg"),
        (flag().convert("L"), "JPEG", "L", "jpg"),
        (flag(), "JPEG", "RGB", "jpg"),
        (flag(), "PNG", "RGB", "png"),
        (flag().convert("P"), "PNG", "RGB", "png"),
        (flag().convert("1"), "PNG", "L", "png"),
        (flag().convert("RGBA"), "PNG", "RGB", "png"),
        (Image.new("RGBA", (8, 8), (255, 0, 0, 9)), "PNG", "RGBA", "png"),
        (Image.new("LA", (8, 8), (255, 9)), "PNG", "RGBA", "png"),
        (Image.new("RGBA", (8, 8), (255, 0, 0, 9)), "WEBP", "RGBA", "png"),
        (noise(), "PNG", "RGB", "jpg"),
        (Image.radial_gradient("L").convert("RGB"), "WEBP", "RGB", "jpg"),
    ],
)
def test_clean_chooses_the_format_by_the_picture(source, image_format, mode, extension):
    cleaned = clean(saved(source, image_format))

    assert (opened(cleaned).mode, cleaned.extension) == (mode, extension)


def test_clean_keeps_the_shades_of_sixteen_bits():
    deep = Image.new("I;16", (8, 8), 0x8000)

    picture = opened(clean(saved(deep, "PNG")))

    assert picture.getpixel((4, 4)) == 0x80


@pytest.mark.parametrize("image_format", ["PNG", "WEBP"])
def test_clean_takes_the_first_picture_of_an_animation(image_format):
    frames = [Image.new("RGB", (48, 32), colour) for colour in (GREEN, BLUE)]
    file = saved(flag(), image_format, save_all=True, append_images=frames)

    picture = opened(clean(file))

    assert getattr(picture, "n_frames", 1) == 1
    assert corners(picture) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((2560, 1000), (2560, 1000)),
        ((3000, 1500), (2560, 1280)),
        ((6000, 3000), (2560, 1280)),
        ((9, 5000), (5, 2560)),
        ((5200, 1), (2560, 1)),
    ],
)
def test_clean_shrinks_to_the_longest_side(size, expected):
    picture = opened(clean(BytesIO(picture_bytes(*size))))

    assert picture.size == expected


@pytest.mark.parametrize(
    ("name", "error"),
    [
        pytest.param("broken.png", NotAPhotographError, id="broken-png"),
        pytest.param("corrupted.heic", NotAPhotographError, id="corrupted-heic"),
        pytest.param("decompression_bomb.gif", NotAPhotographError, id="decompression-bomb-gif"),
        pytest.param("decompression_bomb.ico", NotAPhotographError, id="decompression-bomb-ico"),
        pytest.param(
            "png_decompression_dos.png", NotAPhotographError, id="png-decompression-dos-png"
        ),
        pytest.param("truncated.heic", PhotographDamagedError, id="truncated-heic"),
        pytest.param("truncated_jpeg.jpg", PhotographDamagedError, id="truncated-jpeg-jpg"),
    ],
)
def test_clean_refuses_what_is_broken_or_a_trap(name, error):
    with (FILES / name).open("rb") as file, pytest.raises(error):
        clean(file)


@pytest.mark.parametrize(
    "name",
    [
        "RGB_8__128x128.heif",
        "broken_exif_dpi.jpg",
        "empty_gps_ifd.jpg",
        "exif_gps.jpg",
        "hopper.avif",
        "invalid_metadata_type.heic",
        "multiple_exif.jpg",
        "transparency.avif",
    ],
)
def test_clean_forgives_odd_metadata(name):
    with (FILES / name).open("rb") as file:
        cleaned = clean(file)

    assert told_beside_pixels(cleaned.content) == set()


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_clean_refuses_a_file_that_was_cut_off(image_format, share):
    whole = saved(noise(), image_format).getvalue()

    with pytest.raises(DomainError):
        clean(BytesIO(whole[: int(len(whole) * share)]))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8\xff",
        SVG,
        LAUGHS,
        b"%PDF-1.7\n",
        picture_bytes(image_format="GIF", mode="P"),
        picture_bytes(image_format="TIFF"),
        picture_bytes(image_format="BMP"),
        picture_bytes(image_format="ICO"),
    ],
    ids=["nothing", "a start", "svg", "laughs", "pdf", "gif", "tiff", "bmp", "ico"],
)
def test_inspect_refuses_what_is_no_photograph(content):
    with pytest.raises(NotAPhotographError):
        inspect(BytesIO(content))


@pytest.mark.parametrize("size", [(40_000, 40_000), (9_500, 9_500), (8_000, 5_001)])
def test_inspect_refuses_too_many_pixels_before_it_decodes_one(size):
    with pytest.raises(PhotographTooLargeError):
        inspect(png_header(*size))


def test_inspect_accepts_forty_megapixels():
    assert inspect(png_header(8_000, 5_000)).size == (8_000, 5_000)


def test_inspect_refuses_a_heavy_file_without_a_look_inside():
    with pytest.raises(PhotographTooHeavyError) as refusal:
        inspect(BytesIO(b"\0" * (HEAVIEST + 1)))

    assert str(refusal.value) == "This file is too large. Choose one that’s 20 MB or smaller."


def test_clean_refuses_a_drawing_that_was_cut_off_anywhere():
    """A plane takes so few bytes that a decoder has them all before the file ends."""
    whole = saved(Image.new("RGB", (40, 30)), "PNG").getvalue()

    for length in range(20, len(whole)):
        with pytest.raises((NotAPhotographError, PhotographDamagedError)):
            clean(BytesIO(whole[:length]))


def test_clean_refuses_a_jpeg_that_announces_more_than_it_holds():
    content = bytearray(saved(noise().resize((16, 16)), "JPEG").getvalue())
    struct.pack_into(">HH", content, content.index(b"\xff\xc0") + 5, 6_300, 6_300)

    with pytest.raises(PhotographDamagedError):
        clean(BytesIO(bytes(content)))


def test_clean_takes_the_emptiest_jpeg_of_its_size():
    cleaned = clean(saved(Image.new("L", (4_000, 4_000)), "JPEG", quality=1, optimize=True))

    assert opened(cleaned).size == (2_560, 2_560)
