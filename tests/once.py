"""What every application of a run would work out anew: addresses, compiled templates, texts of statements."""

from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

_rules: dict[str, Rule] = {}
_work_out = Rule.compile
_statements: LRUCache[Any, Any] = LRUCache(3000)


class Templates(BytecodeCache):
    """Compiled templates in memory; Jinja asks by name and by a sum of the source."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


def _compile(rule: Rule) -> None:
    """A rule's parts and builders are functions of what it says; nothing writes to them later."""
    said = repr((rule.rule, rule.subdomain, rule.merge_slashes, rule.defaults))
    if said not in _rules:
        _work_out(rule)
        _rules[said] = rule
        return
    twin = _rules[said]
    rule._parts, rule._trace, rule._converters = twin._parts, twin._trace, twin._converters
    rule.arguments = rule.arguments | twin.arguments
    rule._build = twin._build.__func__.__get__(rule)
    rule._build_unknown = twin._build_unknown.__func__.__get__(rule)


def _alike(dialect: object, other: object) -> bool:
    return type(dialect) is type(other)


def _kind(dialect: object) -> int:
    return hash(type(dialect))


def work_out_once() -> None:
    """For the whole run: an application is made for nearly every test, with the same rules and templates."""
    Rule.compile = _compile
    Flask.jinja_options = {"bytecode_cache": Templates()}
    # a text is found by the statement and the kind of database, whose engine is a new one for each test
    Engine._compiled_cache = property(lambda _engine: _statements, lambda *_: None)
    for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        dialect.__eq__, dialect.__hash__ = _alike, _kind
