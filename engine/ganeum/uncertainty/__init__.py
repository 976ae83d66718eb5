"""Everything uncertain at once: how often each alternative takes each rank, and why."""

from ganeum.uncertainty.contributions import Contributions, contributions
from ganeum.uncertainty.model import SectorModel, sector_model
from ganeum.uncertainty.shares import Uncertainty, uncertainty
from ganeum.uncertainty.sources import SOURCES, Settings, Source

__all__ = [
    "SOURCES",
    "Contributions",
    "SectorModel",
    "Settings",
    "Source",
    "Uncertainty",
    "contributions",
    "sector_model",
    "uncertainty",
]
