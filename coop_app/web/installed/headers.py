"""What every answer tells the browser: nothing from elsewhere, nothing kept, smaller on the wire."""

import gzip

from flask import Flask, request
from werkzeug.wrappers import Response

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "style-src 'self'",
        "script-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), camera=(self)",
    "X-Frame-Options": "DENY",
}
_COMPRESSED = ("text/", "application/javascript", "application/json", "image/svg+xml")
_WORTH_COMPRESSING = 800
_YEAR = 31_536_000


def install(app: Flask, *, https: bool) -> None:
    """Set the headers on every answer."""

    @app.after_request
    def finish(response: Response) -> Response:
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers["Strict-Transport-Security"] = f"max-age={_YEAR}; includeSubDomains"
        _set_caching(response)
        return _compress(response)


def _set_caching(response: Response) -> None:
    if request.endpoint == "static":
        kept = f"public, max-age={_YEAR}, immutable" if "v" in request.args else "no-cache"
        response.headers["Cache-Control"] = kept
    elif response.cache_control.immutable or response.cache_control.no_cache:
        pass  # a picture whose address changes with it (pages.send_lasting); the phone's worker
    else:
        response.headers["Cache-Control"] = "no-store"


def _compress(response: Response) -> Response:
    wanted = "gzip" in request.headers.get("Accept-Encoding", "")
    kind = response.headers.get("Content-Type", "")
    if not wanted or not kind.startswith(_COMPRESSED) or response.headers.get("Content-Encoding"):
        return response
    response.headers.add("Vary", "Accept-Encoding")
    if response.is_streamed and request.endpoint != "static":
        return response
    response.direct_passthrough = False
    content = response.get_data()
    if len(content) < _WORTH_COMPRESSING:
        return response
    response.set_data(gzip.compress(content, compresslevel=5, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response
