"""Which mails somebody wants."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from trifecta.apps.notices.models import MailChoice, Mails
from trifecta.apps.records.audit import record
from trifecta.domain.errors import InvalidError


@transaction.atomic
def choose_mails(*, actor: AbstractBaseUser, choice: str) -> None:
    """From now on; what was held for a daily mail follows the new choice."""
    if choice not in Mails.values:
        raise InvalidError("One answer is missing.", fields={"choice": "Choose one of the three."})
    row, _ = MailChoice.objects.select_for_update().get_or_create(recipient_id=actor.pk)
    row.choice = choice
    row.save(update_fields=["choice"])
    record(actor=row.recipient, organisation=None, action="notices.mails_chosen", subject=row)
