"""What a run collected, before marks and options leave any of it out."""

import pytest

NAMES = pytest.StashKey[list[str]]()  # function and case of each test
