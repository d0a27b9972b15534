"""Closing an account: what is shared stays with those who share it, the rest is deleted."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from trifecta.apps.calibration.services.erasing import erase_own_calibration, forget_cycles
from trifecta.apps.calibration.services.reminding import tell_somebody_left
from trifecta.apps.checkins.services.erasing import erase_own_answers
from trifecta.apps.compromise.services.erasing import erase_own_numbers
from trifecta.apps.notices.services import forget_notices
from trifecta.apps.people.closing import forget_organisation, forget_person, leave_everything
from trifecta.apps.people.models import User
from trifecta.apps.people.news import tell_closed
from trifecta.apps.records.audit import record
from trifecta.apps.records.keys import destroy_keys
from trifecta.apps.records.once import forget_tokens_of
from trifecta.apps.situations.services import erase_own_preparations
from trifecta.apps.systems.services.models import forget_models
from trifecta.apps.tensions.services.erasing import erase_own_words
from trifecta.domain.errors import NotFoundError


@transaction.atomic
def close_account(*, actor: User) -> None:
    """Leave every partnership and organisation, and forget the person (decision 42).

    Raises InvalidError while somebody else has to look after an organisation first.
    """
    row = User.objects.select_for_update().filter(id=actor.id, is_active=True).first()
    if row is None:
        raise NotFoundError
    alone = leave_everything(actor=row)
    erase_own_preparations(actor=row)
    erase_own_numbers(actor=row)
    erase_own_words(actor=row)
    erase_own_answers(actor=row)
    tell_somebody_left(erase_own_calibration(actor=row, alone=alone), who=row)
    for organisation_id in sorted(alone):
        forget_cycles(organisation_id=organisation_id)
        forget_models(organisation_id=organisation_id)
        forget_organisation(organisation_id=organisation_id)
        destroy_keys(organisation_id=organisation_id)
    tell_closed(actor=row)
    _forget_ways_in(row)
    forget_notices(recipient=row)
    forget_tokens_of(actor_id=row.id)
    forget_person(actor=row)
    record(actor=row, organisation=None, action="people.account_closed", subject=row)


def _forget_ways_in(row: User) -> None:
    EmailAddress.objects.filter(user=row).delete()
    Authenticator.objects.filter(user=row).delete()
    SocialAccount.objects.filter(user=row).delete()
