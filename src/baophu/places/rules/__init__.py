"""Pure rules of places: areas on a day, the finder of names and codes, agencies and their spellings."""

from baophu.places.rules.agencies import AgencyDirectory, AgencyFact, AgencyRef, AreaAgency, UnknownAgency
from baophu.places.rules.areas import AreaFact, AreaRef, Place, SuccessionFact, Successor, Successors
from baophu.places.rules.finder import PlaceFinder

__all__ = [
    "AgencyDirectory",
    "AgencyFact",
    "AgencyRef",
    "AreaAgency",
    "AreaFact",
    "AreaRef",
    "Place",
    "PlaceFinder",
    "SuccessionFact",
    "Successor",
    "Successors",
    "UnknownAgency",
]
