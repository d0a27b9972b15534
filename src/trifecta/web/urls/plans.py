"""Addresses of plans, in the namespace of compromise."""

from __future__ import annotations

from django.urls import URLPattern, path

from trifecta.web.views import (
    plans,
    plans_default,
    plans_living,
    plans_making,
    plans_policies,
    plans_resting,
    plans_scoring,
    plans_suggesting,
)

PLAN = "tension/<str:tension_id>/plan/"

patterns: list[URLPattern] = [
    path(PLAN, plans.plan, name="plan"),
    path(f"{PLAN}look/", plans.look, name="look"),
    path(f"{PLAN}rests-on/<str:key>/", plans_resting.rests_on, name="rests_on"),
    path(f"{PLAN}made-of/", plans.board, name="board"),
    path(f"{PLAN}stages/start/", plans_making.stages_start, name="stages_start"),
    path(f"{PLAN}stages/add/", plans_making.stage_add, name="stage_add"),
    path("stage/<str:stage_id>/", plans_making.stage, name="stage"),
    path("stage/<str:stage_id>/remove/", plans_making.stage_remove, name="stage_remove"),
    path(f"{PLAN}options/add/", plans_making.option_add, name="option_add"),
    path(f"{PLAN}estimates/", plans_making.estimates, name="estimates"),
    path("option/<str:option_id>/", plans_making.option, name="option"),
    path("option/<str:option_id>/remove/", plans_making.option_remove, name="option_remove"),
    path(f"{PLAN}policies/add/", plans_policies.policy_add, name="policy_add"),
    path("policy/<str:policy_id>/", plans_policies.policy, name="policy"),
    path("policy/<str:policy_id>/remove/", plans_policies.policy_remove, name="policy_remove"),
    path(f"{PLAN}without-agreement/", plans_default.default, name="default"),
    path(
        "without-agreement/<str:default_id>/confirm/",
        plans_default.confirm,
        name="default_confirm",
    ),
    path(
        "without-agreement/<str:default_id>/set-aside/",
        plans_default.set_aside,
        name="default_set_aside",
    ),
    path(f"{PLAN}needs/", plans_scoring.scores, name="scores"),
    path(f"{PLAN}needs/<str:need_id>/", plans_scoring.score, name="score"),
    path(f"{PLAN}could-live/<str:key>/", plans_living.could_live, name="could_live"),
    path(f"{PLAN}suggest/<str:key>/", plans_suggesting.suggest, name="suggest"),
    path("plan/<str:proposal_id>/take-up/", plans_suggesting.take_up, name="take_up"),
    path("plan/<str:proposal_id>/set-aside/", plans_suggesting.set_aside, name="set_aside"),
]
