"""Addresses of evidence, and of what comes after the release."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from trifecta.web.views import calibration_afterwards as afterwards
from trifecta.web.views import calibration_evidence as evidence

CASE = "case/<str:case_id>"
PIECE = "evidence/<str:evidence_id>"
APPEAL = "appeal/<str:appeal_id>"
CORRECTION = "correction/<str:correction_id>"

patterns: list[URLPattern | URLResolver] = [
    path(f"{CASE}/evidence/", evidence.evidence, name="evidence"),
    path(f"{CASE}/evidence/add/", evidence.evidence_kinds, name="evidence_kinds"),
    path(f"{CASE}/evidence/add/<str:evidence_kind>/", evidence.evidence_add, name="evidence_add"),
    path(f"{CASE}/evidence/gather/", evidence.evidence_gather, name="evidence_gather"),
    path(f"{PIECE}/", evidence.evidence_one, name="evidence_one"),
    path(f"{PIECE}/change/", evidence.evidence_change, name="evidence_change"),
    path(f"{PIECE}/withdraw/", evidence.evidence_withdraw, name="evidence_withdraw"),
    path(f"{PIECE}/looked/", evidence.evidence_looked, name="evidence_looked"),
    path(
        "evidence-comment/<str:comment_id>/withdraw/",
        evidence.comment_withdraw,
        name="comment_withdraw",
    ),
    path(f"{CASE}/letter/", afterwards.letter, name="letter"),
    path(f"{CASE}/respond/", afterwards.respond, name="respond"),
    path(f"{CASE}/responses/", afterwards.responses, name="responses"),
    path(f"{CASE}/appeal/", afterwards.appeal_write, name="appeal_write"),
    path(f"{APPEAL}/", afterwards.appeal, name="appeal"),
    path(f"{APPEAL}/answer/", afterwards.appeal_answer, name="appeal_answer"),
    path(f"{APPEAL}/withdraw/", afterwards.appeal_withdraw, name="appeal_withdraw"),
    path(f"{APPEAL}/who/", afterwards.appeal_name, name="appeal_name"),
    path(f"{CASE}/corrections/", afterwards.corrections, name="corrections"),
    path(f"{CASE}/corrections/write/", afterwards.correction_write, name="correction_write"),
    path(f"{CORRECTION}/", afterwards.correction, name="correction"),
    path(f"{CORRECTION}/take-back/", afterwards.correction_take_back, name="correction_take_back"),
]
