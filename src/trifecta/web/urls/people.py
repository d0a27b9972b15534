"""Addresses of people: home, organisations, partnerships, invitations, accounts, explanations."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from trifecta.web.views import (
    pages,
    people,
    people_invitations,
    people_leaving,
    people_organisation,
    people_partnership,
    people_places,
    people_putting_away,
)

app_name = "people"

everybody: list[URLPattern] = [
    path("", people.home, name="home"),
    path("who-sees-what/", pages.who_sees_what, name="who-sees-what"),
    path("how-this-works/", pages.how_it_works, name="how-it-works"),
    path("you/", people.account, name="account"),
    path("you/signed-in/", people_places.places, name="places"),
    path("you/signed-in/sign-out/", people_places.sign_out_others, name="sign-out-others"),
    path("you/signed-in/<str:place_id>/sign-out/", people_places.sign_out_one, name="sign-out-one"),
    path("you/mails/", people.mails, name="mails"),
    path("you/data/", people_leaving.your_data, name="your-data"),
    path("you/data/trifecta.json", people_leaving.export, name="export"),
    path("you/close/", people_leaving.close, name="close"),
    path("closed/", people_leaving.closed, name="closed"),
    path("join/", people_invitations.join_here, name="join-here"),
    path("join/<str:token>/", people_invitations.join, name="join"),
]

of_an_organisation: list[URLPattern] = [
    path("", people_organisation.organisation, name="organisation"),
    path("change/", people_organisation.change, name="change-organisation"),
    path("roles/", people_organisation.give_role, name="give-role"),
    path(
        "roles/<str:role_id>/take/",
        people_organisation.take_role,
        name="take-role",
    ),
    path(
        "stand-behind/",
        people_organisation.say_aligned,
        name="say-aligned",
    ),
    path(
        "invite/",
        people_invitations.invite_person,
        name="invite-person",
    ),
    path(
        "partnerships/new/",
        people_organisation.new_partnership,
        name="new-partnership",
    ),
    path(
        "members/<str:member_id>/end/",
        people_organisation.end_member,
        name="end-member",
    ),
]

organisations: list[URLPattern | URLResolver] = [
    path("o/<str:organisation_id>/", include(of_an_organisation)),
    path("start/", people_organisation.start, name="start"),
    path("team/<str:team_id>/", people_organisation.team, name="team"),
]

of_a_partnership: list[URLPattern] = [
    path("", people_partnership.partnership, name="partnership"),
    path("in-place/", people_partnership.readiness, name="readiness"),
    path("willing/", people_partnership.willing, name="willing"),
    path("success/", people_partnership.success, name="success"),
    path("describe/", people_partnership.describe, name="describe"),
    path("advice/", people_partnership.advice, name="advice"),
    path("members/", people_partnership.members, name="members"),
    path("leave/", people_partnership.leave, name="leave"),
    path("put-away/", people_putting_away.put_away, name="put-away"),
    path("bring-back/", people_putting_away.bring_back, name="bring-back"),
    path("history/", people_partnership.history, name="history"),
    path("invite/", people_invitations.invite, name="invite"),
]

partnerships: list[URLPattern | URLResolver] = [
    path("p/<str:partnership_id>/", include(of_a_partnership)),
    path("invitation/<str:invitation_id>/", people_invitations.link, name="link"),
    path("invitation/<str:invitation_id>/revoke/", people_invitations.revoke, name="revoke"),
]

urlpatterns = [*partnerships, *organisations, *everybody]
