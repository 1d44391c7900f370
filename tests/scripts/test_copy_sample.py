"""Sentences drawn for readers: the same for the same seed, with the files that say them."""

import pytest

from scripts import copy_sample
from scripts.machine import ROOT
from scripts.messages import packages
from tests.exhaustive import IS_EXHAUSTIVE

SOME = ("search", "ui", "commons/media")


@pytest.fixture(scope="module", autouse=True)
def some_packages():
    """Each package is copied and read by gettext: for a sample of the sample three are enough."""
    chosen = [package for package in packages() if package.relative_to(ROOT).as_posix() in SOME]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copy_sample, "packages", packages if IS_EXHAUSTIVE else lambda: chosen)
        copy_sample.sentences.cache_clear()
        yield
    copy_sample.sentences.cache_clear()


@pytest.fixture(scope="module")
def few(some_packages):
    return {seed: copy_sample.draw(20, "fr", seed) for seed in (1, 2)}


def test_the_same_seed_draws_the_same_sentences(few):
    assert copy_sample.draw(20, "fr", 1) == few[1]
    assert few[1] != few[2]


def test_every_sentence_has_its_place(few):
    places = [name for sentence in few[1] for name in sentence.place.split(", ")]

    assert len(places) >= 20
    assert [name for name in places if not list(ROOT.glob(f"**/{name}"))] == []


def test_the_command_prints_sentence_and_place(capsys):
    copy_sample.main(["--number", "3", "--language", "fr", "--seed", "1"])

    lines = capsys.readouterr().out.splitlines()
    assert [line.split(". ")[0] for line in lines[::2]] == ["1", "2", "3"]
