"""A vendored file is what its package published, but for one line that we name."""

import json

import pytest

from scripts import vendored_files
from scripts.vendored_files import Change, VendoredFile, VendoredPackage, expected_content, faults


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """A package with a text and a script, and our copy of both."""
    package, ours = tmp_path / "node_modules" / "map", tmp_path / "vendor"
    package.mkdir(parents=True)
    (ours / "map").mkdir(parents=True)
    (package / "package.json").write_text(json.dumps({"version": "1.2.3"}))
    (package / "LICENSE").write_bytes(b"one\r\ntwo\r\n")
    (package / "map.js").write_bytes(b"run();\n//# sourceMappingURL=map.js.map\n")
    (ours / "map" / "LICENSE").write_bytes(b"one\ntwo\n")
    (ours / "map" / "map.js").write_bytes(b"run();\n")
    (ours / "map" / "VERSION").write_text("Map 1.2.3, from npm\n")
    files = (
        VendoredFile("map/LICENSE", "map", "LICENSE"),
        VendoredFile("map/map.js", "map", "map.js", Change("//# sourceMappingURL=map.js.map")),
    )
    monkeypatch.setattr(vendored_files, "FILES", files)
    monkeypatch.setattr(vendored_files, "VENDORED", (VendoredPackage("map", "map", "MIT"),))
    return ours, tmp_path / "node_modules"


def test_faults_finds_none_in_a_faithful_copy(folders):
    assert list(faults(*folders)) == []


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("map.js", b"run(); steal();\n", "map/map.js: not what map 1.2.3 has"),
        ("map.js", None, "map/map.js: missing"),
        ("more.js", b"", "map/more.js: from no package that scripts/vendored_files.py names"),
        ("VERSION", b"Map 1.2.2, from npm\n", "map/VERSION: doesn't name map 1.2.3"),
    ],
    ids=["changed", "missing", "unknown", "version"],
)
def test_faults_names_what_differs(folders, name, content, fault):
    path = folders[0] / "map" / name
    path.unlink(missing_ok=True)
    if content is not None:
        path.write_bytes(content)

    assert list(faults(*folders)) == [fault]


def test_expected_content_refuses_a_package_without_the_line(folders):
    file = VendoredFile("map/LICENSE", "map", "LICENSE", Change("//# sourceMappingURL="))

    with pytest.raises(ValueError, match="doesn't end with"):
        expected_content(file, folders[1])
