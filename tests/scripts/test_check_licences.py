"""Licences that can't be combined with ours are refused, and so are packages that name none."""

from email.message import Message

import pytest

from scripts.check_licences import (
    ALLOWED,
    ALLOWED_FOR_TOOLS,
    faults_of,
    is_allowed,
    npm_licences,
    python_licences,
)

OSI = "License :: OSI Approved :: "


@pytest.mark.parametrize(
    "expression",
    [
        *("LGPL-3.0-only", "GPL-2.0-or-later", "MPL-2.0", "AGPL-3.0-or-later"),
        *("MIT AND PSF-2.0", "GPL-2.0-only OR MIT", "(MIT OR SSPL-1.0) AND ISC"),
    ],
)
def test_is_allowed(expression):
    assert is_allowed(expression, ALLOWED)


@pytest.mark.parametrize(
    "expression",
    [
        *("GPL-2.0-only", "SSPL-1.0", "BUSL-1.1", "CC-BY-NC-4.0", "LicenseRef-unknown"),
        *("MIT AND SSPL-1.0", "MIT AND (SSPL-1.0 OR BUSL-1.1)", "MIT OR", "Proprietary"),
    ],
)
def test_is_allowed_refuses(expression):
    assert not is_allowed(expression, ALLOWED)


def test_faults_of_lets_tools_have_what_a_site_may_not():
    licences = {"jdk": "GPL-2.0-only", "nameless": "", "site": "GPL-2.0-only"}

    assert list(faults_of(licences, frozenset({"site"}))) == [
        "nameless: no licence in its metadata; read it, and note it in READ_BY_HAND",
        "site (shipped): GPL-2.0-only is not on the list of scripts/check_licences.py",
    ]
    assert ALLOWED < ALLOWED_FOR_TOOLS


def metadata(**fields):
    message = Message()
    for name, values in fields.items():
        for value in values if isinstance(values, list) else [values]:
            message[name.replace("_", "-")] = value
    return message


@pytest.mark.parametrize(
    ("fields", "expression"),
    [
        ({"License_Expression": "MIT OR ISC", "License": "GPL"}, "MIT OR ISC"),
        ({"License": "Apache-2.0", "Classifier": f"{OSI}BSD License"}, "Apache-2.0"),
        ({"License": "BSD", "Classifier": [f"{OSI}BSD License", "Topic :: X"]}, "BSD-3-Clause"),
        (
            {"Classifier": [f"{OSI}MIT License", f"{OSI}Eiffel Forum License"]},
            "MIT AND LicenseRef-unknown",
        ),
        ({"License": "ours, ask us"}, ""),
        ({}, ""),
    ],
    ids=["expression", "identifier", "classifier", "unknown", "words", "nothing"],
)
def test_python_licences_reads_metadata(fields, expression):
    assert python_licences([metadata(Name="Some_Package", **fields)]) == {
        "some-package": expression
    }


def test_npm_licences_reads_a_lock_file():
    packages = {
        "": {"license": "AGPL-3.0-or-later"},
        "node_modules/htmx.org": {"license": "BSD-0-Clause"},
        "node_modules/a/node_modules/@b/c": {},
    }

    assert npm_licences(packages) == {"htmx.org": "0BSD", "@b/c": ""}
