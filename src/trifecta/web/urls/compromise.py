"""Addresses of compromise."""

from django.urls import URLPattern

app_name = "compromise"
urlpatterns: list[URLPattern] = []
