"""Changes to what a need's owner says: how far options go, how much is enough, and by when."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from trifecta.apps.compromise.models.plans import EarlierTerms, NeedTerms, Option, Score
from trifecta.apps.compromise.services.plans import enter_plans
from trifecta.apps.people.models import User
from trifecta.apps.records.audit import record
from trifecta.apps.tensions.models import Statement
from trifecta.apps.tensions.selectors import GateView, needs_for_finder
from trifecta.domain.compromise.scoring import LEAST, MOST
from trifecta.domain.compromise.wanted import Wanted, checked, wanted_from
from trifecta.domain.errors import ConflictError, InvalidError, NotFoundError


@transaction.atomic
def score_need(
    *,
    actor: User,
    tension_id: str,
    need_id: str,
    points: Mapping[str, int | None],
    wanted: Wanted | None = None,
) -> None:
    """How far options (by id) go towards a need of mine, and what is `wanted` of it.

    None takes a score back; options that are not named keep theirs. Points lie between
    `scoring.LEAST` and `scoring.MOST`. Without `wanted` what was said before stays.
    """
    view = enter_plans(actor=actor, tension_id=tension_id)
    need = _my_need(actor, view, need_id)
    _check(points)
    if wanted is not None:
        _keep_terms(actor, view, need, wanted)
    options = Option.objects.filter(tension_id=tension_id, removed_at=None)
    if not set(points) <= set(options.values_list("id", flat=True)):
        raise ConflictError("An option has gone in the meantime. Look again.")
    rows = Score.objects.select_for_update().filter(need=need, option_id__in=points)
    stored = {row.option_id: row for row in rows}
    for option_id, value in points.items():
        _keep(view, need, option_id, value, stored.get(option_id))
    record(
        actor=actor,
        organisation=view.partnership.organisation,
        action="compromise.need_scored",
        subject=need,
    )


def _my_need(actor: User, view: GateView, need_id: str) -> Statement:
    for need in needs_for_finder(actor=actor, tension_id=view.tension_id):
        if need.id == need_id and need.member_id == view.partnership.me.id:
            return Statement.objects.get(id=need_id)
    raise NotFoundError


def _check(points: Mapping[str, int | None]) -> None:
    wrong = {
        option_id: f"Write a number from −{-LEAST} to {MOST}, or choose a word."
        for option_id, value in points.items()
        if value is not None and not LEAST <= value <= MOST
    }
    if wrong:
        raise InvalidError("A number does not fit.", fields=wrong)


def _keep_terms(actor: User, view: GateView, need: Statement, wanted: Wanted) -> None:
    """New terms of a need; what was said before is kept as an earlier version."""
    row = NeedTerms.objects.select_for_update().filter(need=need).first()
    before = Wanted() if row is None else wanted_from(row.terms)
    if checked(wanted, before=before, today=timezone.localdate()) == before:
        return
    organisation = view.partnership.organisation
    if row is None:
        row = NeedTerms(organisation=organisation, need=need, version=0)
    else:
        EarlierTerms(
            organisation=organisation, need=need, version=row.version, terms=row.terms
        ).save(force_insert=True)
    row.terms, row.version, row.changed_at = wanted.as_data, row.version + 1, timezone.now()
    row.save()
    record(
        actor=actor,
        organisation=organisation,
        action="compromise.need_terms_changed",
        subject=need,
    )


def _keep(
    view: GateView, need: Statement, option_id: str, value: int | None, row: Score | None
) -> None:
    if value is None:
        if row is not None:
            row.delete()
        return
    if row is None:
        row = Score(organisation=view.partnership.organisation, option_id=option_id, need=need)
    elif row.points == value:
        return
    row.points = value
    row.save()
