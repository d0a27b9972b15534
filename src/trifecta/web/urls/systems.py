"""Addresses of models of stocks and flows."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from trifecta.web.views import (
    systems,
    systems_bottleneck,
    systems_comparing,
    systems_deciding,
    systems_diagnosing,
    systems_editing,
    systems_fitting,
    systems_importing,
    systems_library,
    systems_model,
    systems_observing,
    systems_ranging,
    systems_taking,
)

app_name = "systems"

PARTNERSHIP = "p/<str:partnership_id>/models/"
MODEL = "model/<str:model_id>/"
DECISION = "decision/<str:decision_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("models/", systems_library.library, name="library"),
    path("models/look/", systems_editing.look, name="look"),
    path("models/<str:starter>/", systems_library.starter, name="starter"),
    path(PARTNERSHIP, systems.models, name="models"),
    path(f"{PARTNERSHIP}new/", systems.new, name="new"),
    path(MODEL, systems_model.model, name="model"),
    path(f"{MODEL}edit/", systems_editing.edit, name="edit"),
    path(f"{MODEL}about/", systems.about, name="about"),
    path(f"{MODEL}take/<str:form>/", systems_taking.take, name="take"),
    path(f"{MODEL}versions/", systems_model.versions, name="versions"),
    path(f"{MODEL}versions/<int:number>/", systems_model.version, name="version"),
    path(
        f"{MODEL}versions/<int:number>/take/<str:form>/",
        systems_taking.take_version,
        name="take_version",
    ),
    path(f"{MODEL}versions/<int:number>/restore/", systems_model.restore, name="restore"),
    path(f"{MODEL}compare/", systems_comparing.compare, name="compare"),
    path(f"{MODEL}observed/", systems_observing.observed, name="observed"),
    path(f"{MODEL}observed/columns/", systems_importing.columns, name="observed_columns"),
    path(f"{MODEL}observed/keep/", systems_importing.keep, name="observed_keep"),
    path(f"{MODEL}observed/undo/", systems_observing.undo, name="observed_undo"),
    path(f"{MODEL}observed/remove/", systems_observing.remove, name="observed_remove"),
    path(f"{MODEL}ranges/", systems_ranging.ranges, name="ranges"),
    path(f"{MODEL}ranges/text/", systems_ranging.text, name="ranges_text"),
    path(f"{MODEL}ranges/ranges.txt", systems_ranging.file, name="ranges_file"),
    path(f"{MODEL}ranges/remove/", systems_ranging.remove, name="ranges_remove"),
    path(f"{MODEL}observed/diagnosis/", systems_diagnosing.diagnosis, name="diagnosis"),
    path(f"{MODEL}observed/fit/", systems_fitting.fit_page, name="fit"),
    path(f"{MODEL}bottleneck/", systems_bottleneck.bottleneck_page, name="bottleneck"),
    path(f"{MODEL}decide/", systems_deciding.decide, name="decide"),
    path(f"{MODEL}delete/", systems_model.delete, name="delete"),
    path(DECISION, systems_deciding.decision, name="decision"),
    path(f"{DECISION}let-go/", systems_deciding.let_go, name="let_go"),
]
