"""Jinja over a theme's templates: they see their inputs, the filters and the messages, nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from functools import lru_cache, partial
from typing import Any

import jinja2
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from generator.errors import SettingsError
from generator.model import Problem, SiteView
from generator.text.content_policy import inline_hashes, policy_text
from generator.theme.filters import filters_for
from generator.theme.templates import BENEATH, FRAGMENTS, Theme, referred

# What a template can do wrong.
_FAULTS = (
    jinja2.TemplateError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def render(theme: Theme, site: SiteView, template: str, inputs: Mapping[str, Any]) -> str:
    """A page; a name that the template was not given is an error, and any error says where."""
    try:
        return _environment(_Shared(theme, site)).get_template(template).render(inputs)
    except jinja2.TemplateNotFound as problem:
        name, line = _place_of(problem, template)
        wanted = str(problem.name).replace(BENEATH, "")
        what = (
            "extends the template that it replaces, but it does not replace any"
            if str(problem.name).startswith(BENEATH)
            else f"uses `{wanted}`, which does not exist"
        )
        raise _unusable(theme, name, line, what) from problem
    except jinja2.TemplateSyntaxError as problem:
        raise _unusable(theme, problem.name or template, problem.lineno, str(problem.message)) from problem
    except _FAULTS as problem:
        name, line = _place_of(problem, template)
        raise _unusable(theme, name, line, f"{type(problem).__name__}: {problem}") from problem


def _unusable(theme: Theme, template: str, line: int, what: str) -> SettingsError:
    path = theme.sources.get(template, f"themes/{theme.name}/templates/{template}")
    hint = "docs/themes.md lists the values that each template receives"
    return SettingsError(
        f"theme `{theme.name}` cannot be used", problems=(Problem(path, line, 0, "T101", "error", what, hint),)
    )


def _place_of(problem: BaseException, template: str) -> tuple[str, int]:
    """The innermost template in the traceback, which Jinja rewrites to the templates' own lines."""
    found = (template, 0)
    trace = problem.__traceback__
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            found = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return found


class _Shared:
    """Theme and site as one key, by value: workers get equal copies with every batch."""

    def __init__(self, theme: Theme, site: SiteView) -> None:
        self.theme = theme
        self.site = site

    def __hash__(self) -> int:
        return hash(self.theme.digest)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Shared)
            and (self.theme is other.theme or self.theme.digest == other.theme.digest)
            and (self.site is other.site or self.site == other.site)
        )


def _source(templates: Mapping[str, str], name: str) -> tuple[str, str, None] | None:
    """With the name as the file name, so that tracebacks show it."""
    return (templates[name], name, None) if name in templates else None


def _content_policy(site: SiteView, *snippets: str) -> Markup:
    """The policy of a page: what site.yaml allows, and the inline scripts of the site's own snippets."""
    more = {name: tuple(sources) for name, sources in site.content_sources}
    for name, hashes in inline_hashes("".join(snippets)).items():
        more[name] = (*more.get(name, ()), *hashes)
    return Markup(policy_text(more, is_portable=site.is_portable))


_find_special = re.compile("[&<>\"']").search


def _escaped(value: Any) -> object:
    """As `escape`, without a copy of what needs no escaping: nearly all that a page shows."""
    kind = type(value)
    if kind is Markup:
        return value
    if kind is str:
        return value if _find_special(value) is None else escape(value)
    return str(value) if kind is int else escape(value)


class _Generator(CodeGenerator):
    """Compiles what is shown of a value to a call of the environment's `escaped`."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Environment(jinja2.Environment):
    code_generator_class = _Generator
    escaped = staticmethod(_escaped)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dictionary, for each page copies it: all globals are there before the first template is."""
        return {**self.globals, **(d or {})}

    def join_path(self, template: str, parent: str) -> str:
        """A template that extends its own name extends the one that it replaces."""
        return referred(template, parent)


class _Sandbox(_Environment, ImmutableSandboxedEnvironment):
    """For templates that a site brings: they reach no name with an underscore, and change no value."""


@lru_cache(maxsize=4)
def _environment(shared: _Shared) -> jinja2.Environment:
    environment = (_Sandbox if shared.theme.is_foreign else _Environment)(
        loader=jinja2.FunctionLoader(partial(_source, shared.theme.templates)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    filters = filters_for(shared.theme.messages, shared.site)
    environment.filters.update(filters)
    environment.globals.update(site=shared.site, options=shared.theme.options, t=filters["t"])
    environment.globals.update({name: filters[name] for name in ("search_words", "words", "weekdays")})
    environment.globals["content_policy"] = partial(_content_policy, shared.site)
    fragments: dict[str, Markup] = {}
    environment.globals["fragments"] = fragments
    for name in shared.theme.templates:
        if name.startswith(FRAGMENTS):
            fragment = environment.get_template(name).render()
            fragments[name.removeprefix(FRAGMENTS).removesuffix(".html")] = Markup(fragment)
    return environment
