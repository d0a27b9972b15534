"""A model with the partnership around it: the way in for whoever reads or changes one."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.apps.people.models import User
from trifecta.apps.people.selectors import PartnershipView, partnership_for
from trifecta.apps.systems.models import Decision, ModelVersion, SystemModel
from trifecta.domain.errors import NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRoom:
    """A model as it is stored, for a member of its partnership."""

    model: SystemModel
    partnership: PartnershipView

    @property
    def me(self) -> str:
        return self.partnership.me.id


def enter(*, actor: User, model_id: str, lock: bool = False) -> ModelRoom:
    """Raises NotFoundError unless `actor` is a member of its open partnership."""
    rows = SystemModel.objects.all()
    if lock:
        rows = rows.select_for_update()
    row = rows.filter(id=model_id).first()
    if row is None:
        raise NotFoundError
    view = partnership_for(actor=actor, partnership_id=row.partnership_id)
    return ModelRoom(model=row, partnership=view)


def latest_version(model: SystemModel) -> ModelVersion:
    """The newest text; every model has one."""
    return ModelVersion.objects.filter(model=model).order_by("number").reverse()[0]


def enter_decision(
    *, actor: User, decision_id: str, lock: bool = False
) -> tuple[ModelRoom, Decision]:
    """A decision in its model; raises NotFoundError for anybody outside."""
    found = Decision.objects.filter(id=decision_id).values_list("model_id", flat=True).first()
    if found is None:
        raise NotFoundError
    room = enter(actor=actor, model_id=found, lock=lock)
    return room, Decision.objects.get(id=decision_id)
