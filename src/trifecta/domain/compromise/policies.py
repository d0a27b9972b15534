"""Policies of the organisation's strategy as limits of a plan, and what is possible without one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from trifecta.domain.compromise.problem import Option, Policy, Problem


def held(problem: Problem, policies: tuple[Policy, ...]) -> Problem:
    """The problem held to these policies, and to no others.

    An option that is never done can be done in no stage; one that builds on another comes after it.
    Every plan that is left could be done without the policies as well.
    """
    options = problem.unheld or problem.options
    if not policies:
        return replace(problem, options=options, policies=(), unheld=())
    return replace(
        problem,
        options=tuple(_held(option, policies) for option in options),
        policies=policies,
        unheld=options,
    )


def without(problem: Problem, policy_id: str) -> Problem:
    """The problem as if there were an exception from one policy."""
    return held(problem, tuple(one for one in problem.policies if one.id != policy_id))


def own_options(problem: Problem) -> tuple[Option, ...]:
    """The options as they are without any policy."""
    return problem.unheld or problem.options


def circle_of(waits: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Options that wait for each other, from pairs of one and what it waits for; empty if none."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for one, other in waits:
        sorter.add(one, other)
    try:
        sorter.prepare()
    except CycleError as error:
        return tuple(dict.fromkeys(error.args[1]))
    return ()


def ruled_out_by(problem: Problem, option_id: str) -> tuple[Policy, ...]:
    """The policies for which an option is in no plan."""
    return tuple(policy for policy in problem.policies if option_id in policy.never)


def _held(option: Option, policies: tuple[Policy, ...]) -> Option:
    never = any(option.id in policy.never for policy in policies)
    before = [other for policy in policies for one, other in policy.after if one == option.id]
    if not never and not before:
        return option
    return replace(
        option,
        effort={} if never else option.effort,
        after=tuple(dict.fromkeys((*option.after, *before))),
    )
