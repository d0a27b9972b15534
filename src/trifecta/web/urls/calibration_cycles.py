"""Addresses of setting a cycle up, taking it on, and exchanging it with other systems."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from trifecta.web.views import calibration_cycles as setting_up
from trifecta.web.views import calibration_cycles_course as course
from trifecta.web.views import calibration_cycles_exchange as exchange
from trifecta.web.views import calibration_cycles_home as home

ONE = "cycle/<str:cycle_id>/"

patterns: list[URLPattern | URLResolver] = [
    path("calibration/", home.home, name="home"),
    path(ONE, home.cycle, name="cycle"),
    path(
        "o/<str:organisation_id>/calibration/new/",
        setting_up.new_cycle,
        name="new_cycle",
    ),
    path(f"{ONE}change/", setting_up.change_cycle, name="change_cycle"),
    path(f"{ONE}partnerships/", setting_up.partnerships, name="partnerships"),
    path(f"{ONE}calibrators/", setting_up.calibrators, name="calibrators"),
    path(f"{ONE}calibrators/<str:seat_id>/out/", setting_up.unseat, name="unseat"),
    path(f"{ONE}session-and-appeals/", setting_up.helpers, name="helpers"),
    path(f"{ONE}somebody-else/", setting_up.name_another, name="name_another"),
    path(f"{ONE}give-up/", setting_up.discard_cycle, name="discard_cycle"),
    path(f"{ONE}notice/", setting_up.notice, name="notice"),
    path(f"{ONE}go-on/", course.next_stage, name="next_stage"),
    path(f"{ONE}history/", course.history, name="history"),
    path(f"{ONE}go-back/", course.reopen_cycle, name="reopen_cycle"),
    path(
        f"{ONE}go-back/<str:reopening_id>/",
        course.answer_cycle_reopening,
        name="answer_cycle_reopening",
    ),
    path("case/<str:case_id>/set-aside/", course.set_aside, name="set_aside"),
    path(f"{ONE}earlier/", exchange.earlier, name="earlier"),
    path(f"{ONE}earlier/out/", exchange.forget, name="forget_earlier"),
    path(f"{ONE}results/", exchange.results, name="results"),
    path(f"{ONE}results.csv", exchange.results_csv, name="results_csv"),
    path(f"{ONE}results.json", exchange.results_json, name="results_json"),
]
