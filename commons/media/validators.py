"""What may be uploaded as a photograph, judged by its content and never by its name."""

from django.core.exceptions import ValidationError
from django.core.files.base import File

from commons.media.cleaning import inspect
from core.errors import DomainError


def validate_photo(file: File[bytes]) -> None:
    """Weight, kind and size, all from the header: a bomb stays closed."""
    try:
        inspect(file)
    except DomainError as refusal:
        raise ValidationError(str(refusal), code=type(refusal).__name__) from refusal
    finally:
        file.seek(0)
