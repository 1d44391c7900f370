"""Of the folder of media the real proxy hands out photographs, and nothing else."""

import pytest

from tests.worker.proxies import proxied
from tests.worker.test_proxy_streets import ask, site  # noqa: F401, a fixture

pytestmark = pytest.mark.worker

GUARDED = (
    *("/media/withheld/ab.jpg", "/media/sounds/ab.mp3", "/media/recordings/ab.mp3"),
    *("/media/photos/../withheld/ab.jpg", "/media/photos/%2e%2e/withheld/ab.jpg"),
    *("/media//withheld/ab.jpg", "/media/photos/..%2fwithheld/ab.jpg", "/media/"),
)


def test_the_proxy_hands_out_photographs_alone(site, proxy_config, tmp_path):  # noqa: F811
    for name in ("photos/ab.jpg", "withheld/ab.jpg", "sounds/ab.mp3", "recordings/ab.mp3"):
        path = tmp_path / "media" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(b"the file")

    with proxied(site, tmp_path, proxy_config) as front:
        photograph = ask(front, "/media/photos/ab.jpg")
        others = {address: ask(front, address)[2] for address in GUARDED}

    assert (photograph[0], photograph[2]) == (200, b"the file")
    assert b"the file" not in others.values()
