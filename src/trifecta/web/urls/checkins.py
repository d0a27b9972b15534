"""Addresses of check-ins: starting one, answering it page by page, sealing it, and what it says."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from trifecta.web.views import (
    checkins,
    checkins_health,
    checkins_parts,
    checkins_replies,
    checkins_results,
    checkins_sealing,
)

app_name = "checkins"

of_a_round: list[URLPattern] = [
    path("", checkins.answer, name="answer"),
    path("question/<int:number>/", checkins.question, name="question"),
    path("judged-on/", checkins_parts.points, name="points"),
    path("judged-on/<str:member_id>/", checkins_parts.points_guess, name="points-guess"),
    path("limits/", checkins_parts.limits, name="limits"),
    path("limits/about/<str:member_id>/", checkins_parts.limits_guess, name="limits-guess"),
    path("limit/<str:limit_id>/", checkins_parts.limit, name="limit"),
    path("limit/<str:limit_id>/take-out/", checkins_parts.take_out, name="take-out"),
    path("limit/<str:limit_id>/shown-to/", checkins_sealing.shown_to, name="shown-to"),
    path("between-you/", checkins_parts.pulse, name="pulse"),
    path("review/", checkins_sealing.review, name="review"),
    path("take-back/", checkins_sealing.take_back, name="take-back"),
    path("diagnosis/", checkins_results.diagnosis, name="diagnosis"),
    path("diagnosis/questions/", checkins_results.questions, name="questions"),
    path("diagnosis/<str:finding_id>/fit/", checkins_replies.reply, name="reply"),
    path(
        "diagnosis/<str:finding_id>/fit/take-back/",
        checkins_replies.take_back_reply,
        name="take-back-reply",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("check-in/<str:round_id>/", include(of_a_round)),
    path("p/<str:partnership_id>/check-in/", checkins.start, name="start"),
    path("p/<str:partnership_id>/check-ins/", checkins_results.trends, name="trends"),
    path("o/<str:organisation_id>/check-ins/", checkins_results.leadership, name="leadership"),
    path("o/<str:organisation_id>/how-it-is-going/", checkins_health.health, name="health"),
    path(
        "o/<str:organisation_id>/how-it-is-going/choose/",
        checkins_health.choose,
        name="choose-health",
    ),
    path(
        "o/<str:organisation_id>/how-it-is-going/<str:quarter>/",
        checkins_health.health_of_quarter,
        name="health-of-quarter",
    ),
]
