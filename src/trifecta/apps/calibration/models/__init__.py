"""Tables of calibration: cycles, evidence, rating, and what comes after the release."""

from trifecta.apps.calibration.models.afterwards import (
    Appeal,
    AppealOutcome,
    Correction,
    Export,
    ExportForm,
    Response,
)
from trifecta.apps.calibration.models.cycles import (
    Case,
    CaseMember,
    Cycle,
    EarlierRating,
    Interest,
    Recusal,
    Reopening,
    Seat,
    StageChange,
)
from trifecta.apps.calibration.models.evidence import (
    Evidence,
    EvidenceComment,
    EvidenceKind,
    EvidenceSource,
    Look,
)
from trifecta.apps.calibration.models.rating import (
    Consent,
    DiscussionNote,
    ExceptionCode,
    Flag,
    MemberException,
    Proposal,
    Rating,
    RatingState,
)

__all__ = [
    "Appeal",
    "AppealOutcome",
    "Case",
    "CaseMember",
    "Consent",
    "Correction",
    "Cycle",
    "DiscussionNote",
    "EarlierRating",
    "Evidence",
    "EvidenceComment",
    "EvidenceKind",
    "EvidenceSource",
    "ExceptionCode",
    "Export",
    "ExportForm",
    "Flag",
    "Interest",
    "Look",
    "MemberException",
    "Proposal",
    "Rating",
    "RatingState",
    "Recusal",
    "Reopening",
    "Response",
    "Seat",
    "StageChange",
]
