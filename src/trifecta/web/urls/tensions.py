"""Addresses of tensions."""

from django.urls import URLPattern

app_name = "tensions"
urlpatterns: list[URLPattern] = []
