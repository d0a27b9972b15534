"""What one person may read of people: partnerships, organisations, open invitations."""

from trifecta.apps.people.selectors.accounts import (
    account_by_id,
    any_account,
    session_by_key,
)
from trifecta.apps.people.selectors.invitations import (
    InvitationView,
    invitation_by_token,
    open_invitations,
    open_organisation_invitations,
)
from trifecta.apps.people.selectors.organisations import (
    AlignmentView,
    OrganisationView,
    PersonView,
    RoleView,
    alignment,
    organisation_for,
    organisations_of,
    people_of,
    team_for,
    teams_of,
)
from trifecta.apps.people.selectors.outlines import (
    PartnershipOutline,
    outline_for,
    partnership_outlines,
)
from trifecta.apps.people.selectors.partnerships import (
    MemberView,
    PartnershipView,
    Standing,
    WillingnessView,
    everybody_in,
    member_view,
    partnership_for,
    partnerships_of,
    standing,
    willingness,
    with_members,
)

__all__ = [
    "AlignmentView",
    "InvitationView",
    "MemberView",
    "OrganisationView",
    "PartnershipOutline",
    "PartnershipView",
    "PersonView",
    "RoleView",
    "Standing",
    "WillingnessView",
    "account_by_id",
    "alignment",
    "any_account",
    "everybody_in",
    "invitation_by_token",
    "member_view",
    "open_invitations",
    "open_organisation_invitations",
    "organisation_for",
    "organisations_of",
    "outline_for",
    "partnership_for",
    "partnership_outlines",
    "partnerships_of",
    "people_of",
    "session_by_key",
    "standing",
    "team_for",
    "teams_of",
    "willingness",
    "with_members",
]
