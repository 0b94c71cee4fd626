"""One slide's Markdown + Context → Reading(blocks, styles, notes, problems): Python-Markdown with our grammar in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import markdown
from markdown.extensions import Extension
from markdown.util import Registry

from presenter.model import Blocks, Footnotes, Spans
from presenter.parse import addresses, extras, inline_rules, links
from presenter.parse import blocks as kinds
from presenter.parse.build import Builder
from presenter.parse.context import Context
from presenter.parse.grammar import Grammar, Machine, Node
from presenter.parse.inline import InlineRule, Scope, read_spans
from presenter.parse.references import normalise
from presenter.parse.shapes import flow_spans
from presenter.problems import Problem

__all__ = ["Reading", "SlideGrammar", "engine", "normalise", "read", "read_inline"]

_BLOCK_RULES = (
    extras.AttributeLine,
    extras.Footnote,
    extras.Div,
    extras.Math,
    kinds.Quote,
    kinds.Heading,
    kinds.Fence,
    kinds.Html,
    kinds.Table,
    kinds.Setext,
    kinds.Break,
    kinds.Item,
    extras.Meaning,
    kinds.Indented,
)
_INLINE_RULES = (
    inline_rules.Escape,
    inline_rules.CodeSpan,
    inline_rules.Newline,
    inline_rules.Twice,
    inline_rules.InlineNote,
    inline_rules.Script,
    inline_rules.Emphasis,
    inline_rules.Formula,
    links.Open,
    links.Close,
    inline_rules.Angle,
    inline_rules.Entity,
    addresses.Colon,
    addresses.Mail,
    addresses.Www,
)
_WWW = r"(?<![A-Za-z0-9_./:-])www\.(?=\w)"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a slide's Markdown says. `styles` are `(line, css, scoped)` of its `<style>` elements; `notes` the Markdown
    of its `::: notes`; lines are counted from 0 in the slide."""

    blocks: Blocks
    styles: tuple[tuple[int, str, bool], ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


class SlideGrammar(Extension):
    """Puts our block grammar and inline rules in the place of Python-Markdown's own.

    Its registries stay the place where things attach: `preprocessors` run over the lines of every slide,
    `parser.blockprocessors` holds the Rules, `inlinePatterns` the InlineRules, each with its priority.
    """

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        """Called by Python-Markdown."""
        md.preprocessors.deregister("html_block")
        md.preprocessors.deregister("normalize_whitespace")
        md.parser = Grammar(md)
        for index, rule in enumerate(_BLOCK_RULES):
            md.parser.blockprocessors.register(rule(md.parser), rule.__name__.lower(), 200 - 10 * index)
        md.inlinePatterns = Registry()
        for index, pattern in enumerate(_INLINE_RULES):
            md.inlinePatterns.register(pattern(), pattern.__name__.lower(), 200 - 10 * index)


class Engine(markdown.Markdown):
    """Python-Markdown set up for slides; it keeps nothing between two readings."""

    parser: Grammar

    def __init__(self) -> None:
        super().__init__(extensions=[SlideGrammar()])
        self._known = -1
        self._rules: dict[str, list[InlineRule]] = {}
        self._special = re.compile(r"(?!)")

    def lines(self, source: str) -> list[str]:
        """The lines of `source`, after the registered preprocessors."""
        lines = source.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd").split("\n")
        for preprocessor in self.preprocessors:
            lines = preprocessor.run(lines)
        return lines

    def scope(self, context: Context) -> Scope:
        """A new Scope that knows what `context` defines."""
        self._look_up_rules()
        scope = Scope(context, rules=self._rules, special=self._special)
        scope.references = {label: (url, title) for label, url, title in context.references}
        for label, source in context.footnotes:
            scope.footnotes.setdefault(label.casefold(), self._foreign_note(source, scope))
        return scope

    def _foreign_note(self, source: str, scope: Scope) -> Callable[[], Spans]:
        def spans() -> Spans:
            lines = self.lines(source)
            return flow_spans(Builder(scope, self.parser, lines).blocks(self.parser.machine(lines).run().children))

        return spans

    def _look_up_rules(self) -> None:
        """Sort the registered inline rules by their triggers, when there are new ones."""
        if self._known == len(self.inlinePatterns):
            return
        self._known = len(self.inlinePatterns)
        rules: dict[str, list[InlineRule]] = {}
        for rule in self.inlinePatterns:
            if isinstance(rule, InlineRule):
                for char in rule.triggers:
                    rules.setdefault(char, []).append(rule)
        chars = "".join(re.escape(c) for c in rules if c != "w")
        self._rules, self._special = rules, re.compile(f"[{chars}]|{_WWW}")


@lru_cache(1)
def engine() -> Engine:
    """The one engine, made when it is first needed."""
    return Engine()


def read(source: str, context: Context) -> Reading:
    """One slide's Markdown as blocks. Never raises for any str; what is wrong becomes Problems."""
    md = engine()
    lines = md.lines(source)
    machine = md.parser.machine(lines)
    root = machine.run()
    scope = md.scope(context)
    scope.problems.extend(machine.problems)
    scope.references.update(machine.references)
    builder = Builder(scope, md.parser, lines)
    _own_notes(machine, builder)
    blocks = builder.blocks(root.children)
    blocks += _footnotes(scope, len(lines))
    return Reading(tuple(blocks), tuple(builder.styles), tuple(scope.problems), tuple(builder.notes))


def read_inline(text: str, context: Context) -> Spans:
    """Inline Markdown, e.g. of a footer, as Spans."""
    md = engine()
    return read_spans("\n".join(md.lines(text)), md.scope(context))


def _own_notes(machine: Machine, builder: Builder) -> None:
    for label, node in machine.footnotes.items():
        builder.scope.footnotes[label] = _own_note(node, builder)


def _own_note(node: Node, builder: Builder) -> Callable[[], Spans]:
    return lambda: flow_spans(builder.blocks(node.children))


def _footnotes(scope: Scope, end: int) -> list[Footnotes]:
    """The notes referred to, numbered in order; a note may refer to further ones."""
    notes: list[tuple[str, Spans]] = []
    while len(notes) < min(len(scope.notes), 500):
        notes.append((str(len(notes) + 1), scope.notes[len(notes)]()))
    return [Footnotes(notes=tuple(notes), lines=(end, end))] if notes else []
