"""How people reach the server: address, encryption, proxy, and that nothing is left open."""

from __future__ import annotations

import ipaddress
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils import timezone

from trifecta.apps.demo.guard import refuse_to_mix
from trifecta.cli.doctor.finding import Finding, good, look, wrong
from trifecta.cli.heartbeat import FRESH, last_beat

SECONDS = 5


def check_address() -> list[Finding]:
    """Base URL and TLS, proxy, modes that belong to development, the server and its worker."""
    return [_base_url(), _proxy(), _modes(), _server(), _worker()]


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _base_url() -> Finding:
    url = settings.TRIFECTA_BASE_URL
    parts = urlsplit(url)
    if parts.scheme == "https":
        return good("address", f"People open {url}.")
    if _is_loopback(parts.hostname or ""):
        return look(
            "address",
            f"{url} opens on this machine only, and links in mails lead there.",
            do="Set TRIFECTA_BASE_URL to the https address that people use.",
        )
    return wrong(
        "address",
        f"{url} is not encrypted: whoever is on the way reads passwords and answers.",
        do="Put a proxy with a certificate in front, and set TRIFECTA_BASE_URL=https://….",
    )


def _proxy() -> Finding:
    encrypted = settings.TRIFECTA_BASE_URL.startswith("https://")
    trusted = settings.SECURE_PROXY_SSL_HEADER is not None
    if encrypted and not trusted:
        return look(
            "proxy",
            "The address is https, and what the proxy says of requests is not believed.",
            do="Set TRIFECTA_TRUST_PROXY=yes when only your proxy can reach this server.",
        )
    if trusted and not encrypted:
        return look(
            "proxy",
            "What a proxy says is believed, and the address is not https.",
            do="Remove TRIFECTA_TRUST_PROXY unless a proxy sets X-Forwarded-Proto itself.",
        )
    return good("proxy", "A proxy is trusted." if trusted else "No proxy is trusted.")


def _modes() -> Finding:
    if settings.DEBUG:
        return wrong(
            "debug",
            "Error pages show what people wrote.",
            do="Remove TRIFECTA_DEBUG outside development.",
        )
    mixture = _mixture()
    if mixture:
        return wrong("demo", mixture, do="Use another data folder or database.")
    if settings.TRIFECTA_DEMO:
        return look(
            "demo",
            "This is the demonstration: anyone may sign in as anyone, on made-up data.",
            do="Remove TRIFECTA_DEMO for your own data.",
        )
    return good("demo", "Demonstration and debugging are off.")


def _mixture() -> str:
    """Why this database must not be opened in this mode; empty when it may be."""
    try:
        refuse_to_mix()
    except ImproperlyConfigured as error:
        return str(error)
    except DatabaseError:
        return ""
    return ""


def _server() -> Finding:
    url = f"{settings.TRIFECTA_BASE_URL}/healthz"
    try:
        with urlopen(url, timeout=SECONDS) as answer:  # noqa: S310 - http or https by its setting
            answer.read()
    except (URLError, OSError) as error:
        return look(
            "server",
            f"{url} does not answer from here ({getattr(error, 'reason', error)}).",
            do="Start it with `trifecta serve`; if it runs, check the proxy and the name.",
        )
    return good("server", f"{url} answers.")


def _worker() -> Finding:
    start = "Start `trifecta serve`, or `trifecta worker` where the server runs with --no-worker."
    try:
        seen = last_beat()
    except DatabaseError:
        return look("worker", "The database could not be asked for it.", do=start)
    if seen is None:
        return look("worker", "No background worker has run yet, so no mail leaves.", do=start)
    if timezone.now() - seen > FRESH:
        when = timezone.localtime(seen).strftime("%Y-%m-%d %H:%M")
        return look("worker", f"The background worker was last alive on {when}.", do=start)
    return good("worker", "The background worker is alive.")
