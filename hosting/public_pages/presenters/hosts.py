"""A host beside what they offer: name, portrait, two sentences, and who vouches for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from commons.profiles.selectors import ProfileSummary


@dataclass(frozen=True, slots=True)
class HostSummary:
    """What `public_pages/parts/host_block.html` shows. Without a profile there are initials.

    `since`: the day on which they came to the site. `sponsors` agreed to be named.
    `co_hosts` answer requests for them. `organisation`: for which they offer it, else empty;
    `organisation_url` where the reader may see its page.
    """

    name: str
    url: str
    since: datetime | None = None
    languages: str = ""
    is_coordinator: bool = False
    profile: ProfileSummary = field(default_factory=ProfileSummary)
    sponsors: tuple[str, ...] = ()
    co_hosts: tuple[str, ...] = ()
    organisation: str = ""
    organisation_url: str = ""

    @property
    def party(self) -> str:
        """With whom a guest makes the contract."""
        return self.organisation or self.name
