"""What every application of a run would work out anew: the builders of addresses, and compiled templates."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

_builders: dict[Any, Callable[..., Any]] = {}
_work_out = Rule._compile_builder


class Templates(BytecodeCache):
    """Compiled templates in memory; Jinja asks by name and by a sum of the source."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


def _builder(rule: Rule, append_unknown: bool = True) -> Callable[..., Any]:
    """A builder is a function of what the rule says; its converters it asks of the rule it is bound to."""
    said = repr((rule.rule, rule._trace, rule.defaults, append_unknown))
    if said not in _builders:
        _builders[said] = _work_out(rule, append_unknown)
    return _builders[said]


def work_out_once() -> None:
    """For the whole run: an application is made for nearly every test, with the same rules and templates."""
    Rule._compile_builder = _builder
    Flask.jinja_options = {"bytecode_cache": Templates()}
