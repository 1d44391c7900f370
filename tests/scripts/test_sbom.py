"""The bill of a release holds what is shipped and vendored, in a form that its schema accepts."""

import json

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from scripts import sbom, vendored_files


@pytest.fixture
def bill(tmp_path, monkeypatch):
    """Of an environment with one package that is shipped and one that isn't."""
    monkeypatch.setattr(vendored_files, "version_of", lambda name, packages=None: "1.2.3")
    environment = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "metadata": {"component": {"bom-ref": "root", "type": "application", "name": "us"}},
        "components": [
            {"bom-ref": one, "type": "library", "name": one, "version": "1"}
            for one in ("Django", "pytest")
        ],
        "dependencies": [{"ref": "root", "dependsOn": ["Django", "pytest"]}, {"ref": "pytest"}],
    }
    return sbom.bill(environment, {"django"})


def test_bill_leaves_out_the_tools_of_developers(bill):
    names = [one["name"] for one in json.loads(bill)["components"]]

    assert "Django" in names
    assert "pytest" not in bill


def test_bill_holds_vendored_files_with_version_licence_and_hash(bill):
    components = {one["name"]: one for one in json.loads(bill)["components"]}
    leaflet = components["leaflet"]
    script = leaflet["components"][1]

    assert (leaflet["purl"], leaflet["licenses"]) == (
        "pkg:npm/leaflet@1.2.3",
        [{"license": {"id": "BSD-2-Clause"}}],
    )
    assert len(script["hashes"][0]["content"]) == 64
    assert "ui/static/fonts/newsreader-roman.woff2" in components


def test_bill_is_valid(bill):
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill) is None
