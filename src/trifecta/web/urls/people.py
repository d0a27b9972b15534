"""Addresses of people: home, organisations, partnerships, invitations, accounts, explanations."""

from __future__ import annotations

from django.urls import URLPattern, path

from trifecta.web.views import pages, people, people_partnership

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("", people.home, name="home"),
    path("who-sees-what", pages.who_sees_what, name="who-sees-what"),
    path("how-this-works", pages.how_it_works, name="how-it-works"),
    path("you", people.account, name="account"),
    path("p/<str:partnership_id>", people_partnership.partnership, name="partnership"),
]
