"""Addresses of proposing, talking and deciding."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from trifecta.web.views import calibration_rating as alone
from trifecta.web.views import calibration_rating_exceptions as exceptions
from trifecta.web.views import calibration_rating_together as together
from trifecta.web.views import calibration_session

CASE = "case/<str:case_id>"

patterns: list[URLPattern | URLResolver] = [
    path(f"{CASE}/propose/<str:outcome>/", alone.propose, name="propose"),
    path(f"{CASE}/proposal/", alone.proposal, name="proposal"),
    path(f"{CASE}/proposal/hand-in/", alone.hand_in, name="hand_in"),
    path(f"{CASE}/proposal/take-back/", alone.take_back, name="take_back"),
    path(f"{CASE}/stands-apart/<str:rated_id>/", alone.flag, name="flag"),
    path(f"{CASE}/stands-apart/<str:rated_id>/take-back/", alone.unflag, name="unflag"),
    path(f"{CASE}/interest/", alone.interest, name="interest"),
    path(
        f"{CASE}/interest/<str:interest_id>/take-back/",
        alone.withdraw_interest,
        name="withdraw_interest",
    ),
    path(f"{CASE}/step-back/", alone.step_back, name="step_back"),
    path(f"{CASE}/side-by-side/", together.side_by_side, name="side_by_side"),
    path(f"{CASE}/notes/", together.notes, name="notes"),
    path(f"{CASE}/notes/talked/", together.finish_talking, name="finish_talking"),
    path(f"{CASE}/rating/", together.rating, name="rating"),
    path(f"{CASE}/rating/write/", together.write_rating, name="write_rating"),
    path(f"{CASE}/rating/agree/", together.consent, name="consent"),
    path(f"{CASE}/rating/agree-no-more/", together.withdraw_consent, name="withdraw_consent"),
    path(f"{CASE}/rating/decide/", together.decide, name="decide"),
    path(f"{CASE}/exception/<str:rated_id>/", exceptions.exception, name="exception"),
    path(
        f"{CASE}/exception/<str:rated_id>/take-out/",
        exceptions.drop_exception,
        name="drop_exception",
    ),
    path(f"{CASE}/reopen/", together.reopen, name="reopen"),
    path(f"{CASE}/reopen/answer/", together.answer_reopen, name="answer_reopen"),
    path("cycle/<str:cycle_id>/session/", calibration_session.session, name="session"),
    path(
        "cycle/<str:cycle_id>/session/<str:case_id>/",
        calibration_session.session_case,
        name="session_case",
    ),
]
