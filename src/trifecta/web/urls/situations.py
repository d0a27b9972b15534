"""Addresses of preparing a conversation."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from trifecta.web.views import situations, situations_kept, situations_tension

app_name = "situations"

KEPT = "prepare/kept/<str:preparation_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("prepare/", situations.write, name="write"),
    path("prepare/read/", situations.read, name="read"),
    path("prepare/before/", situations.before, name="before"),
    path("prepare/about-us/", situations.about_us, name="about-us"),
    path("prepare/sheet/", situations.sheet, name="sheet"),
    path("prepare/print/", situations.paper, name="paper"),
    path("prepare/conversation.md", situations.markdown, name="markdown"),
    path("prepare/forget/", situations.forget, name="forget"),
    path("prepare/keep/", situations_kept.keep, name="keep"),
    path("prepare/keep/changes/", situations_kept.keep_changes, name="keep-changes"),
    path("prepare/tension/", situations_tension.carry, name="carry"),
    path("prepare/kept/", situations_kept.kept, name="kept"),
    path(KEPT, situations_kept.one, name="one"),
    path(f"{KEPT}conversation.md", situations_kept.kept_markdown, name="kept-markdown"),
    path(f"{KEPT}go-on/", situations_kept.go_on, name="go-on"),
    path(f"{KEPT}name/", situations_kept.rename, name="rename"),
    path(f"{KEPT}delete/", situations_kept.delete, name="delete"),
]
