"""What is said when a trade-off turns out not to be one."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.domain.compromise.problem import Option
from trifecta.domain.compromise.scene import Scene
from trifecta.domain.compromise.tradeoffs import FALSE_FROM
from trifecta.domain.compromise.wording import at_least, quoted
from trifecta.domain.people.words import capital, joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """The one thing to know about a trade-off, and what in the plan shows it."""

    title: str
    body: str


def callout(scene: Scene) -> Callout | None:
    """What was never the choice; None unless the figures say "false" and the plan bears it out."""
    if scene.findings.standing.verdict != "false" or scene.worst < FALSE_FROM:
        return None
    sentences = [_bridges(scene), _order(scene), _kept(scene)]
    return Callout(
        title=f"{_the_choice(scene)} was never the choice",
        body=" ".join(sentence for sentence in sentences if sentence),
    )


def _the_choice(scene: Scene) -> str:
    """The two needs that looked most opposed, or else what each of two asked for."""
    pairs = [pair for pair in scene.findings.standing.pairs if pair.verdict == "false"]
    if pairs:
        pair = min(pairs, key=lambda row: (row.pi, -row.kappa))
        texts = [scene.problem.need(need_id).text for need_id in (pair.need, pair.other)]
        return capital(joined([quoted(text) for text in texts], last="or"))
    asked = [_main(scene.asked(party.id)) for party in scene.problem.parties]
    titles = [quoted(option.title) for option in asked if option]
    if len(titles) > 1:
        return joined(titles, last="or")
    return "One of you or the other"


def _main(options: tuple[Option, ...]) -> Option | None:
    """The one that takes most work."""
    return max(options, key=_work, default=None)


def _work(option: Option) -> float:
    return max((sum(use.values()) for use in option.effort.values()), default=0.0)


def _bridges(scene: Scene) -> str:
    bridges = scene.bridges()[:2]
    if not bridges:
        return ""
    verb = "helps" if len(bridges) == 1 else "help"
    titles = joined([quoted(option.title) for option in bridges])
    return f"{titles} {verb} {_more_than_one(scene)}."


def _more_than_one(scene: Scene) -> str:
    if len(scene.problem.parties) == 2:
        return "you both" if scene.reader else "both"
    return "more than one of you" if scene.reader else "more than one of them"


def _order(scene: Scene) -> str:
    """Said where something that was asked for at once is done later in another form."""
    stages = scene.problem.stages
    for party in scene.problem.parties:
        for option in scene.asked(party.id):
            instead = scene.gives_way_to(option)
            where = scene.plan.stage_of(instead.id) if instead else None
            if instead and where == stages[-1].id and len(stages) > 1:
                return f"Part of it is a matter of order: {quoted(instead.title)} comes, and later."
    return ""


def _kept(scene: Scene) -> str:
    everybody = "each of you" if scene.reader else "each of them"
    share = at_least(scene.worst)
    return (
        f"With this plan {everybody} keeps at least {share} of the best that any plan could give."
    )
