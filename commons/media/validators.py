"""Whether words beside a photograph say what is to be seen."""

import re
from typing import Final

FILE_NAME: Final = re.compile(
    r"""\S+\.(jpe?g|png|webp|avif|hei[cf]|gif|tiff?)   # moulin.jpg
    |   (img|dscn?|dscf|pict?|pxl|mvimg|image|photo|picture|foto|screenshot)[-_ ]*\d[\w .()-]*
    |   [\d\W_]+                                      # 20260812_101500
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_file_name(words: str) -> bool:
    """What a camera or a disk calls a file tells nobody what it shows."""
    return bool(FILE_NAME.fullmatch(words.strip()))
