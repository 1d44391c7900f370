"""Files taken apart by their bytes, without the library that wrote them."""

import struct

QUIET = {
    "jpeg": {0xC0, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0},  # frames, tables, scans and JFIF
    "png": {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"},
    "webp": {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"},
    "avif": {b"av01"},
}


def told_beside_pixels(content):
    """Kinds of blocks that are no pixels, and words that only metadata use."""
    form, kinds = blocks(content)
    words = {word for word in (b"Exif", b"ns.adobe", b"Photoshop", b"ICC_") if word in content}
    return (kinds - QUIET[form]) | words


def blocks(content):
    if content.startswith(b"\xff\xd8"):
        return "jpeg", set(jpeg_markers(content))
    if content.startswith(b"\x89PNG"):
        return "png", set(png_chunks(content))
    if content[8:12] == b"WEBP":
        return "webp", set(webp_chunks(content))
    return "avif", set(avif_items(content))


def jpeg_markers(content):
    position = 2
    while content[position + 1] != 0xD9:
        marker, size = struct.unpack(">xBH", content[position : position + 4])
        yield marker
        position += 2 + size
        if marker == 0xDA:  # the pixels go on until a marker that is neither a stuffed byte nor RST
            while content[position] != 0xFF or content[position + 1] in {0, *range(0xD0, 0xD8)}:
                position += 1
    if content[position + 2 :]:
        yield "more"  # a second picture behind the first


def png_chunks(content):
    position = 8
    while position < len(content):
        size, kind = struct.unpack(">I4s", content[position : position + 8])
        yield kind
        position += 12 + size


def webp_chunks(content):
    position = 12
    while position < len(content):
        kind, size = struct.unpack("<4sI", content[position : position + 8])
        yield kind
        position += 8 + size + size % 2


def avif_items(content):
    """Types of the items: av01 are pixels, Exif and mime would be words."""
    position = 0
    while (position := content.find(b"infe\x02", position)) >= 0:
        yield content[position + 12 : position + 16]
        position += 4
