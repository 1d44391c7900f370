"""The address of a public object: `<slug>-<public id>`, the slug being decoration."""

from core.ids import ALPHABET, LENGTH


class PublicIdConverter:
    """`le-moulin-du-bourg-7k3m9xqa` becomes `7k3m9xqa`; a bare id is accepted too."""

    regex = rf"(?:[-\w]*-)?[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value[-LENGTH:]

    def to_url(self, value: str) -> str:
        return value
