"""What agreements of a partnership say to those who rate it: names, promises, and if they held."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from trifecta.apps.compromise.models import (
    Agreement,
    AgreementVersion,
    Commitment,
    VersionState,
)
from trifecta.apps.compromise.selectors.agreement_rooms import terms_of


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPromise:
    """One commitment: what, by when, and what was said of it on which day. Not whose, nor why."""

    text: str
    due: date
    state: str
    settled_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedAgreement:
    """A signed agreement; `over_on` is when it was looked back at or ended, None while it runs."""

    id: str
    title: str
    signed_on: date
    over_on: date | None
    promises: tuple[KeptPromise, ...]


def signed_agreements(
    *, partnership_id: str, starts_on: date, ends_on: date
) -> list[SignedAgreement]:
    """Agreements in force on some day from `starts_on` to `ends_on`, by the day they were signed.

    For the service that gathers evidence, which has told the members. It takes neither who had
    promised something nor the reason that was given where it was not kept.
    """
    rows = Agreement.objects.filter(
        partnership_id=partnership_id,
        active_since__isnull=False,
        active_since__date__lte=ends_on,
    ).filter(Q(reviewed_at=None) | Q(reviewed_at__date__gte=starts_on))
    rows = rows.filter(Q(ended_at=None) | Q(ended_at__date__gte=starts_on))
    agreements = list(rows.order_by("active_since", "id"))
    titles = _titles(agreements)
    promises = _promises(agreements)
    return [_view(row, titles, promises) for row in agreements]


def _view(
    row: Agreement, titles: dict[str, str], promises: dict[str, list[KeptPromise]]
) -> SignedAgreement:
    over = row.reviewed_at or row.ended_at
    return SignedAgreement(
        id=row.id,
        title=titles.get(row.id, ""),
        signed_on=timezone.localdate(row.active_since),
        over_on=timezone.localdate(over) if over else None,
        promises=tuple(promises[row.id]),
    )


def _titles(agreements: list[Agreement]) -> dict[str, str]:
    """The name of each as its members signed it last."""
    signed = AgreementVersion.objects.filter(
        agreement__in=agreements, state__in=[VersionState.IN_FORCE, VersionState.PAST]
    ).order_by("number")
    return {row.agreement_id: terms_of(row).title for row in signed if not terms_of(row).ends}


def _promises(agreements: list[Agreement]) -> dict[str, list[KeptPromise]]:
    found: dict[str, list[KeptPromise]] = defaultdict(list)
    for row in Commitment.objects.filter(agreement__in=agreements):
        found[row.agreement_id].append(
            KeptPromise(
                text=row.text,
                due=row.due,
                state=row.state,
                settled_on=timezone.localdate(row.settled_at) if row.settled_at else None,
            )
        )
    return found
