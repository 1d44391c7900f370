"""What a drill starts is what is delivered."""

import json
import re

from drills.site import COMMANDS
from scripts.machine import ROOT


def without_address(words):
    """Host and port, which differ, left out."""
    options = {"--host", "--port"}
    before = ["", *words]
    return [word for word, last in zip(words, before, strict=False) if not {word, last} & options]


def test_the_site_of_a_drill_runs_as_the_image_runs_it():
    image = (ROOT / "docker" / "Dockerfile").read_text()

    delivered = json.loads(re.findall(r"^CMD (\[.*\])$", image, re.MULTILINE)[-1])

    assert without_address(list(COMMANDS["web"])) == without_address(delivered)
