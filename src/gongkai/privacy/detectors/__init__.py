"""Every detector of personal data, in the order in which they are asked: the surest first."""

from gongkai.privacy.detectors.base import Detector
from gongkai.privacy.detectors.cards import Account, BankCard
from gongkai.privacy.detectors.citizens import CitizenId, HalfMasked, ResidencePermit, ScientificId
from gongkai.privacy.detectors.contacts import Email, HomeAddress, Plate
from gongkai.privacy.detectors.papers import Credit, Passport, TravelPermit
from gongkai.privacy.detectors.persons import BirthDate, Hardship, Health, Minor, Name
from gongkai.privacy.detectors.phones import Landline, Mobile
from gongkai.privacy.detectors.rosters import RosterColumn

DETECTORS: tuple[type[Detector], ...] = (
    CitizenId,
    ResidencePermit,
    Mobile,
    BankCard,
    Credit,
    Passport,
    TravelPermit,
    ScientificId,
    HalfMasked,
    Account,
    Landline,
    HomeAddress,
    Plate,
    Email,
    BirthDate,
    Health,
    Hardship,
    Minor,
    Name,
    RosterColumn,
)

__all__ = ["DETECTORS", "Detector"]
