"""Addresses of tensions."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from trifecta.web.views import (
    tensions,
    tensions_play_back,
    tensions_questions,
    tensions_side,
    tensions_weights,
)

app_name = "tensions"
of_a_tension: list[URLPattern] = [
    path("", tensions.tension, name="tension"),
    path("title/", tensions.rename, name="rename"),
    path("set-aside/", tensions.set_aside, name="set_aside"),
    path("take-up/", tensions.take_up, name="take_up"),
    path("skip/", tensions.skip, name="skip"),
    path("side/", tensions_side.side, name="side"),
    path("side/share/", tensions_side.share, name="share"),
    path("side/weights/", tensions_weights.weights, name="weights"),
    path("side/weights/rank/", tensions_weights.rank, name="rank"),
    path("side/weights/compare/", tensions_weights.compare, name="compare"),
    path("side/weights/points/", tensions_weights.points, name="points"),
    path(
        "side/weights/first-and-last/",
        tensions_weights.first_and_last,
        name="first_and_last",
    ),
    path(
        "side/weights/seal/",
        tensions_weights.seal,
        name="seal_weights",
    ),
    path(
        "side/weights/leave-as-sealed/",
        tensions_weights.leave_as_sealed,
        name="leave_as_sealed",
    ),
    path(
        "side/limits/<str:limit_id>/take/",
        tensions_side.take_over,
        name="take_limit",
    ),
    path(
        "side/limits/<str:limit_id>/leave-out/",
        tensions_side.leave_out,
        name="leave_limit_out",
    ),
    path("side/<str:kind>/", tensions_side.write, name="write"),
    path("questions/", tensions_questions.questions, name="questions"),
    path("ask/<str:member_id>/", tensions_questions.ask, name="ask"),
    path("play-back/", tensions_play_back.play_backs, name="play_back"),
    path(
        "play-back/<str:member_id>/",
        tensions_play_back.say_back,
        name="say_back",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("tension/<str:tension_id>/", include(of_a_tension)),
    path("p/<str:partnership_id>/tensions/", tensions.tension_list, name="list"),
    path("p/<str:partnership_id>/tensions/open/", tensions.open_one, name="open"),
    path("o/<str:organisation_id>/shared-with-leadership/", tensions.leadership, name="leadership"),
    path("statement/<str:statement_id>/", tensions_side.statement, name="statement"),
    path("statement/<str:statement_id>/remove/", tensions_side.remove, name="remove"),
    path("statement/<str:statement_id>/who-sees-it/", tensions_side.visibility, name="visibility"),
    path("question/<str:question_id>/", tensions_questions.question, name="question"),
    path(
        "question/<str:question_id>/take-back/",
        tensions_questions.take_back,
        name="take_back",
    ),
    path("question/<str:question_id>/answer/", tensions_questions.answer, name="answer"),
    path("question/<str:question_id>/decline/", tensions_questions.decline, name="decline"),
    path("play-back/<str:play_back_id>/", tensions_play_back.verdict, name="verdict"),
]
