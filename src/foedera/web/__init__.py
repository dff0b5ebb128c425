"""Pages and an HTTP API on loopback: thin, they parse, call the façade, and show.

``create_app`` makes the application; ``foedera serve`` runs it. See docs/web.md.
"""

from __future__ import annotations

from .app import create_app
from .shelf import BookOptions

__all__ = ["BookOptions", "create_app"]
