"""Addresses of compromise: plans of a tension, and the agreements of a partnership."""

from __future__ import annotations

from django.urls import path

from trifecta.web.urls import plans
from trifecta.web.views import agreements, agreements_keeping, agreements_writing

app_name = "compromise"

AGREEMENT = "agreement/<str:agreement_id>/"
COMMITMENTS = f"{AGREEMENT}commitments/"

urlpatterns = [
    *plans.patterns,
    path("p/<str:partnership_id>/agreements/", agreements.agreements, name="agreements"),
    path(
        "p/<str:partnership_id>/agreements/new/",
        agreements_writing.agreement_new,
        name="agreement_new",
    ),
    path("tension/<str:tension_id>/navigate/", agreements_writing.navigate, name="navigate"),
    path("plan/<str:proposal_id>/agreement/", agreements_writing.from_plan, name="from_plan"),
    path(AGREEMENT, agreements.agreement, name="agreement"),
    path(f"{AGREEMENT}edit/", agreements_writing.agreement_edit, name="agreement_edit"),
    path(f"{AGREEMENT}words/", agreements_writing.agreement_words, name="agreement_words"),
    path(f"{AGREEMENT}remove/", agreements_writing.discard, name="discard"),
    path(f"{COMMITMENTS}add/", agreements_writing.commitment_add, name="commitment_add"),
    path(
        f"{COMMITMENTS}<str:commitment_id>/",
        agreements_writing.commitment_edit,
        name="commitment_edit",
    ),
    path(
        f"{COMMITMENTS}<str:commitment_id>/remove/",
        agreements_writing.commitment_remove,
        name="commitment_remove",
    ),
    path(f"{AGREEMENT}sign/", agreements.sign, name="sign"),
    path(
        f"{AGREEMENT}signature/withdraw/", agreements.withdraw_signature, name="withdraw_signature"
    ),
    path(f"{AGREEMENT}decline/", agreements.decline, name="decline"),
    path(f"{AGREEMENT}change/", agreements_writing.change, name="change"),
    path(
        f"{AGREEMENT}change/set-aside/",
        agreements_writing.set_change_aside,
        name="set_change_aside",
    ),
    path(f"{AGREEMENT}end/", agreements_writing.end, name="end"),
    path("commitment/<str:commitment_id>/", agreements_keeping.commitment, name="commitment"),
    path(f"{AGREEMENT}look-back/", agreements_keeping.look_back, name="look_back"),
    path(
        f"{AGREEMENT}look-back/finish/",
        agreements_keeping.finish_look_back,
        name="finish_look_back",
    ),
    path(f"{AGREEMENT}renew/", agreements_writing.renew, name="renew"),
    path("agreement/<str:agreement_id>/days.ics", agreements.calendar, name="calendar"),
]
