"""Editorial pages, in French and English."""

from cms.pages.models.content import ContentPage, CreditsPage
from cms.pages.models.destinations import DestinationIndexPage, DestinationPage
from cms.pages.models.home import HomePage
from cms.pages.models.themes import ThemePage

__all__ = [
    "ContentPage",
    "CreditsPage",
    "DestinationIndexPage",
    "DestinationPage",
    "HomePage",
    "ThemePage",
]
