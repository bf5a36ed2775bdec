"""The tables of twinning, imported from here by every other module."""

from twinning.models.classes import ClassLanguage, LessonTime, SchoolClass
from twinning.models.institutions import (
    Institution,
    InstitutionHoliday,
    InstitutionLanguage,
    InstitutionName,
    NameWord,
    RegisterIdentifier,
    RulesConsent,
    State,
)
from twinning.models.matches import Decision, DecisionKind, ShownList, ShownMatch
from twinning.models.partnerships import Agreement, Partnership, Party, PlanItem, Signature, TwinSpace
from twinning.models.people import Invitation, Role, Staff
from twinning.models.proposals import Proposal, ProposalState
from twinning.models.registers import RegisterImport, RegisterOutcome, RegisterRow
from twinning.models.waiting_facts import WaitingFacts
from twinning.models.wishes import Wish, WishNeed, WishPoint, WishSide

__all__ = [
    "Agreement",
    "ClassLanguage",
    "Decision",
    "DecisionKind",
    "Institution",
    "InstitutionHoliday",
    "InstitutionLanguage",
    "InstitutionName",
    "Invitation",
    "LessonTime",
    "NameWord",
    "Partnership",
    "Party",
    "PlanItem",
    "Proposal",
    "ProposalState",
    "RegisterIdentifier",
    "RegisterImport",
    "RegisterOutcome",
    "RegisterRow",
    "Role",
    "RulesConsent",
    "SchoolClass",
    "ShownList",
    "ShownMatch",
    "Signature",
    "Staff",
    "State",
    "TwinSpace",
    "WaitingFacts",
    "Wish",
    "WishNeed",
    "WishPoint",
    "WishSide",
]
