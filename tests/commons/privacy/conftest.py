"""Archives are read in this process: that another one reads them, `test_bagit.py` tests."""

import pytest

from core.files.bagit import read_bag


@pytest.fixture(autouse=True)
def no_other_process(monkeypatch):
    monkeypatch.setattr(
        "commons.privacy.archive_format.read_uploaded_bag", lambda file: read_bag(file.read())
    )
