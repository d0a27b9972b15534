"""Which column of an export is which, said once: as a value, and as text to keep."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from trifecta.domain.errors import InvalidError
from trifecta.domain.systems.model import Model
from trifecta.domain.systems.observing.cells import DateOrder
from trifecta.domain.systems.observing.exports import Export, Kind, tidy
from trifecta.domain.systems.observing.observations import flow_name, flows_by_name

LEFT: Final = "left"
"""What stands for the day on which somebody was rejected or withdrew."""
NOT_HERE: Final = "-"
"""What stands for a stage that the model does not have."""
LONGEST_MAPPING: Final = 40_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportMapping:
    """`stages` maps what the export says to a stock, a flow ("A > B"), LEFT or NOT_HERE.

    With a row a candidate, what it says are headings of dates. With a row an event, they are words
    of the column `stage`, and `candidate` and `entered` are headings too.
    """

    stages: Mapping[str, str]
    candidate: str = ""
    stage: str = ""
    entered: str = ""
    order: DateOrder | None = None

    @property
    def by_event(self) -> bool:
        return bool(self.stage)

    @property
    def used(self) -> dict[str, str]:
        """Without what the model does not have."""
        return {said: to for said, to in self.stages.items() if to != NOT_HERE}

    def target(self, said: str) -> str | None:
        """What a heading or word is mapped to; None where it is not mapped."""
        key = tidy(said)
        return next((to for name, to in self.stages.items() if tidy(name) == key), None)


def targets_of(model: Model) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stocks and the flows of a model that something can be mapped to."""
    single = {places[0] for places in flows_by_name(model).values() if len(places) == 1}
    flows = [at for at, flow in enumerate(model.flows) if flow.destination is not None]
    return model.shown, tuple(flow_name(model, at) for at in flows if at in single)


def places_in(mapping: ExportMapping, model: Model) -> dict[str, int | str]:
    """For each thing mapped, by its tidy name: a place in `Model.names`, a flow's name, or LEFT.

    Raises InvalidError where nothing is mapped, or to what the model does not have.
    """
    if not mapping.used:
        raise InvalidError("Say which column is which stock, such as Screened on = Screens.")
    names = {name.lower(): at for at, name in enumerate(model.names)}
    flows = {name.lower(): name for name in targets_of(model)[1]}
    found: dict[str, int | str] = {}
    for said, to in mapping.used.items():
        if to.lower() == LEFT:
            found[tidy(said)] = LEFT
        elif to.lower() in names:
            found[tidy(said)] = names[to.lower()]
        elif to.lower() in flows:
            found[tidy(said)] = flows[to.lower()]
        else:
            raise InvalidError(
                f"“{said[:60]}” is mapped to {to[:60]}, and the model has no such stock or flow. "
                f"It has {', '.join(model.shown[:8])}; {LEFT} says that somebody left."
            )
    return found


def fits(mapping: ExportMapping, export: Export, model: Model) -> bool:
    """Whether it says of every column of dates, or every stage, of this export what it is."""
    try:
        places_in(mapping, model)
    except InvalidError:
        return False
    if not mapping.by_event:
        dates = {tidy(one.heading) for one in export.of_kind(Kind.DATES)}
        return {tidy(said) for said in mapping.used} <= dates <= {*map(tidy, mapping.stages)}
    found = [export.column(one) for one in (mapping.candidate, mapping.stage, mapping.entered)]
    stage = found[1]
    if None in found or stage is None or stage.kind is not Kind.WORDS:
        return False
    return {tidy(word) for word in stage.values} <= {*map(tidy, mapping.stages)}


def text_of_mapping(mapping: ExportMapping) -> str:
    """As JSON, to be kept beside the counts."""
    kept = {
        "stages": dict(mapping.stages),
        "candidate": mapping.candidate,
        "stage": mapping.stage,
        "entered": mapping.entered,
        "order": str(mapping.order or ""),
    }
    return json.dumps(kept, ensure_ascii=False)


def mapping_in(text: str) -> ExportMapping | None:
    """What `text_of_mapping` wrote; None for anything else."""
    if not text or len(text) > LONGEST_MAPPING:
        return None
    try:
        kept: Any = json.loads(text)
        stages = kept["stages"]
        names = [kept[name] for name in ("candidate", "stage", "entered")]
        order = DateOrder(kept["order"]) if kept["order"] else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    words = [*names, *stages, *stages.values()] if isinstance(stages, dict) else [None]
    if not all(isinstance(word, str) for word in words):
        return None
    return ExportMapping(
        stages=stages, candidate=names[0], stage=names[1], entered=names[2], order=order
    )
