"""Editorial pages, in French and English."""

from cms.models.content import ContentPage, CreditsPage
from cms.models.destinations import DestinationIndexPage, DestinationPage
from cms.models.home import HomePage
from cms.models.recordings import Recording
from cms.models.themes import ThemePage

__all__ = [
    "ContentPage",
    "CreditsPage",
    "DestinationIndexPage",
    "DestinationPage",
    "HomePage",
    "Recording",
    "ThemePage",
]
