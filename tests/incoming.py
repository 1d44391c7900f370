"""Mails as programs of people and servers write them; they lie in `tests/mails`."""

from pathlib import Path

MAILS = Path(__file__).parent / "mails"


def raw_mail(name):
    return (MAILS / f"{name}.eml").read_bytes()
