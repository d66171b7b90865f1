"""The program as a whole: settings, database, and every feature's pages."""

from datetime import timedelta

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined

from coop_app import db, paths
from coop_app.app.practice import doors, mounting
from coop_app.app.views import first_start as first_start_pages
from coop_app.app.views import home, language
from coop_app.app.wiring import wire
from coop_app.auth import login
from coop_app.auth import views as auth
from coop_app.auth.service import limits, officers
from coop_app.cashbook import views as cashbook
from coop_app.closing import views as closing
from coop_app.config import Settings
from coop_app.enterprises import views as enterprises
from coop_app.ledger import views as ledger
from coop_app.literacy import views as literacy
from coop_app.loans import views as loans
from coop_app.members import views as members
from coop_app.products import views as products
from coop_app.purchasing import views as purchasing
from coop_app.reports import views as reports
from coop_app.sales import views as sales
from coop_app.savings import views as savings
from coop_app.web import access, filters
from coop_app.web.installed import addresses, errors, headers, languages, phone

#: the pages of every feature, each a blueprint `bp`
FEATURES = (
    auth, ledger, members, products, savings, loans, purchasing, sales, enterprises, cashbook, reports,
    closing, literacy,
)  # fmt: skip
_FORM_MEMORY = 2_000_000
_LARGEST_UPLOAD = 12_000_000
_MOST_PARTS = 6_000


def create_app(settings: Settings | None = None) -> Flask:
    """The application, ready to serve; nothing is read from the database yet."""
    settings = settings or Settings.from_environment()
    app = Flask(
        "coop_app",
        template_folder=str(paths.templates()),
        static_folder=str(paths.PACKAGE / "static"),
    )
    _configure(app, settings)
    db.connect(app, settings.database_url)
    for part in (addresses, languages, filters, errors):
        part.install(app)
    headers.install(app, https=settings.secure_cookies)
    phone.install(app)
    CSRFProtect(app)
    if not settings.practice:
        access.pace.init_app(app)  # one clock for both: making it anew would forget its counts
    mounting.install(app, settings, create_app)
    doors.install(app, settings)
    first_start_pages.install(app)
    login.install(app, book_of=home.book_of)
    officers.register_kinds()
    limits.register_kinds()
    home.install(app)
    doors.install_last(app, settings)
    language.install(app)
    _add_pages(app)
    wire(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TESTING=settings.testing,
        MAX_CONTENT_LENGTH=_LARGEST_UPLOAD,
        MAX_FORM_MEMORY_SIZE=_FORM_MEMORY,
        MAX_FORM_PARTS=_MOST_PARTS,
        SESSION_COOKIE_NAME="__Host-koperasi" if settings.secure_cookies else "koperasi",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        WTF_CSRF_TIME_LIMIT=None,
        # only what a phone carries for a family lasts so long; who signs in is judged by the server
        PERMANENT_SESSION_LIFETIME=timedelta(days=400),
    )
    app.extensions["settings"] = settings
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(may=access.may, actor=access.actor, letterhead=access.letterhead)


def _add_pages(app: Flask) -> None:
    for feature in FEATURES:
        app.register_blueprint(feature.bp)
