"""Tables of compromise."""

from trifecta.apps.compromise.models.agreements import (
    Agreement,
    AgreementNote,
    AgreementState,
    AgreementVersion,
    Commitment,
    CommitmentState,
    Signature,
    VersionState,
)
from trifecta.apps.compromise.models.defaults import DefaultPlan
from trifecta.apps.compromise.models.looking import Acceptance, Look, WorkedOut
from trifecta.apps.compromise.models.plans import (
    EarlierTerms,
    NeedTerms,
    Option,
    Proposal,
    ProposalState,
    Score,
    Stage,
)
from trifecta.apps.compromise.models.policies import PlanPolicy

__all__ = [
    "Acceptance",
    "Agreement",
    "AgreementNote",
    "AgreementState",
    "AgreementVersion",
    "Commitment",
    "CommitmentState",
    "DefaultPlan",
    "EarlierTerms",
    "Look",
    "NeedTerms",
    "Option",
    "PlanPolicy",
    "Proposal",
    "ProposalState",
    "Score",
    "Signature",
    "Stage",
    "VersionState",
    "WorkedOut",
]
