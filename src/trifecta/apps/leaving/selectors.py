"""Everything that is one person's own, as one value that goes into a file."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from trifecta.apps.calibration.selectors.own import my_calibrations
from trifecta.apps.checkins.selectors.own import my_check_ins
from trifecta.apps.compromise.selectors.own import my_agreements, my_plans
from trifecta.apps.notices.selectors import my_mails, my_notices
from trifecta.apps.people.models import User
from trifecta.apps.people.selectors.own import (
    my_account,
    my_invitations,
    my_organisations,
    my_partnerships,
    my_rests,
)
from trifecta.apps.records.selectors import acts_of
from trifecta.apps.situations.selectors import my_preparations
from trifecta.apps.systems.selectors.own import my_models
from trifecta.apps.tensions.selectors.own import my_tensions

FORMAT: Final = "trifecta-person"
VERSION: Final = 1


def everything_of(*, actor: User) -> dict[str, Any]:
    """What `actor` wrote, and what is kept about them; of others their names alone.

    docs/reference/your-data.md describes each field.
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "made": timezone.now(),
        "account": my_account(actor=actor) | _ways_to_sign_in(actor),
        "organisations": my_organisations(actor=actor),
        "partnerships": my_partnerships(actor=actor),
        "invitations": my_invitations(actor=actor),
        "put_away": my_rests(actor=actor),
        "check_ins": my_check_ins(actor=actor),
        "tensions": my_tensions(actor=actor),
        "plans": my_plans(actor=actor),
        "agreements": my_agreements(actor=actor),
        "preparations": my_preparations(actor=actor),
        "models": my_models(actor=actor),
        "calibrations": my_calibrations(actor=actor),
        "which_mails": my_mails(actor=actor),
        "mails": my_notices(actor=actor),
        "acts": acts_of(actor=actor),
    }


def _ways_to_sign_in(actor: User) -> dict[str, Any]:
    """Which there are, never what they are made of."""
    keys = Authenticator.objects.filter(user=actor).order_by("created_at", "id")
    return {
        "addresses": [
            {"address": row.email, "confirmed": row.verified}
            for row in EmailAddress.objects.filter(user=actor).order_by("id")
        ],
        "password": actor.has_usable_password(),
        "second_steps": [
            {"kind": row.type, "since": row.created_at, "last_used": row.last_used_at}
            for row in keys
        ],
        "company_accounts": [
            {"provider": row.provider, "since": row.date_joined}
            for row in SocialAccount.objects.filter(user=actor).order_by("id")
        ],
    }
