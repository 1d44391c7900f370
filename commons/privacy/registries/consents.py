"""Everything that people agree to here, in one register (fields of ISO/IEC TS 27560:2023).

A package registers a source for each purpose. What it says stands is what counts on the site; the
register says when it was given, on which words, and when it was taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from django.conf import settings
from django.utils.functional import Promise

from commons.accounts.models import User
from commons.privacy.models import ConsentRecord
from core.registry import KeyedRegistry

SCHEMA: Final = "ISO/IEC TS 27560:2023"


@dataclass(frozen=True, slots=True)
class ConsentPurpose:
    """What somebody agrees to. `words` is the sentence beside the box or button; `version` is
    raised whenever it says something else.
    """

    code: str
    title: str | Promise
    words: str | Promise
    data: str | Promise
    recipients: str | Promise
    version: int = 1


@dataclass(frozen=True, slots=True)
class ConsentEntry:
    """One consent. `given_at` is None where it was given before there was a register.

    `label` says what it is about, where a purpose has several.
    """

    purpose: ConsentPurpose
    subject: str
    label: str
    version: int
    language: str
    given_at: datetime | None
    withdrawn_at: datetime | None = None
    way: str = ""

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None


class ConsentSource(Protocol):
    """`withdraw` does the same as the page where the consent was given."""

    purpose: ConsentPurpose

    def entries(self, person: User) -> Sequence[ConsentEntry]: ...

    def withdraw(self, person: User, subject: str) -> None: ...


class RecordedConsents:
    """A purpose whose consents are switches of the site, recorded by `record_consent`.

    `granted` gives what stands now: the public id of each subject with its name, or an empty one.
    """

    def __init__(
        self,
        purpose: ConsentPurpose,
        *,
        granted: Callable[[User], Mapping[str, str]],
        withdraw: Callable[[User, str], object],
    ) -> None:
        self.purpose = purpose
        self._granted = granted
        self._withdraw = withdraw

    def entries(self, person: User) -> Sequence[ConsentEntry]:
        granted = self._granted(person)
        rows = ConsentRecord.objects.filter(person=person, purpose=self.purpose.code)
        recorded = {row.subject for row in rows if row.withdrawn_at is None}
        entries = [
            self._entry(row, granted.get(row.subject, ""))
            for row in rows
            if row.withdrawn_at is not None or row.subject in granted
        ]
        return entries + [
            ConsentEntry(self.purpose, subject, label, self.purpose.version, "", None)
            for subject, label in granted.items()
            if subject not in recorded
        ]

    def withdraw(self, person: User, subject: str) -> None:
        self._withdraw(person, subject)

    def _entry(self, row: ConsentRecord, label: str) -> ConsentEntry:
        return ConsentEntry(
            self.purpose,
            row.subject,
            label,
            row.version,
            row.language,
            row.given_at,
            row.withdrawn_at,
        )


consent_sources: Final = KeyedRegistry[str, ConsentSource]()


def register_consents(source: ConsentSource) -> None:
    consent_sources.register(source.purpose.code, source)


def consents_of(person: User) -> Iterator[ConsentEntry]:
    for source in consent_sources.values():
        yield from source.entries(person)


def consent_receipt(entry: ConsentEntry, person: User) -> dict[str, Any]:
    """A consent record as TS 27560 structures it: header, processing, events."""
    purpose = entry.purpose
    events = [("given", entry.given_at), ("withdrawn", entry.withdrawn_at)]
    return {
        "schema_version": SCHEMA,
        "record_id": f"{purpose.code}:{entry.subject}" if entry.subject else purpose.code,
        "pii_principal_id": person.public_id,
        "pii_controller": settings.BASE_URL,
        "privacy_notice": {"text": str(purpose.words), "version": entry.version},
        "language": entry.language,
        "purpose": str(purpose.title),
        "subject": entry.label,
        "lawful_basis": "consent",
        "pii_categories": str(purpose.data),
        "recipients": str(purpose.recipients),
        "collection_method": entry.way or "online",
        "withdrawal_method": "My data, My consents",
        "events": [{"event_type": kind, "event_time": at.isoformat()} for kind, at in events if at],
    }
